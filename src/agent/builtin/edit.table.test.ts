import { describe, expect, test } from "vitest";
import { flows } from "./edit-flows.ts";
import { say, table } from "./edit-table.ts";

table("mail", [
  ["subject shall be Morning report", { with: { email: { subject: "Morning report" } } }],
  ["Subject: Good night everyone", { with: { email: { subject: "Good night everyone" } } }],
  ["the subject should be 'Hi'", { with: { email: { subject: "Hi" } } }],
  ["change subject to Weekly wrap up pls", { with: { email: { subject: "Weekly wrap up" } } }],
  ["betreff soll Abendbericht sein", { with: { email: { subject: "Abendbericht" } } }],
  ["ändere den Betreff auf „Bericht“", { with: { email: { subject: "Bericht" } } }],
  ["el asunto debe ser 'Informe'", { with: { email: { subject: "Informe" } } }],
  ["l'objet doit être « Rapport »", { with: { email: { subject: "Rapport" } } }],
  ["o assunto deve ser 'Relatório'", { with: { email: { subject: "Relatório" } } }],
  ["body: see the attached numbers", { with: { email: { body: "see the attached numbers" } } }],
  ["change the text to 'All good'", { with: { email: { body: "All good" } } }],
  ["cambia el texto a 'Todo bien'", { with: { email: { body: "Todo bien" } } }],
  ["mude o texto para 'Tudo certo'", { with: { email: { body: "Tudo certo" } } }],
  ["change le texte en 'Tout va bien'", { with: { email: { body: "Tout va bien" } } }],
  ["make the body 'Nothing new'", { with: { email: { body: "Nothing new" } } }],
  ["also cc ann@acme.test", { with: { email: { cc: "ann@acme.test" } } }],
  [
    "cc ann@acme.test and joe@acme.test",
    { with: { email: { cc: "ann@acme.test,joe@acme.test" } } },
  ],
  ["and bcc audit@acme.test too", { with: { email: { bcc: "audit@acme.test" } } }],
  ["in Kopie an ann@acme.test", { with: { email: { cc: "ann@acme.test" } } }],
  ["pon en copia a ann@acme.test", { with: { email: { cc: "ann@acme.test" } } }],
  ["mets ann@acme.test en copie", { with: { email: { cc: "ann@acme.test" } } }],
  ["coloca ann@acme.test em cópia", { with: { email: { cc: "ann@acme.test" } } }],
  ["send it to ann@acme.test instead", { with: { email: { to: "ann@acme.test" } } }],
  ["not boss@acme.test but chief@acme.test", { with: { email: { to: "chief@acme.test" } } }],
  ["chief@acme.test instead of boss@acme.test", { with: { email: { to: "chief@acme.test" } } }],
  ["also to joe@acme.test", { with: { email: { to: "boss@acme.test,joe@acme.test" } } }],
  ["add joe@acme.test as well", { with: { email: { to: "boss@acme.test,joe@acme.test" } } }],
  ["auch an joe@acme.test schicken", { with: { email: { to: "boss@acme.test,joe@acme.test" } } }],
  ["recipient: chief@acme.test", { with: { email: { to: "chief@acme.test" } } }],
  ["add 'Have a nice day' at the end", { with: { email: { body: "All fine. Have a nice day" } } }],
  ["start the text with 'Hi boss,'", { with: { email: { body: "Hi boss, All fine." } } }],
  ["as a draft, don't send", { use: { email: "gmail.users.drafts.create" } }],
  ["save it as draft instead of sending", { use: { email: "gmail.users.drafts.create" } }],
  ["don't send it, just save a draft", { use: { email: "gmail.users.drafts.create" } }],
  ["lieber als Entwurf speichern", { use: { email: "gmail.users.drafts.create" } }],
  [
    "subject Hello there, cc ann@acme.test",
    { with: { email: { subject: "Hello there", cc: "ann@acme.test" } } },
  ],
  ["no subject 'Daily' but 'Nightly'", { with: { email: { subject: "Nightly" } } }],
  [
    "include the order number in the text",
    {
      with: { email: { body: "All fine. Order number: ${inputs.orderNumber}" } },
      inputs: { orderNumber: { type: "string" } },
    },
  ],
  [
    "the address comes from my app, not fixed",
    { with: { email: { to: "${inputs.recipient}" } }, inputs: { recipient: { type: "string" } } },
  ],
  [
    "let me pass the subject",
    { with: { email: { subject: "${inputs.subject}" } }, inputs: { subject: { type: "string" } } },
  ],
  [
    "el destinatario viene de la app",
    { with: { email: { to: "${inputs.recipient}" } }, inputs: { recipient: { type: "string" } } },
  ],
  [
    "Betreff als Eingabe",
    { with: { email: { subject: "${inputs.subject}" } }, inputs: { subject: { type: "string" } } },
  ],
  [
    "then post 'mail is out' to slack #mails",
    { steps: ["email", ["slack.chat.postMessage", { channel: "#mails", text: "mail is out" }]] },
  ],
  [
    "and ping slack #mails after it",
    { steps: ["email", ["slack.chat.postMessage", { channel: "#mails", text: "All fine." }]] },
  ],
  [
    "avisa también en slack #correo",
    { steps: ["email", ["slack.chat.postMessage", { channel: "#correo", text: "All fine." }]] },
  ],
  [
    "avisa também no slack #correio",
    { steps: ["email", ["slack.chat.postMessage", { channel: "#correio", text: "All fine." }]] },
  ],
]);

table("post", [
  ["#deploys instead", { with: { message: { channel: "#deploys" } } }],
  ["put it in #deploys rather", { with: { message: { channel: "#deploys" } } }],
  ["no i meant #deploys", { with: { message: { channel: "#deploys" } } }],
  ["not #builds but #deploys", { with: { message: { channel: "#deploys" } } }],
  ["#deploys, not #builds", { with: { message: { channel: "#deploys" } } }],
  ["change channel from #builds to #deploys", { with: { message: { channel: "#deploys" } } }],
  ["nicht #builds sondern #deploys", { with: { message: { channel: "#deploys" } } }],
  ["mejor en #deploys en vez de #builds", { with: { message: { channel: "#deploys" } } }],
  ["plutôt dans #deploys", { with: { message: { channel: "#deploys" } } }],
  ["em vez de #builds usa #deploys", { with: { message: { channel: "#deploys" } } }],
  ["other channel: C0DEPLOY9", { with: { message: { channel: "C0DEPLOY9" } } }],
  [
    "make it 'build is red' instead of 'build is green'",
    { with: { message: { text: "build is red" } } },
  ],
  ["it should say build is blue", { with: { message: { text: "build is blue" } } }],
  [
    "add :tada: and post it in #deploys",
    { with: { message: { text: "build is green :tada:", channel: "#deploys" } } },
  ],
  [
    "also to #deploys",
    {
      steps: [
        "message",
        ["slack.chat.postMessage", { channel: "#deploys", text: "build is green" }],
      ],
    },
  ],
  [
    "#deploys too",
    {
      steps: [
        "message",
        ["slack.chat.postMessage", { channel: "#deploys", text: "build is green" }],
      ],
    },
  ],
  [
    "auch in #deploys posten",
    {
      steps: [
        "message",
        ["slack.chat.postMessage", { channel: "#deploys", text: "build is green" }],
      ],
    },
  ],
  [
    "también a #deploys",
    {
      steps: [
        "message",
        ["slack.chat.postMessage", { channel: "#deploys", text: "build is green" }],
      ],
    },
  ],
  [
    "aussi dans #deploys",
    {
      steps: [
        "message",
        ["slack.chat.postMessage", { channel: "#deploys", text: "build is green" }],
      ],
    },
  ],
  [
    "dm it to kim@acme.test, not the channel",
    {
      steps: [["slack.users.lookupByEmail", { email: "kim@acme.test" }], "message"],
      with: { message: { channel: "${person.user.id}" } },
    },
  ],
  ["in thread 1733000000.000200", { with: { message: { thread_ts: "1733000000.000200" } } }],
  [
    "reply in the thread instead of posting",
    {
      with: { message: { thread_ts: "${inputs.threadTs}" } },
      inputs: { threadTs: { type: "string" } },
    },
  ],
  [
    "channel should be an input",
    {
      with: { message: { channel: "${inputs.channel}" } },
      inputs: { channel: { type: "string" } },
    },
  ],
  [
    "then create a google task 'check build'",
    { steps: ["message", ["googletasks.tasks.insert", { title: "check build" }]] },
  ],
  [
    "also email the same text to lead@acme.test",
    {
      steps: [
        "message",
        ["gmail.users.messages.send", { to: "lead@acme.test", body: "build is green" }],
      ],
    },
  ],
  [
    "email it to lead@acme.test instead",
    { steps: [["gmail.users.messages.send", { to: "lead@acme.test", body: "build is green" }]] },
  ],
]);

table("event", [
  ["rename event to Big review", { with: { event: { summary: "Big review" } } }],
  ["call it 'Kickoff'", { with: { event: { summary: "Kickoff" } } }],
  ["title: Quarterly review", { with: { event: { summary: "Quarterly review" } } }],
  [
    "at 15:30 instead",
    { with: { event: { start: "2027-03-02T15:30:00", end: "2027-03-02T16:30:00" } } },
  ],
  [
    "lieber um 9 Uhr",
    { with: { event: { start: "2027-03-02T09:00:00", end: "2027-03-02T10:00:00" } } },
  ],
  [
    "on 2027-03-05 instead",
    { with: { event: { start: "2027-03-05T10:00:00", end: "2027-03-05T11:00:00" } } },
  ],
  [
    "add bob@acme.test as guest",
    { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } },
  ],
  [
    "invite bob@acme.test too",
    { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } },
  ],
  ["also bob@acme.test", { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } }],
  ["remove ann again", { with: { event: { attendees: undefined } } }],
  ["with description 'Bring numbers'", { with: { event: { description: "Bring numbers" } } }],
  ["location: Room 5", { with: { event: { location: "Room 5" } } }],
  ["ort: Raum 7", { with: { event: { location: "Raum 7" } } }],
  [
    "in calendar team99@group.calendar.google.com",
    { with: { event: { calendarId: "team99@group.calendar.google.com" } } },
  ],
  [
    "the one with id team99@group.calendar.google.com",
    { with: { event: { calendarId: "team99@group.calendar.google.com" } } },
  ],
  ["add a meet link", { with: { event: { meet: true } } }],
  ["el título debe ser 'Revisión'", { with: { event: { summary: "Revisión" } } }],
  ["nenne es „Rückblick“", { with: { event: { summary: "Rückblick" } } }],
  [
    "ajoute bob@acme.test comme invité",
    { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } },
  ],
]);

table("sheet", [
  ["use sheet 1OtherSheet9", { with: { cells: { spreadsheetId: "1OtherSheet9" } } }],
  ["sheet 1OtherSheet9 instead", { with: { cells: { spreadsheetId: "1OtherSheet9" } } }],
  ["range A1:B5 only", { with: { cells: { range: "Data!A1:B5" } } }],
  ["only Data!A1:B5", { with: { cells: { range: "Data!A1:B5" } } }],
  ["bereich Zahlen!A1:C3", { with: { cells: { range: "Zahlen!A1:C3" } } }],
  ["to channel #numbers instead", { with: { message: { channel: "#numbers" } } }],
  [
    "read Totals!A1:A9 and post it to #numbers",
    { with: { cells: { range: "Totals!A1:A9" }, message: { channel: "#numbers" } } },
  ],
  ["start with :bar_chart:", { with: { message: { text: ":bar_chart: ${cells.values}" } } }],
  ["usa la hoja 1OtraHoja44", { with: { cells: { spreadsheetId: "1OtraHoja44" } } }],
]);

table("three", [
  ["remove the sheet", { steps: ["contact", "message"] }],
  ["without the sheet please", { steps: ["contact", "message"] }],
  ["drop the slack step, not needed", { steps: ["contact", "rows"] }],
  ["no slack any more", { steps: ["contact", "rows"] }],
  ["slack raus", { steps: ["contact", "rows"] }],
  ["lass die Slack-Nachricht weg", { steps: ["contact", "rows"] }],
  ["quita slack", { steps: ["contact", "rows"] }],
  ["sin la hoja", { steps: ["contact", "message"] }],
  ["enlève le message slack", { steps: ["contact", "rows"] }],
  ["tira o slack", { steps: ["contact", "rows"] }],
  ["slack first then hubspot", { steps: ["message", "contact", "rows"] }],
  ["the slack message before the contact", { steps: ["message", "contact", "rows"] }],
  ["move slack to the front", { steps: ["message", "contact", "rows"] }],
  ["only the hubspot contact", { steps: ["contact"] }],
  ["nur slack", { steps: ["message"], inputs: {} }],
  ["last name 'Doe'", { with: { contact: { lastname: "Doe" } } }],
  [
    "post it in #new-users instead and use sheet 1SignupNew5",
    { with: { message: { channel: "#new-users" }, rows: { spreadsheetId: "1SignupNew5" } } },
  ],
  [
    "also mail welcome@acme.test 'new user'",
    {
      steps: [
        "contact",
        "rows",
        "message",
        ["gmail.users.messages.send", { to: "welcome@acme.test", body: "new user" }],
      ],
    },
  ],
]);

table("task", [
  ["title should be Call the landlord", { with: { task: { title: "Call the landlord" } } }],
  ["rename it to 'Call mum'", { with: { task: { title: "Call mum" } } }],
  ["notes: bring the contract", { with: { task: { notes: "bring the contract" } } }],
  ["due 2027-02-01", { with: { task: { due: "2027-02-01" } } }],
  ["no notes", { with: { task: { notes: undefined } } }],
  ["ohne Notiz", { with: { task: { notes: undefined } } }],
  [
    "and another task 'Call the lawyer'",
    { steps: ["task", ["googletasks.tasks.insert", { title: "Call the lawyer" }]] },
  ],
]);

table("deal", [
  ["stage closedwon", { with: { deal: { dealstage: "closedwon" } } }],
  ["set the stage to closedlost", { with: { deal: { dealstage: "closedlost" } } }],
  ["amount 5000", { with: { deal: { amount: "5000" } } }],
  ["add amount 5000", { with: { deal: { amount: "5000" } } }],
  ["name: Bigger one", { with: { deal: { dealname: "Bigger one" } } }],
  [
    "the amount comes from the app",
    { with: { deal: { amount: "${inputs.amount}" } }, inputs: { amount: {} } },
  ],
  [
    "make the amount optional",
    { with: { deal: { amount: "${inputs.amount}" } }, inputs: { amount: { required: false } } },
  ],
]);

table("page", [
  ['put "Agenda" as first paragraph', { with: { page: { markdown: "Agenda" } } }],
  ["title 'Monthly notes'", { with: { page: { title: "Monthly notes" } } }],
  [
    "in db 99998888777766665555444433332222",
    { with: { page: { database_id: "99998888777766665555444433332222" } } },
  ],
  [
    "then post the link to slack #notes",
    { steps: ["page", ["slack.chat.postMessage", { channel: "#notes", text: "${page.url}" }]] },
  ],
]);

table("copy", [
  ['name it "Spare copy"', { with: { file: { name: "Spare copy" } } }],
  ["put it in folder 1FolderAbc8", { with: { file: { parents: "1FolderAbc8" } } }],
  ["add the link to the mail", { with: { email: { body: "It is there. ${file.webViewLink}" } } }],
  ["no mail", { steps: ["file"] }],
  ["drop the email part", { steps: ["file"] }],
  ["ohne Mail", { steps: ["file"] }],
  ["je ne veux plus d'email", { steps: ["file"] }],
  ["copy 1Template77 instead", { with: { file: { fileId: "1Template77" } } }],
  [
    "mail goes to all@acme.test, subject: Template ready",
    { with: { email: { to: "all@acme.test", subject: "Template ready" } } },
  ],
]);

table("two", [
  ["drop the second message", { steps: ["first"] }],
  ["remove the first one", { steps: ["second"] }],
  ["swap the order", { steps: ["second", "first"] }],
  ["remove #alpha", { steps: ["second"] }],
  ["#gamma instead of #beta", { with: { second: { channel: "#gamma" } } }],
  ["the first message should go to #gamma", { with: { first: { channel: "#gamma" } } }],
]);

table("history", [
  ["20 is too few, take 100", { with: { messages: { limit: 100 } } }],
  ["limit 50", { with: { messages: { limit: 50 } } }],
  ["other channel: C0OTHER77", { with: { messages: { channel: "C0OTHER77" } } }],
]);

table("nightly", [
  [
    "post to #night instead and every 15 minutes",
    {
      with: { message: { channel: "#night" } },
      trigger: { type: "schedule", cron: "*/15 * * * *", timezone: "Europe/Berlin" },
    },
  ],
  ["text: sleep well", { with: { message: { text: "sleep well" } } }],
]);

table("input", [
  ["no input, always 'Hi all'", { with: { message: { text: "Hi all" } }, inputs: {} }],
  ["make text required", { inputs: { text: { type: "string" } } }],
  ["always post 'Hi all'", { with: { message: { text: "Hi all" } }, inputs: {} }],
]);

table("search", [
  ["only if amount is over 1000", { with: { deals: { minAmount: 1000 } } }],
  ["limit 10", { with: { deals: { limit: 10 } } }],
  ["only if there are any", { when: { message: "${deals.results[0]}" } }],
  ["stage should be contractsent", { with: { deals: { dealstage: "contractsent" } } }],
]);

table("label", [
  ["stop marking, only list", { steps: ["emails"], inputs: {} }],
  ["from ops@acme.test instead", { with: { emails: { from: "ops@acme.test" } } }],
  ["only unread ones", { with: { emails: { isUnread: true } } }],
]);

describe("nothing changes, and it asks or says no", () => {
  test.each([
    ["mail", "add carol"],
    ["mail", "only if the order is over 100"],
    ["mail", "send it to me instead"],
    ["mail", "remove the email"],
    ["mail", "make it prettier"],
    ["mail", "is it safe?"],
    ["linked", "remove the file copy"],
    ["mail", "who gets this?"],
    ["mail", "add an attachment"],
    ["mail", "change the subject"],
    ["mail", "delete everything in my inbox"],
    ["post", "make 3 copies"],
    ["event", "use the other calendar"],
    ["three", "remove everything"],
    ["post", "notify #ops if it fails"],
    ["sheet", "drop the sheet step"],
    ["sheet", "slack first, then the sheet"],
    ["post", "and add a trello card"],
    ["post", "#builds please"],
    ["mail", "the subject should be 'Daily'"],
  ] as const)("%s: %s", (name, prompt) => {
    expect(["ask", "decline", "question"]).toContain(say(prompt, flows[name]).kind);
  });
});

describe("an answer on the next line", () => {
  test.each([
    ["change the subject\nGood evening", { subject: "Good evening" }],
    ["change the subject\n'Good evening'", { subject: "Good evening" }],
    ["change the text\nAll is well", { body: "All is well" }],
  ])("%s", (prompt, values) => {
    expect(say(prompt, flows.mail)).toMatchObject({
      kind: "edit",
      flow: { steps: [{ with: { ...flows.mail.steps[0]?.with, ...values } }] },
    });
  });
});

describe("a second function", () => {
  test.each([
    "new function: post 'bye' to #office in slack",
    "now make another function that mails joe@acme.test 'hi'",
    "every friday at 16:00 send a slack message 'weekend' to #office",
    "neue Funktion: schick eine Slack-Nachricht 'Hallo' an #buero",
  ])("%s", (prompt) => {
    expect(say(prompt, flows.three)).toMatchObject({ kind: "create" });
  });
});
