import { plainText } from "./rich-text.ts";
import type { NotionState, Page } from "./state.ts";
import { titleOf } from "./values.ts";

/** Pages and databases that lie in nothing else: what a person picks when connecting. */
export function topLevel(data: NotionState): { id: string; title: string }[] {
  const pages = data.pages
    .filter(({ parent, in_trash: trashed }) => parent.type === "workspace" && !trashed)
    .map((page) => ({ id: page.id, title: titleOf(page) }));
  const databases = data.databases
    .filter(({ parent, in_trash: trashed }) => parent.type === "workspace" && !trashed)
    .map(({ id, title }) => ({ id, title: plainText(title) }));
  return [...pages, ...databases];
}

/** Rows of a table that are not in the trash, the newest first. */
export function rowsOf(data: NotionState, dataSourceId: string): Page[] {
  return data.pages
    .filter(
      ({ parent, in_trash: trashed }) =>
        parent.type === "data_source_id" && parent.data_source_id === dataSourceId && !trashed,
    )
    .toReversed();
}
