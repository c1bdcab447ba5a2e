import { Suspense, lazy } from "react";
import { Patch } from "../../functions/patch.tsx";
import { strings } from "../../words/strings.ts";
import { Loading } from "../../ui/states.tsx";
import type { PartOf } from "../message.ts";
import { Approval } from "./approval.tsx";
import { FunctionCard } from "./function-card.tsx";
import { GiveBack } from "./give-back.tsx";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

const words = strings.editCode;
const Diff = lazy(() => import("../../functions/diff.tsx"));

interface EditCodeProps {
  readonly part: PartOf<"tool-edit_code">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

/** A change of the code by the model: asked for where the function could do more, then with its diff. */
export function EditCodePart({ part, decide }: EditCodeProps) {
  const name = part.input?.name ?? "";
  if (part.state === "approval-requested" && part.approval.isAutomatic !== true && decide) {
    return <Asked part={part} decide={decide} />;
  }
  if (part.state === "output-available") return <Outcome name={name} output={part.output} />;
  const isDenied =
    part.state === "approval-requested" ||
    part.state === "output-denied" ||
    (part.state === "approval-responded" && !part.approval.approved);
  if (isDenied) return <QuietLine state="failed" text={words.denied(name)} />;
  if (part.state === "output-error") return <QuietLine state="failed" text={part.errorText} />;
  return <QuietLine state={stateOf(part)} text={words.doing} />;
}

interface AskedProps {
  readonly part: Extract<PartOf<"tool-edit_code">, { state: "approval-requested" }>;
  readonly decide: NonNullable<EditCodeProps["decide"]>;
}

function Asked({ part: { input, approval }, decide }: AskedProps) {
  return (
    <Approval
      id={approval.id}
      heading={words.heading(input.name)}
      lead={words.lead}
      decide={(approved) => decide(approval.id, approved)}
    >
      <ul>
        {input.judged?.adds.map(({ operation, title, account = "" }) => (
          <li key={`${operation} ${account}`}>
            {title} <code>{operation}</code> {account && words.withAccount(account)}
          </li>
        ))}
      </ul>
      <Suspense fallback={<Loading lines={4} />}>
        {input.patch.map((one) => (
          <Diff key={one.old} before={one.old} after={one.new} label={words.changes} />
        ))}
      </Suspense>
    </Approval>
  );
}

type Output = Extract<PartOf<"tool-edit_code">, { state: "output-available" }>["output"];

function Outcome({ name, output }: { readonly name: string; readonly output: Output }) {
  switch (output.status) {
    case "saved":
      return (
        <>
          <FunctionCard
            name={output.name}
            title={words.done(output.name, output.version)}
            operations={output.operations}
          />
          <QuietLine state="done" text={words.changes}>
            <Patch patch={output.diff} label={words.changes} />
          </QuietLine>
          {output.noLongerNeeded.map((unneeded) => (
            <GiveBack key={`${unneeded.connection} ${unneeded.scope}`} unneeded={unneeded} />
          ))}
        </>
      );
    case "refused":
      return (
        <QuietLine state="failed" text={strings.written.refused}>
          <Problems problems={output.problems} />
        </QuietLine>
      );
    case "needs-permission":
      return <QuietLine state="failed" text={words.needsPermission} />;
    case "conflict":
      return <QuietLine state="failed" text={words.changedMeanwhile(output.name)} />;
    case "no-such-version":
      return <QuietLine state="failed" text={words.changedMeanwhile(name)} />;
    case "not-found":
      return <QuietLine state="failed" text={strings.written.notFound} />;
  }
}
