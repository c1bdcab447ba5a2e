import { type FormEvent, type KeyboardEvent, type Ref, useId } from "react";
import { maxPromptLength } from "../../src/contract/chat.ts";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import "./composer.css";

const words = strings.chat;

interface ComposerProps {
  readonly text: string;
  readonly change: (text: string) => void;
  readonly send: (text: string) => void;
  /** Given while an answer is being written. */
  readonly stop: (() => void) | undefined;
  readonly placeholder: string;
  readonly takesFocus: boolean;
  readonly field?: Ref<HTMLTextAreaElement>;
}

/** Where the person writes; Enter sends, Shift + Enter begins a new line. */
export function Composer({
  text,
  change,
  send,
  stop,
  placeholder,
  takesFocus,
  field,
}: ComposerProps) {
  const tooLong = text.length > maxPromptLength;
  const ready = text.trim() !== "" && !tooLong && !stop;
  const note = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready) send(text);
  }
  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  }
  return (
    <form className="composer" onSubmit={submit} aria-label={words.composer}>
      <textarea
        ref={field}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        placeholder={placeholder}
        aria-label={words.composer}
        aria-describedby={note}
        aria-invalid={tooLong}
        rows={1}
        // On a touch screen the keyboard would cover the page.
        autoFocus={takesFocus && matchMedia("(hover: hover)").matches}
      />
      <div className="composer-foot">
        {tooLong ? (
          <p id={note} className="composer-problem" role="alert">
            {words.tooLong(text.length, maxPromptLength)}
          </p>
        ) : (
          <p id={note} className="composer-hint">
            {words.hint}
          </p>
        )}
        {stop ? (
          <button
            type="button"
            className="composer-go composer-stop"
            onClick={stop}
            aria-label={words.stop}
            title={words.stop}
          >
            <Icon name="stop" />
          </button>
        ) : (
          <button
            type="submit"
            className="composer-go"
            disabled={!ready}
            aria-label={words.send}
            title={words.send}
          >
            <Icon name="send" />
          </button>
        )}
      </div>
    </form>
  );
}
