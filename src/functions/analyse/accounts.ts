import { accountHeader } from "../account-header.ts";
import type { Finding } from "./policy.ts";
import type { Tree } from "./tree.ts";
import { type Value, type Values, distinct, memberOf, openObject } from "./values.ts";

const isHeader = (name: unknown) =>
  typeof name === "string" && name.toLowerCase() === accountHeader.toLowerCase();

export const accountUnknown =
  "its account is not known before it runs: write the name as a plain text, since a person agrees to each account by its name.";

/** What the headers of a call say of its account; nothing where they do not mention one. */
export function accountsNamed(inits: Values): Values {
  return distinct(inits.flatMap((init) => headersOf(init).flatMap(accountsIn)));
}

function headersOf(init: Value): Values {
  if (init.kind === "request") return init.init.flatMap(headersOf);
  return memberOf(init.kind === "object" ? init : openObject, "headers");
}

function accountsIn(headers: Value): Values {
  if (headers.kind !== "object") return [{ kind: "undefined" }];
  const names = [...headers.entries.keys()].filter(isHeader);
  if (names.length === 0) return [{ kind: "undefined" }];
  return names.flatMap((name) => memberOf(headers, name));
}

/** The header written in any way but the one that can be read. */
export function oddAccounts(tree: Tree): readonly Finding[] {
  return tree.nodes
    .filter((node) => node.type === "Literal" && isHeader(node.value))
    .filter((node) => {
      const up = tree.parentOf(node);
      return !(up?.type === "Property" && up.key === node && !up.computed);
    })
    .map((node) => ({
      node,
      message: `Name the account in the headers of the call, as a plain object: headers: { "${accountHeader}": "support" }. In any other way it cannot be told before it runs.`,
    }));
}
