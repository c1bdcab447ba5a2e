import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { maxPromptLength } from "../../src/contract/chat.ts";
import { chatWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { saidIn } from "./message.ts";
import { CopyAction, MessageActions } from "./message-actions.tsx";
import type { MessageProps } from "./message-view.tsx";
import "./said.css";

/** What the person said, to be copied and to be said otherwise. */
export function Said({ message, time, editing, label }: MessageProps & { readonly label: string }) {
  const [isEditing, setEditing] = useState(false);
  const button = useRef<HTMLDivElement>(null);
  const text = saidIn(message);
  if (isEditing && editing) {
    return (
      <EditForm
        text={text}
        made={editing.madeSince(message.id)}
        send={(next) => {
          setEditing(false);
          editing.edit(message.id, next);
        }}
        leave={() => {
          // At once: the next key belongs to the button already.
          flushSync(() => setEditing(false));
          button.current?.querySelector("button")?.focus();
        }}
      />
    );
  }
  return (
    <article className="said" aria-label={label}>
      <p>{text}</p>
      <div ref={button}>
        <MessageActions time={time}>
          {editing && (
            <IconButton
              icon="edit"
              label={words.edit}
              title={words.edit}
              onClick={() => setEditing(true)}
            />
          )}
          <CopyAction text={text} label={words.copySaid} />
        </MessageActions>
      </div>
    </article>
  );
}

interface EditFormProps {
  readonly text: string;
  readonly made: string;
  readonly send: (text: string) => void;
  readonly leave: () => void;
}

/** Enter sends, Escape leaves it as it was. */
function EditForm({ text: before, made, send, leave }: EditFormProps) {
  const [text, setText] = useState(before);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const isReady = text.trim() !== "" && text.length <= maxPromptLength;
  return (
    <form
      className="said-edit"
      aria-label={words.edit}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) send(text);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") leave();
        if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
        if (!(event.target instanceof HTMLTextAreaElement)) return;
        event.preventDefault();
        if (isReady) send(text);
      }}
    >
      <textarea
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        aria-label={words.editLabel}
        aria-describedby="said-edit-note"
        rows={1}
      />
      <p id="said-edit-note">{words.editNote(made)}</p>
      <div className="said-edit-ways">
        <Button type="submit" look="primary" disabled={!isReady}>
          {strings.chat.send}
        </Button>
        <Button onClick={leave}>{strings.cancel}</Button>
      </div>
    </form>
  );
}
