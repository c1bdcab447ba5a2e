import type { NotionCall } from "./access.ts";
import { isNew } from "./manners.ts";
import { bot, people } from "./people.ts";
import type { Block, Column, Comment, Database, DataSource, Page, Parent } from "./state.ts";
import { emptyValue } from "./values.ts";

const userRef = (id: string) => ({ object: "user", id });
const linkOf = (id: string) => `https://www.notion.so/${id.replaceAll("-", "")}`;

/** Until 2026-03-11 it went by the older name too. */
const trash = ({ headers }: NotionCall, inTrash: boolean) =>
  isNew(headers) ? { in_trash: inTrash } : { in_trash: inTrash, archived: inTrash };

const stamps = ({ created_time, last_edited_time, created_by, last_edited_by }: Page | Block) => ({
  created_time,
  last_edited_time,
  created_by: userRef(created_by),
  last_edited_by: userRef(last_edited_by),
});

const bareParent = (parent: Parent) => ({ ...parent });

/** https://developers.notion.com/reference/page */
export function pageView(call: NotionCall, page: Page) {
  // Without the right to read, a write answers with the id alone.
  if (!call.data.capabilities.includes("read_content")) return { object: "page", id: page.id };
  const { parent } = page;
  const source =
    parent.type === "data_source_id"
      ? call.data.dataSources.find(({ id }) => id === parent.data_source_id)
      : undefined;
  const columns = source?.columns ?? [{ id: "title", name: "title", type: "title", config: {} }];
  const wanted = call.query.getAll("filter_properties");
  const shown = columns.filter(
    ({ id, name }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(name),
  );
  return {
    object: "page",
    id: page.id,
    ...stamps(page),
    cover: null,
    icon: page.icon,
    parent: bareParent(parent),
    ...trash(call, page.in_trash),
    is_locked: page.is_locked,
    properties: Object.fromEntries(shown.map((column) => [column.name, valueView(page, column)])),
    url: linkOf(page.id),
    public_url: null,
  };
}

function valueView(page: Page, { id, type }: Column) {
  const inner =
    type === "created_time" || type === "last_edited_time"
      ? page[type]
      : (page.values[id] ?? emptyValue(type));
  return { id, type, [type]: inner };
}

/** https://developers.notion.com/reference/data-source */
export function dataSourceView(call: NotionCall, source: DataSource) {
  const database = call.data.databases.find(({ id }) => id === source.database);
  return {
    object: "data_source",
    id: source.id,
    ...stampsOf(source),
    title: source.title,
    description: [],
    icon: null,
    cover: null,
    properties: Object.fromEntries(
      source.columns.map(({ id, name, type, config }) => [
        name,
        { id, name, type, description: null, [type]: config },
      ]),
    ),
    parent: { type: "database_id", database_id: source.database },
    database_parent: database ? bareParent(database.parent) : null,
    url: linkOf(source.id),
    public_url: null,
    ...trash(call, source.in_trash),
  };
}

/** https://developers.notion.com/reference/database: its columns are on its data sources. */
export function databaseView(call: NotionCall, database: Database) {
  const sources = call.data.dataSources.filter((one) => one.database === database.id);
  return {
    object: "database",
    id: database.id,
    title: database.title,
    description: database.description,
    parent: bareParent(database.parent),
    is_inline: database.is_inline,
    ...trash(call, database.in_trash),
    is_locked: false,
    created_time: database.created_time,
    last_edited_time: database.last_edited_time,
    data_sources: sources.map(({ id, title }) => ({
      id,
      name: title.map(({ plain_text: text }) => text).join(""),
    })),
    icon: database.icon,
    cover: null,
    url: linkOf(database.id),
    public_url: null,
  };
}

function stampsOf({ created_time, last_edited_time, created_by, last_edited_by }: DataSource) {
  return {
    created_time,
    last_edited_time,
    created_by: userRef(created_by),
    last_edited_by: userRef(last_edited_by),
  };
}

/** https://developers.notion.com/reference/block */
export function blockView(call: NotionCall, block: Block) {
  if (!call.data.capabilities.includes("read_content")) return { object: "block", id: block.id };
  const isPage = call.data.pages.some(({ id }) => id === block.parent);
  const type =
    !isNew(call.headers) && block.type === "meeting_notes" ? "transcription" : block.type;
  return {
    object: "block",
    id: block.id,
    parent: isPage
      ? { type: "page_id", page_id: block.parent }
      : { type: "block_id", block_id: block.parent },
    ...stamps(block),
    has_children: call.data.blocks.some((one) => one.parent === block.id && !one.in_trash),
    ...trash(call, block.in_trash),
    type,
    [type]: block.value,
  };
}

/** https://developers.notion.com/reference/comment-object */
export function commentView({ data }: NotionCall, comment: Comment) {
  if (!data.capabilities.includes("read_comments")) return { object: "comment", id: comment.id };
  const { id, parent, discussion_id, rich_text, created_time, created_by } = comment;
  return {
    object: "comment",
    id,
    parent,
    discussion_id,
    created_time,
    last_edited_time: created_time,
    created_by: userRef(created_by),
    rich_text,
    display_name: { type: "integration", resolved_name: bot.name },
  };
}

/** https://developers.notion.com/reference/user: addresses take a capability of their own. */
export function userView({ data }: NotionCall, id: string) {
  const person = people.find((one) => one.id === id);
  if (!person)
    return { object: "user", id: bot.id, type: "bot", name: bot.name, avatar_url: null, bot: {} };
  const shows = data.capabilities.includes("read_user_with_email");
  return {
    object: "user",
    id: person.id,
    type: "person",
    name: person.name,
    avatar_url: null,
    person: shows ? { email: person.email } : {},
  };
}
