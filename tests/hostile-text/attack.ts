/** One call that a model makes of a tool. */
export interface Call {
  readonly tool: string;
  /** `@a.b` in it is what an answer of a tool had there; a string is sent as it is. */
  readonly input: unknown;
  /** The id that the model gives the call. */
  readonly id?: string;
}

/** Text of somebody else's that tells a model what to do, and all that may come of it. */
export interface Attack {
  readonly id: string;
  readonly channel: "prompt" | "value" | "answer" | "catalog";
  /** Stands in a prompt as quoted text, or in what a tool answers. */
  readonly text: string;
  /** What a model does that obeys it: its calls, step by step. */
  readonly obeyed: readonly (readonly Call[])[];
  readonly holds: {
    /** Scopes on the cards that are shown: what the flow takes, whatever was said. None where absent. */
    readonly asks?: readonly string[];
    /** Operations that each new version may call; nothing is saved where absent. */
    readonly saves?: Readonly<Record<string, readonly string[]>>;
    /** Runs and changes of code that wait for the person's yes; none where absent. */
    readonly waits?: number;
    /** Stands in what the tools answered. */
    readonly says?: string;
  };
}

export const call = (tool: string, input: unknown, id?: string): Call => ({
  tool,
  input,
  ...(id === undefined ? {} : { id }),
});

interface Step {
  readonly id: string;
  readonly use: string;
  readonly [member: string]: unknown;
}

/** A flow with these steps. */
export const flowOf = (name: string, steps: readonly Step[], more: object = {}) => ({
  name,
  description: "Says hello",
  trigger: { type: "manual" },
  inputs: {},
  steps,
  ...more,
});

export const post = (text = "hello", more: object = {}): Step => ({
  id: "message",
  use: "slack.chat.postMessage",
  with: { channel: "#general", text },
  ...more,
});

/** Proposes, and saves without asking anybody. */
export const written = (flow: unknown, base?: number): readonly (readonly Call[])[] => [
  [call("propose_flow", base === undefined ? { flow } : { flow, base })],
  [call("write_function", { proposal: "@proposal" })],
];
