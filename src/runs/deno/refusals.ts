/** By the permission that Deno names. */
const lacking: Readonly<Record<string, string>> = {
  read: "a function has no files to read",
  write: "a function has no files to write",
  env: "a function has no environment but its secrets",
  net: "a function has no network but fetch, for operations that it was approved for",
  run: "a function may not start or signal programs",
  ffi: "a function may not load native code",
  sys: "a function may not ask about the machine, or change it",
};
const denied =
  /Requires (\w+) access(?: to)?(?: ("[^"]*"|<[^>]*>))?, run again with the --allow-\w+ flag/g;

/** What else Deno does not allow, and what that means. */
const sentences: readonly (readonly [says: RegExp, means: string])[] = [
  [/Deno\.symlinkSync\(\) requires unscoped .*/g, "a function has no files to link to"],
  [
    /(?:JSR package manifest for '[^']*' failed to load\. )?A remote specifier was requested: ("[^"]*"), but --no-remote is specified\./g,
    "a function is one file: it may not import $1",
  ],
  [
    /npm specifiers were requested; but --no-npm is specified/g,
    "a function is one file: it may not import packages",
  ],
  [
    /Failed to create cache storage directory \S+|NotADirectory: Not a directory \(os error 20\)/g,
    "a function keeps nothing between runs: localStorage and caches are not there",
  ],
];

/** A text of a sandbox in which refusals are said for who wrote the function: Deno's flags are not theirs to set. */
export function inPlainWords(text: string): string {
  const named = text.replace(denied, (all: string, permission: string, what?: string) => {
    const means = lacking[permission] ?? all;
    return what === undefined ? means : `${means}: ${what}`;
  });
  return sentences.reduce((left, [says, means]) => left.replace(says, means), named);
}
