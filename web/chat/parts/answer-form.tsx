import { type FormEvent, useId, useState } from "react";
import { answersMessage, type Question } from "../../../src/contract/questions.ts";
import type { MergeConflict } from "../../../src/contract/function.ts";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import { AskedSides } from "./asked-sides.tsx";
import "./answer-form.css";

const words = strings.questions;

/** A question, with the lines of code that it asks a side of. */
export interface AskedQuestion extends Question {
  readonly conflicts: readonly MergeConflict[];
}

interface AnswerFormProps {
  readonly questions: readonly AskedQuestion[];
  readonly say: (text: string) => void;
}

/** Every question with its options and a field for other words; all answers go out as one message. */
export function AnswerForm({ questions, say }: AnswerFormProps) {
  const [answers, setAnswers] = useState<readonly string[]>(questions.map(() => ""));
  const ready = answers.every((answer) => answer.trim() !== "");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const all = questions.map(({ question }, index) => ({
      question,
      answer: answers[index] ?? "",
    }));
    say(answersMessage(all));
  }
  return (
    <form className="answer-form" onSubmit={submit}>
      {questions.map((question, index) => (
        <Asked
          key={question.key ?? question.question}
          question={question}
          answer={answers[index] ?? ""}
          change={(answer) => setAnswers(answers.with(index, answer))}
        />
      ))}
      <div className="answer-form-foot">
        <Button look="primary" type="submit" disabled={!ready}>
          {words.send(questions.length)}
        </Button>
        {!ready && <p>{words.open(answers.filter((answer) => answer.trim() === "").length)}</p>}
      </div>
    </form>
  );
}

interface AskedProps {
  readonly question: AskedQuestion;
  readonly answer: string;
  readonly change: (answer: string) => void;
}

/** The options are a group of radio buttons, so that arrows choose; typing takes the choice back. */
function Asked({ question: { question, options = [], conflicts }, answer, change }: AskedProps) {
  const name = useId();
  if (conflicts.length > 0)
    return <AskedSides conflicts={conflicts} answer={answer} change={change} />;
  const isOption = options.includes(answer);
  return (
    <fieldset className="asked">
      <legend>{question}</legend>
      {options.length > 0 && (
        <div className="asked-options">
          {options.map((option) => (
            <label key={option} className="asked-option">
              <input
                type="radio"
                className="visually-hidden"
                name={name}
                checked={answer === option}
                onChange={() => change(option)}
              />
              {option}
            </label>
          ))}
        </div>
      )}
      <input
        className="asked-words"
        type="text"
        value={isOption ? "" : answer}
        onChange={(event) => change(event.target.value)}
        aria-label={options.length > 0 ? words.other(question) : words.answer(question)}
        placeholder={options.length > 0 ? words.otherShort : words.answerShort}
        maxLength={maxAnswerLength}
        autoComplete="off"
      />
    </fieldset>
  );
}

/** So that five answers stay well below what a message may hold. */
const maxAnswerLength = 1500;
