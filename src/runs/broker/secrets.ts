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

/** Whether a text has a secret by its name in it. */
export function namesSecret(text: string): boolean {
  return namesIn(text).length > 0;
}

type HeaderList = readonly (readonly [string, string])[];

export type Filled =
  | {
      readonly status: "ok";
      readonly headers: HeaderList;
      /** Names of the headers that have one. */
      readonly inHeaders: readonly string[];
      /** The query, where it has one. */
      readonly search?: string;
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
  const inHeaders = headers.filter(([, value]) => namesIn(value).length > 0);
  const inSearch = [...search].filter(([, value]) => namesIn(value).length > 0);
  const values = new Map<string, string>();
  for (const name of [...inHeaders, ...inSearch].flatMap(([, value]) => namesIn(value))) {
    if (values.has(name)) continue;
    const found = await secretOf(name, host);
    if (found.status === "unknown")
      return refused(`there is no secret "${name}"; add it under Secrets`);
    if (found.status === "elsewhere")
      return refused(`the secret "${name}" is for ${found.hosts.join(", ")}, not for ${host}`);
    values.set(name, found.value);
  }
  const filled = ([name, text]: readonly [string, string]): [string, string] => [
    name,
    text.replaceAll(placeholder, (_, secret: string) => values.get(secret) ?? ""),
  ];
  return {
    status: "ok",
    headers: headers.map(filled),
    inHeaders: inHeaders.map(([name]) => name),
    // One without a secret keeps the spelling that it has.
    ...(inSearch.length > 0
      ? { search: new URLSearchParams(Array.from(search, filled)).toString() }
      : {}),
    values: [...values.values()],
  };
}

function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(placeholder), ([, name = ""]) => name);
}

function refused(why: string): Filled {
  return { status: "refused", why };
}
