import { z } from "zod";
import type { EventCall, EventGiven, EventPoll, Happening } from "../../catalog/event.ts";
import { present } from "../../catalog/webhook-reading.ts";
import { placed, tableTitle } from "./completion.ts";
import { type NotionPage, idIn, pageAnswer, plainPage } from "./pages.ts";

/** Notion keeps whole minutes, and a search is behind: what was seen then may be there again. */
const overlapMs = 120_000;
const maxPages = 10;

const cursorShape = z.object({
  /** The newest that was seen, in milliseconds since 1970. */
  newest: z.number(),
  /** When each of those that may come again was edited last. */
  seen: z.record(z.string(), z.string()),
});

const listAnswer = z.looseObject({
  results: z.array(z.unknown()),
  next_cursor: z.string().nullish(),
});
const self = z.looseObject({ id: z.string() });

const lastEdited = { timestamp: "last_edited_time", direction: "descending" } as const;

/** The last edited first, down to a time. */
async function editedSince(
  call: EventCall,
  given: EventGiven,
  since: number,
): Promise<readonly NotionPage[]> {
  const table = ["data_source_id", "dataSource", "table"]
    .map((name) => idIn(given[name] ?? ""))
    .find((id) => id !== undefined);
  const found: NotionPage[] = [];
  let start_cursor: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const paging = { page_size: 100, start_cursor };
    const answer = listAnswer.parse(
      table === undefined
        ? await call("notion.search", {
            filter: { property: "object", value: "page" },
            sort: lastEdited,
            ...paging,
          })
        : await call("notion.data_sources.query", {
            data_source_id: table,
            sorts: [lastEdited],
            ...paging,
          }),
    );
    const pages = answer.results.flatMap((one) => pageAnswer.safeParse(one).data ?? []);
    found.push(...pages.filter((one) => timeOf(one.last_edited_time) >= since));
    const isOver = pages.some((one) => timeOf(one.last_edited_time) < since);
    if (isOver || !answer.next_cursor) break;
    start_cursor = answer.next_cursor;
  }
  return found;
}

const timeOf = (iso: string) => Date.parse(iso);

/**
 * Pages that are new or were edited. Whether their text or their properties changed is not told; nor
 * is an edit within the minute of one that was seen.
 */
export const pollPages = (what: "created" | "edited"): EventPoll => ({
  operations: [
    "notion.users.me",
    "notion.search",
    "notion.data_sources.query",
    "notion.data_sources.retrieve",
  ],
  every: 120,
  async ask({ cursor, given, now, call }) {
    const before = cursorShape.safeParse(cursor).data;
    const since = (before?.newest ?? now.getTime()) - overlapMs;
    const pages = await editedSince(call, given, since);
    const newest = Math.max(
      before?.newest ?? now.getTime() - overlapMs,
      ...pages.map((one) => timeOf(one.last_edited_time)),
    );
    const isKept = (at: string) => timeOf(at) >= newest - overlapMs;
    const seen = Object.fromEntries(
      [
        ...Object.entries(before?.seen ?? {}),
        ...pages.map((one) => [one.id, one.last_edited_time] as const),
      ].filter(([, at]) => isKept(at)),
    );
    const happenings: Happening[] = [];
    if (before) {
      const { id: own } = self.parse(await call("notion.users.me", {}));
      for (const page of pages.toReversed()) {
        const isNew =
          what === "created"
            ? before.seen[page.id] === undefined && timeOf(page.created_time) >= since
            : before.seen[page.id] !== page.last_edited_time;
        const by = what === "created" ? page.created_by : page.last_edited_by;
        // By this connection: a function would feed itself.
        if (!isNew || by?.id === own) continue;
        const payload = await placed(plainPage(page), given, call);
        const id = what === "created" ? page.id : `${page.id}:${page.last_edited_time}`;
        if (payload) happenings.push({ id, payload });
      }
    }
    return { cursor: { newest, seen }, happenings };
  },
});

const edited = pollPages("edited");
const placeNames = ["data_source_id", "dataSource", "table", "database_id", "database"];

/** Tables of which a row is new or was edited; a table itself does not say so. */
export const pollTables: EventPoll = {
  ...edited,
  async ask({ given, ...question }) {
    const places = Object.entries(given).filter(([name]) => placeNames.includes(name));
    const rows = await edited.ask({ ...question, given: Object.fromEntries(places) });
    const byTable = Map.groupBy(rows.happenings, ({ payload }) => payload["dataSource"]);
    const happenings: Happening[] = [];
    for (const [table, [...changes]] of byTable) {
      const last = changes.at(-1);
      if (table === undefined || !last) continue;
      const { database, author, lastEditedTime } = last.payload;
      const title = await tableTitle(table, question.call);
      happenings.push({
        id: `${String(table)}:${last.id}`,
        payload: present({ id: table, title, database, author, timestamp: lastEditedTime }),
      });
    }
    return { ...rows, happenings };
  },
};
