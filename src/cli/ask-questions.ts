import { type Interface, createInterface } from "node:readline/promises";
import { answersMessage, type Question } from "../contract/questions.ts";
import { plainText } from "../core/plain-text.ts";

interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks each question in turn; a number chooses an option, an empty line leaves the question open.
 * Gives the message that holds the answers, or undefined where there is none.
 */
export async function askQuestions(
  questions: readonly Question[],
  { input, output }: Terminal,
): Promise<string | undefined> {
  const terminal = createInterface({ input, output });
  const answers: { question: string; answer: string }[] = [];
  try {
    for (const { question, options = [] } of questions) {
      const list = options.map((option, index) => `  ${index + 1}  ${option}\n`).join("");
      output.write(plainText(`${question}\n${list}`));
      const said = await line(terminal);
      if (said === undefined) return undefined;
      const answer = options[Number(said.trim()) - 1] ?? said.trim();
      if (answer !== "") answers.push({ question, answer });
    }
  } finally {
    terminal.close();
  }
  return answers.length > 0 ? answersMessage(answers) : undefined;
}

/** The next line, or undefined at the end of the input, at which a question would wait for ever. */
function line(terminal: Interface): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    terminal.once("close", () => resolve(undefined));
    terminal.question("> ").then(resolve, reject);
  });
}
