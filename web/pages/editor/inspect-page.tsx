import type { PageFilter, PageSpec } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { ChoicesEditor, firstChoices } from "./choices-editor.tsx";
import { SourceInputs } from "./data-fields.tsx";
import { useEditing } from "./editing.ts";
import type { Change } from "./edits.ts";
import { ChoiceField, NumberField, TextField } from "./fields.tsx";
import { Preset } from "./form-field-fields.tsx";
import { FunctionField } from "./function-field.tsx";
import { ListEditor } from "./list-editor.tsx";
import { freeName, identifierOf } from "./names.ts";

const words = pagesEditWords.fields;

/** The page as a whole: its title and address, its filters, what feeds it. */
export function InspectPage() {
  const { spec, edit } = useEditing();
  const change = (changed: Change<PageSpec>, field?: string) =>
    edit({ type: "page", change: changed }, field);
  const ids = spec.filters.map(({ id }) => id);
  return (
    <>
      <TextField
        at="title"
        label={words.title}
        value={spec.title}
        change={(title) => change({ title }, "title")}
      />
      <TextField
        at="slug"
        label={words.address}
        note={words.addressNote}
        isCode
        value={spec.slug}
        change={(slug) => change({ slug }, "slug")}
      />
      <TextField
        at="description"
        label={words.description}
        isOptional
        rows={2}
        value={spec.description ?? ""}
        change={(text) => change({ description: text === "" ? undefined : text }, "description")}
      />
      <NumberField
        at="refresh"
        label={words.refresh}
        note={words.refreshNote}
        isOptional
        value={spec.refresh}
        change={(refresh) => change({ refresh }, "refresh")}
      />
      <ListEditor
        at="filters"
        label={words.filters}
        note={words.filtersNote}
        items={spec.filters}
        nameOf={words.filter}
        summaryOf={({ label }) => label}
        change={(items, field) => change({ filters: [...items] }, field)}
        addWord={words.addFilter}
        add={() => {
          const label = words.filter(spec.filters.length + 1);
          return { id: freeName(identifierOf(label, "filter"), ids), label, kind: "text" as const };
        }}
        most={20}
      >
        {(filter, set, place) => <FilterFields at={place} filter={filter} change={set} />}
      </ListEditor>
      {Object.keys(spec.sources).length > 0 && (
        <section className="inspector-part" aria-label={words.sources}>
          <h3>{words.sources}</h3>
          {/* By position: a source stays the same one while its name is typed. */}
          {Object.keys(spec.sources).map((name, index) => (
            <SourceFields key={index} name={name} />
          ))}
        </section>
      )}
    </>
  );
}

interface FilterFieldsProps {
  readonly at: string;
  readonly filter: PageFilter;
  readonly change: (filter: PageFilter, field?: string) => string | undefined;
}

function FilterFields({ at, filter, change }: FilterFieldsProps) {
  const { spec, edit } = useEditing();
  const { id, label, kind, choices, default: preset } = filter;
  return (
    <>
      <TextField
        at={`${at}.label`}
        label={words.label}
        value={label}
        change={(text) => change({ ...filter, label: text }, "label")}
      />
      <TextField
        at={`${at}.id`}
        label={words.filterName}
        note={<code>{`\${filters.${id}}`}</code>}
        isCode
        value={id}
        change={(to) =>
          to !== id && spec.filters.some((one) => one.id === to)
            ? words.taken
            : edit({ type: "rename-filter", id, to }, `${at}.id`)
        }
      />
      <ChoiceField
        at={`${at}.kind`}
        label={words.filterKind}
        value={kind}
        choices={words.filterKinds}
        change={(chosen) =>
          change({
            id,
            label,
            kind: chosen,
            ...(chosen === "choice" ? { choices: choices ?? firstChoices } : {}),
          })
        }
      />
      {kind === "choice" && (
        <ChoicesEditor
          at={`${at}.choices`}
          choices={choices}
          change={(after, field) => change({ ...filter, choices: after }, field)}
        />
      )}
      <Preset
        at={`${at}.default`}
        field={{ kind, choices, default: preset }}
        set={(value, field) => {
          const { default: _, ...rest } = filter;
          return change(value === undefined ? rest : { ...rest, default: value }, field);
        }}
      />
    </>
  );
}

function SourceFields({ name }: { readonly name: string }) {
  const { spec, edit } = useEditing();
  const source = spec.sources[name];
  if (!source) return null;
  return (
    <div className="inspector-source" role="group" aria-label={name}>
      <TextField
        at={`sources.${name}`}
        label={words.sourceName}
        isCode
        value={name}
        change={(to) =>
          to !== name && Object.hasOwn(spec.sources, to)
            ? words.taken
            : edit({ type: "rename-source", name, to })
        }
      />
      <FunctionField
        at={`sources.${name}.function`}
        label={words.source}
        value={source.function}
        onlyReads
        change={(of) => void edit({ type: "source", name, source: { function: of, input: {} } })}
      />
      <SourceInputs name={name} source={source} />
    </div>
  );
}
