import type { Flow } from "../../flow/schema.ts";
import type { FlowProblem } from "../../flow/check.ts";

/** The flow without the inputs that the check names, where each problem is with one input of a step. */
export function repair(flow: Flow, problems: readonly FlowProblem[]): Flow | undefined {
  const places = problems.map(({ where }) => /^steps\.([^.]+)\.with\.([^.]+)/.exec(where));
  if (places.some((place) => place === null)) return undefined;
  const bad = new Set(places.map((place) => `${place?.[1] ?? ""}.${place?.[2] ?? ""}`));
  const present = flow.steps.flatMap(({ id, with: values }) =>
    Object.keys(values).map((name) => `${id}.${name}`),
  );
  if (![...bad].every((place) => present.includes(place))) return undefined;
  return {
    ...flow,
    steps: flow.steps.map((step) => ({
      ...step,
      with: Object.fromEntries(
        Object.entries(step.with).filter(([name]) => !bad.has(`${step.id}.${name}`)),
      ),
    })),
  };
}
