import { PatchbayError } from "../core/errors.ts";
import type { RunningSandbox } from "../sandbox/host/host.ts";

interface Asked {
  /** As the stand-in itself has it. */
  readonly path: string;
  readonly request: Request;
  /** The only address outside of the stand-in that it may send a browser to. */
  readonly redirectUri: string;
  /** Off where whoever looks at it may press nothing. */
  readonly hasButtons: boolean;
}

/** All that a stand-in learns of a request: no cookie, no key, no name of the server. */
const handedOn = ["accept", "content-type"] as const;

/** All that a browser is told of its answer, beside the policy and where to go. */
const handedBack = [
  "content-type",
  "x-content-type-options",
  "referrer-policy",
  "cache-control",
] as const;

/**
 * A page of a stand-in at an address of the server, asked for within this process. Its links are
 * made relative, so that they hold wherever it stands.
 */
export async function standInPage(
  standIn: RunningSandbox,
  { path, request, redirectUri, hasButtons }: Asked,
): Promise<Response> {
  const answer = await standIn.answer(path + new URL(request.url).search, {
    method: request.method,
    headers: chosen(request.headers, handedOn),
    ...(request.method === "POST" ? { body: await request.arrayBuffer() } : {}),
  });
  const headers = chosen(answer.headers, handedBack);
  const policy = answer.headers.get("content-security-policy");
  if (policy) headers.set("content-security-policy", policyBehind(policy));
  // Keeps the window tied to the page that opened it, so that the callback's may close itself.
  headers.set("cross-origin-opener-policy", "unsafe-none");
  const location = answer.headers.get("location");
  if (location !== null)
    headers.set("location", locationBehind(location, path, standIn.url, redirectUri));
  const isPage = answer.headers.get("content-type")?.startsWith("text/html");
  if (!isPage) return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
  const html = linksBehind(await answer.text(), path);
  const body = hasButtons ? html : html.replaceAll("<button", "<button disabled");
  return new Response(body, { status: answer.status, headers });
}

function chosen(from: Headers, names: readonly string[]): Headers {
  return new Headers(
    names.flatMap((name) => {
      const value = from.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** What only pages of this machine may frame is framed by the dashboard alone; forms stay here. */
function policyBehind(policy: string): string {
  return `${policy.replace(/frame-ancestors http[^;]*/, "frame-ancestors 'self'")}; form-action 'self'`;
}

/** From a path of the stand-in up to its root, as a relative reference. */
function rootFrom(path: string): string {
  return "../".repeat(path.split("/").length - 2) || "./";
}

/** A stand-in escapes every quote in what it shows, so that this finds attributes and nothing else. */
function linksBehind(html: string, path: string): string {
  return html.replaceAll(/ (href|action)="\/(?!\/)/g, ` $1="${rootFrom(path)}`);
}

/** To the callback of a sign-in, or to another page of the stand-in. Throws `sandbox/astray`. */
function locationBehind(location: string, path: string, url: string, redirectUri: string): string {
  const to = new URL(location, url + path);
  if (to.origin + to.pathname === redirectUri) return redirectUri + to.search;
  if (to.origin === url) return rootFrom(path) + (to.pathname + to.search).slice(1);
  throw new PatchbayError(
    "sandbox/astray",
    "The stand-in wanted to send the browser to an address that is not Patchbay's own.",
  );
}
