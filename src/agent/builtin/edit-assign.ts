import type { Flow } from "../../flow/schema.ts";
import type { Change, Piece } from "./edit-context.ts";
import { mainText, takesSeveral } from "./edit-fields.ts";
import type { Placing } from "./edit-places.ts";
import { byLookup } from "./edit-recipients.ts";
import {
  fieldChanged,
  placed,
  setEverywhere,
  setText,
  setValue,
  valuesIn,
  written,
} from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import type { Request } from "./request.ts";

/** Puts values into the fields that are named. */
export function assign(
  flow: Flow,
  placings: readonly Placing[],
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const old = valuesIn(piece.old)[0]?.value;
  let changed = flow;
  let isThere = false;
  const said: string[] = [];
  for (const [index, { value, known, field }] of placings.entries()) {
    const step = changed.steps.find(({ id }) => id === known.step.id);
    if (!step) continue;
    if (value.kind === "email" && (field.kind === "channel" || field.kind === "person")) {
      const found = byLookup(changed, known, field, value.value, request);
      if (found) changed = found;
      said.push(`it now goes to ${value.value}`);
      continue;
    }
    const sameField = placings
      .slice(0, index)
      .some((one) => one.field === field && one.known === known);
    const besides = takesSeveral(field) && (sameField || addsTo(piece));
    const next = placed(field, step.with[field.name], written(field, value), { besides, old });
    isThere = true;
    if (JSON.stringify(step.with[field.name]) === JSON.stringify(next)) continue;
    changed =
      field === mainText(known.operation)
        ? setText(changed, step.id, field.name, next)
        : field.kind === "ref" || field.kind === "channel"
          ? setEverywhere(changed, step, field, next, request)
          : setValue(inFieldOrder(changed, known, field.name), step.id, field.name, next);
    changed = inFieldOrder(changed, known, field.name);
    said.push(besides ? `${field.name} also has ${value.value}` : fieldChanged(field, value.value));
  }
  return said.length > 0 || isThere ? { flow: changed, said } : undefined;
}

export function addsTo(piece: Piece): boolean {
  return (
    (piece.additional || piece.verbs[0] === "add" || piece.verbs[0] === "invite") && !piece.instead
  );
}

/** A field that comes new stands where its operation has it; those that were there keep their order. */
function inFieldOrder(flow: Flow, { step: { id }, operation }: KnownStep, name: string): Flow {
  const order = operation.fields.map((field) => field.name);
  return {
    ...flow,
    steps: flow.steps.map((step) => {
      if (step.id !== id || !(name in step.with)) return step;
      const others = Object.entries(step.with).filter(([key]) => key !== name);
      const rank = order.indexOf(name);
      const after = others.findIndex(([key]) => order.indexOf(key) > rank);
      const at = after < 0 ? others.length : after;
      const entry: (typeof others)[number] = [name, step.with[name] ?? null];
      return {
        ...step,
        with: Object.fromEntries([...others.slice(0, at), entry, ...others.slice(at)]),
      };
    }),
  };
}
