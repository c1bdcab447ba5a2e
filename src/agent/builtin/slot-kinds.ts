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

/** By an input's name first, then by its description; the first rule that fits holds. */
const rules: readonly (readonly [SlotKind, RegExp, RegExp?])[] = [
  ["thread", /^thread_(ts|id)$/],
  ["timestamp", /^(message_)?(ts|timestamp)$/],
  ["since", /^(oldest|since|after|start(_time)?)$/],
  ["until", /^(latest|until|before|end(_time)?)$/],
  ["time", /^(post|send|remind|publish)_at$|^time$/],
  ["emoji", /emoji|^reaction$/, /^(name|value)$/],
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
    ([, byName, sharedName]) =>
      byName.test(name) || (sharedName?.test(name) === true && byName.test(firstWords(description))),
  );
  return rule?.[0];
}

function firstWords(description: string): string {
  return description.toLowerCase().split(/[.;(]/)[0] ?? "";
}
