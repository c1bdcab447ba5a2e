import type { ScopeInfo } from "../../catalog/connector.ts";
import type { Operation, ScopesByToken } from "../../catalog/operation.ts";

/** A scope of Google as it is written here: without `https://www.googleapis.com/auth/`. */
interface Row {
  readonly sentence: string;
  readonly sensitivity: "non-sensitive" | "sensitive" | "restricted";
  readonly access: "read" | "write";
  readonly covers?: readonly string[];
}

/**
 * Sentences are ours, classes are Google's. What a scope covers was read off the discovery documents:
 * every method that takes the covered one takes it too.
 * https://developers.google.com/identity/protocols/oauth2/scopes
 */
const table = {
  "userinfo.profile": {
    sentence: "See your name and picture",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "mail.google.com": {
    sentence: "Read, send and permanently delete all your email",
    sensitivity: "restricted",
    access: "write",
    covers: [
      "gmail.send",
      "gmail.readonly",
      "gmail.metadata",
      "gmail.compose",
      "gmail.modify",
      "gmail.labels",
    ],
  },
  "gmail.send": {
    sentence: "Send email as you (cannot read any)",
    sensitivity: "sensitive",
    access: "write",
  },
  "gmail.readonly": {
    sentence: "Read all your email and mail settings",
    sensitivity: "restricted",
    access: "read",
    covers: ["gmail.metadata"],
  },
  "gmail.metadata": {
    sentence: "See who your emails are from, their subjects and labels, but not the text",
    sensitivity: "restricted",
    access: "read",
  },
  "gmail.compose": {
    sentence: "Write drafts and send email as you",
    sensitivity: "restricted",
    access: "write",
    covers: ["gmail.send"],
  },
  "gmail.modify": {
    sentence: "Read, send, label and trash your email, but not delete it for good",
    sensitivity: "restricted",
    access: "write",
    covers: ["gmail.readonly", "gmail.metadata", "gmail.compose", "gmail.send", "gmail.labels"],
  },
  "gmail.labels": {
    sentence: "See and change your email labels",
    sensitivity: "non-sensitive",
    access: "write",
  },
  calendar: {
    sentence: "See, change, share and delete all your calendars",
    sensitivity: "sensitive",
    access: "write",
    covers: [
      "calendar.readonly",
      "calendar.events",
      "calendar.events.readonly",
      "calendar.events.owned",
      "calendar.calendarlist",
      "calendar.calendarlist.readonly",
      "calendar.calendars",
      "calendar.acls",
      "calendar.freebusy",
      "calendar.settings.readonly",
    ],
  },
  "calendar.readonly": {
    sentence: "See all your calendars and their events",
    sensitivity: "sensitive",
    access: "read",
    covers: [
      "calendar.events.readonly",
      "calendar.events.owned.readonly",
      "calendar.events.public.readonly",
      "calendar.events.freebusy",
      "calendar.freebusy",
      "calendar.calendarlist.readonly",
      "calendar.calendars.readonly",
      "calendar.settings.readonly",
      "calendar.acls.readonly",
    ],
  },
  "calendar.events": {
    sentence: "See and change events in every calendar you can reach",
    sensitivity: "sensitive",
    access: "write",
    covers: ["calendar.events.readonly", "calendar.events.owned", "calendar.events.owned.readonly"],
  },
  "calendar.events.readonly": {
    sentence: "See events in every calendar you can reach",
    sensitivity: "sensitive",
    access: "read",
    covers: ["calendar.events.owned.readonly", "calendar.events.public.readonly"],
  },
  "calendar.events.owned": {
    sentence: "See and change events in the calendars you own",
    sensitivity: "sensitive",
    access: "write",
    covers: ["calendar.events.owned.readonly"],
  },
  "calendar.events.owned.readonly": {
    sentence: "See events in the calendars you own",
    sensitivity: "sensitive",
    access: "read",
  },
  "calendar.events.public.readonly": {
    sentence: "See events in public calendars",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "calendar.events.freebusy": {
    sentence: "See when people are busy in calendars you can reach",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "calendar.freebusy": {
    sentence: "See when you are busy",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "calendar.app.created": {
    sentence: "Make its own calendars and manage only those",
    sensitivity: "non-sensitive",
    access: "write",
  },
  "calendar.calendarlist.readonly": {
    sentence: "See the list of your calendars",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "calendar.calendarlist": {
    sentence: "Add and remove calendars from your list",
    sensitivity: "sensitive",
    access: "write",
    covers: ["calendar.calendarlist.readonly"],
  },
  "calendar.calendars": {
    sentence: "Create calendars and change their settings",
    sensitivity: "sensitive",
    access: "write",
    covers: ["calendar.calendars.readonly"],
  },
  "calendar.calendars.readonly": {
    sentence: "See the names and settings of your calendars",
    sensitivity: "sensitive",
    access: "read",
  },
  "calendar.settings.readonly": {
    sentence: "See your calendar settings such as time zone",
    sensitivity: "non-sensitive",
    access: "read",
  },
  "calendar.acls": {
    sentence: "Change who your calendars are shared with",
    sensitivity: "sensitive",
    access: "write",
    covers: ["calendar.acls.readonly"],
  },
  "calendar.acls.readonly": {
    sentence: "See who your calendars are shared with",
    sensitivity: "sensitive",
    access: "read",
  },
  drive: {
    sentence: "See, change and delete all your Google Drive files",
    sensitivity: "restricted",
    access: "write",
    covers: ["drive.readonly", "drive.file", "drive.metadata", "drive.metadata.readonly"],
  },
  "drive.readonly": {
    sentence: "See and download all your Google Drive files",
    sensitivity: "restricted",
    access: "read",
    covers: ["drive.metadata.readonly"],
  },
  "drive.file": {
    sentence: "Work only with files it created or you picked for it",
    sensitivity: "non-sensitive",
    access: "write",
  },
  "drive.metadata": {
    sentence: "See and change names and details of all your Drive files, not their content",
    sensitivity: "restricted",
    access: "write",
    covers: ["drive.metadata.readonly"],
  },
  "drive.metadata.readonly": {
    sentence: "See names and details of all your Drive files, not their content",
    sensitivity: "restricted",
    access: "read",
  },
  "drive.appdata": {
    sentence: "Keep its own hidden settings in your Drive",
    sensitivity: "non-sensitive",
    access: "write",
  },
  "drive.meet.readonly": {
    sentence: "See Drive files made by Google Meet",
    sensitivity: "restricted",
    access: "read",
  },
  documents: {
    sentence: "See, change and delete all your Google Docs",
    sensitivity: "sensitive",
    access: "write",
    covers: ["documents.readonly"],
  },
  "documents.readonly": {
    sentence: "Read all your Google Docs",
    sensitivity: "sensitive",
    access: "read",
  },
  spreadsheets: {
    sentence: "See, change and delete all your Google Sheets",
    sensitivity: "sensitive",
    access: "write",
    covers: ["spreadsheets.readonly"],
  },
  "spreadsheets.readonly": {
    sentence: "Read all your Google Sheets",
    sensitivity: "sensitive",
    access: "read",
  },
  presentations: {
    sentence: "See, change and delete all your Google Slides",
    sensitivity: "sensitive",
    access: "write",
    covers: ["presentations.readonly"],
  },
  "presentations.readonly": {
    sentence: "Read all your Google Slides",
    sensitivity: "sensitive",
    access: "read",
  },
  tasks: {
    sentence: "See, create, change and delete your tasks",
    sensitivity: "sensitive",
    access: "write",
    covers: ["tasks.readonly"],
  },
  "tasks.readonly": {
    sentence: "See your tasks",
    sensitivity: "sensitive",
    access: "read",
  },
  contacts: {
    sentence: "See, change and delete your contacts",
    sensitivity: "sensitive",
    access: "write",
    covers: ["contacts.readonly"],
  },
  "contacts.readonly": {
    sentence: "See your contacts",
    sensitivity: "sensitive",
    access: "read",
  },
  "contacts.other.readonly": {
    sentence: "See people you have written with",
    sensitivity: "sensitive",
    access: "read",
  },
  "directory.readonly": {
    sentence: "Search your organisation's directory",
    sensitivity: "sensitive",
    access: "read",
  },
  "forms.body": {
    sentence: "See, change and delete all your Google Forms",
    sensitivity: "sensitive",
    access: "write",
    covers: ["forms.body.readonly"],
  },
  "forms.body.readonly": {
    sentence: "See the questions of all your Google Forms",
    sensitivity: "sensitive",
    access: "read",
  },
  "forms.responses.readonly": {
    sentence: "Read the answers to all your Google Forms",
    sensitivity: "sensitive",
    access: "read",
  },
  "meetings.space.created": {
    sentence: "Create meetings and manage only those",
    sensitivity: "sensitive",
    access: "write",
  },
  "meetings.space.readonly": {
    sentence: "See all your Google Meet meetings, people and transcripts",
    sensitivity: "sensitive",
    access: "read",
  },
  "meetings.space.settings": {
    sentence: "See and change the settings of your Google Meet calls",
    sensitivity: "non-sensitive",
    access: "write",
  },
} as const satisfies Readonly<Record<string, Row>>;

export type GoogleScope = keyof typeof table;

/** The full address of a scope, as it is asked for. */
export function scopeAddress(name: GoogleScope): string {
  return name === "mail.google.com"
    ? "https://mail.google.com/"
    : `https://www.googleapis.com/auth/${name}`;
}

/** Scopes of which any one suffices, narrowest first. Google has only tokens of people. */
export function anyOf(...names: readonly GoogleScope[]): ScopesByToken {
  return { user: names.map((name) => [scopeAddress(name)]) };
}

const rows = new Map<string, Row & { readonly name: GoogleScope }>(
  namesOf(table).map((name) => [scopeAddress(name), { ...table[name], name }]),
);

/** What a connector says of its scopes: all that its operations can ask for. */
export function scopesOf(operations: readonly Operation[]): readonly ScopeInfo[] {
  const named = operations.flatMap(({ scopes, scopesWhen = [] }) =>
    [scopes, ...scopesWhen.map((when) => when.scopes)].flatMap(({ user = [] }) => user.flat()),
  );
  return [...new Set(named)].flatMap((scope) => {
    const row = rows.get(scope);
    if (!row) return [];
    const { name: _, covers, ...info } = row;
    return [
      {
        scope,
        ...info,
        ...(covers ? { covers: covers.filter(isScope).map(scopeAddress) } : {}),
        tokens: ["user"] as const,
        source: "https://developers.google.com/identity/protocols/oauth2/scopes",
      },
    ];
  });
}

function isScope(name: string): name is GoogleScope {
  return Object.hasOwn(table, name);
}

function namesOf<Name extends string>(of: Readonly<Record<Name, Row>>): readonly Name[] {
  return Object.keys(of).filter((name): name is Name => Object.hasOwn(of, name));
}
