import { type KeyboardEvent, useRef } from "react";
import type { PageBlock } from "../../../src/contract/page-spec.ts";
import { Chip } from "../../ui/chip.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { newBlock, blockTypes } from "./new-block.ts";
import "./block-list.css";

const words = pagesEditWords.blocks;

const icons: Readonly<Record<PageBlock["type"], IconName>> = {
  figure: "pulse",
  table: "table",
  chart: "chart",
  form: "edit",
  buttons: "play",
  text: "text",
};

interface BlockListProps {
  /** Undefined: the page as a whole. */
  readonly chosen: string | undefined;
  readonly choose: (id: string | undefined) => void;
  /** For who does not see what happened. */
  readonly say: (note: string) => void;
}

/** The blocks of the page in their order: chosen, moved, copied, removed, added. */
export function BlockList({ chosen, choose, say }: BlockListProps) {
  const { spec, edit, problems, functions } = useEditing();
  const list = useRef<HTMLUListElement>(null);
  const { blocks } = spec;
  const at = blocks.findIndex(({ id }) => id === chosen);
  const block = blocks[at];

  function focus(id: string | undefined) {
    requestAnimationFrame(() => {
      const one = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id ?? "")}"]`);
      one?.focus();
    });
  }
  function move(by: -1 | 1) {
    const to = at + by;
    if (!block || to < 0 || to >= blocks.length) return;
    edit({ type: "move", id: block.id, to });
    say(words.moved(nameOf(block), to + 1, blocks.length));
  }
  function remove() {
    if (!block) return;
    const problem = edit({ type: "remove", id: block.id });
    if (problem !== undefined) return say(words.last);
    const next = (blocks[at + 1] ?? blocks[at - 1])?.id;
    choose(next);
    say(words.removed(nameOf(block)));
    focus(next);
  }
  function add(type: PageBlock["type"]) {
    const made = newBlock(type, spec, functions);
    edit({ type: "add", block: made, at: at < 0 ? blocks.length : at + 1 });
    choose(made.id);
    say(words.added(words.kinds[type]));
  }
  function duplicate() {
    if (block) edit({ type: "duplicate", id: block.id });
  }
  function press(event: KeyboardEvent) {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(event.key === "ArrowUp" ? -1 : 1);
    }
    if (event.key === "Delete") remove();
  }
  return (
    <section className="block-list" aria-labelledby="blocks-title">
      <div className="block-list-head">
        <h2 id="blocks-title">{words.title}</h2>
        <Menu
          label={words.add}
          className="button button-plain"
          items={blockTypes.map((type) => ({
            label: words.kinds[type],
            icon: icons[type],
            go: () => add(type),
          }))}
        >
          <Icon name="plus" />
          {words.add}
        </Menu>
      </div>
      <ul role="list" ref={list} aria-label={words.title} onKeyDown={press}>
        <li>
          <button
            type="button"
            className="block-choose"
            data-id=""
            aria-pressed={chosen === undefined}
            onClick={() => choose(undefined)}
          >
            <Icon name="page" />
            <span>{words.page}</span>
            <Count of={problems.filter(({ where }) => !where.startsWith("blocks.")).length} />
          </button>
        </li>
        {blocks.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="block-choose"
              data-id={one.id}
              aria-pressed={one.id === chosen}
              aria-describedby={one.id === chosen ? "blocks-hint" : undefined}
              onClick={() => choose(one.id)}
            >
              <Icon name={icons[one.type]} />
              <span>{nameOf(one)}</span>
              <Count
                of={
                  problems.filter(({ where }) => `${where}.`.startsWith(`blocks.${one.id}.`)).length
                }
              />
            </button>
          </li>
        ))}
      </ul>
      {block && (
        <div className="block-ways" role="group" aria-label={nameOf(block)}>
          <IconButton
            icon="up"
            label={words.up}
            title={words.up}
            aria-disabled={at === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            icon="down"
            label={words.down}
            title={words.down}
            aria-disabled={at === blocks.length - 1}
            onClick={() => move(1)}
          />
          <IconButton
            icon="copy"
            label={words.duplicate}
            title={words.duplicate}
            onClick={duplicate}
          />
          <IconButton
            icon="trash"
            label={words.remove}
            title={blocks.length === 1 ? words.last : words.remove}
            disabled={blocks.length === 1}
            onClick={remove}
          />
          <p id="blocks-hint" className="field-note">
            {words.hint}
          </p>
        </div>
      )}
    </section>
  );
}

function Count({ of }: { readonly of: number }) {
  if (of === 0) return null;
  return (
    <Chip tone="warn">
      <span aria-hidden="true">{of}</span>
      <span className="visually-hidden">{words.problems(of)}</span>
    </Chip>
  );
}

/** How a block is called where it is listed. */
function nameOf(block: PageBlock): string {
  if (block.title !== undefined) return block.title;
  const text = block.type === "text" ? block.text.replace(/[#*_`>\s]+/g, " ").trim() : "";
  return text.slice(0, 60) || words.kinds[block.type];
}
