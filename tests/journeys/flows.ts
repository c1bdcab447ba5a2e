import type { Example } from "../../src/catalog/connector.ts";

export interface Case {
  readonly flow: {
    readonly name: string;
    readonly description: string;
    readonly [member: string]: unknown;
  };
  readonly input?: unknown;
  /** Every scope that the function asks for, in the order of the alphabet. */
  readonly permissions: readonly string[];
  /** Every call of the run, in order. */
  readonly calls: readonly string[];
  /** Reads after the run, with text that stands in the answer, and text that must not. */
  readonly shows: readonly {
    readonly readBack: NonNullable<Example["readBack"]>;
    readonly text: string;
    readonly not?: string;
  }[];
}

const google = (scope: string) => `https://www.googleapis.com/auth/${scope}`;
const times = (count: number, operation: string) => Array.from({ length: count }, () => operation);
const manual = { trigger: { type: "manual" }, inputs: {} };
const leads = "1LeadsSheet2026";
const read = (operation: string, given: Readonly<Record<string, unknown>> = {}) => ({
  operation,
  with: given,
});

const titles = Array.from({ length: 120 }, (_, index) => `Parcel ${index + 1}`);

export const flows: readonly Case[] = [
  {
    flow: {
      ...manual,
      name: "logInvoices",
      description: "A row in a sheet for each email from billing",
      steps: [
        {
          id: "found",
          use: "gmail.users.messages.list",
          with: { from: "billing@hosting.example" },
        },
        {
          id: "emails",
          use: "gmail.users.messages.get",
          forEach: "${found.messages}",
          with: { id: "${item.id}" },
        },
        {
          id: "rows",
          use: "googlesheets.spreadsheets.values.append",
          forEach: "${emails}",
          with: {
            spreadsheetId: leads,
            record: { Name: "${item.subject}", Email: "${item.from}", Company: "Hosting" },
          },
        },
      ],
      output: { rows: "${rows.length}" },
    },
    permissions: [google("gmail.readonly"), google("spreadsheets")],
    calls: [
      "gmail.users.messages.list",
      "gmail.users.messages.get",
      "googlesheets.spreadsheets.values.get",
      "googlesheets.spreadsheets.values.append",
    ],
    shows: [
      {
        readBack: read("googlesheets.spreadsheets.values.get", {
          spreadsheetId: leads,
          range: "Leads!A1:D20",
        }),
        text: "Invoice 4711",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "callThoseWhoAnswered",
      description: "A calendar event for each form answer that left an address",
      steps: [
        {
          id: "answers",
          use: "googleforms.forms.responses.list",
          with: { formId: "1FeedbackForm2026", withTitles: true },
        },
        {
          id: "events",
          use: "googlecalendar.events.insert",
          forEach: "${answers.responses}",
          when: "${item.respondentEmail}",
          with: {
            summary: "Call ${item.respondentEmail}",
            description: '“${item.answers["How was the workshop?"]}”',
            start: "2027-03-01T10:00:00",
            durationMinutes: 15,
            timeZone: "Europe/Berlin",
          },
        },
      ],
      output: { events: "${events.length}" },
    },
    permissions: [
      google("calendar.events.owned"),
      google("forms.body.readonly"),
      google("forms.responses.readonly"),
    ],
    calls: [
      "googleforms.forms.get",
      "googleforms.forms.responses.list",
      ...times(2, "googlecalendar.events.insert"),
    ],
    shows: [
      {
        readBack: read("googlecalendar.events.list", { q: "Call" }),
        text: "“Too short”",
        not: "“Good”",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "planParcels",
      description: "A task for each title that is passed in",
      inputs: { titles: { type: "array" } },
      steps: [
        {
          id: "tasks",
          use: "googletasks.tasks.insert",
          forEach: "${inputs.titles}",
          with: { title: "${item}" },
        },
      ],
      output: { made: "${tasks.length}" },
    },
    input: { titles },
    permissions: [google("tasks")],
    calls: times(titles.length, "googletasks.tasks.insert"),
    shows: [{ readBack: read("googletasks.tasks.list", { maxResults: 100 }), text: "Parcel 120" }],
  },
  {
    flow: {
      ...manual,
      name: "countTasks",
      description: "Tasks read over two pages, their number posted to a channel",
      inputs: { most: { type: "number", default: 150 } },
      steps: [
        {
          id: "open",
          use: "googletasks.tasks.list",
          with: { maxResults: "${inputs.most}" },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          with: { channel: "#general", text: "Open tasks: ${open.items.length}" },
        },
      ],
    },
    input: { most: 110 },
    permissions: ["chat:write", google("tasks.readonly")],
    calls: [...times(2, "googletasks.tasks.list"), "slack.chat.postMessage"],
    shows: [
      {
        readBack: read("slack.conversations.history", { channel: "C01GENERAL" }),
        text: "Open tasks: 110",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "thankLeads",
      description: "An email to each row of a sheet",
      steps: [
        {
          id: "leads",
          use: "googlesheets.spreadsheets.values.get",
          with: { spreadsheetId: leads, range: "Leads!A1:D4" },
        },
        {
          id: "emails",
          use: "gmail.users.messages.send",
          forEach: "${leads.records}",
          when: "${item.Email}",
          with: {
            to: "${item.Email}",
            subject: "Grüße, ${item.Name}",
            body: "Thank you, ${item.Company}.",
          },
        },
      ],
      output: { sent: "${emails.length}" },
    },
    permissions: [google("gmail.send"), google("spreadsheets.readonly")],
    calls: ["googlesheets.spreadsheets.values.get", ...times(3, "gmail.users.messages.send")],
    shows: [
      {
        readBack: read("gmail.users.messages.list", { q: 'to:nora@example.org subject:"Grüße"' }),
        text: '"messages"',
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "startRegister",
      description: "A new spreadsheet, a row in it, and its link in a channel",
      steps: [
        {
          id: "sheet",
          use: "googlesheets.spreadsheets.create",
          with: { title: "Register", sheets: ["Entries"] },
        },
        {
          id: "header",
          use: "googlesheets.spreadsheets.values.append",
          with: {
            spreadsheetId: "${sheet.spreadsheetId}",
            range: "Entries!A1",
            values: [["Day", "Entry"]],
          },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          with: { channel: "C01GENERAL", text: "The register: ${sheet.spreadsheetUrl}" },
        },
      ],
      output: { id: "${sheet.spreadsheetId}" },
    },
    permissions: ["chat:write", google("drive.file")],
    calls: [
      "googlesheets.spreadsheets.create",
      "googlesheets.spreadsheets.values.append",
      "slack.chat.postMessage",
    ],
    shows: [
      {
        readBack: read("googlesheets.spreadsheets.values.get", {
          spreadsheetId: "${output.id}",
          range: "Entries!A1:B2",
        }),
        text: "Entry",
      },
      {
        readBack: read("slack.conversations.history", { channel: "C01GENERAL" }),
        text: "https://docs.google.com/spreadsheets/",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "copyBrief",
      description: "A copy of a document with words replaced, shared with a colleague",
      steps: [
        {
          id: "copy",
          use: "googledrive.files.copy",
          with: { fileId: "1ProjectBrief2026", name: "Brief for autumn" },
        },
        {
          id: "words",
          use: "googledocs.documents.batchUpdate",
          with: { documentId: "${copy.id}", find: "spring", replaceWith: "autumn" },
        },
        {
          id: "share",
          use: "googledrive.permissions.create",
          with: { fileId: "${copy.id}", emailAddress: "sam@example.com", role: "writer" },
        },
      ],
      output: { id: "${copy.id}" },
    },
    permissions: [google("drive")],
    calls: [
      "googledrive.files.copy",
      "googledocs.documents.batchUpdate",
      "googledrive.permissions.create",
    ],
    shows: [
      {
        readBack: read("googledocs.documents.get", { documentId: "${output.id}" }),
        text: "autumn",
        not: "spring",
      },
      {
        readBack: read("googledrive.permissions.list", { fileId: "${output.id}" }),
        text: "sam@example.com",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "inviteToMeet",
      description: "A Meet room, an event with its link, and an email about it",
      inputs: { guest: { type: "string" } },
      steps: [
        { id: "room", use: "googlemeet.spaces.create" },
        {
          id: "event",
          use: "googlecalendar.events.insert",
          with: {
            summary: "Kick-off",
            start: "2027-04-05T09:30:00",
            durationMinutes: 30,
            timeZone: "Europe/Berlin",
            location: "${room.meetingUri}",
          },
        },
        {
          id: "email",
          use: "gmail.users.messages.send",
          with: {
            to: "${inputs.guest}",
            subject: "Kick-off",
            body: "We meet at ${room.meetingUri}: ${event.htmlLink}",
          },
        },
      ],
      output: { event: "${event.id}", email: "${email.id}", room: "${room.meetingUri}" },
    },
    input: { guest: "sam@example.com" },
    permissions: [
      google("calendar.events.owned"),
      google("gmail.send"),
      google("meetings.space.created"),
    ],
    calls: [
      "googlemeet.spaces.create",
      "googlecalendar.events.insert",
      "gmail.users.messages.send",
    ],
    shows: [
      {
        readBack: read("googlecalendar.events.get", { eventId: "${output.event}" }),
        text: "https://meet.google.com/",
      },
      {
        readBack: read("gmail.users.messages.get", { id: "${output.email}" }),
        text: "Kick-off",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "keepRespondents",
      description: "A contact for each form answer with an address, their number posted",
      steps: [
        {
          id: "answers",
          use: "googleforms.forms.responses.list",
          with: { formId: "1FeedbackForm2026" },
        },
        {
          id: "contacts",
          use: "googlecontacts.people.createContact",
          forEach: "${answers.responses}",
          when: "${item.respondentEmail}",
          with: { givenName: "Guest", email: "${item.respondentEmail}" },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          when: "${contacts[0].resourceName}",
          with: { channel: "C01GENERAL", text: "New contacts: ${contacts.length}" },
        },
      ],
    },
    permissions: ["chat:write", google("contacts"), google("forms.responses.readonly")],
    calls: [
      "googleforms.forms.responses.list",
      ...times(2, "googlecontacts.people.createContact"),
      "slack.chat.postMessage",
    ],
    shows: [
      {
        readBack: read("googlecontacts.people.connections.list", {
          personFields: "names,emailAddresses",
        }),
        text: "ben@example.org",
      },
      {
        readBack: read("slack.conversations.history", { channel: "C01GENERAL" }),
        text: "New contacts: 2",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "supportToTasks",
      description: "Questions posted to a channel, then a task for each message there",
      inputs: { questions: { type: "array" } },
      steps: [
        {
          id: "asked",
          use: "slack.chat.postMessage",
          forEach: "${inputs.questions}",
          with: { channel: "#support", text: "${item}" },
        },
        {
          id: "messages",
          use: "slack.conversations.history",
          with: { channel: "#support", limit: 3 },
        },
        { id: "list", use: "googletasks.tasklists.insert", with: { title: "Support" } },
        {
          id: "tasks",
          use: "googletasks.tasks.insert",
          forEach: "${messages.messages}",
          when: "${item.text}",
          with: { tasklist: "${list.id}", title: "${item.text}", notes: "Written at ${item.ts}" },
        },
      ],
      output: { list: "${list.id}" },
    },
    input: { questions: ["Is the invoice sent?", "Who has the keys?"] },
    permissions: ["channels:history", "channels:read", "chat:write", google("tasks")],
    calls: [
      ...times(2, "slack.chat.postMessage"),
      "slack.conversations.list",
      "slack.conversations.history",
      "googletasks.tasklists.insert",
      ...times(3, "googletasks.tasks.insert"),
    ],
    shows: [
      {
        readBack: read("googletasks.tasks.list", { tasklist: "${output.list}" }),
        text: "Who has the keys?",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "deckForLead",
      description: "A slide with what the first row of a sheet says, noted in a new document",
      steps: [
        {
          id: "leads",
          use: "googlesheets.spreadsheets.values.get",
          with: { spreadsheetId: leads, range: "Leads!A1:D4" },
        },
        { id: "deck", use: "googleslides.presentations.create", with: { title: "Offer" } },
        {
          id: "slide",
          use: "googleslides.presentations.batchUpdate",
          with: {
            presentationId: "${deck.presentationId}",
            slideTitle: "${leads.records[0].Company}",
            slideBody: "Worth ${leads.records[0].Amount}",
          },
        },
        { id: "notes", use: "googledocs.documents.create", with: { title: "Notes on the offer" } },
        {
          id: "text",
          use: "googledocs.documents.batchUpdate",
          with: {
            documentId: "${notes.documentId}",
            text: "Slide: https://docs.google.com/presentation/d/${deck.presentationId}",
          },
        },
      ],
      output: { deck: "${deck.presentationId}", notes: "${notes.documentId}" },
    },
    permissions: [google("drive.file"), google("spreadsheets.readonly")],
    calls: [
      "googlesheets.spreadsheets.values.get",
      "googleslides.presentations.create",
      "googleslides.presentations.batchUpdate",
      "googledocs.documents.create",
      "googledocs.documents.batchUpdate",
    ],
    shows: [
      {
        readBack: read("googleslides.presentations.get", { presentationId: "${output.deck}" }),
        text: "Northwind",
      },
      {
        readBack: read("googledocs.documents.get", { documentId: "${output.notes}" }),
        text: "Slide: https://docs.google.com/presentation/d/",
      },
    ],
  },
];
