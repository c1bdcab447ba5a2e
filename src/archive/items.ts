import { z } from "zod";
import { automationSettingsShape, automationTrigger } from "../contract/automation.ts";
import { chatAbout } from "../contract/chat.ts";
import { functionName } from "../contract/function.ts";
import { pageSpec } from "../contract/page-spec.ts";
import { flowSchema } from "../flow/schema.ts";

const many = 100_000;

export const manifestLine = z.looseObject({
  format: z.literal("patchbay-archive"),
  version: z.number().int().positive(),
  patchbay: z.string().max(40),
  createdAt: z.iso.datetime(),
});
export const endLine = z.strictObject({ end: z.literal(true), count: z.number().int() });

/** The lines that can be taken in. Hostile input: what code may call is read from the code itself. */
export const lineShapes = {
  integration: z.object({
    kind: z.literal("integration"),
    document: z.string(),
    plan: z.object({
      id: z.string(),
      name: z.string(),
      server: z.string(),
      scheme: z.string(),
      operations: z.array(z.string()),
      headers: z.record(z.string(), z.string()).optional(),
    }),
  }),
  function: z.object({
    kind: z.literal("function"),
    name: functionName,
    versions: z
      .array(
        z.object({
          origin: z.enum(["flow", "hand"]),
          prompt: z.string().optional(),
          flow: flowSchema.optional(),
          code: z.string(),
          approvals: z.array(z.object({ operation: z.string(), token: z.enum(["bot", "user"]) })),
        }),
      )
      .min(1)
      .max(many),
  }),
  page: z.object({
    kind: z.literal("page"),
    slug: z.string(),
    versions: z
      .array(z.object({ prompt: z.string().optional(), spec: pageSpec }))
      .min(1)
      .max(many),
  }),
  automation: z.object({
    kind: z.literal("automation"),
    function: functionName,
    origin: z.enum(["flow", "own"]),
    trigger: automationTrigger,
    settings: automationSettingsShape,
  }),
  chat: z.object({
    kind: z.literal("chat"),
    id: z.string().regex(/^[\w-]{1,100}$/),
    title: z.string(),
    about: chatAbout.optional(),
    messages: z
      .array(
        z.looseObject({
          id: z.string().max(200),
          role: z.enum(["user", "assistant"]),
          parts: z.array(z.looseObject({ type: z.string() })),
        }),
      )
      .max(many),
  }),
  secret: z.object({
    kind: z.literal("secret"),
    name: z.string(),
    hosts: z.array(z.string()),
  }),
  connection: z.object({
    kind: z.literal("connection"),
    provider: z.string(),
    /** What functions call it; older archives do not say it. */
    name: z.string().optional(),
    account: z.string(),
  }),
  setting: z.object({ kind: z.literal("setting"), name: z.string() }),
} as const;

export const anyLine = z.discriminatedUnion("kind", [
  lineShapes.integration,
  lineShapes.function,
  lineShapes.page,
  lineShapes.automation,
  lineShapes.chat,
  lineShapes.secret,
  lineShapes.connection,
  lineShapes.setting,
]);
export type AnyLine = z.output<typeof anyLine>;
export type LineOf<Kind extends AnyLine["kind"]> = Extract<AnyLine, { kind: Kind }>;

/** What a person knows it by. */
export function nameOf(line: AnyLine): string {
  switch (line.kind) {
    case "integration":
      return line.plan.name;
    case "page":
      return line.slug;
    case "automation":
      return `${line.function}, by ${line.trigger.type}`;
    case "chat":
      return line.title || line.id;
    case "connection":
      return line.name === undefined
        ? `${line.provider}: ${line.account}`
        : `${line.provider}:${line.name}, ${line.account}`;
    default:
      return line.name;
  }
}
