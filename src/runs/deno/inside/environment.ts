/** What the environment of a function has: for each secret its placeholder, which the broker fills in. */
let variables: Readonly<Record<string, string>> = {};

/** `Deno.env` of a function. */
export const environment = {
  get: (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined),
  has: (name: string) => Object.hasOwn(variables, name),
  toObject: () => ({ ...variables }),
};

/** Names are all that is known here; a value never comes into this process. */
export function setSecretNames(names: readonly string[]): void {
  if (names.length === 0) return;
  variables = Object.fromEntries(names.map((name) => [name, `{{secrets.${name}}}`]));
  Object.defineProperty(process, "env", { value: { ...variables }, configurable: true });
}
