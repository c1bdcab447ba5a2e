/** Whether a path in these values begins with that name: `${deals.results}` with `deals`. */
export function usesRoot(values: unknown, root: string): boolean {
  return textsIn(values).some((text) => pathsFrom(root).test(text));
}

/** The same values, with paths that begin with one name beginning with another. */
export function renameRoot<Of>(values: Of, from: string, to: string): Of {
  return mapTexts(values, (text) =>
    // A function, since `$` in a text to put in its place would mean something.
    text.replace(pathsFrom(from), (_, before: string) => `${before}${to}`),
  ) as Of;
}

/** Backslashes in pairs before `${` are text; one more makes text of it. */
function pathsFrom(root: string): RegExp {
  const escaped = root.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return new RegExp(`((?<!\\\\)(?:\\\\\\\\)*\\$\\{\\s*)${escaped}(?=[.[}\\s])`, "g");
}

function textsIn(values: unknown): readonly string[] {
  if (typeof values === "string") return [values];
  if (typeof values !== "object" || values === null) return [];
  return Object.values(values).flatMap(textsIn);
}

function mapTexts(values: unknown, map: (text: string) => string): unknown {
  if (typeof values === "string") return map(values);
  if (Array.isArray(values)) return values.map((one) => mapTexts(one, map));
  if (typeof values !== "object" || values === null) return values;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, mapTexts(value, map)]),
  );
}
