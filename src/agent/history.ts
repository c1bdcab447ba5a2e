import type { ModelMessage, ToolCallPart, ToolResultPart, UserModelMessage } from "ai";

/** What a person said and all that was done for it. */
interface Exchange {
  readonly messages: readonly ModelMessage[];
  readonly size: number;
}

/** A member of an old answer with more characters than this is left out first: code, flows, schemas. */
const maxOldMember = 600;
/** What is kept of a long sentence of which only the function it was about still counts. */
const maxOldSentence = 400;

/** Tools whose answers say which function or page the chat is about. */
const tellers: readonly string[] = [
  "write_function",
  "edit_code",
  "restore_function",
  "copy_function",
  "delete_function",
  "read_function",
  "run_function",
  "create_page",
  "edit_page",
  "restore_page",
  "delete_page",
  "read_page",
];

/**
 * The history within a budget of characters, oldest things first to go: big answers of old tools
 * are shortened, then whole exchanges are left out, so that a call and its answer stay or go
 * together. The exchange at hand stays whole, whatever its size. What the chat is about stays too,
 * where there is room for it: the last call that named a function or a page.
 */
export function trimHistory(
  messages: readonly ModelMessage[],
  maxCharacters: number,
): readonly ModelMessage[] {
  if (sizeOf(messages) <= maxCharacters) return messages;
  const exchanges = exchangesOf(messages);
  const last = exchanges.at(-1);
  if (!last) return messages;
  const old = exchanges.slice(0, -1);
  const about = old.findLastIndex((one) => aboutOf(one) !== undefined);
  const reminder = reminderOf(old[about]);
  let room = maxCharacters - last.size;
  // The reminder's room is held until it is known whether its whole exchange fits.
  const held = reminder && reminder.size <= room ? reminder.size : 0;
  const kept: Exchange[] = [];
  for (const [position, whole] of [...old.entries()].toReversed()) {
    const free = room - (position > about ? held : 0);
    const fitting = waysToKeep(whole).find((one) => one && one.size <= free);
    if (!fitting) break;
    kept.unshift(fitting);
    room -= fitting.size;
  }
  const isForgotten = old.length - kept.length > about;
  return [...(reminder && held > 0 && isForgotten ? [reminder] : []), ...kept, last].flatMap(
    (one) => one.messages,
  );
}

/** From all of it to the least that is of use. */
function waysToKeep(whole: Exchange): readonly (Exchange | undefined)[] {
  return [whole, shortened(whole), outline(whole, askedIn(whole), Infinity)];
}

function reminderOf(whole: Exchange | undefined): Exchange | undefined {
  return whole && outline(whole, aboutOf(whole), maxOldSentence);
}

/** Characters of the JSON that is sent; what stands around it differs by server. */
export function sizeOf(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, { content }) => sum + JSON.stringify(content).length, 0);
}

/** Each begins with a message of the person. */
function exchangesOf(messages: readonly ModelMessage[]): readonly Exchange[] {
  const starts = messages.flatMap(({ role }, index) => (role === "user" ? index : []));
  const bounds = [...new Set([0, ...starts])];
  return bounds.map((start, index) => exchange(messages.slice(start, bounds[index + 1])));
}

function exchange(messages: readonly ModelMessage[]): Exchange {
  return { messages, size: sizeOf(messages) };
}

/** The exchange with big members of its tools' answers left out; what names and states things stays. */
function shortened({ messages }: Exchange): Exchange {
  return exchange(
    messages.map((message): ModelMessage => {
      if (message.role !== "tool") return message;
      return {
        ...message,
        content: message.content.map((part) =>
          part.type === "tool-result" ? shortenedResult(part) : part,
        ),
      };
    }),
  );
}

function shortenedResult(part: ToolResultPart): ToolResultPart {
  const { output } = part;
  if (output.type !== "json" || !isRecord(output.value)) return part;
  const value = Object.fromEntries(
    Object.entries(output.value).map(([name, member]) => {
      const length = JSON.stringify(member ?? null).length;
      return [name, length > maxOldMember ? `[${length} characters left out]` : member];
    }),
  );
  return { ...part, output: { ...output, value } };
}

function isRecord(value: unknown): value is Record<string, never> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The last call that says which function an exchange was about. */
function aboutOf({ messages }: Exchange): Pair | undefined {
  return lastPair(messages, ({ output, toolName }) => {
    if (!tellers.includes(toolName) || output.type !== "json" || !isRecord(output.value))
      return false;
    const { name, slug } = output.value;
    return toolName === "run_function" || typeof (name ?? slug) === "string";
  });
}

/** The questions that an exchange ended with: the next sentence only fills a gap in this one. */
function askedIn({ messages }: Exchange): Pair | undefined {
  const pair = lastPair(messages, () => true);
  return pair?.call.toolName === "ask_person" ? pair : undefined;
}

/** What was said, and one call with its answer. */
function outline({ messages }: Exchange, pair: Pair | undefined, maxSentence: number) {
  const [said] = messages;
  if (!pair || said?.role !== "user") return undefined;
  // Without the ids of the model's server: they belong to parts that are gone.
  const { providerOptions: _, ...call } = pair.call;
  const { providerOptions: __, ...result } = shortenedResult(pair.result);
  return exchange([
    { role: "user", content: sentenceOf(said.content).slice(0, maxSentence) },
    { role: "assistant", content: [call] },
    { role: "tool", content: [result] },
  ]);
}

function sentenceOf(content: UserModelMessage["content"]): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n");
}

interface Pair {
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
}

function lastPair(
  messages: readonly ModelMessage[],
  isWanted: (result: ToolResultPart) => boolean,
): Pair | undefined {
  const calls = new Map<string, ToolCallPart>();
  let last: Pair | undefined;
  for (const { content } of messages) {
    if (typeof content === "string") continue;
    for (const part of content) {
      if (part.type === "tool-call") calls.set(part.toolCallId, part);
      if (part.type !== "tool-result" || !isWanted(part)) continue;
      const call = calls.get(part.toolCallId);
      if (call) last = { call, result: part };
    }
  }
  return last;
}
