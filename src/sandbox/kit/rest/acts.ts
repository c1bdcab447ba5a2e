import { type Html, html } from "../html.ts";

/** One field of a form; a choice where there are options. */
export interface ActField {
  readonly name: string;
  readonly label: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** May be left empty. */
  readonly isOptional?: boolean;
}

/** What a person does in the tool itself, by hand. */
export interface PersonAct<Data> {
  readonly name: string;
  /** Of its button. */
  readonly label: string;
  readonly fields: (data: Data) => readonly ActField[];
  /** Changes the data in place; says what is wrong where it cannot. */
  readonly run: (
    data: Data,
    given: Readonly<Record<string, string>>,
    now: number,
  ) => string | undefined;
}

/** Forms that work without JavaScript. */
export function actForms<Data>(acts: readonly PersonAct<Data>[], data: Data): Html | undefined {
  if (acts.length === 0) return undefined;
  return html`<h2>Act as somebody</h2>
    ${acts.map(
      ({ name, label, fields }) =>
        html`<form class="act" method="post" action="/_sandbox/acts">
          ${fields(data).map(fieldView)}
          <button name="act" value="${name}">${label}</button>
        </form>`,
    )}`;
}

const required: Html = { markup: " required" };

function fieldView({ name, label, options, isOptional }: ActField): Html {
  const must = isOptional ? undefined : required;
  return options
    ? html`<label
        >${label}
        <select name="${name}" ${must}>
          ${options.map((one) => html`<option value="${one.value}">${one.label}</option>`)}
        </select></label
      >`
    : html`<label>${label} <input type="text" name="${name}" ${must} /></label>`;
}

/** What the form gave for the act's fields; a text says which of them is missing. */
export function readAct<Data>(
  { fields }: PersonAct<Data>,
  data: Data,
  form: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> | string {
  const given: Record<string, string> = {};
  for (const { name, label, options, isOptional } of fields(data)) {
    const value = form[name];
    const text = typeof value === "string" ? value.trim().slice(0, 4000) : "";
    if (text === "" && !isOptional) return `${label} is missing.`;
    if (options && text !== "" && !options.some((one) => one.value === text))
      return `${label} is none of the choices.`;
    given[name] = text;
  }
  return given;
}
