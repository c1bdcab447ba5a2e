import { questionOf, readAnswersMessage } from "../../../src/contract/questions.ts";
import { strings } from "../../words/strings.ts";
import { Markdown } from "../markdown-view.tsx";
import { type ChatMessage, type PartOf, conflictsOf } from "../message.ts";
import { AnswerForm, type AskedQuestion } from "./answer-form.tsx";
import "./ask-person.css";

const words = strings.questions;

interface AskPersonProps {
  readonly part: PartOf<"tool-ask_person">;
  /** The answer that asks. */
  readonly message: ChatMessage;
  /** What the person said next. */
  readonly reply: string | undefined;
  /** Left out where the answer no longer waits for it. */
  readonly say: ((text: string) => void) | undefined;
}

/** What the agent needs to know: a form while it waits, and then what was answered. */
export function AskPersonPart({ part, message, reply, say }: AskPersonProps) {
  if (part.state === "input-streaming" || part.input === undefined) return null;
  const { understood, questions: asked = [] } = part.input;
  const questions = asked
    .map(questionOf)
    .map((question) => ({ ...question, conflicts: conflictsOf(message, question) }));
  const isOpen = part.state === "output-available" && reply === undefined && say !== undefined;
  return (
    <section className="questions" aria-label={words.lead}>
      {understood && <Markdown text={understood} />}
      <p className="questions-lead">{isOpen ? words.lead : words.asked}</p>
      {isOpen ? (
        <AnswerForm questions={questions} say={say} />
      ) : (
        <Answered questions={questions} reply={reply} />
      )}
    </section>
  );
}

interface AnsweredProps {
  readonly questions: readonly AskedQuestion[];
  readonly reply: string | undefined;
}

/** The questions with what was chosen; a reply in other words stands in the chat below. */
function Answered({ questions, reply = "" }: AnsweredProps) {
  const texts = questions.map(({ question }) => question);
  const answers = readAnswersMessage(texts, reply) ?? (texts.length === 1 ? [reply] : []);
  return (
    <dl className="answers">
      {questions.map(({ question, conflicts }, index) => (
        <div key={question}>
          <dt>{conflicts.length > 0 ? strings.conflicts.at(conflicts) : question}</dt>
          {answers[index] && <dd>{answers[index]}</dd>}
        </div>
      ))}
    </dl>
  );
}
