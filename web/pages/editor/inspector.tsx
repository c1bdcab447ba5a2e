import type { PageBlock } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { ActionsEditor } from "./actions-editor.tsx";
import { useEditing } from "./editing.ts";
import { ChoiceField, TextField } from "./fields.tsx";
import { InspectChart } from "./inspect-chart.tsx";
import { InspectFigure } from "./inspect-figure.tsx";
import { InspectForm } from "./inspect-form.tsx";
import { InspectPage } from "./inspect-page.tsx";
import { InspectTable } from "./inspect-table.tsx";
import "./inspector.css";

const words = pagesEditWords;

/** All that can be said about the chosen block, or about the page. */
export function Inspector({ chosen }: { readonly chosen: string | undefined }) {
  const { spec, edit } = useEditing();
  const block = spec.blocks.find(({ id }) => id === chosen);
  if (!block) {
    return (
      <section className="inspector-fields" aria-labelledby="inspected">
        <h2 id="inspected">{words.blocks.page}</h2>
        <InspectPage />
      </section>
    );
  }
  const at = `blocks.${block.id}`;
  const change = (changed: Readonly<Record<string, unknown>>, field?: string) =>
    edit({ type: "block", id: block.id, change: changed }, field);
  return (
    <section className="inspector-fields" aria-labelledby="inspected">
      <h2 id="inspected">{words.blocks.kinds[block.type]}</h2>
      <TextField
        at={`${at}.title`}
        label={words.fields.title}
        isOptional
        value={block.title ?? ""}
        change={(title) => change({ title: title === "" ? undefined : title }, `${at}.title`)}
      />
      <ChoiceField
        at={`${at}.width`}
        label={words.fields.width}
        value={block.width}
        choices={words.fields.widths}
        change={(width) => change({ width })}
      />
      <OfItsKind block={block} change={change} />
    </section>
  );
}

interface OfItsKindProps {
  readonly block: PageBlock;
  readonly change: (
    changed: Readonly<Record<string, unknown>>,
    field?: string,
  ) => string | undefined;
}

function OfItsKind({ block, change }: OfItsKindProps) {
  const at = `blocks.${block.id}`;
  switch (block.type) {
    case "figure":
      return <InspectFigure block={block} />;
    case "table":
      return <InspectTable block={block} />;
    case "chart":
      return <InspectChart block={block} />;
    case "form":
      return <InspectForm block={block} />;
    case "buttons":
      return (
        <ActionsEditor
          at={`${at}.actions`}
          label={words.fields.actions}
          actions={block.actions}
          least={1}
          most={8}
          change={(actions, field) => change({ actions: [...actions] }, field)}
        />
      );
    case "text":
      return (
        <TextField
          at={`${at}.text`}
          label={words.fields.text}
          note={words.fields.textNote}
          rows={10}
          value={block.text}
          change={(text) => change({ text }, `${at}.text`)}
        />
      );
  }
}
