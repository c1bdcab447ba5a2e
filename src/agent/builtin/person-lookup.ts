import type { FlowStep } from "../../flow/schema.ts";
import type { KnownStep } from "./fill.ts";
import { stepId } from "./step-names.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

/** The operation that finds a person by mail address: of this connector, with that as its only need. */
export function lookupByEmail(
  connector: string,
  vocabulary: Vocabulary,
): KnownOperation | undefined {
  return vocabulary.operations.find(
    (operation) =>
      operation.connector === connector &&
      operation.kind === "read" &&
      operation.outputs.some(({ kind }) => kind === "person") &&
      operation.fields.filter(({ required }) => required).every(({ kind }) => kind === "email") &&
      operation.fields.some(({ kind, required }) => required && kind === "email"),
  );
}

/** A step that finds the person, and the path to their id. */
export function lookupStep(
  operation: KnownOperation,
  email: string,
  taken: ReadonlySet<string>,
): { readonly known: KnownStep; readonly person: string } {
  const field = operation.fields.find(({ kind }) => kind === "email");
  const id = stepId(operation, taken);
  const path = operation.outputs.find(({ kind }) => kind === "person")?.path ?? "id";
  const step: FlowStep = { id, use: operation.id, with: { [field?.name ?? "email"]: email } };
  return { known: { operation, step }, person: `\${${id}.${path}}` };
}
