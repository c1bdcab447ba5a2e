import type { EgressCall } from "./judge.ts";
import { isPlaceholder } from "./secrets.ts";

/**
 * Names under which providers take a credential beside the `Authorization` header. With one of
 * these a function could act at an account of the author's choice and carry data there. Slack takes
 * `token` (https://docs.slack.dev/apis/web-api/), Google `access_token` and `oauth_token`.
 */
const names = ["token", "access_token", "oauth_token", "refresh_token", "api_key", "client_secret"];
const pattern = names.join("|");
const inMultipart = new RegExp(`\\bname\\s*=\\s*"?(?:${pattern})"?\\s*(?:;|\\r|\\n)`, "i");

/** Whether a call brings a credential in its query or form. */
export function carriesCredential(url: URL, { headers, body }: EgressCall): boolean {
  // A secret by its name is no credential of the code's own: the broker decides where it goes.
  const own = [...url.searchParams].filter(([, value]) => !isPlaceholder(value));
  if (own.some(([name]) => isName(name))) return true;
  if (!body) return false;
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (/json/i.test(type)) return false;
  const text = Buffer.from(body).toString("latin1");
  // A body that does not say what it is may be read as a form.
  return /multipart/i.test(type) ? inMultipart.test(text) : hasName(new URLSearchParams(text));
}

/** The address for a record: without user, fragment and the values of such parameters. */
export function withoutCredentials(raw: string): string {
  if (!URL.canParse(raw)) return raw;
  const url = new URL(raw);
  url.username = "";
  url.password = "";
  url.hash = "";
  for (const name of [...url.searchParams.keys()].filter(isName)) {
    url.searchParams.set(name, "redacted");
  }
  return url.href;
}

function hasName(parameters: URLSearchParams): boolean {
  return [...parameters.keys()].some(isName);
}

function isName(name: string): boolean {
  return names.includes(name.trim().toLowerCase());
}
