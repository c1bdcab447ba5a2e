import { type ReactNode, useEffect, useState } from "react";
import { strings } from "../words/strings.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { moment, shortMoment } from "../ui/time.ts";
import "./message-actions.css";

interface MessageActionsProps {
  /** In ISO 8601. */
  readonly time: string | undefined;
  readonly children: ReactNode;
}

/** What can be done with a message, and when it was said: there for who points at it or tabs to it. */
export function MessageActions({ time, children }: MessageActionsProps) {
  return (
    <div className="message-actions">
      {children}
      {time !== undefined && (
        <time dateTime={time} title={moment(time)}>
          {shortMoment(time, new Date())}
        </time>
      )}
    </div>
  );
}

/** For how long it says that it was done. */
const saidMs = 2000;

export function CopyAction({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!("clipboard" in navigator)) return null;
  const words = isCopied ? strings.copied : label;
  return (
    <IconButton
      icon={isCopied ? "check" : "copy"}
      label={words}
      title={words}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    />
  );
}
