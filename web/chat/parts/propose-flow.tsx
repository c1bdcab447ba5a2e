import { z } from "zod";
import type { PermissionChangeView } from "../../../src/contract/permission.ts";
import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";
import "./propose-flow.css";

/** What of a proposed flow is shown; the rest of it the server judges. */
const outline = z.looseObject({
  steps: z.array(z.looseObject({ id: z.string(), use: z.string() })),
});

/** The steps that were planned, or what has to be corrected in them. */
export function ProposeFlowPart({ part }: { readonly part: PartOf<"tool-propose_flow"> }) {
  const words = strings.tools.proposeFlow;
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.doing} />;
  if (part.output.status === "invalid") {
    return (
      <QuietLine state="failed" text={words.invalid}>
        <Problems problems={part.output.problems} />
      </QuietLine>
    );
  }
  const steps = outline.safeParse(part.input.flow).data?.steps ?? [];
  return (
    <>
      <QuietLine state="done" text={words.done(steps.length)}>
        <ol role="list">
          {steps.map(({ id, use }) => (
            <li key={id}>
              {id} <code>{use}</code>
            </li>
          ))}
        </ol>
      </QuietLine>
      {part.output.changes && <Changes changes={part.output.changes} />}
    </>
  );
}

/** What the changed function needs more and less than before. */
function Changes({ changes: { added, removed } }: { readonly changes: PermissionChangeView }) {
  const words = strings.tools.proposeFlow;
  const sentences = (some: readonly { readonly sentence: string }[]) =>
    some.map(({ sentence }) => sentence).join("; ");
  return (
    <>
      {added.length > 0 && <p className="permission-change">{words.added(sentences(added))}</p>}
      {removed.length > 0 && (
        <p className="permission-change">{words.removed(sentences(removed))}</p>
      )}
    </>
  );
}
