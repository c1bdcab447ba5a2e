/** The kinds of values people write in a sentence and operations take as inputs. */
export type SlotKind =
  | "channel"
  | "person"
  | "email"
  | "text"
  | "subject"
  | "emoji"
  | "timestamp"
  | "thread"
  | "time"
  | "since"
  | "until"
  | "start"
  | "end"
  | "due"
  | "duration"
  | "timezone"
  | "count"
  | "minimum"
  | "query"
  | "mail-query"
  | "file-query"
  | "property"
  | "file"
  | "name"
  | "given-name"
  | "family-name"
  | "range"
  | "cells"
  | "find"
  | "replacement"
  | "ref"
  | "url";

/** By an input's name, or by a name that many share and its description; the first rule that fits holds. */
const rules: readonly (readonly [
  kind: SlotKind,
  name: RegExp,
  shared?: RegExp,
  description?: RegExp,
])[] = [
  ["thread", /^thread_(ts|id)$/],
  ["mail-query", /^$/, /^q$/, /as in gmail/],
  ["file-query", /^$/, /^q$/, /query language/],
  ["property", /^(record|where|fields)$/, /^properties$/, /further values/],
  ["minimum", /^min_?amount$/i],
  ["subject", /^subject$/],
  ["timestamp", /^(message_)?(ts|timestamp)$/],
  ["timezone", /^time_?zone$/i],
  ["start", /^start$/],
  ["end", /^end$/],
  ["due", /^due(_?date|_on)?$/i],
  ["duration", /^duration/i],
  ["since", /^(oldest|since|after|start_?time|time_?min|due_?min)$/i],
  ["until", /^(latest|until|before|end_?time|time_?max|due_?max)$/i],
  ["time", /^(post|send|remind|publish)_at$|^time$/],
  ["emoji", /^(emoji|reaction|status_emoji)$/, /^(name|value)$/, /emoji|reaction/],
  ["channel", /^(channel|channels|channel_id|conversation|conversation_id)$/],
  ["person", /^(user|users|user_id|member|members|assignee)$/],
  [
    "email",
    /e?mail(_?address)?$/i,
    /^(to|cc|bcc|from|attendees|addAttendees|guests|items|replyTo)$/,
    /address/,
  ],
  ["count", /^(limit|count|page_?size|max(_?(?:results|count))?)$/i],
  ["query", /^(query|q|search)$/],
  ["given-name", /^(given|first)_?name$/i],
  ["family-name", /^(family|last)_?name$/i],
  ["range", /^ranges?$/],
  ["cells", /^(values|rows?)$/],
  ["find", /^(find|search_?text|contains_?text)$/i],
  ["replacement", /^replace(_?with|ment)$/i],
  ["file", /^(file|files|filename|file_name)$/],
  [
    "text",
    /^(text|body|content|commentary|message|topic|purpose|comment|initial_comment|description|notes?)$/,
  ],
  [
    "name",
    /^(name|title|summary|question|channel_name|display_name)$/,
    /name$/,
    /^name of the (?!file|tool)/,
  ],
  ["url", /(^|[a-z_])(ur[li]|link)$/i],
  [
    "ref",
    /(^|[a-z_])ids?$|_key$|(?:Id|Urn)s?$|^(resourceName|parent|task|tasklist|parents)$/,
    /^/,
    /^urn of/,
  ],
];

/** What an input takes. `name` means an emoji where its description speaks of one. */
export function slotKinds(name: string, description: string): SlotKind | undefined {
  // Where a page of a list starts is no value of a sentence.
  if (/^(?:cursor of|where the page)/i.test(description)) return undefined;
  // Salesforce's names begin with a capital.
  const plain = name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const rule = rules.find(
    ([, byName, shared, byDescription]) =>
      byName.test(plain) ||
      (shared?.test(plain) === true && byDescription?.test(firstWords(description)) === true),
  );
  return rule?.[0];
}

function firstWords(description: string): string {
  return description.toLowerCase().split(/[.;(]/)[0] ?? "";
}
