import { type ReactNode, useId, useRef, useState } from "react";
import type { PageProblem } from "../../../src/contract/page.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { Said, useSaid } from "./fields.tsx";
import "./list-editor.css";

const words = pagesEditWords.fields;

interface ListEditorProps<Item> {
  /** The place in the page: `blocks.deals.columns`. */
  readonly at: string;
  readonly label: string;
  readonly note?: string;
  readonly items: readonly Item[];
  /** "Column 2". */
  readonly nameOf: (number: number) => string;
  /** What it says of itself in one line. */
  readonly summaryOf: (item: Item) => string;
  readonly change: (items: readonly Item[], field?: string) => string | undefined;
  readonly addWord: string;
  readonly add: () => Item;
  readonly least?: number;
  readonly most: number;
  /** Beside the button that adds one. */
  readonly ways?: ReactNode;
  readonly children: (
    item: Item,
    change: (item: Item, field?: string) => string | undefined,
    at: string,
  ) => ReactNode;
}

/** Some things in an order, of which one is open at a time. */
export function ListEditor<Item>(props: ListEditorProps<Item>) {
  const { at, label, items, nameOf, summaryOf, change, add, least = 0, most, children } = props;
  const { problems } = useEditing();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<number>();
  const { says } = useSaid(at, undefined);
  const [unfit, setUnfit] = useState<string>();

  function focus(index: number, what: string) {
    requestAnimationFrame(() => {
      const item = list.current?.querySelectorAll(":scope > .list-item")[index];
      item?.querySelector<HTMLElement>(what)?.focus();
    });
  }
  function move(from: number, to: number, what: string) {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length) return;
    setUnfit(change(items.toSpliced(from, 1).toSpliced(to, 0, item)));
    if (open === from) setOpen(to);
    else if (open === to) setOpen(from);
    focus(to, what);
  }
  function remove(index: number) {
    const problem = change(items.toSpliced(index, 1));
    setUnfit(problem);
    if (problem !== undefined) return;
    setOpen(undefined);
    focus(Math.min(index, items.length - 2), ".list-open");
  }
  function append() {
    const problem = change([...items, add()]);
    setUnfit(problem);
    if (problem !== undefined) return;
    setOpen(items.length);
    focus(items.length, ".list-inner input, .list-inner textarea, .list-inner select");
  }
  return (
    <section className="list-editor" aria-labelledby={id} data-at={at} tabIndex={-1}>
      <h3 id={id}>{label}</h3>
      {props.note && <p className="field-note">{props.note}</p>}
      <div ref={list} className="list-items">
        {items.map((item, index) => {
          const name = nameOf(index + 1);
          const isOpen = open === index || (open === undefined && hasProblem(problems, at, index));
          return (
            <div key={index} className="list-item" role="group" aria-label={name}>
              <div className="list-head">
                <button
                  type="button"
                  className="list-open"
                  aria-expanded={isOpen}
                  onClick={() => setOpen(isOpen ? -1 : index)}
                >
                  <Icon name={isOpen ? "down" : "next"} />
                  <span>{summaryOf(item) || name}</span>
                  <span className="visually-hidden">{name}</span>
                </button>
                <IconButton
                  icon="up"
                  label={words.moveUp(name)}
                  data-way="up"
                  aria-disabled={index === 0}
                  onClick={() => move(index, index - 1, "[data-way=up]")}
                />
                <IconButton
                  icon="down"
                  label={words.moveDown(name)}
                  data-way="down"
                  aria-disabled={index === items.length - 1}
                  onClick={() => move(index, index + 1, "[data-way=down]")}
                />
                <IconButton
                  icon="trash"
                  label={words.remove(name)}
                  disabled={items.length <= least}
                  onClick={() => remove(index)}
                />
              </div>
              {isOpen && (
                <div className="list-inner">
                  {children(
                    item,
                    (changed, field) =>
                      change(items.with(index, changed), field && `${at}[${index}].${field}`),
                    `${at}[${index}]`,
                  )}
                </div>
              )}
            </div>
          );
        })}
      </div>
      <Said id={`${id}-said`} says={unfit === undefined ? says : [unfit]} note={undefined} />
      <div className="list-ways">
        {props.ways}
        <Button look="quiet" disabled={items.length >= most} onClick={append}>
          <Icon name="plus" />
          {props.addWord}
        </Button>
      </div>
    </section>
  );
}

function hasProblem(problems: readonly PageProblem[], at: string, index: number): boolean {
  return problems.some(({ where }) => where.startsWith(`${at}[${index}]`));
}
