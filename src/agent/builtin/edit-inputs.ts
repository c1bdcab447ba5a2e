import { escapeText } from "../../flow/paths.ts";
import { type Flow, type FlowInput, identifier } from "../../flow/schema.ts";
import { type Change, type Piece, askFirst, knownSteps } from "./edit-context.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { namedSteps } from "./edit-target.ts";
import { inputIn, plainText, setValue, valuesIn, written } from "./edit-values.ts";
import { everyCaller } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { inputFor, inputName } from "./open-fields.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

type Lexis = Pick<Request, "vocabulary">;

const byCaller =
  /\b(?:comes? from (?:my |the |our )?(?:app|caller|request|outside|website)|(?:an? |as )?(?:input|parameter|param|variable|argument)s?\b|not (?:fixed|hardcoded)|configurable|dynamic|passed in|let me (?:pass|choose|set|give|type|say)|(?:i|we|the caller|my app|the app|app) (?:will |can |should |shall |want to |must )?(?:pass(?:es)?|choose|gives?|provides?|sends?|decides?)|(?:pasa|da|manda|elige) (?:mi|la) (?:app|aplicacion)|(?:gibt|liefert|ubergibt|bestimmt) (?:die|meine) (?:app|anwendung)|(?:passe|donne|fournit) (?:mon|l')\s?app\w*|(?:passa|envia|escolhe) (?:o |a )?(?:meu |minha )?(?:app|aplicativo)|(?:von|aus) (?:der |meiner )(?:app|anwendung)|(?:als|eine?) (?:eingabe|parameter)|nicht fest|viene de (?:la |mi )?(?:app|aplicacion)|(?:como|un|una) (?:entrada|parametro)|no fij[oa]|vient de (?:l'|mon |ma )?(?:app\w*|l'app\w*)|(?:comme|une?|en) (?:entree|parametre)|pas fixe|vem (?:do|da|de) (?:meu |minha )?(?:app|aplicativo)|(?:como|um|uma) (?:entrada|parametro)|nao fix[oa])\b/;
const optional = /\b(?:optional|opcional|optionnel(?:le)?|facultati[fv]e?|wahlfrei|freiwillig)\b/;
const required = /\b(?:required|mandatory|obligatory|pflicht|obligatori[oa]|obligatoire)\b/;
const byDefault =
  /^(?:default|defaults|standard|standardwert|defecto|predeterminado|defaut|padrao)$/;

/** `the channel comes from the app, not fixed`: a value becomes an input of the function. */
export function opensInput(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const all = [...piece.tokens, ...piece.old];
  const said = [...piece.tokens, { norm: piece.old.length > 0 ? "not" : "" }, ...piece.old]
    .map(({ norm }) => norm)
    .join(" ");
  const closes =
    /\b(?:no|not an?|kein|keine|ohne|sin|sans|sem) (?:input|parameter|eingabe|entrada|entree)\b/.test(
      said,
    );
  if (closes || (!byCaller.test(said) && !optional.test(said) && !required.test(said)))
    return undefined;
  const declared = changesDeclared(flow, piece, said);
  if (declared) return declared;
  if (!byCaller.test(said) && !optional.test(said)) return undefined;
  const places = placesOf(flow, all, request);
  const opened = places.reduce<Change>((change, place) => opens(change, place, all, said), {
    flow,
    said: [],
  });
  return opened.said.length > 0 ? opened : undefined;
}

/** One more value is the caller's to give. */
function opens(
  change: Change,
  { known, field }: Place,
  tokens: readonly Token[],
  said: string,
): Change {
  const { flow } = change;
  const before = flow.steps.find(({ id }) => id === known.step.id)?.with[field.name];
  if (inputIn(before) !== undefined) return change;
  const name = freeName(flow, field);
  const isOptional = optional.test(said);
  const fallback =
    defaultIn(tokens) ??
    (isOptional || flow.trigger.type === "schedule" ? plainText(before) : undefined);
  const input: FlowInput = {
    ...inputFor(field, known.operation),
    ...(fallback !== undefined
      ? { default: typed(field, fallback) }
      : isOptional && !field.required
        ? { required: false }
        : {}),
  };
  return {
    flow: setValue(
      { ...flow, inputs: { ...flow.inputs, [name]: input } },
      known.step.id,
      field.name,
      `\${inputs.${name}}`,
    ),
    said: [...change.said, `${field.name} is now an input`],
  };
}

function typed(field: Field, value: string): string | number {
  return field.type === "number" || field.type === "integer" ? Number(value) : value;
}

/** `make the amount optional, default 10`, of an input that is there. */
function changesDeclared(flow: Flow, piece: Piece, said: string): Change | undefined {
  const name = Object.keys(flow.inputs).find((one) =>
    piece.tokens.some(
      ({ norm }, index) =>
        norm === one.toLowerCase() ||
        `${norm}${piece.tokens[index + 1]?.norm ?? ""}` === one.toLowerCase(),
    ),
  );
  const input = name === undefined ? undefined : flow.inputs[name];
  if (name === undefined || !input) return undefined;
  const value = defaultIn(piece.tokens);
  const { default: before, required: _, ...rest } = input;
  const next: FlowInput = required.test(said)
    ? rest
    : value !== undefined
      ? { ...rest, default: input.type === "number" ? Number(value) : value }
      : optional.test(said)
        ? { ...input, required: false }
        : { ...rest, ...(before === undefined ? {} : { default: before }) };
  if (JSON.stringify(next) === JSON.stringify(input)) return undefined;
  return {
    flow: { ...flow, inputs: { ...flow.inputs, [name]: next } },
    said: [
      required.test(said)
        ? `${name} has to be passed`
        : value === undefined
          ? `${name} may be left out`
          : `without ${name}, it takes “${value}”`,
    ],
  };
}

function defaultIn(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(({ norm }) => byDefault.test(norm));
  if (at < 0) return undefined;
  const value =
    valuesIn(tokens).find((one) => one.at > at) ?? valuesIn(tokens).findLast((one) => one.at < at);
  return (
    value?.value ??
    tokens
      .slice(at + 1)
      .find(({ kind, norm }) => kind === "word" && !/^(?:is|to|of|value|wert|ist|a|es)$/.test(norm))
      ?.raw
  );
}

interface Place {
  readonly known: KnownStep;
  readonly field: Field;
}

/** The fields that are named, by a value that stands in them or by their name. */
function placesOf(flow: Flow, tokens: readonly Token[], request: Lexis): readonly Place[] {
  const named = namedSteps(flow, tokens, request);
  const steps = [...named.toReversed(), ...knownSteps(flow, request).toReversed()];
  const values = new Set(valuesIn(tokens).map(({ value }) => value));
  for (const known of steps) {
    const field = known.operation.fields.find(({ name }) =>
      values.has(plainText(known.step.with[name]) ?? ""),
    );
    if (field) return [{ known, field }];
  }
  const words = tokens.filter(
    ({ norm }) => !/^(?:input|app|from|let|pass|parameter|variable)$/.test(norm),
  );
  const places = words.flatMap((token) => fieldOf(token, steps) ?? []);
  return places.filter(
    (place, index) => places.findIndex(({ field }) => field === place.field) === index,
  );
}

/** One that has a value goes before one that has none yet. */
function fieldOf(token: Token, steps: readonly KnownStep[]): Place | undefined {
  for (const present of [true, false]) {
    for (const known of steps) {
      const field = fieldsNamed(token, known.operation).find(
        ({ name, structured }) => !structured && (!present || name in known.step.with),
      );
      if (field) return { known, field };
    }
  }
  return undefined;
}

function freeName(flow: Flow, field: Field): string {
  const base = field.name === "to" ? "recipient" : inputName(field);
  const name = identifier.safeParse(base).success ? base : `${base}Value`;
  let candidate = name;
  for (let number = 2; candidate in flow.inputs; number++) candidate = `${name}${number}`;
  return candidate;
}

/** `no input, always "x"`: what the caller passed is fixed from now on. */
export function fixesInput(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const said = piece.tokens.map(({ norm }) => norm).join(" ");
  const closes =
    /\b(?:no|not an?|without(?: the)?|kein|keine|keinen|ohne|sin|sans|sem|remove the|drop the) (?:\w+ )?(?:input|inputs|parameter|eingabe|entrada|entree)\b/.test(
      said,
    );
  const always = piece.tokens.some(({ norm }) => everyCaller.has(norm));
  if (!closes && !always) return undefined;
  const [value] = valuesIn(piece.tokens);
  const open = openPlaces(flow, request);
  const named = open.find(({ known, field, name }) =>
    piece.tokens.some(
      (token) =>
        token.norm === name.toLowerCase() || fieldsNamed(token, known.operation).includes(field),
    ),
  );
  const place = named ?? open.at(-1);
  if (!place) return undefined;
  const { known, field, name } = place;
  const fallback = flow.inputs[name]?.default;
  // an input's default is plain text: no `${` is special there
  const next = value
    ? written(field, value)
    : typeof fallback === "string"
      ? escapeText(fallback)
      : fallback;
  if (next === undefined)
    return closes ? askFirst(flow, `What should ${name} always be?`) : undefined;
  return {
    flow: setValue(flow, known.step.id, field.name, next),
    said: [`${field.name} is always “${value?.value ?? String(next)}”`],
  };
}

function openPlaces(
  flow: Flow,
  request: Lexis,
): readonly { known: KnownStep; field: Field; name: string }[] {
  return knownSteps(flow, request).flatMap((known) =>
    known.operation.fields.flatMap((field) => {
      const name = inputIn(known.step.with[field.name]);
      return name === undefined ? [] : [{ known, field, name }];
    }),
  );
}
