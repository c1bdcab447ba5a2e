import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import { Decision } from "./decision.tsx";
import { FunctionCard } from "./function-card.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

const words = strings.wholeFunction;

/** A function that was made like another. */
export function CopyFunctionPart({ part }: { readonly part: PartOf<"tool-copy_function"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.copying} />;
  const { output } = part;
  switch (output.status) {
    case "copied":
      return (
        <FunctionCard
          name={output.name}
          title={words.copied(output.name, output.of)}
          operations={[]}
        />
      );
    case "name-taken":
      return <QuietLine state="failed" text={words.nameTaken(output.name)} />;
    case "not-found":
      return <QuietLine state="failed" text={strings.written.notFound} />;
  }
}

interface DeleteFunctionProps {
  readonly part: PartOf<"tool-delete_function">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

/** A deletion that waits for a yes, and what came of it. */
export function DeleteFunctionPart({ part, decide }: DeleteFunctionProps) {
  const name = part.input?.name ?? "";
  if (part.state !== "output-available")
    return (
      <Decision
        part={part}
        decide={decide}
        heading={words.deleteHeading(name)}
        lead={words.deleteLead}
        denied={words.notDeleted(name)}
        doing={words.deleting(name)}
      />
    );
  return part.output.status === "deleted" ? (
    <QuietLine state="done" text={words.deleted(name)} />
  ) : (
    <QuietLine state="failed" text={strings.written.notFound} />
  );
}
