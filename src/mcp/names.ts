/** What every client takes as the name of a tool; `$`, which names of functions may have, is none of it. */
const unusual = /[^A-Za-z0-9_-]/g;

/**
 * Names of tools by names of functions. A function's own name where a tool can have it; a name that
 * the server's own tools have, so that no function passes for one of them, or that is not of letters,
 * digits, `_` and `-`, is changed until nothing else has it.
 */
export function toolNames(
  functions: readonly string[],
  own: readonly string[],
): ReadonlyMap<string, string> {
  const taken = new Set(own);
  const isFree = (name: string) => !taken.has(name) && name.search(unusual) === -1;
  const kept = functions.filter(isFree);
  const names = new Map(kept.map((name) => [name, name]));
  for (const name of kept) taken.add(name);
  for (const name of functions) {
    if (names.has(name)) continue;
    let other = name.replaceAll(unusual, "_");
    while (taken.has(other)) other += "_";
    taken.add(other);
    names.set(name, other);
  }
  return names;
}
