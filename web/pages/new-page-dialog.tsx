import { under } from "../base.ts";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { pageShape } from "../../src/contract/page.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Icon } from "../ui/icon.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { pagesEditWords } from "../words/pages-edit.ts";
import { strings } from "../words/strings.ts";
import { FunctionBox } from "./editor/function-field.tsx";
import { type FunctionChoice, useFunctions } from "./editor/functions.ts";
import { freeSlug, slugOf } from "./editor/names.ts";
import { labelOf } from "./editor/sample.ts";
import { type Start, newPage, sourceWord, starts } from "./editor/starts.ts";
import { answerOf } from "./editor/use-samples.ts";
import "../ui/field.css";
import "./new-page-dialog.css";

const words = pagesEditWords.create;

interface NewPageDialogProps {
  /** Addresses that are in use. */
  readonly taken: readonly string[];
  readonly close: () => void;
}

/** With what a page begins; it opens in the editor. */
export default function NewPageDialog({ taken, close }: NewPageDialogProps) {
  const { functions, problem, reload } = useFunctions();
  return (
    <Dialog title={words.title} close={close}>
      {!functions && !problem && <Loading lines={5} />}
      {!functions && problem && (
        <Failure detail={problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {functions && <NewPageForm functions={functions} taken={taken} close={close} />}
    </Dialog>
  );
}

interface NewPageFormProps extends NewPageDialogProps {
  readonly functions: readonly FunctionChoice[];
}

function NewPageForm({ functions, taken, close }: NewPageFormProps) {
  const id = useId();
  const canRead = functions.some(({ writes }) => !writes);
  const [start, setStart] = useState<Start>(
    canRead ? "table" : functions.length > 0 ? "form" : "empty",
  );
  const [chosen, setChosen] = useState<readonly string[]>([""]);
  const [title, setTitle] = useState("");
  const [slug, setSlug] = useState("");
  const [problem, setProblem] = useState<string>();
  const [state, setState] = useState("");
  const leave = useRef<AbortController>(undefined);
  useEffect(() => () => leave.current?.abort(), []);

  const [first = ""] = chosen;
  const suggested = first === "" ? "" : labelOf(sourceWord(first));
  const called = title.trim() || suggested || words.untitled;
  const address = slug || freeSlug(slugOf(called) || "page", taken);
  const needs = start === "empty" ? [] : chosen.filter(Boolean);
  const canHaveMore = start === "dashboard" && chosen.length < 4;

  function begin(next: Start) {
    setStart(next);
    setProblem(undefined);
    // What feeds a table is no form's function, and the other way round.
    setChosen((before) =>
      next === "form" || start === "form"
        ? [""]
        : next === "dashboard"
          ? before
          : before.slice(0, 1),
    );
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (start !== "empty" && needs.length === 0) return setProblem(words.functionNeeded);
    setProblem(undefined);
    try {
      const used = [];
      for (const name of needs) used.push(await use(name));
      setState(words.making);
      const spec = newPage({ slug: address, title: called, start, functions: used });
      const made = await ask(pageShape, "/api/pages", { method: "POST", body: { spec } });
      return navigate(paths.pageEditor(made.slug));
    } catch (error) {
      setProblem(problemOf(error).message);
      return setState("");
    }
  }
  /** One that feeds something is run once, so that its columns are known. */
  async function use(name: string) {
    const fields = functions.find((one) => one.name === name)?.fields ?? [];
    if (start === "form") return { name, fields, answer: undefined };
    leave.current = new AbortController();
    setState(words.trying(name));
    const sample = await answerOf(name, {}, leave.current.signal);
    return { name, fields, answer: sample.status === "ready" ? sample.answer : undefined };
  }
  const isBusy = state !== "";
  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)}>
      <fieldset className="starts">
        <legend>{words.start}</legend>
        {starts.map((one) => (
          <label key={one} className="start">
            <input
              type="radio"
              name={`${id}-start`}
              value={one}
              checked={start === one}
              disabled={
                isBusy || (one !== "empty" && (one === "form" ? !functions.length : !canRead))
              }
              onChange={() => begin(one)}
            />
            <span>
              <strong>{words.kinds[one][0]}</strong>
              {words.kinds[one][1]}
            </span>
          </label>
        ))}
      </fieldset>
      {functions.length === 0 && <p className="field-note">{words.noFunctions}</p>}
      {functions.length > 0 && !canRead && <p className="field-note">{words.noReading}</p>}
      {start !== "empty" && (
        <div className="field">
          {chosen.map((name, index) => (
            <div key={index} className="field">
              <label htmlFor={`${id}-${index}`}>
                {chosen.length > 1 ? words.functionOf(index + 1) : words.function}
              </label>
              <div className="start-function">
                <FunctionBox
                  id={`${id}-${index}`}
                  functions={functions}
                  value={name}
                  onlyReads={start !== "form"}
                  choose={(to) => {
                    setChosen(chosen.with(index, to));
                    setProblem(undefined);
                  }}
                />
                {chosen.length > 1 && (
                  <IconButton
                    icon="trash"
                    label={words.removeFunction(name || words.functionOf(index + 1))}
                    onClick={() => setChosen(chosen.toSpliced(index, 1))}
                  />
                )}
              </div>
            </div>
          ))}
          {canHaveMore && (
            <Button
              look="quiet"
              className="start-more"
              disabled={isBusy}
              onClick={() => setChosen([...chosen, ""])}
            >
              <Icon name="plus" />
              {words.anotherFunction}
            </Button>
          )}
        </div>
      )}
      <div className="field">
        <label htmlFor={`${id}-title`}>{words.name}</label>
        <input
          id={`${id}-title`}
          value={title}
          maxLength={120}
          placeholder={suggested || words.untitled}
          autoComplete="off"
          disabled={isBusy}
          onChange={({ target }) => setTitle(target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-slug`}>{words.address}</label>
        <input
          id={`${id}-slug`}
          value={slug}
          maxLength={60}
          placeholder={address}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-slug-note`}
          disabled={isBusy}
          onChange={({ target }) =>
            setSlug(target.value.toLowerCase().replace(/[^a-z0-9-]+/g, "-"))
          }
        />
        <p id={`${id}-slug-note`} className="field-note">
          {words.addressNote(location.origin + under(paths.page(address)))}
        </p>
      </div>
      {problem && <Failure detail={problem} />}
      <div className="dialog-ways">
        <Button type="submit" look="primary" disabled={isBusy}>
          {words.make}
        </Button>
        {isBusy && state !== words.making ? (
          <Button onClick={() => leave.current?.abort()}>{words.skip}</Button>
        ) : (
          <Button onClick={close}>{strings.cancel}</Button>
        )}
        <p role="status" className="field-note">
          {state}
        </p>
      </div>
    </form>
  );
}
