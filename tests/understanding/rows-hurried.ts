import type { Row } from "./rows.ts";

/** Short and hurried, several values at once, values beside what starts the function. */
export const hurriedRows: readonly Row[] = [
  [
    "can u email the report to lisa@x.test with subject Report",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Report" },
  ],
  [
    "email lisa@x.test & max@x.test: 'lunch?'",
    "gmail.users.messages.send",
    { to: "lisa@x.test,max@x.test", body: "lunch?" },
  ],
  [
    "when my app calls, mail lisa@x.test subject 'Hi' body 'Yo'",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Hi", body: "Yo" },
  ],
  [
    "every monday at 9 email lisa@x.test with subject Weekly plan and body please fill in",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Weekly plan", body: "please fill in" },
  ],
  [
    "email lisa@x.test with subject Weekly plan every monday at 9",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Weekly plan" },
  ],
  [
    "jeden Montag um 9 Mail an lisa@x.test mit Betreff Wochenplan",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Wochenplan" },
  ],
  [
    'send lisa@x.test the message "Order shipped" with subject "Your order"',
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Your order", body: "Order shipped" },
  ],
  [
    "reply to lisa@x.test saying thanks a lot",
    "gmail.users.messages.send",
    { to: "lisa@x.test", body: "thanks a lot" },
  ],
  [
    "email lisa@x.test title: Big sale, content: 20% off",
    "gmail.users.messages.send",
    { to: "lisa@x.test", subject: "Big sale", body: "20% off" },
  ],
  [
    "email from me to lisa@x.test, bcc log@x.test, subject 'x'",
    "gmail.users.messages.send",
    { to: "lisa@x.test", bcc: "log@x.test", subject: "x" },
  ],
  [
    "search for emails from no-reply@shop.test with subject 'Order'",
    "gmail.users.messages.list",
    { from: "no-reply@shop.test", subject: "Order" },
  ],
  [
    "get the latest 2 emails from lisa@x.test",
    "gmail.users.messages.list",
    { from: "lisa@x.test", maxResults: 2 },
  ],
  [
    "hol die letzten fünf Mails von lisa@x.test",
    "gmail.users.messages.list",
    { from: "lisa@x.test", maxResults: 5 },
  ],
  ["unread emails about refunds", "gmail.users.messages.list", { isUnread: true, q: "refunds" }],
  [
    "book a meeting titled 1:1 with lisa@x.test on 2027-05-05 at 10:00",
    "googlecalendar.events.insert",
    {
      summary: "1:1",
      start: "2027-05-05T10:00:00",
      timeZone: "Europe/Berlin",
      attendees: ["lisa@x.test"],
    },
  ],
  [
    'create an all hands event on 2027-05-05 at 16:00 called "All hands", guests lisa@x.test, max@x.test',
    "googlecalendar.events.insert",
    {
      summary: "All hands",
      start: "2027-05-05T16:00:00",
      timeZone: "Europe/Berlin",
      attendees: ["lisa@x.test", "max@x.test"],
    },
  ],
  [
    "add event Pilates to calendar Fitness on 2027-05-05 at 18:00",
    "googlecalendar.events.insert",
    {
      calendarId: "Fitness",
      summary: "Pilates",
      start: "2027-05-05T18:00:00",
      timeZone: "Europe/Berlin",
    },
  ],
  [
    "what's on my calendar Work, next 10 events",
    "googlecalendar.events.list",
    { calendarId: "Work", maxResults: 10 },
  ],
  [
    "move event kq82ls9 to 2027-05-05 14:00",
    "googlecalendar.events.patch",
    { eventId: "kq82ls9", start: "2027-05-05T14:00:00", timeZone: "Europe/Berlin" },
  ],
  ["delete the event with id kq82ls9", "googlecalendar.events.delete", { eventId: "kq82ls9" }],
  [
    'drive: make folder "Taxes" in folder 1TopFld9',
    "googledrive.files.create",
    { name: "Taxes", parents: "1TopFld9", isFolder: true },
  ],
  ["create folder Kunden in drive", "googledrive.files.create", { name: "Kunden", isFolder: true }],
  [
    "upload report.csv with content 'a,b' into folder 1TopFld9",
    "googledrive.files.create",
    { name: "report.csv", content: "a,b", parents: "1TopFld9" },
  ],
  ["find the file called Roadmap in drive", "googledrive.files.list", { name: "Roadmap" }],
  ["files in drive folder 1TopFld9", "googledrive.files.list", { folderId: "1TopFld9" }],
  [
    "give lisa@x.test write access to the file 1FileAa7",
    "googledrive.permissions.create",
    { fileId: "1FileAa7", emailAddress: "lisa@x.test" },
  ],
  [
    "export doc 1FileAa7 to pdf",
    "googledrive.files.export",
    { fileId: "1FileAa7", mimeType: "application/pdf" },
  ],
  ["trash drive file 1FileAa7", "googledrive.files.update", { fileId: "1FileAa7", trashed: true }],
  ['new doc titled "Q&A" please', "googledocs.documents.create", { title: "Q&A" }],
  [
    "add 'Chapter 2' to the doc named Novel",
    "googledocs.documents.batchUpdate",
    { documentId: "Novel", text: "Chapter 2" },
  ],
  [
    'append "bye" to https://docs.google.com/document/d/1LongDocumentId_xyz-123/edit?usp=sharing',
    "googledocs.documents.batchUpdate",
    { documentId: "1LongDocumentId_xyz-123", text: "bye" },
  ],
  [
    "replace [DATE] with 2027-01-01 in doc 1FileAa7",
    "googledocs.documents.batchUpdate",
    { documentId: "1FileAa7", find: "[DATE]", replaceWith: "2027-01-01" },
  ],
  [
    "log a row: 2027-01-01, Sale, 99.5 in sheet 1BookKp3",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1BookKp3", values: [["2027-01-01", "Sale", 99.5]] },
  ],
  [
    'append ["x", 1] as a row to sheet 1BookKp3 tab Log',
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1BookKp3", range: "Log", values: [["x", 1]] },
  ],
  [
    "add a row to the Expenses sheet with Taxi, 23",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "Expenses", values: [["Taxi", 23]] },
  ],
  [
    "lies Zelle C7 aus Tabelle 1BookKp3",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1BookKp3", range: "C7" },
  ],
  [
    "read range A1:D20 in tab Orders of sheet 1BookKp3",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1BookKp3", range: "Orders!A1:D20" },
  ],
  [
    "set A2 in sheet 1BookKp3 to hello",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1BookKp3", range: "A2", values: [["hello"]] },
  ],
  [
    "task Buy stamps in list Errands",
    "googletasks.tasks.insert",
    { title: "Buy stamps", tasklist: "Errands" },
  ],
  ["remind me in google tasks to 'call mum'", "googletasks.tasks.insert", { title: "call mum" }],
  [
    "create contact lisa@x.test with first name Lisa and last name Stern",
    "googlecontacts.people.createContact",
    { givenName: "Lisa", familyName: "Stern", email: "lisa@x.test" },
  ],
  [
    'post a message in #ops: "backup: ok"',
    "slack.chat.postMessage",
    { channel: "#ops", text: "backup: ok" },
  ],
  [
    "every day at 8 post 'good morning' to #team and #all",
    "slack.chat.postMessage",
    { channel: "#team", text: "good morning" },
  ],
  [
    "dm U0AA11BB22 saying ur build is done",
    "slack.chat.postMessage",
    { channel: "U0AA11BB22", text: "ur build is done" },
  ],
  [
    "send @lisa a slack dm 'coffee?'",
    "slack.chat.postMessage",
    { channel: "@lisa", text: "coffee?" },
  ],
  [
    "message #ops when my app calls: new order in",
    "slack.chat.postMessage",
    { channel: "#ops", text: "new order in" },
  ],
  [
    "schicke 'Feierabend!' in den Channel #team",
    "slack.chat.postMessage",
    { channel: "#team", text: "Feierabend!" },
  ],
  [
    "poste « c'est l'heure » dans #equipe",
    "slack.chat.postMessage",
    { channel: "#equipe", text: "c'est l'heure" },
  ],
  [
    "publica 'Ya está' en el canal #avisos",
    "slack.chat.postMessage",
    { channel: "#avisos", text: "Ya está" },
  ],
  [
    "react 👍 to 1733333333.000200 in #ops",
    "slack.reactions.add",
    { channel: "#ops", timestamp: "1733333333.000200", name: "+1" },
  ],
  [
    "answer in thread 1733333333.000200 of #ops 'done'",
    "slack.chat.postMessage",
    { channel: "#ops", text: "done", thread_ts: "1733333333.000200" },
  ],
  ["last 50 msgs of #ops", "slack.conversations.history", { channel: "#ops", limit: 50 }],
  [
    "set #ops topic to 'freeze until monday'",
    "slack.conversations.setTopic",
    { channel: "#ops", topic: "freeze until monday" },
  ],
  [
    "change #ops description to 'alerts only'",
    "slack.conversations.setPurpose",
    { channel: "#ops", purpose: "alerts only" },
  ],
  [
    "rename #ops to ops-archive",
    "slack.conversations.rename",
    { channel: "#ops", name: "ops-archive" },
  ],
  ["add lisa and @max to #ops", "slack.conversations.invite", { channel: "#ops", users: "@max" }],
  [
    "notion: new page called Notes for May under page 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "notion.pages.create",
    { title: "Notes for May", page_id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d" },
  ],
  [
    "neue Notion-Seite „Protokoll“ in Datenbank 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "notion.pages.create",
    { title: "Protokoll", database_id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d" },
  ],
  [
    "add row to notion db 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d with Name Desk, Price 120",
    "notion.pages.create",
    { title: "Desk", database_id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", record: { Price: 120 } },
  ],
  [
    "write 'shipped' on notion page 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
    "notion.blocks.children.append",
    { block_id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", text: "shipped" },
  ],
  [
    "comment on notion page 1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d: please review",
    "notion.comments.create",
    { page_id: "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d", text: "please review" },
  ],
  ["notion search Budget 2027", "notion.search", { query: "Budget 2027" }],
  [
    "create salesforce account Initech",
    "salesforce.sobjects.create",
    { sobject: "Account", Name: "Initech" },
  ],
  [
    "salesforce case 'Late delivery' priority high",
    "salesforce.sobjects.create",
    { sobject: "Case", Subject: "Late delivery", fields: { Priority: "high" } },
  ],
  [
    "crie um lead no salesforce com sobrenome Souza e empresa Café Ltda",
    "salesforce.sobjects.create",
    { sobject: "Lead", LastName: "Souza", Company: "Café Ltda" },
  ],
  [
    "ändere den Status von Salesforce Lead 00Q1x00000AbCdE auf Qualified",
    "salesforce.sobjects.update",
    { sobject: "Lead", id: "00Q1x00000AbCdE", Status: "Qualified" },
  ],
  [
    "get salesforce opportunity 0061x00000AbCdE",
    "salesforce.sobjects.retrieve",
    { sobject: "Opportunity", id: "0061x00000AbCdE" },
  ],
  ["find 10 salesforce leads", "salesforce.query", { sobject: "Lead", limit: 10 }],
  [
    "hubspot: add contact Lisa Stern, lisa@x.test",
    "hubspot.crm.contacts.create",
    { email: "lisa@x.test", firstname: "Lisa", lastname: "Stern" },
  ],
  [
    "new contact in hubspot with email lisa@x.test and company Stern GmbH",
    "hubspot.crm.contacts.create",
    { email: "lisa@x.test", company: "Stern GmbH" },
  ],
  [
    "new deal in hubspot: name Renewal, amount 12000, stage contractsent",
    "hubspot.crm.deals.create",
    { dealname: "Renewal", amount: "12000", dealstage: "contractsent" },
  ],
  [
    "deal 334455 stage Closed Won",
    "hubspot.crm.deals.update",
    { dealId: "334455", dealstage: "Closed Won" },
  ],
  [
    "déplace le deal 334455 vers closedwon",
    "hubspot.crm.deals.update",
    { dealId: "334455", dealstage: "closedwon" },
  ],
  ["hubspot deals above 20k", "hubspot.crm.deals.search", { minAmount: 20000 }],
  ["find the company Initech in hubspot", "hubspot.crm.companies.search", { name: "Initech" }],
  [
    "search hubspot contacts for lisa@x.test",
    "hubspot.crm.contacts.search",
    { email: "lisa@x.test" },
  ],
  [
    "change the phone number of hubspot contact 112233 to 555 0199",
    "hubspot.crm.contacts.update",
    { contactId: "112233", phone: "555 0199" },
  ],
  [
    'log note "left voicemail" on deal 334455',
    "hubspot.crm.notes.create",
    { dealId: "334455", text: "left voicemail" },
  ],
  [
    "linkedin: 'we raised' with link https://x.test/news",
    "linkedin.posts.create",
    { commentary: "we raised", url: "https://x.test/news" },
  ],
  [
    "post on linkedin saying our beta is open",
    "linkedin.posts.create",
    { commentary: "our beta is open" },
  ],
  [
    "publish https://v.x.test/c.mp4 on tiktok, caption: day one at work",
    "tiktok.post.publish.video.init",
    { video_url: "https://v.x.test/c.mp4", title: "day one at work" },
  ],
  [
    "add question 'Age?' to the form 1FrmQq8",
    "googleforms.forms.batchUpdate",
    { formId: "1FrmQq8", question: "Age?" },
  ],
];
