import { type Question, questionOf, readAnswersMessage } from "../../../src/contract/questions.ts";
import { strings } from "../../strings.ts";
import { Markdown } from "../markdown-view.tsx";
import type { PartOf } from "../message.ts";
import { AnswerForm } from "./answer-form.tsx";
import "./ask-person.css";

const words = strings.questions;

interface AskPersonProps {
  readonly part: PartOf<"tool-ask_person">;
  /** What the person said next. */
  readonly reply: string | undefined;
  /** Left out where the answer no longer waits for it. */
  readonly say: ((text: string) => void) | undefined;
}

/** What the agent needs to know: a form while it waits, and then what was answered. */
export function AskPersonPart({ part, reply, say }: AskPersonProps) {
  if (part.state === "input-streaming" || part.input === undefined) return null;
  const { understood, questions: asked = [] } = part.input;
  const questions = asked.map(questionOf);
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
  readonly questions: readonly Question[];
  readonly reply: string | undefined;
}

/** The questions with what was chosen; a reply in other words stands in the chat below. */
function Answered({ questions, reply = "" }: AnsweredProps) {
  const texts = questions.map(({ question }) => question);
  const answers = readAnswersMessage(texts, reply) ?? (texts.length === 1 ? [reply] : []);
  return (
    <dl className="answers">
      {texts.map((question, index) => (
        <div key={question}>
          <dt>{question}</dt>
          {answers[index] && <dd>{answers[index]}</dd>}
        </div>
      ))}
    </dl>
  );
}
