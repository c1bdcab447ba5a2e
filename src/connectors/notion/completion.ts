import { z } from "zod";
import {
  type EventCall,
  EventCallError,
  type EventCompletion,
  type EventFilter,
  type EventGiven,
} from "../../catalog/event.ts";
import { present } from "../../catalog/webhook-reading.ts";
import { idIn, pageAnswer, plainPage, plainText, titledAnswer } from "./pages.ts";

type Payload = Readonly<Record<string, unknown>>;

/** Names under which a flow says which table, page or database is meant, with the member of the payload. */
const places: Readonly<Record<string, readonly string[]>> = {
  data_source_id: ["dataSource", "database"],
  dataSource: ["dataSource", "database"],
  table: ["dataSource", "database"],
  database_id: ["dataSource", "database"],
  database: ["dataSource", "database"],
  page_id: ["id", "page", "parentPage"],
  page: ["id", "page", "parentPage"],
  id: ["id"],
};

const titles: EventFilter = { description: "Title of the page or row", in: ["title"] };

/** What the names of places say is judged here: ids go in two forms, tables by their title too. */
export const pageFilters: Readonly<Record<string, EventFilter>> = {
  ...Object.fromEntries(
    Object.keys(places).map((name) => [
      name,
      { description: `Id or title: which ${name.replace(/_?id$/i, "") || "page"} is meant` },
    ]),
  ),
  title: titles,
  name: titles,
  contains: {
    description: "A part of the title of the page, or of the table that it stands in",
    in: ["title", "dataSourceTitle"],
    by: "contains",
  },
  status: { description: "The status that it has", in: ["status"] },
};

const isGone = (error: unknown) => error instanceof EventCallError && error.status === 404;

/** What is not there any more, or not shared: undefined. */
async function ifThere<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export async function tableTitle(id: unknown, call: EventCall): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const answer = await ifThere(call("notion.data_sources.retrieve", { data_source_id: id }));
  return answer === undefined ? undefined : plainText(titledAnswer.parse(answer).title);
}

/** The payload with the title of its table, where the flow says something that may be one; undefined where another is meant. */
export async function placed(
  payload: Payload,
  given: EventGiven,
  call: EventCall,
): Promise<Payload | undefined> {
  const said = Object.entries(given).filter(([name]) => Object.hasOwn(places, name));
  const needsTitle =
    given["contains"] !== undefined ||
    said.some(([, value]) => [value].flat().some((one) => idIn(one) === undefined));
  const dataSourceTitle = needsTitle ? await tableTitle(payload["dataSource"], call) : undefined;
  const whole: Payload = { ...payload, ...present({ dataSourceTitle }) };
  const isMeant = said.every(([name, value]) =>
    [value].flat().some((one) => isPlace(whole, places[name] ?? [], one)),
  );
  return isMeant ? whole : undefined;
}

function isPlace(payload: Payload, members: readonly string[], said: unknown): boolean {
  const id = idIn(said);
  if (id !== undefined) return members.some((member) => payload[member] === id);
  const title = members.includes("dataSource") ? payload["dataSourceTitle"] : payload["title"];
  return String(title ?? "").toLowerCase() === String(said).trim().toLowerCase();
}

/** Notion pushes ids only; by then the page may be gone, or not shared any more. */
export const completePage: EventCompletion = {
  operations: ["notion.pages.retrieve", "notion.data_sources.retrieve"],
  async of({ payload, given, call }) {
    const answer = await ifThere(call("notion.pages.retrieve", { page_id: payload["id"] }));
    if (answer === undefined) return undefined;
    return placed({ ...payload, ...plainPage(pageAnswer.parse(answer)) }, given, call);
  },
};

export const completeTable: EventCompletion = {
  operations: ["notion.data_sources.retrieve"],
  async of({ payload, given, call }) {
    const answer = await ifThere(
      call("notion.data_sources.retrieve", { data_source_id: payload["id"] }),
    );
    if (answer === undefined) return undefined;
    const { id, title, url, parent } = titledAnswer.parse(answer);
    const dataSourceTitle = plainText(title);
    const database = parent?.database_id;
    const about = { title: dataSourceTitle, url, database, dataSource: id, dataSourceTitle };
    return placed({ ...payload, ...present(about) }, given, call);
  },
};

const commentsAnswer = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      rich_text: z.unknown(),
      discussion_id: z.string().nullish(),
      created_time: z.string().nullish(),
      created_by: z.looseObject({ id: z.string() }).nullish(),
    }),
  ),
  next_cursor: z.string().nullish(),
});

/** A comment is found among those of its page; one that is resolved is not found any more. */
export const completeComment: EventCompletion = {
  operations: ["notion.comments.list"],
  async of({ payload, given, call }) {
    const { id, page } = payload;
    let start_cursor: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const answer = await ifThere(
        call("notion.comments.list", { block_id: page, page_size: 100, start_cursor }),
      );
      if (answer === undefined) return undefined;
      const { results, next_cursor: next } = commentsAnswer.parse(answer);
      const found = results.find((one) => one.id === id);
      if (found) {
        const about = {
          text: plainText(found.rich_text),
          author: found.created_by?.id,
          discussion: found.discussion_id,
          createdTime: found.created_time,
        };
        return placed({ ...payload, ...present(about) }, given, call);
      }
      if (!next) return undefined;
      start_cursor = next;
    }
    return undefined;
  },
};
