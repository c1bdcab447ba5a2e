/** What one step hands to the next where the sentence says only "and post them": its own fields, as text or as rows. */
import type { FlowValue } from "../../flow/schema.ts";
import { detailsOfList } from "./each.ts";
import type { KnownStep } from "./fill.ts";
import { isStopWord, nounOf, wordsIn } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

/** Members that say to a person what a thing is, the best first. */
const telling: readonly string[] = (
  "title name Name summary subject topic text snippet displayName real_name fullName label email url link " +
  "permalink status Status due start amount Amount"
).split(" ");
const maxMembers = 3;

interface Source {
  readonly known: KnownStep;
  /** Path of the list, `emails.messages`; of one thing, `profile`. */
  readonly path: string;
  readonly isList: boolean;
  /** Members of each entry that are shown; none where an entry is shown whole. */
  readonly members: readonly string[];
}

/** What the reading steps found, as a text: a line for each entry. Undefined where nothing was read. */
export function textOf(
  earlier: readonly KnownStep[],
  tokens: readonly Token[],
): string | undefined {
  const sources = sourcesIn(earlier, tokens);
  if (sources.length === 0) return undefined;
  return sources.map((source) => linesOf(source)).join("\n\n");
}

/** The row of each entry that was read last, and the list it is made for. */
export function rowOf(
  earlier: readonly KnownStep[],
  tokens: readonly Token[],
): { readonly forEach?: string; readonly values: FlowValue } | undefined {
  const source = sourcesIn(earlier, tokens).at(-1);
  if (!source) return undefined;
  const { path, isList, members } = source;
  if (!isList)
    return members.length > 0
      ? { values: [members.map((member) => `\${${path}.${member}}`)] }
      : undefined;
  // A list of rows is handed on as it is.
  if (members.length === 0) return { values: `\${${path}}` };
  return { forEach: `\${${path}}`, values: [members.map((member) => `\${item.${member}}`)] };
}

/** What a thing is named after that is made for each entry that was read last. */
export function nameOf(
  earlier: readonly KnownStep[],
  tokens: readonly Token[],
): { readonly forEach: string; readonly name: string } | undefined {
  const source = sourcesIn(earlier, tokens).at(-1);
  if (!source?.isList) return undefined;
  const [member] = source.members;
  const name = member === undefined ? "${item[0]}" : `\${item.${member}}`;
  return { forEach: `\${${source.path}}`, name };
}

/** Lists that are read one by one before they say anything: `emails` of which only ids are known. */
export function withDetails(known: KnownStep, vocabulary: Vocabulary) {
  const { items } = known.operation;
  const isMute =
    items !== undefined &&
    items.members.length <= 3 &&
    !items.members.some((member) => telling.includes(lastOf(member)) || member === "properties");
  return isMute ? detailsOfList(known.operation, vocabulary) : undefined;
}

function sourcesIn(earlier: readonly KnownStep[], tokens: readonly Token[]): readonly Source[] {
  const reads = earlier.filter(({ operation }) => operation.kind === "read");
  const listsRead = new Set(
    reads.flatMap(({ step }) => /^\$\{(\w+)/.exec(step.forEach ?? "")?.[1] ?? []),
  );
  return reads
    .filter(({ step }) => !listsRead.has(step.id))
    .flatMap((known) => sourceOf(known, tokens) ?? []);
}

function sourceOf(known: KnownStep, tokens: readonly Token[]): Source | undefined {
  const { operation, step } = known;
  if (step.forEach !== undefined)
    return { known, path: step.id, isList: true, members: shown(operation.members, tokens) };
  const { items, lists, members } = operation;
  if (items) {
    const path = `${step.id}.${items.path}`;
    const told = shown(items.members, tokens, items.key);
    return { known, path, isList: true, members: told.map((one) => ofRecord(one, operation)) };
  }
  const [list] = lists;
  if (list !== undefined) return { known, path: `${step.id}.${list}`, isList: true, members: [] };
  const own = shown(members, tokens);
  return own.length > 0 ? { known, path: step.id, isList: false, members: own } : undefined;
}

/** Of a thing whose fields stand in `properties`, the one that names it when it is made. */
function ofRecord(member: string, { items, made }: KnownOperation): string {
  const isRecord = items?.members.includes("properties") === true && member === items.key;
  return isRecord && made !== undefined ? `properties.${made}` : member;
}

/** The members that the sentence names, else those that tell most. */
function shown(
  members: readonly string[],
  tokens: readonly Token[],
  otherwise?: string,
): readonly string[] {
  const said = new Set(
    tokens
      .filter(({ kind, norm }) => kind === "word" && !isStopWord(norm))
      .map(({ norm }) => nounOf(norm)),
  );
  const named = members.filter((member) =>
    wordsIn(lastOf(member).replaceAll("_", " ")).some((word) => said.has(nounOf(word))),
  );
  if (named.length > 0) return named.slice(0, maxMembers);
  const best = telling
    .flatMap((name) => members.find((member) => lastOf(member) === name) ?? [])
    .slice(0, 1);
  return best.length > 0 || otherwise === undefined ? best : [otherwise];
}

/** `follower_count` of `user.follower_count`. */
function lastOf(member: string): string {
  return member.slice(member.lastIndexOf(".") + 1);
}

function linesOf({ path, isList, members }: Source): string {
  if (!isList)
    return members.map((member) => `${labelOf(member)}: \${${path}.${member}}`).join("\n");
  const [member] = members;
  return member === undefined ? `\${${path}[*]}` : `\${${path}[*].${member}}`;
}

function labelOf(member: string): string {
  const words = wordsIn(lastOf(member).replaceAll("_", " ")).join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
