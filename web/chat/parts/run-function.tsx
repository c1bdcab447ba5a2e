import type { RunView } from "../../../src/contract/run.ts";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { WouldList } from "../../functions/would.tsx";
import { RunStatus } from "../../functions/run-status.tsx";
import { strings } from "../../words/strings.ts";
import { Json } from "../../ui/json.tsx";
import type { PartOf } from "../message.ts";
import { Approval } from "./approval.tsx";
import { MendRun } from "./mend-run.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";
import "./run-function.css";

const words = strings.runTool;

interface RunFunctionProps {
  readonly part: PartOf<"tool-run_function">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

/** A run that waits for a yes, and what came of it. */
export function RunFunctionPart({ part, decide }: RunFunctionProps) {
  const name = part.input?.name ?? "";
  if (part.state === "approval-requested" && part.approval.isAutomatic !== true) {
    if (!decide) return <QuietLine state="failed" text={words.didNotRun(name)} />;
    const { version, input = {}, rehearsed } = part.input;
    return (
      <Approval
        id={part.toolCallId}
        heading={words.heading(name, version)}
        lead={words.lead}
        decide={(approved) => decide(part.approval.id, approved)}
      >
        {Object.keys(input).length > 0 && <Json value={input} label={words.input} />}
        {rehearsed && (
          <section className="rehearsed">
            <h3>{strings.dryRun.would}</h3>
            <WouldList would={rehearsed.would} />
            {rehearsed.error !== undefined && (
              <>
                <p className="ran-error">{strings.dryRun.failed(rehearsed.error)}</p>
                <MendRun name={name} />
              </>
            )}
          </section>
        )}
      </Approval>
    );
  }
  if (
    part.state === "output-denied" ||
    (part.state === "approval-responded" && !part.approval.approved)
  ) {
    return <QuietLine state="failed" text={words.didNotRun(name)} />;
  }
  if (part.state === "output-error") return <QuietLine state="failed" text={part.errorText} />;
  if (part.state !== "output-available") {
    const running = part.input?.dryRun ? strings.dryRun.running(name) : words.running(name);
    return <QuietLine state={stateOf(part)} text={running} />;
  }
  const { output } = part;
  if (output.status === "not-found")
    return <QuietLine state="failed" text={strings.written.notFound} />;
  return <Ran name={name} {...output} />;
}

interface RanProps {
  readonly run: Pick<RunView, "id" | "status" | "output" | "error" | "ms">;
  readonly would?: Finished["would"] | RunView["would"];
}

type Finished = Extract<
  Extract<PartOf<"tool-run_function">, { state: "output-available" }>["output"],
  { status: "ran" }
>;

/** What a run came to, in short. */
export function Ran({ name, run, would }: { readonly name: string } & RanProps) {
  const title = would ? strings.dryRun.ran(name) : words.ran(name);
  return (
    <section className="ran" aria-label={title}>
      <header>
        <p>{title}</p>
        <RunStatus status={run.status} ms={run.ms} />
        <Link href={paths.run(run.id)}>{words.see}</Link>
      </header>
      {run.error && (
        <>
          <p className="ran-error">{run.error.message}</p>
          <MendRun name={name} />
        </>
      )}
      {would && (
        <section className="rehearsed">
          <h3>{strings.dryRun.would}</h3>
          <WouldList would={would} />
        </section>
      )}
      {!would && run.output !== undefined && run.output !== null && (
        <Json value={run.output} label={words.output} />
      )}
    </section>
  );
}
