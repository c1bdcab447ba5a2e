/**
 * The scopes that the consent page knows, with sentences of its own: the stand-in is a second
 * opinion and takes nothing from the connectors.
 * https://developers.google.com/identity/protocols/oauth2/scopes
 */
const sentences: Readonly<Record<string, string>> = {
  "gmail.send": "Send email on your behalf",
  "gmail.readonly": "View your email messages and settings",
  "gmail.metadata": "View your email message metadata such as labels and headers, but not the body",
  "gmail.compose": "Manage drafts and send emails",
  "gmail.modify": "Read, compose and send emails, and change their labels",
  "gmail.labels": "See and edit your email labels",
  "gmail.insert": "Add emails into your mailbox",
  "gmail.settings.basic": "See, edit, create or change your email settings and filters",
  "gmail.settings.sharing": "Manage your sensitive mail settings",
  calendar: "See, edit, share and permanently delete all your calendars",
  "calendar.readonly": "See and download any calendar you can access",
  "calendar.events": "View and edit events on all your calendars",
  "calendar.events.readonly": "View events on all your calendars",
  "calendar.events.owned": "See, create, change and delete events on calendars you own",
  "calendar.events.owned.readonly": "See the events on calendars you own",
  "calendar.events.public.readonly": "See the events on public calendars",
  "calendar.events.freebusy": "See the availability on calendars you have access to",
  "calendar.freebusy": "View your availability in your calendars",
  "calendar.app.created": "Make secondary calendars, and see, change and delete events on them",
  "calendar.calendarlist": "See, add and remove calendars you're subscribed to",
  "calendar.calendarlist.readonly": "See the list of calendars you're subscribed to",
  "calendar.calendars": "See and change the properties of calendars, and create some",
  "calendar.calendars.readonly": "See the title, description and time zone of calendars",
  "calendar.settings.readonly": "View your calendar settings",
  "calendar.acls": "See and change the sharing permissions of calendars you own",
  "calendar.acls.readonly": "See the sharing permissions of calendars you own",
  drive: "See, edit, create and delete all of your Google Drive files",
  "drive.readonly": "See and download all your Google Drive files",
  "drive.file": "See, edit, create and delete only the files you use with this app",
  "drive.metadata": "View and manage metadata of files in your Google Drive",
  "drive.metadata.readonly": "See information about your Google Drive files",
  "drive.appdata": "See, create and delete its own configuration data in your Google Drive",
  "drive.meet.readonly": "See your Google Drive files created or edited by Google Meet",
  documents: "See, edit, create and delete all your Google Docs documents",
  "documents.readonly": "See all your Google Docs documents",
  spreadsheets: "See, edit, create and delete all your Google Sheets spreadsheets",
  "spreadsheets.readonly": "See all your Google Sheets spreadsheets",
  presentations: "See, edit, create and delete all your Google Slides presentations",
  "presentations.readonly": "See all your Google Slides presentations",
  tasks: "Create, edit, organise and delete all your tasks",
  "tasks.readonly": "View your tasks",
  contacts: "See, edit, download and permanently delete your contacts",
  "contacts.readonly": "See and download your contacts",
  "contacts.other.readonly": "See contact info automatically saved in your “Other contacts”",
  "directory.readonly": "See your organisation's directory",
  "forms.body": "See, edit, create and delete all your Google Forms forms",
  "forms.body.readonly": "See all your Google Forms forms",
  "forms.responses.readonly": "See all responses to your Google Forms forms",
  "meetings.space.created": "Create, edit and see information about meetings created by the app",
  "meetings.space.readonly": "Read information about any of your meetings",
  "meetings.space.settings": "Edit and see settings of all of your meetings",
};

const prefix = "https://www.googleapis.com/auth/";

/** Asked for by their short names, answered by the long ones. */
const shortNames: Readonly<Record<string, string>> = {
  email: `${prefix}userinfo.email`,
  profile: `${prefix}userinfo.profile`,
};

/** The scope as an answer names it. */
export function longName(scope: string): string {
  return shortNames[scope] ?? scope;
}

/** Sign-in itself, which has no box of its own. */
export function isIdentity(scope: string): boolean {
  return scope === "openid" || Object.values(shortNames).includes(longName(scope));
}

/** What a scope lets an app do; undefined where there is no such scope. */
export function sentenceOf(scope: string): string | undefined {
  if (scope === "https://mail.google.com/") {
    return "Read, compose, send and permanently delete all your email from Gmail";
  }
  const name = scope.startsWith(prefix) ? scope.slice(prefix.length) : "";
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined;
}
