import { z } from "zod";

/** One thing that only the person can decide. */
export const questionShape = z.strictObject({
  question: z.string().min(1).max(1000),
  key: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("What it is about, the same each time: step.input, trigger, function"),
  options: z
    .array(z.string().min(1).max(80))
    .max(6)
    .optional()
    .describe("Short answers to choose from; another one may be typed"),
});
export type Question = z.output<typeof questionShape>;

/** Plain text is a question without options; chats from before there were options hold only such. */
export const questionInput = z.union([z.string().min(1), questionShape]);

export function questionOf(asked: z.output<typeof questionInput>): Question {
  return typeof asked === "string" ? { question: asked } : asked;
}

/** The questions alone, as `plan --json` and `chat --json` print them. */
export function questionTexts(asked: readonly z.output<typeof questionInput>[]): string[] {
  return asked.map((one) => questionOf(one).question);
}

const indent = "  ";

/**
 * Answers as one message: each question on a line as it was asked, its answer below, indented. A
 * line of an answer is never taken for a question, whatever stands in it.
 */
export function answersMessage(
  answers: readonly { readonly question: string; readonly answer: string }[],
): string {
  return answers
    .map(({ question, answer }) => {
      const lines = answer.trim().split(lineBreak);
      return [oneLine(question), ...lines.map((line) => `${indent}${line}`)].join("\n");
    })
    .join("\n");
}

/** The answers of such a message, in the order of the questions; undefined where it is not one. */
export function readAnswersMessage(
  questions: readonly string[],
  message: string,
): readonly (string | undefined)[] | undefined {
  const answers: (string[] | undefined)[] = questions.map(() => undefined);
  let open: string[] | undefined;
  for (const line of message.split("\n")) {
    if (open && line.startsWith(indent)) {
      open.push(line.slice(indent.length));
      continue;
    }
    const index = questions.findIndex(
      (question, at) => answers[at] === undefined && oneLine(question) === line,
    );
    if (index < 0) return undefined;
    answers[index] = open = [];
  }
  return answers.map((lines) => lines?.join("\n"));
}

const lineBreak = /\r\n|[\n\r\u2028\u2029]/;

function oneLine(question: string): string {
  return question.replace(/\s+/g, " ").trim();
}
