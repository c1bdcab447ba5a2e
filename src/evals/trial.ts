import type { Vocabulary } from "../agent/builtin/vocabulary.ts";
import type { EventInfo } from "../catalog/event.ts";
import { examplePayload } from "../catalog/event-schema.ts";
import type { Flow } from "../flow/schema.ts";
import type { CodeProblem } from "../functions/types.ts";
import type { RunOptions, RunningFunction } from "../runs/types.ts";
import type { FunctionVersion, NewVersion } from "../store/function-version.ts";
import type { Trial } from "./record.ts";
import { samplesOf } from "./samples.ts";

export interface TrialDependencies {
  readonly problemsOf: (version: NewVersion) => Promise<readonly CodeProblem[]>;
  readonly run: (options: RunOptions) => RunningFunction;
  /** Sees to it that the sandbox has granted what the flow needs. */
  readonly connect: (flow: Flow) => Promise<void>;
  readonly vocabulary: () => Vocabulary;
  readonly eventOf: (id: string) => EventInfo | undefined;
}

/** What providers say of a thing that does not exist: labels name ids that no sandbox has. */
const notThere =
  /not[_ -]?found|no such|has no (?:channel|person|user|label|list|folder|file|page|calendar)|does not exist|doesn't exist|could not find|cannot find|unable to (?:parse|find)|unknown (?:channel|user)|INVALID_|there is no|nobody called|is no id of|malformed/i;

/** Verifies a version and runs it against the sandbox, with a sample of its event and for each of its inputs. */
export async function tryOut(
  { problemsOf, run, connect, vocabulary, eventOf }: TrialDependencies,
  version: FunctionVersion,
): Promise<Trial> {
  const problems = (await problemsOf(version)).map(({ message, line }) =>
    line === undefined ? message : `line ${line}: ${message}`,
  );
  if (problems.length > 0 || !version.flow) return { problems, run: "red" };
  await connect(version.flow);
  const { name, code, approvals } = version;
  const { trigger } = version.flow;
  const event = trigger.type === "event" ? eventOf(trigger.event) : undefined;
  const running = run({
    target: { function: name, version: version.version, code, principal: crypto.randomUUID() },
    rights: { runId: crypto.randomUUID(), approvals },
    request: new Request(`https://functions.invalid/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...Object(event && examplePayload(event)),
        ...samplesOf(version.flow, vocabulary()),
      }),
    }),
  });
  const response = await running.response;
  const answer = (await response.text()).slice(0, 2000);
  const { status, error, calls } = await running.done;
  if (status === "succeeded" && response.ok) return { problems, run: "green" };
  const said = error?.message ?? answer;
  const refused = calls.some((call) => call.refused !== undefined);
  const isMissing = !refused && (notThere.test(said) || calls.some((call) => call.status === 404));
  return { problems, run: isMissing ? "not-there" : "red", error: said };
}
