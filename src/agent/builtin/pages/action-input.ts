import type { PageFilter } from "../../../contract/page-spec.ts";
import type { Flow, FlowInput, FlowValue } from "../../../flow/schema.ts";
import { nounOf } from "../lexicon.ts";
import { capitalise } from "../text.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Answer } from "./answer-shape.ts";
import { leafNamed } from "./blocks.ts";
import { labelOf, type Leaf, worthShowing } from "./leaves.ts";

/** What whoever looks at the page has to say, by the id of the filter. */
export type Filters = Map<string, PageFilter>;

export const withFilters = (filters: Filters): PageFilter[] => [...filters.values()];

/** Inputs without a default, each with a filter of the page. */
export function openFilters(flow: Flow, filters: Filters): Record<string, FlowValue> {
  return Object.fromEntries(
    Object.entries(flow.inputs)
      .filter(([, input]) => isOpen(input))
      .map(([name, input]) => [name, `\${filters.${filterFor(name, input, filters)}}`]),
  );
}

export function isOpen({ default: fallback, required }: FlowInput): boolean {
  return fallback === undefined && required !== false;
}

function filterFor(name: string, { type }: FlowInput, filters: Filters): string {
  if (!filters.has(name))
    filters.set(name, {
      id: name,
      label: labelOf([name]),
      kind: type === "number" || type === "boolean" ? type : "text",
    });
  return name;
}

const texts = /^(?:text|body|message|content|description|note|notes|comment|markdown)$/i;
const names = /^(?:title|name|subject|summary|subjectline)$/i;

/** What a button gives its function: from the row where it fits, else from who looks at the page. */
export function actionInput(
  flow: Flow,
  row: Answer | undefined,
  filters: Filters,
  vocabulary: Vocabulary,
): Record<string, FlowValue> {
  const values: Record<string, FlowValue> = {};
  for (const [name, input] of Object.entries(flow.inputs)) {
    const value =
      row && input.type !== "array" && input.type !== "object"
        ? fromRow(name, row, flow, vocabulary)
        : undefined;
    if (value !== undefined) values[name] = value;
    else if (isOpen(input)) values[name] = `\${filters.${filterFor(name, input, filters)}}`;
  }
  return values;
}

function fromRow(
  name: string,
  { leaves, operation }: Answer,
  flow: Flow,
  { find, operations }: Vocabulary,
): string | undefined {
  const worth = worthShowing(leaves);
  const title = worth[0];
  if (texts.test(name)) return title && sentenceOf(title, worth);
  if (names.test(name)) return title?.value;
  const own = find(flow.steps.at(-1)?.use ?? "");
  const isSameTool = own && operation && own.id.split(".")[0] === operation.id.split(".")[0];
  const thing = operations.find(({ id }) => id === operation?.id)?.titleNouns[0];
  if (isSameTool && (/(?:^id|Id|_id)$/.test(name) || nounOf(name.toLowerCase()) === thing))
    return leaves.find(({ role, value }) => role === "id" && /[.["]id["\]}]/i.test(value))?.value;
  const found = leafNamed(name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2"), leaves);
  return found && found.role !== "id" ? found.value : undefined;
}

/** `Acme renewal · Amount: 12000 · https://…`: what somebody wants to read of a row. */
function sentenceOf(title: Leaf, worth: readonly Leaf[]): string {
  const further = worth
    .filter((leaf) => leaf !== title && /^(?:amount|stage|date)$/.test(leaf.role))
    .slice(0, 2);
  const link = worth.find(({ role }) => role === "link");
  const parts = [
    title.value,
    ...further.map(({ label, value }) => `${capitalise(label)}: ${value}`),
  ];
  return [parts.join(" · "), ...(link ? [link.value] : [])].join("\n");
}
