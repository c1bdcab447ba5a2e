import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import "./decline.css";

/** Why something will not be done, and what could be instead. */
export function DeclinePart({ part }: { readonly part: PartOf<"tool-decline"> }) {
  if (part.state === "input-streaming" || part.input === undefined) return null;
  return (
    <section className="decline" aria-label={strings.declined}>
      <p>{part.input.reason}</p>
      {part.input.instead && <p className="decline-instead">{part.input.instead}</p>}
    </section>
  );
}
