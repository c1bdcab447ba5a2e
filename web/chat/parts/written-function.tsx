import { z } from "zod";
import { strings } from "../../words/strings.ts";
import type { ChatMessage, PartOf } from "../message.ts";
import { FunctionCard } from "./function-card.tsx";
import { GiveBack } from "./give-back.tsx";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { StartsCard } from "./starts-card.tsx";
import { stateOf } from "./state.ts";

const words = strings.written;

interface WriteFunctionProps {
  readonly part: PartOf<"tool-write_function">;
  /** The answer that wrote it, with what was proposed. */
  readonly message: ChatMessage;
}

/** The version that was saved, with ways to open and run it. */
export function WriteFunctionPart({ part, message }: WriteFunctionProps) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.writing} />;
  const { output } = part;
  if (output.status === "refused") {
    return (
      <QuietLine state="failed" text={words.refused}>
        <Problems problems={output.problems} />
      </QuietLine>
    );
  }
  if (output.status === "conflict")
    return <QuietLine state="failed" text={words.conflict(output.name, output.conflicts.length)} />;
  const { name, version, created } = output;
  const title = created ? words.created(name, version) : words.updated(name, version);
  return (
    <>
      <FunctionCard
        name={name}
        title={title}
        operations={output.operations}
        description={descriptionOf(message, part.input.proposal)}
        version={version}
        isNew={created}
      />
      {output.automation && <StartsCard automation={output.automation} />}
      {(output.noLongerNeeded ?? []).map((unneeded) => (
        <GiveBack key={`${unneeded.connection} ${unneeded.scope}`} unneeded={unneeded} />
      ))}
    </>
  );
}

const described = z.looseObject({ description: z.string() });

/** What a proposed flow says that it does. */
function descriptionOf({ parts }: ChatMessage, proposal: string): string | undefined {
  const proposed = parts.find(
    (part) =>
      part.type === "tool-propose_flow" &&
      part.state === "output-available" &&
      part.output.status === "ready" &&
      part.output.proposal === proposal,
  );
  return proposed?.type === "tool-propose_flow"
    ? described.safeParse(proposed.input?.flow).data?.description
    : undefined;
}

/** The version that was gone back to. */
export function RestoreFunctionPart({ part }: { readonly part: PartOf<"tool-restore_function"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.restoring} />;
  const { output } = part;
  if (output.status === "restored" || output.status === "brought-back") {
    const title = words[output.status === "restored" ? "restored" : "broughtBack"];
    return (
      <FunctionCard
        name={output.name}
        title={title(output.name, output.version)}
        operations={[]}
        version={output.version}
        isNew={output.status === "brought-back"}
      />
    );
  }
  return <QuietLine state="failed" text={whyNot(output)} />;
}

type Restored = NonNullable<PartOf<"tool-restore_function">["output"]>;

function whyNot(output: Exclude<Restored, { status: "restored" | "brought-back" }>): string {
  switch (output.status) {
    case "not-found":
      return words.notFound;
    case "no-such-version":
      return words.noSuchVersion(output.name, output.newest);
    case "name-taken":
      return words.nameTaken(output.name);
    case "nothing-to-undo":
      return words.nothingToUndo(output.name);
  }
}
