import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { z } from "zod";
import type { BlockView } from "../../../src/contract/page.ts";
import { Button } from "../../ui/button.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";
import { BlockFrame } from "./block-frame.tsx";
import { FormField } from "./form-field.tsx";
import { type Texts, firstTexts, readForm } from "./form-values.ts";
import { Said } from "./said.tsx";
import { type ActProps, type Outcome, usePress } from "./use-press.ts";
import "./form.css";

interface FormProps extends ActProps {
  readonly block: Extract<BlockView, { type: "form" }>;
}

type Problems = Readonly<Record<string, string>>;

/** Fields that are handed to a function. What was typed stays until it was taken. */
export function Form({ block, act, level }: FormProps) {
  const { fields, submit: label } = block;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [texts, setTexts] = useState<Texts>(() => firstTexts(fields));
  const [problems, setProblems] = useState<Problems>({});
  const { send, pressed, outcome, setOutcome } = usePress(act);
  const isSending = pressed !== undefined;

  // After the fields are on again: while something is sent they take no focus.
  useEffect(() => {
    const first = fields.find(({ name }) => problems[name] !== undefined)?.name;
    const element = first === undefined ? null : form.current?.elements.namedItem(first);
    if (element instanceof HTMLElement) element.focus();
  }, [fields, problems]);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!act) return;
    const reading = readForm(fields, texts);
    setOutcome(undefined);
    if (reading.status === "wrong") {
      setProblems(reading.problems);
      return;
    }
    setProblems({});
    // Fields are off meanwhile, and would lose the focus to nothing.
    button.current?.focus();
    const came = await send("submit", { values: reading.values });
    if (came?.status === "done") setTexts(firstTexts(fields));
    if (came?.status === "failed") setProblems(problemsOf(came, fields));
  }
  const isWrong = Object.keys(problems).length;
  return (
    <BlockFrame block={block} level={level}>
      <form
        ref={form}
        className="page-form"
        noValidate
        onSubmit={submit}
        aria-label={block.title ?? words.kinds.form}
      >
        {fields.map((field) => (
          <FormField
            key={field.name}
            id={`${id}-${field.name}`}
            field={field}
            text={texts[field.name] ?? ""}
            problem={problems[field.name]}
            isOff={isSending}
            change={(text) => setTexts((all) => ({ ...all, [field.name]: text }))}
          />
        ))}
        <div className="page-form-ways">
          <Button
            ref={button}
            type="submit"
            look="primary"
            disabled={!act}
            aria-disabled={isSending}
          >
            {isSending ? words.sending : label}
          </Button>
          <p role="status" className="field-problem">
            {isWrong ? words.notSent(isWrong) : ""}
          </p>
        </div>
      </form>
      {!act && <p className="block-said">{words.preview}</p>}
      <Said outcome={isWrong ? undefined : outcome} />
    </BlockFrame>
  );
}

const findings = z.array(z.looseObject({ where: z.string(), message: z.string() }));

/** What the server found wrong, by the names of the fields. */
function problemsOf(
  outcome: Extract<Outcome, { status: "failed" }>,
  fields: readonly { readonly name: string }[],
): Problems {
  const found = findings.safeParse(outcome.problem.members["problems"]);
  if (!found.success) return {};
  return Object.fromEntries(
    found.data
      .filter(({ where }) => fields.some(({ name }) => name === where))
      .map(({ where, message }) => [where, message]),
  );
}
