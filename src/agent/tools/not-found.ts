import type { FunctionsPort } from "../ports.ts";

/** The answer for a name that no function has: it lists the names there are. */
export async function notFound(functions: FunctionsPort) {
  return { status: "not-found" as const, known: (await functions.list()).map(({ name }) => name) };
}
