import type { Flow, FlowStep } from "../../flow/schema.ts";

/** Functions that tests change by a sentence: one of each kind that people have. */
function flow(name: string, steps: readonly FlowStep[], more: Partial<Flow> = {}): Flow {
  return {
    name,
    description: `What ${name} does.`,
    trigger: { type: "webhook" },
    inputs: {},
    steps: [...steps],
    ...more,
  };
}

const step = (id: string, use: string, values: FlowStep["with"]): FlowStep => ({
  id,
  use,
  with: values,
});

export const flows = {
  mail: flow("mailBoss", [
    step("email", "gmail.users.messages.send", {
      to: "boss@acme.test",
      subject: "Daily",
      body: "All fine.",
    }),
  ]),
  post: flow("postBuild", [
    step("message", "slack.chat.postMessage", { channel: "#builds", text: "build is green" }),
  ]),
  event: flow("planReview", [
    step("event", "googlecalendar.events.insert", {
      summary: "Review",
      start: "2027-03-02T10:00:00",
      end: "2027-03-02T11:00:00",
      timeZone: "Europe/Berlin",
      attendees: ["ann@acme.test"],
    }),
  ]),
  sheet: flow("reportCells", [
    step("cells", "googlesheets.spreadsheets.values.get", {
      spreadsheetId: "1ReportSheet7",
      range: "Data!A1:D20",
    }),
    step("message", "slack.chat.postMessage", { channel: "#reports", text: "${cells.values}" }),
  ]),
  three: flow(
    "onSignup",
    [
      step("contact", "hubspot.crm.contacts.create", { email: "${inputs.email}" }),
      step("rows", "googlesheets.spreadsheets.values.append", {
        spreadsheetId: "1SignupLog4",
        values: [["${inputs.email}"]],
      }),
      step("message", "slack.chat.postMessage", {
        channel: "#signups",
        text: "Somebody signed up",
      }),
    ],
    { inputs: { email: { type: "string", description: "Mail address" } } },
  ),
  task: flow("rememberCall", [
    step("task", "googletasks.tasks.insert", { title: "Call the bank", notes: "Ask for terms" }),
  ]),
  deal: flow("openDeal", [
    step("deal", "hubspot.crm.deals.create", {
      dealname: "Big one",
      dealstage: "appointmentscheduled",
    }),
  ]),
  page: flow("weeklyPage", [
    step("page", "notion.pages.create", {
      title: "Weekly notes",
      database_id: "aaaabbbbccccdddd1111222233334444",
    }),
  ]),
  copy: flow("copyTemplate", [
    step("file", "googledrive.files.copy", { fileId: "1Template55", name: "Fresh copy" }),
    step("email", "gmail.users.messages.send", {
      to: "team@acme.test",
      subject: "New file",
      body: "It is there.",
    }),
  ]),
  two: flow("tellTwo", [
    step("first", "slack.chat.postMessage", { channel: "#alpha", text: "started" }),
    step("second", "slack.chat.postMessage", { channel: "#beta", text: "finished" }),
  ]),
  history: flow(
    "readLogs",
    [step("messages", "slack.conversations.history", { channel: "C0LOGS123", limit: 20 })],
    { trigger: { type: "manual" } },
  ),
  nightly: flow(
    "nightly",
    [step("message", "slack.chat.postMessage", { channel: "#ops", text: "good night" })],
    { trigger: { type: "schedule", cron: "0 22 * * *", timezone: "Europe/Berlin" } },
  ),
  input: flow(
    "sayText",
    [step("message", "slack.chat.postMessage", { channel: "#general", text: "${inputs.text}" })],
    { inputs: { text: { type: "string", description: "Text of the message", default: "Hello" } } },
  ),
  search: flow("findDeals", [
    step("deals", "hubspot.crm.deals.search", { dealstage: "closedwon", limit: 50 }),
    step("message", "slack.chat.postMessage", { channel: "#sales", text: "Deals: ${deals.total}" }),
  ]),
  label: flow(
    "markMail",
    [
      step("emails", "gmail.users.messages.list", { from: "alerts@acme.test" }),
      step("marked", "gmail.users.messages.modify", {
        id: "${inputs.id}",
        removeLabelIds: ["UNREAD"],
      }),
    ],
    { inputs: { id: { type: "string", description: "Id of the email" } } },
  ),
  doc: flow("writeDoc", [
    step("document", "googledocs.documents.create", { title: "Minutes" }),
    step("text", "googledocs.documents.batchUpdate", {
      documentId: "${document.documentId}",
      text: "Present: all",
    }),
  ]),
  lead: flow(
    "newLead",
    [
      step("record", "salesforce.sobjects.create", {
        sobject: "Lead",
        LastName: "${inputs.lastName}",
        Company: "Acme",
      }),
    ],
    { inputs: { lastName: { type: "string", description: "Last name" } } },
  ),
  publish: flow("publishNews", [
    step("post", "linkedin.posts.create", { commentary: "We are hiring", visibility: "PUBLIC" }),
  ]),
  meet: flow("meetAndMail", [
    step("meeting", "googlemeet.spaces.create", {}),
    step("email", "gmail.users.messages.send", {
      to: "guest@acme.test",
      subject: "Call",
      body: "${meeting.meetingUri}",
    }),
  ]),
  channel: flow("newChannel", [
    step("channel", "slack.conversations.create", { name: "project-x" }),
    step("invited", "slack.conversations.invite", {
      channel: "${channel.channel.id}",
      users: "U0ANNA111",
    }),
  ]),
  share: flow("shareFile", [
    step("permission", "googledrive.permissions.create", {
      fileId: "1PlanFile99",
      type: "user",
      role: "reader",
      emailAddress: "ann@acme.test",
    }),
  ]),
  ticket: flow("followUp", [
    step("task", "hubspot.crm.tasks.create", { subject: "Call back", priority: "LOW" }),
  ]),
  linked: flow("copyAndTell", [
    step("file", "googledrive.files.copy", { fileId: "1Template55" }),
    step("message", "slack.chat.postMessage", {
      channel: "#files",
      text: "See ${file.webViewLink}",
    }),
    step("task", "googletasks.tasks.insert", { title: "Look at it" }),
  ]),
} as const satisfies Readonly<Record<string, Flow>>;
