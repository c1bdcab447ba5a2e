import { openConsent, submitConsent } from "../../src/cli/consent.ts";
import type { TestServer } from "./server.ts";

const events = "https://www.googleapis.com/calendar/v3/calendars/primary/events";

/** Adds an event to the calendar of whoever calls; `before` stands at its beginning. */
const addEvent = (
  before: string,
) => `export default async function addEvent(request: Request): Promise<Response> {
  const { title } = (await request.json().catch(() => ({}))) as { title?: string };
${before}  const answer = await fetch("${events}", {
    method: "POST",
    headers: { "content-type": "application/json", "Patchbay-Account": "user" },
    body: JSON.stringify({
      summary: title ?? "Stand-up",
      start: { dateTime: "2026-12-04T15:00:00Z" },
      end: { dateTime: "2026-12-04T16:00:00Z" },
    }),
  });
  const event = (await answer.json()) as { creator?: { email?: string }; summary?: string };
  return Response.json({ status: answer.status, owner: event.creator?.email, title: event.summary });
}
`;

/** Reads the same calendar first, which the function could not do before. */
export const readsAsWell = `  await fetch("${events}", { headers: { "Patchbay-Account": "user" } });
`;

/** Saves the function, or its next version. */
export async function saveAddEvent(server: TestServer, before = "", base = ""): Promise<void> {
  const path = `${base}/api/functions/addEvent`;
  const { body } = await server.json(path);
  const answer = await server.fetch(path, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(body.etag ? { "if-match": `"${body.etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code: addEvent(before) }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

export type PersonsBrowser = ReturnType<typeof openBrowser>;

/** A browser of somebody who has no part in the server: it keeps cookies, and sends where it is. */
export function openBrowser(origin: string) {
  const cookies = new Map<string, string>();
  async function go(url: string | URL, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(url, {
      redirect: "manual",
      headers: {
        cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        ...(form ? { origin } : {}),
      },
      ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  }
  return {
    go,
    /** As it stands in the header of a request. */
    cookie: () => [...cookies].map((pair) => pair.join("=")).join("; "),
    /** Connects at the stand-in as one of its people; the page that follows. */
    async connect(url: string, email: string): Promise<string> {
      const on = await (await go(url, { act: "connect" })).text();
      const provider = /url=([^"]+)"/.exec(on)?.[1]?.replaceAll("&amp;", "&") ?? "";
      const html = await (await fetch(provider)).text();
      const user = new RegExp(`value="([^"]+)"[^>]*/?><span>[^<]*<span[^>]*>${email}`).exec(
        html,
      )?.[1];
      const { action, fields } = await openConsent(provider);
      fields.set("user", user ?? "");
      const back = await go(await submitConsent(action, fields));
      return back.text();
    },
  };
}
