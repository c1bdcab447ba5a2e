import type { KnownOperation } from "./vocabulary.ts";

/** Verbs that an operation may do as well, where none has the verb itself: what is `put` somewhere is added. */
const kindred: Readonly<Record<string, readonly string[]>> = {
  read: ["search", "export"],
  search: ["read"],
  export: ["read", "search"],
  think: ["read", "search"],
  create: ["add", "save", "schedule"],
  add: ["create", "save", "set"],
  save: ["create", "add"],
  sync: ["create", "add"],
  import: ["create", "add"],
  convert: ["create", "add"],
  copy: ["create", "add"],
  upload: ["create", "save"],
  send: ["create", "add"],
  set: ["update"],
  update: ["set", "mark", "move"],
  move: ["update"],
  mark: ["update", "set"],
  complete: ["update"],
  rename: ["update"],
  schedule: ["create", "send"],
  invite: ["add"],
};

/** What is said with these takes nothing away, whatever else an operation's words say. */
const gentle: ReadonlySet<string> = new Set([
  ...Object.keys(kindred),
  "read",
  "search",
  "add",
  "pin",
  "react",
]);

/** Whether an operation does what a verb says, itself or by one like it. */
export function does(operation: KnownOperation, verb: string): boolean {
  if (operation.kind === "destructive" && gentle.has(verb)) return operation.titleVerb === verb;
  return operation.verbs.has(verb) || (kindred[verb] ?? []).some((one) => operation.verbs.has(one));
}
