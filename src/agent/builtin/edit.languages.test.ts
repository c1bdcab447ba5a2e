import { table } from "./edit-table.ts";

table("mail", [
  ["pls change the recipient to sales@acme.test", { with: { email: { to: "sales@acme.test" } } }],
  ["can u also put joe@acme.test in cc", { with: { email: { cc: "joe@acme.test" } } }],
  ["no cc needed, just bcc archive@acme.test", { with: { email: { bcc: "archive@acme.test" } } }],
  [
    "the text should be Everything is green today and the subject Green",
    { with: { email: { body: "Everything is green today", subject: "Green" } } },
  ],
  ["subjct: Hola", { with: { email: { subject: "Hola" } } }],
  ["replace 'All fine.' with 'All broken.'", { with: { email: { body: "All broken." } } }],
  ["change boss@acme.test to ceo@acme.test", { with: { email: { to: "ceo@acme.test" } } }],
  ["reply to support@acme.test", { with: { email: { replyTo: "support@acme.test" } } }],
  [
    "after sending, add a row to sheet 1MailLog77",
    {
      steps: [
        "email",
        [
          "googlesheets.spreadsheets.values.append",
          { spreadsheetId: "1MailLog77", values: "${inputs.values}" },
        ],
      ],
      inputs: { values: { type: "array" } },
    },
  ],
  [
    "before that create a doc called Notes",
    { steps: [["googledocs.documents.create", { title: "Notes" }], "email"] },
  ],
  [
    "first get the sheet 1Numbers88 range A1:C9",
    {
      steps: [
        ["googlesheets.spreadsheets.values.get", { spreadsheetId: "1Numbers88", range: "A1:C9" }],
        "email",
      ],
    },
  ],
  [
    "the caller should pass the subject and the text",
    {
      with: { email: { subject: "${inputs.subject}", body: "${inputs.body}" } },
      inputs: { subject: { type: "string" }, body: { type: "string" } },
    },
  ],
  ["asunto: Buenas noches", { with: { email: { subject: "Buenas noches" } } }],
  ["quiero que el asunto sea 'Resumen'", { with: { email: { subject: "Resumen" } } }],
  ["mejor a jefa@acme.test", { with: { email: { to: "jefa@acme.test" } } }],
  ["quita el asunto", { with: { email: { subject: undefined } } }],
  ["que el texto diga 'Todo listo'", { with: { email: { body: "Todo listo" } } }],
  ["añade 'Saludos' al final", { with: { email: { body: "All fine. Saludos" } } }],
  ["agrega a joe@acme.test en copia oculta", { with: { email: { bcc: "joe@acme.test" } } }],
  ["no lo mandes, guarda un borrador", { use: { email: "gmail.users.drafts.create" } }],
  ["Text bitte ändern in 'Alles gut'", { with: { email: { body: "Alles gut" } } }],
  ["ans Ende noch 'Viele Grüße'", { with: { email: { body: "All fine. Viele Grüße" } } }],
  ["setz joe@acme.test in bcc", { with: { email: { bcc: "joe@acme.test" } } }],
  ["nimm den Betreff raus", { with: { email: { subject: undefined } } }],
  [
    "Empfänger soll aus der App kommen",
    {
      with: { email: { to: "${inputs.recipient}" } },
      inputs: { recipient: { type: "string" } },
    },
  ],
  ["schick es stattdessen an chefin@acme.test", { with: { email: { to: "chefin@acme.test" } } }],
  ["objet: Bonsoir", { with: { email: { subject: "Bonsoir" } } }],
  ["enlève l'objet", { with: { email: { subject: undefined } } }],
  ["ajoute « À demain » à la fin", { with: { email: { body: "All fine. À demain" } } }],
  ["au lieu de boss@acme.test mets chef@acme.test", { with: { email: { to: "chef@acme.test" } } }],
  ["garde-le en brouillon", { use: { email: "gmail.users.drafts.create" } }],
  ["assunto: Boa noite", { with: { email: { subject: "Boa noite" } } }],
  ["tira o assunto", { with: { email: { subject: undefined } } }],
  ["acrescenta 'Abraço' no final", { with: { email: { body: "All fine. Abraço" } } }],
  ["troca boss@acme.test por chefe@acme.test", { with: { email: { to: "chefe@acme.test" } } }],
  ["salva como rascunho", { use: { email: "gmail.users.drafts.create" } }],
]);

table("event", [
  [
    "move it to 14:00",
    { with: { event: { start: "2027-03-02T14:00:00", end: "2027-03-02T15:00:00" } } },
  ],
  ["make it 2 hours", { with: { event: { end: "2027-03-02T12:00:00" } } }],
  [
    "verschieb auf 2027-03-09",
    { with: { event: { start: "2027-03-09T10:00:00", end: "2027-03-09T11:00:00" } } },
  ],
  [
    "mueve el evento a las 16:00",
    { with: { event: { start: "2027-03-02T16:00:00", end: "2027-03-02T17:00:00" } } },
  ],
  [
    "à 15h plutôt",
    { with: { event: { start: "2027-03-02T15:00:00", end: "2027-03-02T16:00:00" } } },
  ],
  ["às 16:00", { with: { event: { start: "2027-03-02T16:00:00", end: "2027-03-02T17:00:00" } } }],
  ["uninvite ann@acme.test", { with: { event: { attendees: undefined } } }],
  ["title → Demo day", { with: { event: { summary: "Demo day" } } }],
  ["make it private", { with: { event: { visibility: "private" } } }],
  ["add note 'bring laptop'", { with: { event: { description: "bring laptop" } } }],
  [
    "use bob@acme.test instead of ann@acme.test",
    { with: { event: { attendees: ["bob@acme.test"] } } },
  ],
  [
    "bob@acme.test should also come",
    { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } },
  ],
  [
    "lad auch bob@acme.test ein",
    { with: { event: { attendees: ["ann@acme.test", "bob@acme.test"] } } },
  ],
  ["ohne Gäste", { with: { event: { attendees: undefined } } }],
  ["sem convidados", { with: { event: { attendees: undefined } } }],
  ["muda o título para 'Fecho'", { with: { event: { summary: "Fecho" } } }],
  [
    "make a google doc first called 'Review notes'",
    { steps: [["googledocs.documents.create", { title: "Review notes" }], "event"] },
  ],
]);

table("sheet", [
  [
    "read from sheet 1NewOne555, tab Sales!A1:F9",
    { with: { cells: { spreadsheetId: "1NewOne555", range: "Sales!A1:F9" } } },
  ],
  ["don't post, just read", { steps: ["cells"] }],
  ["skip the slack part", { steps: ["cells"] }],
  ["nur bis B5, also A1:B5", { with: { cells: { range: "Data!A1:B5" } } }],
]);

table("three", [
  ["swap slack and the sheet", { steps: ["contact", "message", "rows"] }],
  ["do the sheet last", { steps: ["contact", "message", "rows"] }],
  ["the slack text should be New user!", { with: { message: { text: "New user!" } } }],
  [
    "post 'New signup' instead of 'Somebody signed up'",
    { with: { message: { text: "New signup" } } },
  ],
  [
    "include the email in the slack message",
    { with: { message: { text: "Somebody signed up ${inputs.email}" } } },
  ],
  [
    "in the sheet also add the name",
    {
      with: { rows: { values: [["${inputs.email}", "${inputs.name}"]] } },
      inputs: { email: { type: "string" }, name: { type: "string" } },
    },
  ],
  ["schmeiß die tabelle raus", { steps: ["contact", "message"] }],
  ["slack brauchen wir nicht mehr", { steps: ["contact", "rows"] }],
  ["ya no quiero slack", { steps: ["contact", "rows"] }],
  ["supprime l'étape slack", { steps: ["contact", "rows"] }],
  ["primeiro o slack", { steps: ["message", "contact", "rows"] }],
  ["só o contato", { steps: ["contact"] }],
]);

table("meet", [
  [
    "add 'See you at 9' to the mail",
    { with: { email: { body: "${meeting.meetingUri} See you at 9" } } },
  ],
  [
    "dont mail, post the link to slack #calls",
    {
      steps: [
        "meeting",
        ["slack.chat.postMessage", { channel: "#calls", text: "${meeting.meetingUri}" }],
      ],
    },
  ],
]);

table("publish", [
  ["only for connections", { with: { post: { visibility: "CONNECTIONS" } } }],
  ["add a link https://acme.test/jobs", { with: { post: { url: "https://acme.test/jobs" } } }],
]);

table("channel", [
  ["private", { with: { channel: { is_private: true } } }],
  ["also invite U0BEN2222", { with: { invited: { users: "U0ANNA111,U0BEN2222" } } }],
  ["dont invite anyone", { steps: ["channel"] }],
]);

table("lead", [
  ["make it a Contact instead", { with: { record: { sobject: "Contact" } } }],
  ["set company to Globex", { with: { record: { Company: "Globex" } } }],
  ["status Working", { with: { record: { Status: "Working" } } }],
]);

table("share", [
  ["as writer", { with: { permission: { role: "writer" } } }],
  ["role writer instead of reader", { with: { permission: { role: "writer" } } }],
  ["bob@acme.test instead", { with: { permission: { emailAddress: "bob@acme.test" } } }],
]);

table("ticket", [
  ["hoch statt niedrig", { with: { task: { priority: "HIGH" } } }],
  ["prioridad media", { with: { task: { priority: "MEDIUM" } } }],
  ["due tomorrow", { with: { task: { due: "2027-01-12" } } }],
  ["notes 'urgent one'", { with: { task: { body: "urgent one" } } }],
]);

table("deal", [["close date 2027-06-01", { with: { deal: { closedate: "2027-06-01" } } }]]);

table("copy", [
  ["into folder 1Fold77aa and named 'Z'", { with: { file: { parents: "1Fold77aa", name: "Z" } } }],
]);

table("task", [["put it on list 1ListAbc77", { with: { task: { tasklist: "1ListAbc77" } } }]]);

table("event", [
  [
    "2027-03-03 not 2027-03-02",
    { with: { event: { start: "2027-03-03T10:00:00", end: "2027-03-03T11:00:00" } } },
  ],
]);

table("mail", [
  [
    "Nice, thank you. Would you mind adding that it goes in copy to teach@acme.test?",
    { with: { email: { cc: "teach@acme.test" } } },
  ],
  ["Lovely! The title of the mail should read 'News'.", { with: { email: { subject: "News" } } }],
  [
    "ok then a google task 'ring them'",
    { steps: ["email", ["googletasks.tasks.insert", { title: "ring them" }]] },
  ],
]);

table("three", [
  ["I don't think we need the spreadsheet anymore.", { steps: ["contact", "message"] }],
]);

table("two", [
  ["no #beta", { steps: ["first"] }],
  ["the second one to #gamma", { with: { second: { channel: "#gamma" } } }],
]);

table("page", [["rename to Monthly", { with: { page: { title: "Monthly" } } }]]);

table("channel", [["call it launch-q3", { with: { channel: { name: "launch-q3" } } }]]);

table("task", [
  [
    "also add it to slack #todo",
    { steps: ["task", ["slack.chat.postMessage", { channel: "#todo", text: "Ask for terms" }]] },
  ],
]);

table("mail", [
  [
    "post 'x' to #general",
    { steps: ["email", ["slack.chat.postMessage", { channel: "#general", text: "x" }]] },
  ],
]);
