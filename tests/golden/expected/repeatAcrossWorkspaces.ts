/**
 * Repeat what came in #help of slack:support in #team with slack:sales, and save it to a sheet
 *
 * Calls slack.conversations.list as support, slack.conversations.history as support, slack.chat.postMessage as sales, slack.chat.postMessage, googlesheets.spreadsheets.values.append as user with channels:history, channels:read, chat:write, https://www.googleapis.com/auth/spreadsheets.
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
          messages: { text?: string | null }[];
          response_metadata?: { next_cursor?: string | null } | null;
        }>(
          "conversations.history",
          {
            channel: await channelId("#help", { account: "support" }),
            limit: size,
            cursor: after,
          },
          { account: "support" },
        ),
      (page) => page.response_metadata?.next_cursor,
    );

    const posts = [];
    for (const item of history.messages) {
      posts.push(
        await slack(
          "chat.postMessage",
          {
            channel: "#team",
            text: item.text,
          },
          { account: "sales" },
        ),
      );
    }

    await slack("chat.postMessage", {
      channel: "#ops",
      text: `Copied ${posts.length}`,
    });

    const row = await appendRows(
      {
        spreadsheetId: "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefgh",
        range: "A:B",
        values: [[new Date().toISOString(), posts.length]],
      },
      { account: "user" },
    );

    return Response.json(row);
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
  use?: Use,
): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined) continue;
    body.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const response = await fetchAs(use, `https://slack.com/api/${method}`, { method: "POST", body });
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

interface GoogleRequest {
  method?: string;
  /** A list is sent as one parameter for each entry. */
  query?: Record<string, unknown>;
  body?: unknown;
}

/** Calls a Google API. Its errors say what was wrong in `error.message`; an answer without content is null. */
async function google<Answer = unknown>(
  address: string,
  request: GoogleRequest = {},
  use?: Use,
): Promise<Answer> {
  const url = new URL(address);
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined && entry !== null) url.searchParams.append(name, String(entry));
    }
  }
  const { method = "GET", body } = request;
  const response = await fetchAs(use, url, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    const said = text.startsWith("{") ? JSON.parse(text) : {};
    const reason = said.error?.message ?? said.detail ?? text.slice(0, 300);
    throw new Error(`${method} ${url.host}${url.pathname}: HTTP ${response.status} ${reason}`);
  }
  return JSON.parse(text || "null");
}

interface NewRows {
  spreadsheetId: unknown;
  range?: unknown;
  /** Rows, or the cells of one. */
  values?: unknown[];
  /** One row by the names of its columns. */
  record?: object;
  valueInputOption?: unknown;
}

/** Adds rows below the table in the range. Text stays text, so that nobody's input becomes a formula. */
async function appendRows(
  { spreadsheetId, range = "A1", values = [], record, valueInputOption = "RAW" }: NewRows,
  use?: Use,
) {
  const [sheet, cells] = [String(spreadsheetId), String(range)];
  const given = values.length === 0 || values.every(Array.isArray) ? values : [values];
  const named = record ? [await rowUnderHeaders(sheet, cells, { ...record }, use)] : [];
  const rows = [...given, ...named];
  if (rows.length === 0) throw new Error("No row is given: neither values nor a record.");
  return google<{
    spreadsheetId: string;
    tableRange?: string | null;
    updates: {
      updatedRange?: string | null;
      updatedRows?: number | null;
      updatedCells?: number | null;
    };
  }>(
    `https://sheets.googleapis.com/v4/spreadsheets/${encodeURIComponent(sheet)}/values/${encodeURIComponent(cells)}:append`,
    {
      method: "POST",
      query: { valueInputOption, insertDataOption: "INSERT_ROWS" },
      body: { values: rows },
    },
    use,
  );
}

/** Puts values under the headers of the tab's first row; a name that no column has is refused. */
async function rowUnderHeaders(
  spreadsheet: string,
  range: string,
  record: Record<string, unknown>,
  use?: Use,
): Promise<unknown[]> {
  // `B2` and `A:D` lie in the first tab; anything else without `!` is a tab as a whole.
  const isCells = /^[^']*:|^\$?[A-Z]{1,3}\$?\d+$/i.test(range);
  const [tab = ""] = range.match(/^.*!/) ?? [isCells ? "" : `${range}!`];
  const { values = [] } = await google<{ values?: unknown[][] }>(
    `https://sheets.googleapis.com/v4/spreadsheets/${encodeURIComponent(spreadsheet)}/values/${encodeURIComponent(`${tab}1:1`)}`,
    {},
    use,
  );
  // A row is appended from the first column of its table on.
  const cells = (values[0] ?? []).map(String);
  const headers = cells.slice(cells.findIndex((header) => header !== ""));
  const unknown = Object.keys(record).filter((name) => !headers.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `The sheet has no column ${unknown.join(", ")}; it has: ${headers.join(", ") || "none"}.`,
    );
  }
  return headers.map((header) => record[header] ?? null);
}

/** Finds the id of a channel by its #name; an id is taken as it is. */
async function channelId(channel: string, use?: Use): Promise<string> {
  if (/^[CDG][A-Z0-9]{6,}$/.test(channel)) return channel;
  const name = channel.replace(/^#/, "");
  let cursor: string | undefined;
  do {
    const page = await slack<{
      channels: { id: string; name?: string }[];
      response_metadata?: { next_cursor?: string };
    }>("conversations.list", { limit: 200, exclude_archived: true, cursor }, use);
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

/** Which of several connected accounts a call is made with; the default one where none is named. */
interface Use {
  account?: string;
}

/** Says which account a call is made with. Patchbay reads the header and takes it off again. */
function fetchAs(
  use: Use | undefined,
  address: string | URL,
  init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> {
  const headers = { ...init.headers, ...(use?.account && { "Patchbay-Account": use.account }) };
  return fetch(address, { ...init, headers });
}
