import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { strings } from "../../words/strings.ts";
import { Icon } from "../../ui/icon.tsx";
import type { PartOf } from "../message.ts";
import { GiveBack } from "./give-back.tsx";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { StartsCard } from "./starts-card.tsx";
import { stateOf } from "./state.ts";
import "./written-function.css";

const words = strings.written;

/** The version that was saved, with ways to open and run it. */
export function WriteFunctionPart({ part }: { readonly part: PartOf<"tool-write_function"> }) {
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
      <Written name={name} title={title} operations={output.operations} />
      {output.automation && <StartsCard automation={output.automation} />}
      {(output.noLongerNeeded ?? []).map((unneeded) => (
        <GiveBack key={`${unneeded.connection} ${unneeded.scope}`} unneeded={unneeded} />
      ))}
    </>
  );
}

/** The version that was gone back to. */
export function RestoreFunctionPart({ part }: { readonly part: PartOf<"tool-restore_function"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.restoring} />;
  const { output } = part;
  if (output.status === "restored" || output.status === "brought-back") {
    const title = words[output.status === "restored" ? "restored" : "broughtBack"];
    return (
      <Written name={output.name} title={title(output.name, output.version)} operations={[]} />
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

interface WrittenProps {
  readonly name: string;
  readonly title: string;
  readonly operations: readonly string[];
}

export function Written({ name, title, operations }: WrittenProps) {
  return (
    <section className="written" aria-label={title}>
      <span className="written-icon">
        <Icon name="code" />
      </span>
      <div>
        <p className="written-title">{title}</p>
        {operations.length > 0 && (
          <p className="written-operations">{[...new Set(operations)].join(", ")}</p>
        )}
      </div>
      <nav aria-label={name}>
        <Link className="button button-plain" href={paths.function(name)}>
          {words.open}
        </Link>
        <Link className="button button-plain" href={paths.function(name, "run")}>
          {words.run}
        </Link>
      </nav>
    </section>
  );
}
