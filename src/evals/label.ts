import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";

/** What a labelled prompt expects; members that are left out are not scored. */
const triggerShape = z.looseObject({
  type: z.enum(["manual", "schedule", "webhook", "event"]),
  cron: z.string().optional(),
  timezone: z.string().optional(),
  /** Of an event: the tool whose event it is. */
  connector: z.string().optional(),
});
export type TriggerLabel = z.output<typeof triggerShape>;

const kind = z.enum(["create", "edit", "answer", "clarify", "refuse"]);
const kinds = z.union([kind, z.array(kind)]).transform((one) => [one].flat());
const scopes = z.array(z.object({ connector: z.string(), scopes: z.array(z.string()) }));

/** What holds for a function, whether it was just made or has been changed. */
const functionShape = z.looseObject({
  trigger: triggerShape.optional(),
  also_trigger: z.array(z.string()).default([]),
  connectors: z.array(z.string()).optional(),
  /** Connectors that a good solution may use besides. */
  also_connectors: z.array(z.string()).default([]),
  operations: z.array(z.string()).default([]),
  also_ok: z.array(z.string()).default([]),
  swap: z.record(z.string(), z.array(z.string())).default({}),
  slots: z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).default({}),
  absent: z.array(z.string()).default([]),
  must_ask_or_input: z.array(z.string()).default([]),
});

const expectShape = functionShape.extend({
  kind: kinds.optional(),
  /** The reply makes no new version; the turns after it go on from the one before. */
  same_function: z.boolean().default(false),
  unchanged: z.array(z.string()).default([]),
  permissions_added: scopes.optional(),
  permissions_removed: scopes.optional(),
  name: z.string().optional(),
});
export type TurnLabel = z.output<typeof expectShape>;

const common = {
  id: z.string(),
  doubtful: z.boolean().default(false),
};

const promptShape = functionShape.extend({
  ...common,
  kind: kind,
  also_kind: kinds.default([]),
  prompt: z.string(),
});
export type PromptLabel = z.output<typeof promptShape>;

const sequenceShape = z.looseObject({
  ...common,
  kind: z.literal("edit-sequence"),
  turns: z.array(z.object({ prompt: z.string(), expect: expectShape })).min(1),
});
export type SequenceLabel = z.output<typeof sequenceShape>;

export type Label = PromptLabel | SequenceLabel;

/** Prompts alone are enough to be planned; the rest is for the score. */
const lineShape = z.union([sequenceShape, promptShape]);

export function isSequence(label: Label): label is SequenceLabel {
  return label.kind === "edit-sequence";
}

/** Reads a file of labelled prompts, one JSON object a line. Throws `evals/invalid` with file and line. */
export function readLabels(text: string, file: string): readonly Label[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = lineShape.safeParse(jsonOf(line));
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    const place = issue && issue.path.length > 0 ? ` at ${issue.path.join(".")}` : "";
    throw new PatchbayError(
      "evals/invalid",
      `${file}, line ${index + 1}${place}: ${issue?.message ?? "is not valid"}. Each line is a JSON object with id, kind and prompt or turns.`,
      { where: `${file}:${index + 1}` },
    );
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
