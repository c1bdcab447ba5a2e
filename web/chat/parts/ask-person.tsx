import { strings } from "../../strings.ts";
import type { PartOf } from "../message.ts";
import "./ask-person.css";

/** What the agent needs to know; the person answers with their next message. */
export function AskPersonPart({ part }: { readonly part: PartOf<"tool-ask_person"> }) {
  if (part.state === "input-streaming" || part.input === undefined) return null;
  const { understood, questions = [] } = part.input;
  return (
    <section className="questions" aria-label={strings.questions}>
      {understood && <p>{understood}</p>}
      <p className="questions-lead">{strings.questions}</p>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </section>
  );
}
