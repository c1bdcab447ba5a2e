import type { LanguageModelV4 } from "@ai-sdk/provider";
import {
  APICallError,
  type LanguageModelUsage,
  NoObjectGeneratedError,
  type OutputInterface,
  generateText,
} from "ai";
import { createId } from "../core/ids.ts";
import type { PatchbayError } from "../core/errors.ts";
import type { Budget } from "./budget.ts";
import { failureOf, unusable } from "./failure.ts";
import { materialText } from "./material.ts";

/** Renders `prompts/<name>.md`. */
export type Prompts = (name: string, values: Readonly<Record<string, unknown>>) => string;

/** One question to the model, which has no tools and no memory. */
export interface Question<Answer> {
  /** Its prompt of `prompts/ai/`, and what stands there beside the material. */
  readonly prompt: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly material: unknown;
  /** What the answer has to be; it is checked against it. */
  readonly output: OutputInterface<Answer>;
  readonly maxOutputTokens: number;
}

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Limits {
  readonly budget: Budget;
  readonly signal: AbortSignal;
}

type Tried<Answer> = { readonly usage: Usage } & (
  | { readonly status: "answered"; readonly answer: Answer }
  | { readonly status: "failed"; readonly error: PatchbayError; readonly again: boolean }
);

/** The first, and one more where the answer was of no use or the server had a problem. */
const maxAttempts = 2;
/** A token has more in most languages. */
const charactersPerToken = 2;
/** How an answer ends that another attempt would not make better. */
const finalReasons: readonly string[] = ["length", "content-filter"];

/** Asks the model, with the material fenced as data. Throws `ai/…`. */
export function createAsk(model: LanguageModelV4, prompts: Prompts) {
  async function attempt<Answer>(
    { output, maxOutputTokens }: Question<Answer>,
    texts: { readonly instructions: string; readonly prompt: string },
    { budget, signal }: Limits,
  ): Promise<Tried<Answer>> {
    const characters = texts.instructions.length + texts.prompt.length;
    const atMost = Math.ceil(characters / charactersPerToken) + maxOutputTokens;
    const settle = budget.reserve(atMost);
    // A server that does not say what it used has used all.
    const counted = (used: LanguageModelUsage | undefined): Usage => {
      const { inputTokens, outputTokens } = used ?? {};
      if (inputTokens !== undefined && outputTokens !== undefined)
        settle(inputTokens + outputTokens);
      return { inputTokens: inputTokens ?? 0, outputTokens: outputTokens ?? 0 };
    };
    const noUse = (reason: string | undefined, used: LanguageModelUsage | undefined) => ({
      status: "failed" as const,
      error: unusable(reason),
      again: !finalReasons.includes(reason ?? ""),
      usage: counted(used),
    });
    try {
      const options = { model, ...texts, output, maxOutputTokens, maxRetries: 0 };
      const result = await generateText({
        ...options,
        abortSignal: signal,
        telemetry: { functionId: "step", recordInputs: false, recordOutputs: false },
      });
      const { finishReason, text, usage } = result;
      if (text.trim() === "" || finalReasons.includes(finishReason))
        return noUse(finishReason, usage);
      return { status: "answered", answer: result.output, usage: counted(usage) };
    } catch (error) {
      if (NoObjectGeneratedError.isInstance(error)) return noUse(error.finishReason, error.usage);
      settle(0);
      const isServers = APICallError.isInstance(error);
      // One that is busy is asked again by the broker, when it says.
      const again = isServers && error.isRetryable && error.statusCode !== 429;
      const usage = { inputTokens: 0, outputTokens: 0 };
      return { status: "failed", error: failureOf(error), again, usage };
    }
  }

  return async <Answer>(
    question: Question<Answer>,
    limits: Limits,
  ): Promise<{ readonly answer: Answer; readonly usage: Usage }> => {
    // Who writes into the material cannot know how its fence is called, so cannot close it.
    const fence = createId("material");
    const material = materialText(question.material);
    const texts = {
      instructions: prompts("ai/system", { fence }),
      prompt: prompts(question.prompt, { ...question.values, fence, material }),
    };
    const usage = { inputTokens: 0, outputTokens: 0 };
    for (let number = 1; ; number++) {
      const tried = await attempt(question, texts, limits);
      usage.inputTokens += tried.usage.inputTokens;
      usage.outputTokens += tried.usage.outputTokens;
      if (tried.status === "answered") return { answer: tried.answer, usage };
      if (number === maxAttempts || !tried.again) throw tried.error;
    }
  };
}

export type Ask = ReturnType<typeof createAsk>;
