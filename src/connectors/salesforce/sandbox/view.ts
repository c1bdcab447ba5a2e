import { type Html, html } from "../../../sandbox/kit/html.ts";
import { type ObjectInfo, objects } from "./objects.ts";
import { type SalesforceRecord, type SalesforceState, living, recordsOf } from "./state.ts";

const hidden = new Set(["CreatedDate", "SystemModstamp", "IsDeleted", "Description", "Name"]);

/** A tab for each object, with its records as a table. */
export function viewSalesforce(data: SalesforceState, query: URLSearchParams): Html {
  const chosen =
    objects.find(({ name }) => name === query.get("object")) ?? objects[3] ?? objects[0];
  return html`<nav>
      ${objects.map(
        ({ name, labelPlural }) =>
          html`<a
            href="/?object=${name}"
            ${name === chosen?.name ? html`aria-current="page"` : html``}
            >${labelPlural}</a
          >`,
      )}
    </nav>
    ${chosen ? table(data, chosen) : undefined}
    <p class="quiet">Refresh tokens ${data.rotates ? "rotate" : "stay"}.</p>`;
}

function table(data: SalesforceState, object: ObjectInfo): Html {
  const records = recordsOf(data, object).filter(living);
  const columns = object.fields.filter(
    ({ name }) =>
      name === object.nameField || (!hidden.has(name) && records.some((one) => one[name] !== null)),
  );
  return html`<section class="card">
    <h2>${object.labelPlural} <span class="quiet">${records.length}</span></h2>
    <div class="scroll">
      <table>
        <tr>
          ${columns.map(({ label }) => html`<th>${label}</th>`)}
        </tr>
        ${records.toReversed().map(
          (record) =>
            html`<tr>
              ${columns.map(({ name }) => html`<td>${shown(record, name)}</td>`)}
            </tr>`,
        )}
      </table>
    </div>
  </section>`;
}

function shown(record: SalesforceRecord, name: string): string {
  const value = record[name];
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === undefined ? "" : String(value);
}
