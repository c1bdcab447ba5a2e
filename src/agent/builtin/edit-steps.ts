import { pathsIn } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { clauseOf } from "./clauses.ts";
import { nounsOf } from "./choose.ts";
import type { Request } from "./compose.ts";
import { type Change, keptOutput, knownSteps } from "./edit-context.ts";
import type { KnownStep } from "./fill.ts";
import { removesText } from "./edit-values.ts";
import { verbOf } from "./lexicon.ts";

const noWords: ReadonlySet<string> = new Set(
  "no without stop skip not don't dont kein keine ohne sin sans sem pas stopp".split(" "),
);
const partWords: ReadonlySet<string> = new Set(
  "step steps part parts again bit schritt teil paso parte etape partie passo".split(" "),
);

/** Takes out the steps that a clause says to leave away, and those that need them. */
export function removeSteps(flow: Flow, clause: Clause, request: Request): Change | undefined {
  const start = clause.tokens.findIndex(
    ({ norm, kind }) =>
      kind === "word" &&
      (verbOf(norm) === "remove" || verbOf(norm) === "delete" || noWords.has(norm)),
  );
  if (start < 0) return undefined;
  const opening = clause.tokens[start]?.norm ?? "";
  if (noWords.has(opening) && start > 1) return undefined;
  const fromText = removesText(flow, clause, request);
  if (fromText) return fromText;
  const deletes = verbOf(opening) === "delete";
  const says = clause.tokens.some(({ norm }) => partWords.has(norm));
  // `delete the message` is something to do as well; only a part that is there can be left away
  if (deletes && !says && clause.tokens.some(({ kind }) => kind === "timestamp")) return undefined;
  const stop = clause.tokens.findIndex(
    ({ norm, kind }, index) => index > start && kind === "mark" && norm === ",",
  );
  const about = clauseOf(
    clause.tokens.slice(start + 1, stop < 0 ? undefined : stop),
    request.vocabulary,
  );
  const steps = knownSteps(flow, request);
  const gone = matching(steps, about, request);
  if (gone.length === 0 || gone.length === steps.length) return undefined;
  if (deletes && !says && steps.length === gone.length) return undefined;
  return withoutSteps(flow, steps, new Set(gone.map(({ step }) => step.id)));
}

function matching(
  steps: readonly KnownStep[],
  about: Clause,
  request: Request,
): readonly KnownStep[] {
  const words = [...nounsOf(about, request.vocabulary), ...about.verbs];
  const scored = steps.map((known) => ({
    known,
    score:
      words.reduce(
        (sum, word) =>
          sum +
          (known.operation.nouns.get(word) ?? 0) +
          (known.operation.verbs.has(word) ? 1 : 0) +
          (known.step.id === word ? 3 : 0),
        0,
      ) +
      (about.connectors.includes(known.operation.connector) && about.connectors.length > 0
        ? 2
        : 0) +
      (about.tokens.some(
        ({ kind, value }) =>
          (kind === "channel" || kind === "email" || kind === "emoji") &&
          Object.values(known.step.with).includes(value),
      )
        ? 4
        : 0),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ known }) => known);
}

function withoutSteps(flow: Flow, steps: readonly KnownStep[], gone: Set<string>): Change {
  const said: string[] = [];
  for (const step of flow.steps) {
    const needs = [...pathsIn([step.with, step.forEach, step.when], "")].some(({ path }) =>
      gone.has(path.root),
    );
    if (needs) gone.add(step.id);
    const title = steps.find((known) => known.step.id === step.id)?.operation.title ?? step.id;
    if (gone.has(step.id))
      said.push(`it no longer does this: ${title.charAt(0).toLowerCase()}${title.slice(1)}`);
  }
  const left = steps.filter(({ step }) => !gone.has(step.id));
  const flowLeft = { ...flow, steps: flow.steps.filter(({ id }) => !gone.has(id)) };
  return { flow: keptOutput(flowLeft, left), said };
}
