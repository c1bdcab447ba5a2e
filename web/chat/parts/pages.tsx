import { pagesChatWords as words } from "../../words/pages-chat.ts";
import type { PartOf } from "../message.ts";
import { Decision } from "./decision.tsx";
import { PageCard } from "./page-card.tsx";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

type PageTool = PartOf<
  "tool-create_page" | "tool-edit_page" | "tool-restore_page" | "tool-delete_page"
>;

interface PagePartProps {
  readonly part: PageTool;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

/** What the agent does to pages; that it looked at them is a step. */
export function PagePart({ part, decide }: PagePartProps) {
  switch (part.type) {
    case "tool-create_page":
      return <CreatePart part={part} />;
    case "tool-edit_page":
      return <EditPart part={part} />;
    case "tool-restore_page":
      return <RestorePart part={part} />;
    case "tool-delete_page":
      return <DeletePart part={part} decide={decide} />;
  }
}

function CreatePart({ part }: { readonly part: PartOf<"tool-create_page"> }) {
  const isExplained = part.input?.spec === undefined && part.state !== "input-streaming";
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={isExplained ? words.explaining : words.making} />;
  const { output } = part;
  if (output.status === "explained") return <QuietLine state="done" text={words.explained} />;
  if (output.status === "invalid") return <Refused problems={output.problems} />;
  return <PageCard page={output} heading={words.made(output.title, output.version)} />;
}

function EditPart({ part }: { readonly part: PartOf<"tool-edit_page"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.changing(part.input?.slug ?? "")} />;
  const { output } = part;
  switch (output.status) {
    case "saved":
      return <PageCard page={output} heading={words.changed(output.title, output.version)} />;
    case "invalid":
      return <Refused problems={output.problems} />;
    case "conflict":
      return <QuietLine state="failed" text={words.conflict(output.slug)} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}

interface RefusedProps {
  readonly problems: readonly { readonly where: string; readonly message: string }[];
}

function Refused({ problems }: RefusedProps) {
  return (
    <QuietLine state="failed" text={words.refused}>
      <Problems problems={[...problems]} />
    </QuietLine>
  );
}

function RestorePart({ part }: { readonly part: PartOf<"tool-restore_page"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.restoring} />;
  const { output } = part;
  switch (output.status) {
    case "restored":
      return <PageCard page={output} heading={words.restored(output.title, output.version)} />;
    case "brought-back":
      return <PageCard page={output} heading={words.broughtBack(output.title)} />;
    case "no-such-version":
      return <QuietLine state="failed" text={words.noSuchVersion(output.slug, output.newest)} />;
    case "slug-taken":
      return <QuietLine state="failed" text={words.slugTaken(output.slug)} />;
    case "nothing-to-undo":
      return <QuietLine state="failed" text={words.nothingToUndo(output.slug)} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}

/** A deletion that waits for a yes, and what came of it. */
function DeletePart({
  part,
  decide,
}: PagePartProps & { readonly part: PartOf<"tool-delete_page"> }) {
  const slug = part.input?.slug ?? "";
  if (part.state !== "output-available")
    return (
      <Decision
        part={part}
        decide={decide}
        heading={words.deleteHeading(slug)}
        lead={words.deleteLead}
        denied={words.notDeleted(slug)}
        doing={words.deleting(slug)}
      />
    );
  return part.output.status === "deleted" ? (
    <QuietLine state="done" text={words.deleted(part.output.title)} />
  ) : (
    <QuietLine state="failed" text={words.notFound} />
  );
}
