import { isDeepStrictEqual } from "node:util";
import {
  type Node,
  type ParseError,
  findNodeAtLocation,
  getNodeValue,
  parse,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { ConnectorScopes } from "../../store/function-version.ts";
import { type Place, placesOf } from "../places.ts";
import type { CodeProblem } from "../types.ts";

/** What function.jsonc says that counts when it is read; the rest is written for people. */
export type Description =
  | {
      readonly status: "read";
      readonly version?: number;
      /** Of the version that entry.ts was made from. */
      readonly etag?: string;
      /** As it stands; nothing has checked it. */
      readonly flow?: unknown;
    }
  | { readonly status: "broken"; readonly problems: readonly CodeProblem[] };

/** What a version is besides its code; `name` and `entry` are as Base44 has them. */
export function functionJsonc({
  name,
  version,
  etag,
  operations,
  permissions,
  flow,
}: {
  readonly name: string;
  readonly version: number;
  readonly etag: string;
  readonly operations: readonly string[];
  readonly permissions: readonly ConnectorScopes[];
  readonly flow?: unknown;
}): string {
  const content = {
    name,
    entry: "entry.ts",
    version,
    etag,
    operations,
    permissions,
    ...(flow ? { flow } : {}),
  };
  return `${header}\n${JSON.stringify(content, null, 2)}\n`;
}

const header = `// entry.ts beside this file is yours to edit, and so is "flow" here: saving makes a new version.
// Patchbay writes the rest; "version" and "etag" say which version the files were made from.`;

/** Reads function.jsonc as far as it counts. */
export function readDescription(text: string): Description {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    const what = printParseErrorCode(error.error).replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
    return broken(`${what.toLowerCase()} in JSON`, placesOf(text)(error.offset));
  }
  if (root?.type !== "object") return broken("must be a JSON object", { line: 1, column: 1 });
  const [version, etag, flow] = ["version", "etag", "flow"].map((name): unknown => {
    const node = findNodeAtLocation(root, [name]);
    return node && getNodeValue(node);
  });
  return {
    status: "read",
    ...(typeof version === "number" ? { version } : {}),
    ...(typeof etag === "string" ? { etag } : {}),
    // The parser's objects have no prototype, which tells them from others with the same members.
    ...(flow === undefined ? {} : { flow: structuredClone(flow) }),
  };
}

/** Whether two texts say the same; how they are laid out may be a formatter's doing. */
export function isSameDescription(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text): unknown => {
    const errors: ParseError[] = [];
    const content: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? content : text;
  });
  return isDeepStrictEqual(one, other);
}

/** Where in function.jsonc a field of the flow stands, `steps.post.with.text` for one, or what is nearest to it. */
export function placeInFlow(text: string, where: string): Place {
  const root = parseTree(text);
  let node = root && findNodeAtLocation(root, ["flow"]);
  for (const key of where.split(".")) {
    const next = node && memberOf(node, key);
    if (!next) break;
    node = next;
  }
  return placesOf(text)(node?.offset ?? 0);
}

/** A member by name, an entry by number, or a step by its id. */
function memberOf(node: Node, key: string): Node | undefined {
  if (node.type === "object") return findNodeAtLocation(node, [key]);
  if (node.type !== "array") return undefined;
  return (
    node.children?.find((child) => findNodeAtLocation(child, ["id"])?.value === key) ??
    (/^\d+$/.test(key) ? findNodeAtLocation(node, [Number(key)]) : undefined)
  );
}

function broken(message: string, place: Place): Description {
  return {
    status: "broken",
    problems: [{ check: "syntax", severity: "error", message, ...place }],
  };
}
