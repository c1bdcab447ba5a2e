import { createHmac, randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type PushManners, jsonMessage } from "../../../sandbox/kit/push.ts";
import type { RestChange, RestEvents } from "../../../sandbox/kit/rest/events.ts";
import { isShared } from "./access.ts";
import { bot, people, workspace } from "./people.ts";
import type { Block, DataSource, NotionState, Page, Parent } from "./state.ts";

type Event = Readonly<Record<string, unknown>>;
type Looked = RestChange<NotionState>;

const subscription = "5f2c7d10-6a0e-4f7b-9b1c-2d3e4f5a6b7c";
const integration = "5f2c7d10-6a0e-4f7b-9b1c-2d3e4f5a6b7d";

/** https://developers.notion.com/reference/webhooks */
const manners: PushManners<Event> = {
  handshake: ({ address, secret }) => ({
    request: jsonMessage(address, JSON.stringify({ verification_token: secret }), {}),
    isAnswered: (response) => response.ok,
  }),
  message([event], { address, secret }, attempt) {
    const body = JSON.stringify({ ...event, attempt_number: attempt + 1 });
    const mac = createHmac("sha256", secret).update(body).digest("hex");
    return jsonMessage(address, body, { "x-notion-signature": `sha256=${mac}` });
  },
};

/** The token of the subscription. */
const secretOf = (clientSecret: string): string =>
  `secret_${createHmac("sha256", clientSecret).update("verification token").digest("hex")}`;

interface Occurrence {
  readonly type: string;
  readonly entity: { readonly id: string; readonly type: string };
  readonly parent: { readonly id: string; readonly type: string };
  /** What has to be shared for it to be told. */
  readonly at: string;
  readonly author: string;
  readonly data?: Event;
}

function happened(change: Looked): readonly Event[] {
  const { after, now, by, tokens } = change;
  const connected = [...new Set(tokens.map(({ userId }) => userId))];
  return [...pagesIn(change), ...tablesIn(change), ...commentsIn(change)].flatMap(
    ({ type, entity, parent, at, author, data }) => {
      const seenBy = people.filter(
        (user) => connected.includes(user.id) && isShared({ data: after, user }, at),
      );
      if (seenBy.length === 0) return [];
      const isBot = by === "app" || author === bot.id;
      return [
        {
          id: randomUUID(),
          timestamp: new Date(now).toISOString(),
          workspace_id: workspace.id,
          workspace_name: workspace.name,
          subscription_id: subscription,
          integration_id: integration,
          api_version: "2026-03-11",
          authors: [isBot ? { id: bot.id, type: "bot" } : { id: author, type: "person" }],
          accessible_by: [
            ...seenBy.map(({ id }) => ({ id, type: "person" })),
            { id: bot.id, type: "bot" },
          ],
          type,
          entity,
          data: { parent, ...data },
        },
      ];
    },
  );
}

function pagesIn({ before, after }: Looked): readonly Occurrence[] {
  const known = new Map(before.pages.map((page) => [page.id, page]));
  return after.pages.flatMap((page) => {
    const about = (type: string, data?: Event): Occurrence => ({
      type: `page.${type}`,
      entity: { id: page.id, type: "page" },
      parent: parentOf(page.parent),
      at: page.id,
      author: page.last_edited_by,
      ...(data ? { data } : {}),
    });
    const past = known.get(page.id);
    if (!past) return [about("created")];
    return changesOf(page, past, [before.blocks, after.blocks]).map(([type, data]) =>
      about(type, data),
    );
  });
}

function changesOf(
  page: Page,
  past: Page,
  [before, after]: readonly [readonly Block[], readonly Block[]],
): readonly (readonly [type: string, data?: Event])[] {
  if (page.in_trash !== past.in_trash) return [[page.in_trash ? "deleted" : "undeleted"]];
  const properties = Object.keys(page.values).filter(
    (id) => !isDeepStrictEqual(page.values[id], past.values[id]),
  );
  const textOf = (blocks: readonly Block[]) => blocks.filter(({ parent }) => parent === page.id);
  const isWritten = !isDeepStrictEqual(textOf(before), textOf(after));
  return [
    ...(isDeepStrictEqual(page.parent, past.parent) ? [] : [["moved"] as const]),
    ...(properties.length > 0
      ? [["properties_updated", { updated_properties: properties }] as const]
      : []),
    ...(isWritten ? [["content_updated", { updated_blocks: [] }] as const] : []),
  ];
}

function tablesIn({ before, after }: Looked): readonly Occurrence[] {
  const known = new Map(before.dataSources.map((source) => [source.id, source]));
  const rowsOf = ({ pages }: NotionState, { id }: DataSource) =>
    pages.filter(({ parent }) => parent.type === "data_source_id" && parent.data_source_id === id);
  return after.dataSources.flatMap((source) => {
    const past = known.get(source.id);
    const rows = rowsOf(after, source);
    const types = past
      ? [
          ...(source.in_trash && !past.in_trash ? ["deleted"] : []),
          ...(isDeepStrictEqual(source.columns, past.columns) ? [] : ["schema_updated"]),
          ...(isDeepStrictEqual(rows, rowsOf(before, source)) ? [] : ["content_updated"]),
        ]
      : ["created"];
    return types.map((type) => ({
      type: `data_source.${type}`,
      entity: { id: source.id, type: "data_source" },
      parent: { id: source.database, type: "database" },
      at: source.id,
      author: type === "content_updated" ? lastEditor(rows) : source.last_edited_by,
    }));
  });
}

function lastEditor(rows: readonly Page[]): string {
  const [last] = rows.toSorted((one, other) =>
    other.last_edited_time.localeCompare(one.last_edited_time),
  );
  return last?.last_edited_by ?? bot.id;
}

function commentsIn({ before, after }: Looked): readonly Occurrence[] {
  return after.comments
    .filter(({ id }) => !before.comments.some((one) => one.id === id))
    .map(({ id, parent, created_by: author }) => {
      const at = parent.type === "page_id" ? parent.page_id : parent.block_id;
      return {
        type: "comment.created",
        entity: { id, type: "comment" },
        parent: { id: at, type: parent.type === "page_id" ? "page" : "block" },
        at,
        author,
        data: { page_id: pageOf(after, at) },
      };
    });
}

/** The page that a block stands in, however deep. */
function pageOf({ blocks }: Pick<NotionState, "blocks">, id: string): string {
  const block = blocks.find((one) => one.id === id);
  return block ? pageOf({ blocks }, block.parent) : id;
}

function parentOf(parent: Parent): Occurrence["parent"] {
  switch (parent.type) {
    case "workspace":
      return { id: workspace.id, type: "space" };
    case "page_id":
      return { id: parent.page_id, type: "page" };
    case "block_id":
      return { id: parent.block_id, type: "block" };
    case "database_id":
      return { id: parent.database_id, type: "database" };
    case "data_source_id":
      return { id: parent.database_id, type: "database" };
  }
}

export const notionEvents: RestEvents<NotionState, Event> = { manners, secretOf, happened };
