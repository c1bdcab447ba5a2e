import type { Context } from "hono";
import type { Problem } from "../core/problem.ts";
import { escapeHtml } from "./html.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";

/** Addresses that programs call: these answer problem details, whatever the client says it takes. */
const forPrograms =
  /^\/(?:api|base44|functions|hooks|mcp|metrics|healthz|readyz|openapi\.json)(?:\/|$)/;

/** Whether somebody looks at the answer. */
export function wantsPage(c: Context): boolean {
  const takesPages = c.req.header("accept")?.includes("text/html") ?? false;
  return takesPages && !forPrograms.test(c.req.path);
}

/** Where providers send the browser back to. */
const callback = "/oauth/callback";

/** What a browser meets in place of the page it wanted: what happened, and a way on. */
export function problemPage(problem: Problem, c: Context, base: string): PlainPage {
  const isBack = c.req.path === callback;
  const isUnknown = problem.status === 401;
  const { title, sentence } = isUnknown
    ? wordsForUnknown(problem, c.req.path.startsWith("/account/"))
    : wordsOf(problem);
  const home = isBack ? "/connections" : "/";
  const way =
    problem["needsSignIn"] === true
      ? { label: "Sign in", href: `${base}/sign-in?next=${encodeURIComponent(nextOf(c) ?? home)}` }
      : { label: "Back to Patchbay", href: base + home };
  // A fault says itself what became of it.
  const outcome = isBack && problem.status < 500 ? [nothingConnected] : [];
  return plainPage({
    title: `${title} – Patchbay`,
    body: `<h1>${escapeHtml(title)}</h1>
${[sentence, ...outcome].map((text) => `<p>${escapeHtml(text)}</p>`).join("\n")}
<p><a class="button main" href="${escapeHtml(way.href)}">${way.label}</a></p>`,
  });
}

/** True of a sign-in that is used up, too: what it connected the first time stays. */
export const nothingConnected = "Nothing was connected this time.";

interface Words {
  readonly title: string;
  readonly sentence: string;
}

function wordsOf({ title, detail }: Problem): Words {
  return { title, sentence: detail };
}

/**
 * A browser sends no keys: what the API says of them does not help here. What is held of a person is
 * asked for by people of other products too, who never signed in.
 */
function wordsForUnknown({ needsSignIn, detail }: Problem, isOfPerson: boolean): Words {
  if (needsSignIn === undefined)
    return { title: "This address is no longer good", sentence: detail };
  const title = "You are not signed in";
  if (isOfPerson) return { title, sentence: detail };
  const why = "The session of this browser has ended, or you signed in with another one.";
  return {
    title,
    sentence: needsSignIn
      ? why
      : `${why} Open the address that “patchbay start” printed, then go on.`,
  };
}

/** Where to go on after the sign-in. A code of a provider is good once, for who began: never there again. */
function nextOf(c: Context): string | undefined {
  if (c.req.method !== "GET" || c.req.path === callback) return undefined;
  return c.req.path + new URL(c.req.url).search;
}
