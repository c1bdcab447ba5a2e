/**
 * The built-in model: a `LanguageModelV4` without network, weights or randomness. It reads the last
 * message of the person (understand.ts), and drives the same tools as a hosted model, one step a
 * call: everything it knows of the turn so far is in the prompt that it is given, so it keeps no
 * state, and the same conversation always goes the same way.
 *
 * A sentence goes through small pure readings, each in a file of its own: tokens and quotes (what is
 * text and what is said), trigger (what starts it), clauses (what is to be done), slots (the values),
 * choose (which operation of the catalog means it, by the connector author's own words) and compose
 * or edit (the flow). No reading knows a connector: they see the vocabulary made from the catalog.
 */
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { readAbout, readConversation } from "./conversation.ts";
import type { Step } from "./step.ts";
import { nextStep } from "./steps.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface BuiltinModelDeps {
  readonly now: () => Date;
  /** IANA name of the zone that times without one are meant in. */
  readonly timezone: string;
  /** Asked for at each turn: tools may have come. */
  readonly vocabulary: () => Vocabulary;
}

/** Creates the model that needs no key. */
export function createBuiltinModel(deps: BuiltinModelDeps): LanguageModelV4 {
  const answer = (options: LanguageModelV4CallOptions): Answer => {
    const about = readAbout(options.providerOptions);
    const conversation = { ...readConversation(options.prompt), ...(about ? { about } : {}) };
    const offered = options.tools && new Set(options.tools.map(({ name }) => name));
    const step = nextStep(conversation, {
      vocabulary: deps.vocabulary(),
      now: deps.now(),
      timezone: deps.timezone,
      can: (tool) => offered?.has(tool) ?? true,
    });
    return contentOf(step, conversation.calls);
  };
  return {
    specificationVersion: "v4",
    provider: "patchbay",
    modelId: "builtin",
    supportedUrls: {},
    doGenerate: async (options) => {
      const { content, finishReason } = answer(options);
      return { content: [...content], finishReason, usage, warnings: [] };
    },
    doStream: async (options) => ({ stream: streamOf(answer(options)) }),
  };
}

interface Answer {
  readonly content: readonly Extract<LanguageModelV4Content, { type: "text" | "tool-call" }>[];
  readonly finishReason: LanguageModelV4FinishReason;
}

const none = { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 };
const usage: LanguageModelV4Usage = {
  inputTokens: none,
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

function contentOf(step: Step, callsBefore: number): Answer {
  if (step.kind === "say") {
    return {
      content: [{ type: "text", text: step.text }],
      finishReason: { unified: "stop", raw: undefined },
    };
  }
  const calls = step.calls.map(({ tool, input }, index) => ({
    type: "tool-call" as const,
    toolCallId: `call_${callsBefore + index + 1}`,
    toolName: tool,
    input: JSON.stringify(input),
  }));
  const said = step.text === undefined ? [] : [{ type: "text" as const, text: step.text }];
  return {
    content: [...said, ...calls],
    finishReason: { unified: "tool-calls", raw: undefined },
  };
}

function streamOf({ content, finishReason }: Answer): ReadableStream<LanguageModelV4StreamPart> {
  const parts: LanguageModelV4StreamPart[] = [
    { type: "stream-start", warnings: [] },
    ...content.flatMap((part, index): LanguageModelV4StreamPart[] =>
      part.type === "text" ? textParts(part.text, `text_${index}`) : toolParts(part),
    ),
    { type: "finish", usage, finishReason },
  ];
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

/** Word by word, as a page expects of a stream. */
function textParts(text: string, id: string): LanguageModelV4StreamPart[] {
  const deltas = text.match(/\S*\s*/g)?.filter(Boolean) ?? [];
  return [
    { type: "text-start", id },
    ...deltas.map((delta) => ({ type: "text-delta", id, delta }) as const),
    { type: "text-end", id },
  ];
}

function toolParts(
  call: Extract<LanguageModelV4Content, { type: "tool-call" }>,
): LanguageModelV4StreamPart[] {
  const id = call.toolCallId;
  return [
    { type: "tool-input-start", id, toolName: call.toolName },
    { type: "tool-input-delta", id, delta: call.input },
    { type: "tool-input-end", id },
    call,
  ];
}
