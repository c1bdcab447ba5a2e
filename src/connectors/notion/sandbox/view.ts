import { z } from "zod";
import { type Html, html } from "../../../sandbox/kit/html.ts";
import { people } from "./people.ts";
import { plainText } from "./rich-text.ts";
import { type Block, type DataSource, type NotionState, type Page, richTextItem } from "./state.ts";
import { rowsOf } from "./tree.ts";
import { comparable, titleOf } from "./values.ts";

/** The workspace: pages with their text and comments, tables with their rows. */
export function viewNotion(data: NotionState): Html {
  const pages = data.pages.filter(
    ({ parent, in_trash: trashed }) => parent.type !== "data_source_id" && !trashed,
  );
  return html`<h1>Acme Lab</h1>
    ${data.dataSources
      .filter(({ in_trash: trashed }) => !trashed)
      .map((source) => tableView(data, source))}
    ${pages.toReversed().map((page) => pageCard(data, page))}
    <p class="quiet">The connection may: ${data.capabilities.join(", ") || "nothing"}</p>`;
}

function tableView(data: NotionState, source: DataSource): Html {
  return html`<section class="card">
    <h2>${plainText(source.title)}</h2>
    <div class="scroll">
      <table>
        <tr>
          ${source.columns.map(({ name }) => html`<th>${name}</th>`)}
        </tr>
        ${rowsOf(data, source.id).map(
          (row) =>
            html`<tr>
              ${source.columns.map(
                ({ id, type }) => html`<td>${cellText(type, row.values[id])}</td>`,
              )}
            </tr>`,
        )}
      </table>
    </div>
    ${rowsOf(data, source.id).map((row) =>
      childrenOf(data, row.id).length > 0 ? pageCard(data, row) : html``,
    )}
  </section>`;
}

function cellText(type: string, inner: unknown): string {
  const value = comparable(type, inner);
  if (typeof value === "boolean") return value ? "☑" : "☐";
  const names = Array.isArray(value) ? value : [value === undefined ? "" : String(value)];
  return names.map((one) => people.find(({ id }) => id === one)?.name ?? one).join(", ");
}

function pageCard(data: NotionState, page: Page): Html {
  const comments = data.comments.filter(
    ({ parent }) => parent.type === "page_id" && parent.page_id === page.id,
  );
  return html`<section class="card">
    <h2>${titleOf(page) || "Untitled"}</h2>
    ${childrenOf(data, page.id).map((block) => blockLine(block))}
    ${comments.map(({ rich_text: text }) => html`<p class="quiet">💬 ${plainText(text)}</p>`)}
  </section>`;
}

const childrenOf = (data: NotionState, id: string): Block[] =>
  data.blocks.filter(({ parent, in_trash: trashed }) => parent === id && !trashed);

function blockLine({ type, value }: Block): Html {
  const text = plainText(z.array(richTextItem).catch([]).parse(value["rich_text"]));
  if (type === "to_do") return html`<p>${value["checked"] === true ? "☑" : "☐"} ${text}</p>`;
  if (type.startsWith("heading_")) return html`<h3>${text}</h3>`;
  if (type.endsWith("list_item")) return html`<p>• ${text}</p>`;
  return type === "divider" ? html`<hr />` : html`<p>${text}</p>`;
}
