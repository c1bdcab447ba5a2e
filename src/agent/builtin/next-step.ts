import { followerOf } from "./choose.ts";
import { fill, type KnownStep } from "./fill.ts";
import type { Request } from "./request.ts";
import type { Slot } from "./slots.ts";
import { stepId } from "./step-names.ts";
import type { Draughting } from "./step-values.ts";
import type { KnownOperation } from "./vocabulary.ts";

/** The second call of an operation that takes two, with the values that the first has no place for. */
export function nextStep(
  operation: KnownOperation,
  first: string,
  slots: readonly Slot[],
  request: Request,
  taken: ReadonlySet<string>,
): KnownStep | undefined {
  const own = fill(operation, slots).used;
  const left = slots.filter((slot) => !own.includes(slot));
  const following = followerOf(operation, left, request.vocabulary);
  if (!following) return undefined;
  const { way, values } = following;
  const path = `\${${first}.${way.output}}`;
  return {
    operation: following.operation,
    step: {
      id: stepId(following.operation, taken),
      use: way.id,
      with: { ...values, [way.field]: way.key === undefined ? path : [{ [way.key]: path }] },
    },
  };
}

/** What goes into a document that was just made, where the caller has it. */
export function contentStep(
  { next }: KnownOperation,
  first: string,
  { request, inputs }: Draughting,
  taken: ReadonlySet<string>,
): KnownStep | undefined {
  for (const way of next) {
    const operation = request.vocabulary.operations.find(({ id }) => id === way.id);
    const field = operation?.fields.find(({ name }) => /text|body|content/i.test(name));
    if (!operation || !field || operation.titleVerb !== "update") continue;
    inputs["content"] ??= { type: "string", description: "What stands in it" };
    return {
      operation,
      step: {
        id: stepId(operation, taken),
        use: way.id,
        with: { [way.field]: `\${${first}.${way.output}}`, [field.name]: "${inputs.content}" },
      },
    };
  }
  return undefined;
}
