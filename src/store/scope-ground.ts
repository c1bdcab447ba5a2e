import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from "kysely";
import type { Database } from "./database.ts";

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** A part of a statement as text, without the statements inside of it. */
const ownText = (node: unknown) =>
  JSON.stringify(node, (_, value: unknown) =>
    isNode(value) && value["kind"] === "SelectQueryNode" ? undefined : value,
  ) ?? "";

const tableIn =
  /"kind":"TableNode","table":\{"kind":"SchemableIdentifierNode","identifier":\{"kind":"IdentifierNode","name":"(\w+)"/g;
const rawTableIn = /\b(?:from|join|into|update)\s+"?(\w+)/gi;

/** Tables with an app's rows, as the database has them. */
export async function tablesWithApp(db: Database): Promise<ReadonlySet<string>> {
  const tables = await db.introspection.getTables();
  return new Set(
    tables
      .filter(({ columns }) => columns.some(({ name }) => name === "app_id"))
      .map(({ name }) => name),
  );
}

/** Parts of a statement that read, change or add rows of an app without naming it. */
export function unscopedIn(node: unknown, tables: ReadonlySet<string>): readonly string[] {
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap((part) => unscopedIn(part, tables));
  const own = unscopedItself(node, tables);
  return own === undefined ? inside : [...inside, own];
}

function unscopedItself(node: Node, tables: ReadonlySet<string>): string | undefined {
  const { kind, from, table, into, where, joins, columns, sqlFragments } = node;
  const named = (text: string, pattern: RegExp) =>
    Array.from(text.matchAll(pattern), ([, name = ""]) => name).filter((name) => tables.has(name));
  const says = (...parts: readonly unknown[]) =>
    parts.some((part) => ownText(part).includes('"app_id"'));
  switch (kind) {
    case "SelectQueryNode":
    case "UpdateQueryNode":
    case "DeleteQueryNode": {
      const of = named(ownText([from, table, joins]), tableIn);
      return of.length === 0 || says(where, joins) ? undefined : `${kind} ${of.join()}`;
    }
    case "InsertQueryNode": {
      const of = named(ownText(into), tableIn);
      return of.length === 0 || says(columns) ? undefined : `${kind} ${of.join()}`;
    }
    case "RawNode": {
      const text = Array.isArray(sqlFragments) ? sqlFragments.join(" ? ") : "";
      const of = named(text, rawTableIn);
      return of.length === 0 || text.includes("app_id") ? undefined : `${text.trim()}`;
    }
    default:
      return undefined;
  }
}

/** Looks at every statement of a database, and keeps those that name no app, with the file they come from. */
export function watchScope() {
  const found = new Set<string>();
  let tables: ReadonlySet<string> = new Set();
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
      statements += 1;
      for (const one of unscopedIn(node, tables)) found.add(`${storeOf(new Error())}: ${one}`);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    async on(db: Database): Promise<Database> {
      tables = await tablesWithApp(db);
      return db.withPlugin(plugin);
    },
    found: (): readonly string[] => [...found],
    statements: () => statements,
  };
}

/** The nearest file of the store, or of whatever else asked. */
function storeOf({ stack = "" }: Error): string {
  const files = Array.from(
    stack.matchAll(/\/(src\/[\w/.-]+\.ts|node_modules\/[\w@-]+)/g),
    ([, file = ""]) => file,
  );
  return (
    files.find((file) => file.startsWith("src/") && !file.endsWith("scope-ground.ts")) ??
    files.find((file) => !file.endsWith("scope-ground.ts") && !file.includes("kysely")) ??
    "?"
  );
}
