import type { FormField, PageBlock } from "../../../contract/page-spec.ts";
import type { Flow, FlowInput } from "../../../flow/schema.ts";
import { capitalise } from "../text.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { blockId } from "./blocks.ts";
import { isOpen } from "./action-input.ts";
import { labelOf } from "./leaves.ts";
import type { ActionPart } from "./page-intent.ts";

/** A form that fills the inputs of a function. */
export function formOf(
  { flow, wanted }: Pick<ActionPart, "flow" | "wanted">,
  ids: Set<string>,
  vocabulary: Vocabulary,
): PageBlock {
  const title = vocabulary.find(flow.steps.at(-1)?.use ?? "")?.title ?? flow.description;
  const fields = fieldsOf(flow);
  const heading = (wanted.label ?? title).slice(0, 120);
  if (fields.length === 0)
    return {
      type: "buttons",
      id: blockId("buttons", ids),
      width: "full",
      actions: [{ label: heading, function: flow.name, input: {} }],
    };
  return {
    type: "form",
    id: blockId(`${title} form`, ids),
    title: heading,
    width: "half",
    function: flow.name,
    fields: [...fields],
    input: {},
    submit: title.split(" ")[0] ?? "Send",
    done: `${heading}: done.`,
  };
}

export function fieldsOf({ inputs }: Flow): readonly FormField[] {
  return Object.entries(inputs)
    .filter(([, { type }]) => type !== "array" && type !== "object")
    .map(([name, input]) => fieldOf(name, input));
}

function fieldOf(name: string, input: FlowInput): FormField {
  const { description = "", default: fallback } = input;
  const kind = kindOf(name, input);
  const label = headingOf(name, description);
  const isExample = typeof fallback === "string" && /^(?:Hello from|Untitled)/.test(fallback);
  const help =
    description !== "" && !description.startsWith(label) && description.length > label.length + 12
      ? description
      : undefined;
  return {
    name,
    label,
    kind,
    required: kind !== "boolean" && (isOpen(input) || isExample),
    ...(help === undefined ? {} : { help: help.slice(0, 300) }),
    ...(!isExample &&
    (typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean")
      ? { default: fallback }
      : {}),
  };
}

/** `First name of the contact` → First name; a long description says more than a label can. */
function headingOf(name: string, description: string): string {
  const short =
    description.split(/ (?:of|as|for|to|in|with|where|that|such) |[,;:(.]/)[0]?.trim() ?? "";
  return short !== "" && short.length <= 24 && short.split(" ").length <= 3
    ? capitalise(short)
    : labelOf([name]);
}

function kindOf(name: string, { type, description = "" }: FlowInput): FormField["kind"] {
  if (type === "number" || type === "boolean") return type;
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  if (/\be-?mail\b/.test(words) || /^(?:email address|address to send)/i.test(description))
    return /addresses/i.test(description) ? "text" : "email";
  if (/\b(?:url|link|website)\b/.test(words)) return "url";
  if (
    /\b(?:text|body|message|content|description|notes?|comment|markdown|commentary)\b/.test(words)
  )
    return "longtext";
  if (/\b\d{4}-\d{2}-\d{2}T/.test(description)) return "datetime";
  if (/\b(?:date|due|deadline|closedate)$/.test(words)) return "date";
  return "text";
}
