import { type CallToolResult, type Tool, ToolSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { plainLine, plainText } from "../core/plain-text.ts";
import { redact } from "../core/redact.ts";

/** Who calls a tool. */
export interface McpCall {
  /** Ends it, where the client can take it back. */
  readonly signal: AbortSignal | undefined;
  /** Whom it acts for. */
  readonly userId: string | undefined;
}

/** A tool as clients see it, and what a call of it does. */
export interface McpTool {
  readonly definition: Tool;
  readonly input: z.ZodObject;
  call(input: Readonly<Record<string, unknown>>, by: McpCall): Promise<CallToolResult>;
}

/** Characters of a description; models read all of them before every answer. */
const maxDescription = 1_000;

/** Somebody else's words, short and plain. */
export function shortLine(text: string, most = maxDescription): string {
  const line = plainLine(text);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** A shape as MCP wants it. */
export function objectSchema(shape: z.ZodObject, io: "input" | "output"): Tool["inputSchema"] {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io });
  return ToolSchema.shape.inputSchema.parse(schema);
}

/** Data as text and, where it is an object, as structure; without what a reader would not see. */
export function dataResult(data: unknown): CallToolResult {
  const text = plainText(JSON.stringify(data ?? null));
  const seen: unknown = JSON.parse(text);
  return {
    content: [{ type: "text", text }],
    ...(isRecord(seen) ? { structuredContent: seen } : {}),
  };
}

/** What went wrong, a line each: models read it and try again. */
export function failureResult(...lines: readonly string[]): CallToolResult {
  return {
    isError: true,
    content: [{ type: "text", text: lines.map((line) => shortLine(redact(line))).join("\n") }],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
