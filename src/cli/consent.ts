import type { Client } from "./client.ts";

/** Goes through a sandbox's consent page as a person would: everything ticked, Allow. */
export async function consentInSandbox(client: Client, authorizationUrl: string): Promise<void> {
  const callback = new URL(authorizationUrl).searchParams.get("redirect_uri") ?? "";
  const isAtServer = URL.canParse(callback) && originOf(callback) === originOf(authorizationUrl);
  // The server is asked where the client finds it: its public address may lead nowhere from here.
  const atServer: Send = (url, init) => client.fetch(pathOf(url), init);
  const send = isAtServer ? atServer : fetch;
  const { action, fields } = await openConsent(authorizationUrl, send);
  await client.fetch(pathOf(await submitConsent(action, fields, send)));
}

type Send = (url: string, init?: RequestInit) => Promise<Response>;

const originOf = (url: string) => new URL(url).origin;

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

export interface ConsentForm {
  readonly action: URL;
  readonly fields: URLSearchParams;
}

/** The form of a consent page, filled in to allow everything. */
export async function openConsent(
  authorizationUrl: string,
  send: Send = fetch,
): Promise<ConsentForm> {
  const page = await send(authorizationUrl);
  const html = await page.text();
  const form = /<form[^>]*\bdata-consent\b[^>]*>([\s\S]*?)<\/form>/.exec(html);
  if (!page.ok || !form) throw new Error("The sandbox did not show its consent page.");
  const action = attribute(form[0], "action") ?? authorizationUrl;
  return { action: new URL(action, authorizationUrl), fields: fieldsOf(form[1] ?? "") };
}

/** Sends the form; answers where the provider returns to. */
export async function submitConsent(
  action: URL,
  fields: URLSearchParams,
  send: Send = fetch,
): Promise<string> {
  const answer = await send(action.href, { method: "POST", redirect: "manual", body: fields });
  const location = answer.headers.get("location");
  if (!location) throw new Error("The sandbox did not return from its consent page.");
  return location;
}

/** Hidden fields, the first of each choice, ticked boxes, and the button that allows. */
function fieldsOf(form: string): URLSearchParams {
  const fields = new URLSearchParams();
  const chosen = new Set<string>();
  for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const [name, value, type] = [
      attribute(tag, "name"),
      attribute(tag, "value") ?? "on",
      attribute(tag, "type"),
    ];
    if (name === undefined) continue;
    const isButton = tag.startsWith("<button");
    if (isButton && value !== "allow") continue;
    if (type === "checkbox" && !/\bchecked\b/.test(tag)) continue;
    if (type === "radio" && chosen.has(name)) continue;
    chosen.add(name);
    fields.append(name, value);
  }
  for (const [, tag = "", options = ""] of form.matchAll(
    /<select\b([^>]*)>([\s\S]*?)<\/select>/g,
  )) {
    const name = attribute(tag, "name");
    const first = attribute(/<option\b[^>]*>/.exec(options)?.[0] ?? "", "value");
    if (name !== undefined && first !== undefined) fields.append(name, first);
  }
  return fields;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
