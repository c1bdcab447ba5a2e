import { useMemo, useState } from "react";
import type { IntegrationPreview } from "../../../src/contract/integration.ts";
import { addToolWords as words } from "../../words/add-tool.ts";
import { connectorWords } from "../../words/browse.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { VirtualList } from "../../ui/virtual-list.tsx";
import { chosenOf, maxOperations, usable } from "./draft.ts";

type Operation = IntegrationPreview["operations"][number];

interface PickOperationsProps {
  readonly operations: readonly Operation[];
  readonly chosen: ReadonlySet<string>;
  readonly change: (chosen: ReadonlySet<string>) => void;
  readonly problem: string | undefined;
}

const tones = { read: "info", write: "warn", destructive: "danger" } as const;

/** Which operations of a document become those of the tool. */
export function PickOperations({ operations, chosen, change, problem }: PickOperationsProps) {
  const [text, setText] = useState("");
  const shown = useMemo(() => {
    const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
    return operations.filter(({ title, name, path, method }) => {
      const whole = `${title}\n${name}\n${method} ${path}`.toLowerCase();
      return terms.every((term) => whole.includes(term));
    });
  }, [operations, text]);
  function pick(name: string, isOn: boolean) {
    const next = new Set(chosen);
    if (isOn) next.add(name);
    else next.delete(name);
    change(next);
  }
  const said =
    problem ??
    (chosen.size === 0
      ? words.noneChosen
      : chosen.size > maxOperations
        ? words.tooMany
        : undefined);
  return (
    <fieldset className="add-tool-group">
      <legend>{words.operations}</legend>
      {operations.length === 0 ? (
        <p>{words.noOperations}</p>
      ) : (
        <>
          <SearchField
            label={words.search}
            clear={connectorWords.clear}
            placeholder={words.search}
            value={text}
            change={setText}
          />
          <div className="dialog-ways">
            <Button onClick={() => change(chosenOf(operations))}>{words.all}</Button>
            <Button
              onClick={() => change(chosenOf(operations.filter(({ kind }) => kind === "read")))}
            >
              {words.reads}
            </Button>
            <Button look="quiet" onClick={() => change(new Set())}>
              {words.nothing}
            </Button>
          </div>
          <p role="status" className={said === undefined ? "field-note" : "field-problem"}>
            {words.chosen(chosen.size, operations.length)} {said}
          </p>
          <div className="pick-box" data-scroll>
            <VirtualList
              key={text}
              label={words.operations}
              items={shown}
              keyOf={({ name }) => name}
              height={64}
            >
              {(operation) => (
                <Pick
                  operation={operation}
                  isOn={chosen.has(operation.name)}
                  pick={(isOn) => pick(operation.name, isOn)}
                />
              )}
            </VirtualList>
          </div>
        </>
      )}
    </fieldset>
  );
}

interface PickProps {
  readonly operation: Operation;
  readonly isOn: boolean;
  readonly pick: (isOn: boolean) => void;
}

function Pick({ operation, isOn, pick }: PickProps) {
  const { title, kind, method, path, unsupported } = operation;
  return (
    <label className="pick">
      <input
        type="checkbox"
        checked={isOn}
        disabled={!usable(operation)}
        onChange={({ target }) => pick(target.checked)}
      />
      <span>
        <span className="pick-title">
          {title} <Chip tone={tones[kind]}>{connectorWords.kinds[kind]}</Chip>
        </span>
        <code>
          {method} {path}
        </code>
        {unsupported !== undefined && (
          <span className="field-problem">{words.unusable(unsupported)}</span>
        )}
      </span>
    </label>
  );
}
