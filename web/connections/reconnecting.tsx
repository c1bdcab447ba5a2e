import { useEffect } from "react";
import { useConnectionRequest } from "../data/use-connection-request.ts";
import { strings } from "../words/strings.ts";

interface ReconnectingProps {
  readonly request: string;
  /** Told in a sentence how it ended. */
  readonly done: (note: string) => void;
}

/** Waits for a sign-in in the other window. */
export function Reconnecting({ request, done }: ReconnectingProps) {
  const { loaded } = useConnectionRequest(request);
  const view = loaded.status === "ready" ? loaded.value : undefined;
  const over = view && view.status !== "connecting" && view.status !== "pending";
  useEffect(() => {
    if (over) done(view.detail ?? strings.connect.status[view.status]);
  });
  return <p aria-live="polite">{strings.connections.reconnecting}</p>;
}
