/** What a secret's name gives for calls to a host. */
export type SecretAnswer =
  | { readonly status: "ok"; readonly value: string }
  | { readonly status: "unknown" }
  /** It is for other hosts. */
  | { readonly status: "elsewhere"; readonly hosts: readonly string[] };

export type SecretOf = (name: string, host: string) => Promise<SecretAnswer>;

/** `{{secrets.ACME_KEY}}`, as code names a secret in a header or in the query. */
const placeholder = /\{\{secrets\.([A-Za-z]\w{0,63})\}\}/g;

/** Whether a value is a secret by its name and nothing else. */
export function isPlaceholder(value: string): boolean {
  return /^\{\{secrets\.[A-Za-z]\w{0,63}\}\}$/.test(value);
}

export function namesSecret(value: string): boolean {
  return value.search(placeholder) >= 0;
}

type HeaderList = readonly (readonly [string, string])[];

export type Filled =
  | {
      readonly status: "ok";
      readonly headers: HeaderList;
      /** Parameters of the query whose values are filled in, by name and place. */
      readonly query: readonly [string, string][];
      /** What must not come back in an answer. */
      readonly values: readonly string[];
    }
  | { readonly status: "refused"; readonly why: string };

/**
 * Puts values in place of names, in headers and in the query only: a body may be shown to others,
 * a path is logged. A secret goes to the hosts it is for and to no other.
 */
export async function fillSecrets(
  headers: HeaderList,
  search: URLSearchParams,
  host: string,
  secretOf: SecretOf,
): Promise<Filled> {
  const given = [...headers, ...search].map(([, value]) => value).join("\n");
  const names = [...new Set(Array.from(given.matchAll(placeholder), ([, name = ""]) => name))];
  const values = new Map<string, string>();
  for (const name of names) {
    const found = await secretOf(name, host);
    if (found.status === "unknown")
      return refused(`there is no secret "${name}"; add it under Secrets`);
    if (found.status === "elsewhere")
      return refused(`the secret "${name}" is for ${found.hosts.join(", ")}, not for ${host}`);
    values.set(name, found.value);
  }
  const filled = (text: string) =>
    text.replaceAll(placeholder, (_, name: string) => values.get(name) ?? "");
  const fill = (list: Iterable<readonly [string, string]>): [string, string][] =>
    Array.from(list, ([name, value]) => [name, filled(value)]);
  return {
    status: "ok",
    headers: fill(headers),
    query: fill(search),
    values: [...values.values()],
  };
}

function refused(why: string): Filled {
  return { status: "refused", why };
}
