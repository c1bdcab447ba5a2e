import { z } from "zod";
import type { EventCall, EventPoll, Happening } from "../../../catalog/event.ts";
import { cursorOf, hashLength, hashesIn, pollSince, shortHash } from "../../../catalog/polling.ts";

export const taskPayload = z.object({
  id: z.string().describe("Id of the task"),
  title: z.string().describe("What is to be done"),
  notes: z.string().describe("Notes"),
  due: z.string().describe("Day it is due: 2026-12-31; empty where there is none"),
  status: z.string().describe("needsAction or completed"),
  completed: z.string().describe("When it was completed, ISO 8601; empty before"),
  listId: z.string().describe("Id of the list it stands in"),
  list: z.string().describe("Name of that list"),
  link: z.string().describe("Address of the task"),
});

const task = z.looseObject({
  id: z.string(),
  title: z.string().nullish(),
  notes: z.string().nullish(),
  due: z.string().nullish(),
  status: z.string().nullish(),
  completed: z.string().nullish(),
  updated: z.string(),
  webViewLink: z.string().nullish(),
});
const taskPage = z.looseObject({
  items: z.array(task).nullish(),
  nextPageToken: z.string().nullish(),
});
const listPage = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), title: z.string().nullish() })).nullish(),
  nextPageToken: z.string().nullish(),
});
type ListedTask = z.output<typeof task> & { readonly listId: string; readonly list: string };

const operations = ["googletasks.tasklists.list", "googletasks.tasks.list"];
const overlapMs = 5 * 60_000;
const max = 200;

/** Done ones keep the time at which they were done, and those done in Google's own apps are hidden. */
export const completed = pollSince({
  operations,
  every: 120,
  overlapMs,
  max,
  list: async (from, { call }) =>
    (await tasksSince(from, call)).flatMap((one) =>
      one.status === "completed" && one.completed && one.completed >= from
        ? [{ ...one, key: `${one.id}@${one.completed}`, time: one.completed }]
        : [],
    ),
  tell: async (fresh) => fresh.map((one) => ({ id: one.key, payload: payloadOf(one) })),
});

const knownShape = z.strictObject({
  /** From here on the lists are asked for again; from the beginning where there was no task yet. */
  from: z.string().optional(),
  /** Hashes of the ids of all tasks, one behind the other; the latest last. */
  known: z.string(),
});
const maxKnown = 10_000;

/** A task does not say when it was created: what is not known yet is new. */
export const created: EventPoll = {
  operations,
  every: 120,
  async ask({ cursor, call }) {
    const before = cursorOf(knownShape, cursor);
    const listed = await tasksSince(before?.from, call);
    const known = new Set(hashesIn(before?.known ?? ""));
    const unknown = listed
      .filter(({ id }) => !known.has(shortHash(id)))
      .toSorted((one, other) => one.updated.localeCompare(other.updated));
    const told = before ? unknown.slice(0, max) : unknown;
    const waiting = unknown.slice(told.length);
    const latest = listed.reduce((most, { updated }) => (updated > most ? updated : most), "");
    // What waits is not overtaken.
    const isAll = waiting.length === 0 && latest !== "";
    const next = Math.max(Date.parse(latest) - overlapMs, Date.parse(before?.from ?? "") || 0);
    const from = isAll ? new Date(next).toISOString() : before?.from;
    const joined = (before?.known ?? "") + told.map(({ id }) => shortHash(id)).join("");
    return {
      cursor: {
        ...(from === undefined ? {} : { from }),
        known: joined.slice(-maxKnown * hashLength),
      },
      happenings: before
        ? told.map((one): Happening => ({ id: one.id, payload: payloadOf(one) }))
        : [],
      isMore: waiting.length > 0,
    };
  },
};

/** Tasks of all lists that were changed since; all there are without a time. */
async function tasksSince(
  updatedMin: string | undefined,
  call: EventCall,
): Promise<readonly ListedTask[]> {
  const found: ListedTask[] = [];
  for (const { id: listId, title } of await listsOf(call)) {
    for (let pageToken: string | undefined; ;) {
      const answer = await call("googletasks.tasks.list", {
        tasklist: listId,
        showCompleted: true,
        showHidden: true,
        updatedMin,
        maxResults: 100,
        pageToken,
      });
      const { items, nextPageToken } = taskPage.parse(answer);
      found.push(...(items ?? []).map((one) => ({ ...one, listId, list: title ?? "" })));
      if (!nextPageToken) break;
      pageToken = nextPageToken;
    }
  }
  return found;
}

async function listsOf(call: EventCall) {
  const { items } = listPage.parse(await call("googletasks.tasklists.list", { maxResults: 1000 }));
  return items ?? [];
}

function payloadOf({ listId, list, ...one }: ListedTask): z.output<typeof taskPayload> {
  return {
    id: one.id,
    title: one.title ?? "",
    notes: one.notes ?? "",
    due: one.due?.slice(0, 10) ?? "",
    status: one.status ?? "",
    completed: one.completed ?? "",
    listId,
    list,
    link: one.webViewLink ?? "",
  };
}
