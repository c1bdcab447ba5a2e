import type { FormField, PageSpec } from "../contract/page-spec.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { type KnownFunctions, checkFunction, checkInput, unknownInput } from "./check-calls.ts";
import type { PathRoots } from "./check-paths.ts";
import { readField } from "./values.ts";
import { numberOf } from "./compare.ts";
import type { Problems } from "./problems.ts";

type Form = Extract<PageSpec["blocks"][number], { type: "form" }>;

export function checkForm(
  { function: name, fields, input }: Form,
  where: string,
  {
    known,
    roots,
    problems,
  }: {
    readonly known: KnownFunctions;
    readonly roots: PathRoots;
    readonly problems: Problems;
  },
) {
  const version = checkFunction(name, `${where}.function`, known, problems);
  const names = fields.map((field) => field.name);
  for (const [index, field] of fields.entries()) {
    const place = `${where}.fields[${index}]`;
    if (names.indexOf(field.name) !== index)
      problems.error(
        `${place}.name`,
        `There are two fields "${field.name}". Take one of them out.`,
      );
    if (Object.hasOwn(input, field.name))
      problems.error(
        `${place}.name`,
        `"${field.name}" has a fixed value in input as well. Take out the field or the value.`,
      );
    checkField(field, place, problems);
    if (version) checkAgainst(version, field, place, problems);
  }
  return checkInput(version, input, { where: `${where}.input`, roots, further: names, problems });
}

function checkField(field: FormField, where: string, problems: Problems): void {
  const { kind, choices, default: fallback, min, max } = field;
  if (kind === "choice" && !choices)
    problems.error(
      `${where}.choices`,
      `"${field.label}" is a choice: say what there is to choose.`,
    );
  if (kind !== "choice" && choices)
    problems.error(
      `${where}.choices`,
      `Choices need the kind "choice"; "${field.label}" is "${kind}".`,
    );
  if (min !== undefined && max !== undefined && min > max)
    problems.error(`${where}.min`, `The least, ${min}, is more than the most, ${max}.`);
  if (fallback === undefined || (kind === "choice" && !choices)) return;
  const read = readField({ ...field, required: false }, fallback);
  if ("wrong" in read) problems.error(`${where}.default`, read.wrong);
}

/** Kinds of fields that fill an input of a type. */
const kindsOf: Readonly<Record<string, readonly FormField["kind"][]>> = {
  string: ["text", "longtext", "email", "url", "date", "datetime", "choice", "number"],
  number: ["number", "choice"],
  boolean: ["boolean"],
};

function checkAgainst(
  version: FunctionVersion,
  { name, label, kind, required, choices = [], default: fallback }: FormField,
  where: string,
  problems: Problems,
): void {
  const wrong = unknownInput(version, name);
  if (wrong !== undefined) problems.error(`${where}.name`, wrong);
  const inputs = version.flow?.inputs ?? {};
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (!input) return;
  const kinds = kindsOf[input.type];
  if (!kinds)
    problems.error(
      `${where}.name`,
      `"${name}" of "${version.name}" is an ${input.type}, which no field can fill. Give it a fixed value in input.`,
    );
  else if (!kinds.includes(kind))
    problems.error(
      `${where}.kind`,
      `"${name}" of "${version.name}" is a ${input.type}: the kind must be ${kinds.join(" or ")}.`,
    );
  else if (input.type === "number" && kind === "choice") {
    const other = choices.find(({ value }) => numberOf(value) === undefined);
    if (other)
      problems.error(
        `${where}.choices`,
        `"${name}" of "${version.name}" is a number, and the choice "${other.value}" is none.`,
      );
  }
  const isNeeded = input.default === undefined && input.required !== false;
  if (isNeeded && !required && fallback === undefined && kind !== "boolean")
    problems.warning(
      `${where}.required`,
      `"${version.name}" needs "${name}": make "${label}" required, or it fails where nobody fills it in.`,
    );
}
