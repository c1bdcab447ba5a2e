import type { ActField, PersonAct } from "../../../sandbox/kit/rest/acts.ts";
import { newBlock } from "./blocks.ts";
import { createId, stamp } from "./ids.ts";
import { people } from "./people.ts";
import { plainText, richTextOf } from "./rich-text.ts";
import type { Column, NotionState, Page, Parent } from "./state.ts";
import { emptyValue, titleOf } from "./values.ts";

type Act = PersonAct<NotionState>;

const who: ActField = {
  name: "person",
  label: "as",
  options: people.map(({ id, name }) => ({ value: id, label: name })),
};
const text: ActField = { name: "text", label: "Text" };

const living = ({ pages }: NotionState) => pages.filter(({ in_trash: trashed }) => !trashed);

const pageField = (data: NotionState): ActField => ({
  name: "page",
  label: "Page",
  options: living(data).map((page) => ({ value: page.id, label: titleOf(page) || "Untitled" })),
});

const statusColumn = ({ dataSources }: NotionState, { parent }: Page): Column | undefined =>
  parent.type === "data_source_id"
    ? dataSources
        .find(({ id }) => id === parent.data_source_id)
        ?.columns.find(({ type }) => type === "status")
    : undefined;

function optionsOf({ config }: Column): readonly { readonly name: string }[] {
  const { options } = config;
  return Array.isArray(options) ? options : [];
}

function edited(page: Page, person: string, now: number): void {
  page.last_edited_by = person;
  page.last_edited_time = stamp(now);
}

export const acts: readonly Act[] = [
  {
    name: "create",
    label: "Create a page or row",
    fields: (data) => [
      {
        name: "in",
        label: "in",
        options: [
          ...data.dataSources.map(({ id, title }) => ({ value: id, label: plainText(title) })),
          ...living(data)
            .filter(({ parent }) => parent.type === "workspace")
            .map((page) => ({ value: page.id, label: titleOf(page) })),
        ],
      },
      { name: "title", label: "Title" },
      who,
    ],
    run(data, { in: place = "", title = "", person = "" }, now) {
      const source = data.dataSources.find(({ id }) => id === place);
      const parent: Parent = source
        ? { type: "data_source_id", data_source_id: source.id, database_id: source.database }
        : { type: "page_id", page_id: place };
      const empty = (source?.columns ?? []).map(({ id, type }) => [id, emptyValue(type)] as const);
      data.pages.push({
        id: createId(),
        parent,
        icon: null,
        is_locked: false,
        values: { ...Object.fromEntries(empty), title: richTextOf(title) },
        created_time: stamp(now),
        last_edited_time: stamp(now),
        created_by: person,
        last_edited_by: person,
        in_trash: false,
      });
      return undefined;
    },
  },
  {
    name: "status",
    label: "Set the status of a row",
    fields(data) {
      const rows = living(data).filter((page) => statusColumn(data, page));
      const names = rows.flatMap((page) => {
        const column = statusColumn(data, page);
        return column ? optionsOf(column).map(({ name }) => name) : [];
      });
      return [
        {
          name: "page",
          label: "Row",
          options: rows.map((page) => ({ value: page.id, label: titleOf(page) })),
        },
        {
          name: "status",
          label: "Status",
          options: [...new Set(names)].map((name) => ({ value: name, label: name })),
        },
        who,
      ];
    },
    run(data, { page: id, status, person = "" }, now) {
      const page = living(data).find((one) => one.id === id);
      const column = page && statusColumn(data, page);
      const option = column && optionsOf(column).find(({ name }) => name === status);
      if (!page || !column || !option) return "The row has no such status.";
      page.values[column.id] = option;
      edited(page, person, now);
      return undefined;
    },
  },
  {
    name: "write",
    label: "Write on a page",
    fields: (data) => [pageField(data), text, who],
    run(data, { page: id = "", text: written = "", person = "" }, now) {
      const value = { rich_text: richTextOf(written), color: "default" };
      data.blocks.push(newBlock(id, "paragraph", value, now));
      for (const page of data.pages) if (page.id === id) edited(page, person, now);
      return undefined;
    },
  },
  {
    name: "comment",
    label: "Comment on a page",
    fields: (data) => [pageField(data), text, who],
    run(data, { page: id = "", text: said = "", person = "" }, now) {
      data.comments.push({
        id: createId(),
        parent: { type: "page_id", page_id: id },
        discussion_id: createId(),
        rich_text: richTextOf(said),
        created_time: stamp(now),
        created_by: person,
      });
      return undefined;
    },
  },
  {
    name: "trash",
    label: "Move a page to the trash",
    fields: (data) => [pageField(data), who],
    run(data, { page: id, person = "" }, now) {
      for (const page of data.pages) {
        if (page.id !== id) continue;
        page.in_trash = true;
        edited(page, person, now);
      }
      return undefined;
    },
  },
];
