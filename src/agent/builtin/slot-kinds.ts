/** The kinds of values people write in a sentence and operations take as inputs. */
export type SlotKind =
  | "channel"
  | "person"
  | "email"
  | "text"
  | "emoji"
  | "timestamp"
  | "thread"
  | "time"
  | "since"
  | "until"
  | "count"
  | "query"
  | "file"
  | "name"
  | "url";

/** By an input's name, or by a name that many share and its description; the first rule that fits holds. */
const rules: readonly (readonly [
  kind: SlotKind,
  name: RegExp,
  shared?: RegExp,
  description?: RegExp,
])[] = [
  ["thread", /^thread_(ts|id)$/],
  ["timestamp", /^(message_)?(ts|timestamp)$/],
  ["since", /^(oldest|since|after|start(_time)?)$/],
  ["until", /^(latest|until|before|end(_time)?)$/],
  ["time", /^(post|send|remind|publish)_at$|^time$/],
  ["emoji", /^(emoji|reaction)$/, /^(name|value)$/, /emoji|reaction/],
  ["channel", /^(channel|channels|channel_id|conversation|conversation_id)$/],
  ["person", /^(user|users|user_id|member|members|assignee)$/],
  ["email", /e?mail/],
  ["count", /^(limit|count|page_size|max(_results)?)$/],
  ["query", /^(query|q|search)$/],
  ["file", /^(file|files|filename|file_name)$/],
  ["text", /^(text|body|content|message|topic|purpose|comment|initial_comment|description)$/],
  ["name", /^(name|title|channel_name|display_name)$/],
  ["url", /^(url|link)$/],
];

/** What an input takes. `name` means an emoji where its description speaks of one. */
export function slotKinds(name: string, description: string): SlotKind | undefined {
  const rule = rules.find(
    ([, byName, shared, byDescription]) =>
      byName.test(name) ||
      (shared?.test(name) === true && byDescription?.test(firstWords(description)) === true),
  );
  return rule?.[0];
}

function firstWords(description: string): string {
  return description.toLowerCase().split(/[.;(]/)[0] ?? "";
}
