/**
 * Repeat the last messages of #support in #engineering
 *
 * Calls slack.conversations.list, slack.conversations.history, slack.chat.postMessage with channels:history, channels:read, chat:write.
 * This file is yours.
 */

interface Input {
  count: number;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const input = await readInput(request);
    if (input instanceof Response) return input;

    const history = await pages(
      "messages",
      input.count,
      999,
      async (size, after) =>
        slack<{
          messages: { text?: string | null; user?: string | null }[];
          response_metadata?: { next_cursor?: string | null } | null;
        }>("conversations.history", {
          channel: await channelId("#support"),
          limit: size,
          cursor: after,
        }),
      (page) => page.response_metadata?.next_cursor,
    );

    const copies = [];
    for (const item of history.messages) {
      if (!item.text) continue;
      copies.push(
        await slack<{ ts: string }>("chat.postMessage", {
          channel: "#engineering",
          text: `${item.user} said: ${item.text}`,
        }),
      );
    }

    return Response.json({
      copied: copies.length,
      first: copies[0]?.ts,
      at: new Date().toISOString(),
    });
  },
};

/** Reads what the caller passed: JSON in the body, or else the query. */
async function readInput(request: Request): Promise<Input | Response> {
  const body = await request.text();
  try {
    const query = new URL(request.url).searchParams;
    return checkInput(body ? JSON.parse(body) : Object.fromEntries(typedValues(query)));
  } catch {
    return invalidInput("The body must be a JSON object.");
  }
}

function checkInput(input: Record<string, unknown>): Input | Response {
  const { count = 10 } = input;
  if (typeof count !== "number") return invalidInput('"count" must be a number.');
  return { count };
}

function invalidInput(detail: string): Response {
  const problem = { title: "Invalid input", status: 400, detail };
  return Response.json(problem, {
    status: 400,
    headers: { "content-type": "application/problem+json" },
  });
}

/** A query holds text only: numbers, booleans and lists stand in it as JSON. */
function typedValues(query: URLSearchParams): [string, unknown][] {
  const parsed = ["count"];
  return Array.from(query, ([name, value]) => [
    name,
    parsed.includes(name) ? JSON.parse(value) : value,
  ]);
}

/** Calls a method of the Slack Web API. Slack answers 200 with `ok: false` when a call fails. */
async function slack<Answer = unknown>(
  method: string,
  args: Record<string, unknown>,
): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    body.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const response = await fetch(`https://slack.com/api/${method}`, { method: "POST", body });
  if (!response.ok) {
    const text = await response.text();
    const reason = text.startsWith("{") ? (JSON.parse(text).detail ?? text) : text.slice(0, 300);
    throw new Error(`Slack ${method}: HTTP ${response.status} ${reason}`);
  }
  const answer = await response.json();
  if (!answer.ok) {
    const needed = answer.needed ? ` (needs ${answer.needed})` : "";
    throw new Error(`Slack ${method}: ${answer.error}${needed}`);
  }
  return answer;
}

/** Finds the id of a channel by its #name; an id is taken as it is. */
async function channelId(channel: string): Promise<string> {
  if (/^[CDG][A-Z0-9]{6,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  let cursor: string | undefined;
  do {
    const page = await slack<{
      channels: { id: string; name?: string }[];
      response_metadata?: { next_cursor?: string };
    }>("conversations.list", { limit: 200, exclude_archived: true, cursor });
    const found = page.channels.find((candidate) => candidate.name === name);
    if (found) return found.id;
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  throw new Error(`Slack has no channel #${name} that the app can see.`);
}

/** Reads page after page, each of at most `most` entries, until there are as many as wanted, or no more. */
async function pages<List extends string, Page extends { [Name in List]?: unknown[] | null }>(
  list: List,
  wanted: number,
  most: number,
  read: (size: number, after: string | undefined) => Promise<Page>,
  cursorAfter: (page: Page) => string | null | undefined,
): Promise<Page> {
  let page = await read(Math.min(wanted, most), undefined);
  const all: unknown[] = [...(page[list] ?? [])];
  for (let next = cursorAfter(page); next && all.length < wanted; next = cursorAfter(page)) {
    page = await read(Math.min(wanted - all.length, most), next);
    all.push(...(page[list] ?? []));
  }
  return { ...page, [list]: all.slice(0, wanted) };
}
