import type { Row } from "./rows.ts";

/** Values for Google's tools. */
export const googleRows: readonly Row[] = [
  // Mail: who, what about, what
  [
    "email kim@acme.test subject Lunch body see you at noon",
    "gmail.users.messages.send",
    { to: "kim@acme.test", subject: "Lunch", body: "see you at noon" },
  ],
  [
    "send an email to lee@corp.test saying the build is green",
    "gmail.users.messages.send",
    { to: "lee@corp.test", body: "the build is green" },
  ],
  [
    "send an email to lee@corp.test saying 'the build is green'",
    "gmail.users.messages.send",
    { to: "lee@corp.test", body: "the build is green" },
  ],
  [
    "mail lee@corp.test with the subject 'Numbers' and the text 'All good.'",
    "gmail.users.messages.send",
    { to: "lee@corp.test", subject: "Numbers", body: "All good." },
  ],
  [
    'mail lee@corp.test and cc ann@corp.test, subject "Plan", body "Attached"',
    "gmail.users.messages.send",
    { to: "lee@corp.test", cc: "ann@corp.test", subject: "Plan", body: "Attached" },
  ],
  [
    "email lee@corp.test, bcc audit@corp.test: 'please sign'",
    "gmail.users.messages.send",
    { to: "lee@corp.test", bcc: "audit@corp.test", body: "please sign" },
  ],
  [
    "email a@x.test, b@x.test and c@x.test 'we moved'",
    "gmail.users.messages.send",
    { to: "a@x.test,b@x.test,c@x.test", body: "we moved" },
  ],
  [
    "schick eine Mail an lager@acme.test mit Betreff Inventur und Text bitte zählen",
    "gmail.users.messages.send",
    { to: "lager@acme.test", subject: "Inventur", body: "bitte zählen" },
  ],
  [
    "Schreib eine E-Mail an ute@firma.test, Betreff: Termin, Text: bis morgen",
    "gmail.users.messages.send",
    { to: "ute@firma.test", subject: "Termin", body: "bis morgen" },
  ],
  [
    "sende eine Mail an ute@firma.test in Kopie chef@firma.test mit dem Betreff 'Bericht'",
    "gmail.users.messages.send",
    { to: "ute@firma.test", cc: "chef@firma.test", subject: "Bericht" },
  ],
  [
    "envía un correo a rosa@tienda.test con el asunto Pedido y el texto ya salió",
    "gmail.users.messages.send",
    { to: "rosa@tienda.test", subject: "Pedido", body: "ya salió" },
  ],
  [
    "manda un correo a rosa@tienda.test con asunto 'Factura' y cuerpo 'Adjunta'",
    "gmail.users.messages.send",
    { to: "rosa@tienda.test", subject: "Factura", body: "Adjunta" },
  ],
  [
    "envoie un mail à luc@site.test, objet Réunion, texte rendez-vous à midi",
    "gmail.users.messages.send",
    { to: "luc@site.test", subject: "Réunion", body: "rendez-vous à midi" },
  ],
  [
    "envoie un mail à luc@site.test avec en copie eva@site.test, objet « Devis »",
    "gmail.users.messages.send",
    { to: "luc@site.test", cc: "eva@site.test", subject: "Devis" },
  ],
  [
    "envie um e-mail para ana@loja.test com o assunto Boleto e o texto vence amanhã cedo",
    "gmail.users.messages.send",
    { to: "ana@loja.test", subject: "Boleto", body: "vence amanhã cedo" },
  ],
  [
    "manda um email pra ana@loja.test assunto 'Oi' corpo 'tudo bem?'",
    "gmail.users.messages.send",
    { to: "ana@loja.test", subject: "Oi", body: "tudo bem?" },
  ],
  [
    "email joe@x.test titled 'Weekly numbers' that says 'up 4 %'",
    "gmail.users.messages.send",
    { to: "joe@x.test", subject: "Weekly numbers", body: "up 4 %" },
  ],
  [
    "email joe@x.test 'Hi {{name}}, your code is ${code}'",
    "gmail.users.messages.send",
    { to: "joe@x.test", body: "Hi {{name}}, your code is ${code}" },
  ],
  [
    "email joe@x.test subject 'a\\nb' body 'tab\\there'",
    "gmail.users.messages.send",
    { to: "joe@x.test", subject: "a\\nb", body: "tab\\there" },
  ],
  [
    "send joe@x.test an email: we're closed",
    "gmail.users.messages.send",
    { to: "joe@x.test", body: "we're closed" },
  ],
  [
    'email joe@x.test "We\'re hiring"',
    "gmail.users.messages.send",
    { to: "joe@x.test", body: "We're hiring" },
  ],
  [
    "save a gmail draft to sam@x.test with subject 'Offer' and body 'Dear Sam'",
    "gmail.users.drafts.create",
    { to: "sam@x.test", subject: "Offer", body: "Dear Sam" },
  ],
  [
    "draft to sam@x.test, subject Offer 12",
    "gmail.users.drafts.create",
    { to: "sam@x.test", subject: "Offer 12" },
  ],
  // Mail: searching
  [
    "find unread emails from boss@corp.test",
    "gmail.users.messages.list",
    { from: "boss@corp.test", isUnread: true },
  ],
  [
    "list emails from a@x.test to b@x.test about 'budget'",
    "gmail.users.messages.list",
    { from: "a@x.test", to: "b@x.test", q: "budget" },
  ],
  ["get my last 15 emails", "gmail.users.messages.list", { maxResults: 15 }],
  ["show me the 8 most recent mails", "gmail.users.messages.list", { maxResults: 8 }],
  [
    "zeig mir die letzten 12 ungelesenen Mails von ute@firma.test",
    "gmail.users.messages.list",
    { from: "ute@firma.test", isUnread: true, maxResults: 12 },
  ],
  [
    "muestra los 5 últimos correos no leídos de rosa@tienda.test",
    "gmail.users.messages.list",
    { from: "rosa@tienda.test", isUnread: true, maxResults: 5 },
  ],
  [
    "affiche mes dix derniers mails non lus de luc@site.test",
    "gmail.users.messages.list",
    { from: "luc@site.test", isUnread: true, maxResults: 10 },
  ],
  [
    "liste os últimos 7 emails não lidos de ana@loja.test",
    "gmail.users.messages.list",
    { from: "ana@loja.test", isUnread: true, maxResults: 7 },
  ],
  [
    "find emails with 'receipt' in the subject",
    "gmail.users.messages.list",
    { subject: "receipt" },
  ],
  [
    "search gmail for mails whose subject contains contract",
    "gmail.users.messages.list",
    { subject: "contract" },
  ],
  [
    "find mails with attachments from hr@corp.test",
    "gmail.users.messages.list",
    { from: "hr@corp.test", q: "has:attachment" },
  ],
  ["find mails older than 30 days", "gmail.users.messages.list", { q: "older_than:30d" }],
  [
    "find emails newer than 2 weeks from hr@corp.test",
    "gmail.users.messages.list",
    { from: "hr@corp.test", q: "newer_than:14d" },
  ],
  ["list starred emails", "gmail.users.messages.list", { q: "is:starred" }],
  ["find emails in the label Invoices", "gmail.users.messages.list", { labelIds: ["Invoices"] }],
  [
    "search gmail for label:work older_than:1y",
    "gmail.users.messages.list",
    { q: "label:work older_than:1y" },
  ],
  [
    "get 25 threads including spam and trash",
    "gmail.users.threads.list",
    { maxResults: 25, includeSpamTrash: true },
  ],
  [
    "find conversations with ceo@corp.test about 'merger'",
    "gmail.users.threads.list",
    { from: "ceo@corp.test", q: "merger" },
  ],
  [
    "search for threads that mention 'Project X' from last week",
    "gmail.users.threads.list",
    { q: "Project X" },
  ],
  ["read email 18cfa2b0", "gmail.users.messages.get", { id: "18cfa2b0" }],
  [
    "read the mail with id 18f3c2d4e5a6b7c8",
    "gmail.users.messages.get",
    { id: "18f3c2d4e5a6b7c8" },
  ],
  ["move email 18cfa2b0d1 to the trash", "gmail.users.messages.trash", { id: "18cfa2b0d1" }],
  ["read thread 17aa99bb", "gmail.users.threads.get", { id: "17aa99bb" }],
  ["send the draft r8844221", "gmail.users.drafts.send", { id: "r8844221" }],
  ["create the gmail label Travel/2027", "gmail.users.labels.create", { name: "Travel/2027" }],
  ["lege ein Label namens Rechnungen an", "gmail.users.labels.create", { name: "Rechnungen" }],
  [
    "add the label Urgent to email 18cfa2b0",
    "gmail.users.messages.modify",
    { id: "18cfa2b0", addLabelIds: ["Urgent"] },
  ],
  // Calendar
  [
    "create a calendar event called Team sync tomorrow at 10:00",
    "googlecalendar.events.insert",
    { summary: "Team sync", start: "2026-11-24T10:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    "create an event 'Board meeting' on 2027-03-02 at 14:00 in 'Room 4' with a@x.test and b@x.test",
    "googlecalendar.events.insert",
    {
      summary: "Board meeting",
      start: "2027-03-02T14:00:00",
      timeZone: "Europe/Berlin",
      location: "Room 4",
      attendees: ["a@x.test", "b@x.test"],
    },
  ],
  [
    "add event Gym 2027-01-05 18:00 for 90 minutes",
    "googlecalendar.events.insert",
    {
      summary: "Gym",
      start: "2027-01-05T18:00:00",
      timeZone: "Europe/Berlin",
      durationMinutes: 90,
    },
  ],
  [
    "erstelle einen Termin „Zahnarzt“ am 2027-02-03 um 9:00",
    "googlecalendar.events.insert",
    { summary: "Zahnarzt", start: "2027-02-03T09:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    "crea un evento llamado Cena el 2027-02-03 a las 21:00",
    "googlecalendar.events.insert",
    { summary: "Cena", start: "2027-02-03T21:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    'create event "Interview" 2027-02-03 15:00, invite jo@x.test, location Berlin office, description bring CV',
    "googlecalendar.events.insert",
    {
      summary: "Interview",
      start: "2027-02-03T15:00:00",
      timeZone: "Europe/Berlin",
      attendees: ["jo@x.test"],
      location: "Berlin office",
      description: "bring CV",
    },
  ],
  [
    "add an event titled Offsite to the calendar team99@group.calendar.google.com on 2027-02-03",
    "googlecalendar.events.insert",
    { calendarId: "team99@group.calendar.google.com", summary: "Offsite", start: "2027-02-03" },
  ],
  [
    "invite pat@x.test to event ev7abc1",
    "googlecalendar.events.patch",
    { eventId: "ev7abc1", addAttendees: ["pat@x.test"] },
  ],
  [
    "add pat@x.test and sue@x.test as guests to the calendar event evq77",
    "googlecalendar.events.patch",
    { eventId: "evq77", addAttendees: ["pat@x.test", "sue@x.test"] },
  ],
  [
    "change the title of event ev7abc1 to 'Kickoff'",
    "googlecalendar.events.patch",
    { eventId: "ev7abc1", summary: "Kickoff" },
  ],
  [
    "set the location of event ev7abc1 to 'Room 9'",
    "googlecalendar.events.patch",
    { eventId: "ev7abc1", location: "Room 9" },
  ],
  ["delete event ev7abc1 from my calendar", "googlecalendar.events.delete", { eventId: "ev7abc1" }],
  ["lösche den Termin ev7abc1", "googlecalendar.events.delete", { eventId: "ev7abc1" }],
  ["borra el evento ev7abc1", "googlecalendar.events.delete", { eventId: "ev7abc1" }],
  ["list my next 5 calendar events", "googlecalendar.events.list", { maxResults: 5 }],
  ["find calendar events about 'standup'", "googlecalendar.events.list", { q: "standup" }],
  ["list events in calendar Holidays", "googlecalendar.events.list", { calendarId: "Holidays" }],
  [
    "create a new google calendar named Shifts 2027",
    "googlecalendar.calendars.insert",
    { summary: "Shifts 2027" },
  ],
  [
    "crie um calendário chamado Férias do time",
    "googlecalendar.calendars.insert",
    { summary: "Férias do time" },
  ],
  // Drive
  [
    "create a folder called Invoices 2027 in drive",
    "googledrive.files.create",
    { name: "Invoices 2027", isFolder: true },
  ],
  [
    "lege einen Ordner namens Verträge in Drive an",
    "googledrive.files.create",
    { name: "Verträge", isFolder: true },
  ],
  [
    "crea una carpeta llamada Facturas en drive",
    "googledrive.files.create",
    { name: "Facturas", isFolder: true },
  ],
  [
    "crée un dossier nommé Devis clients dans drive",
    "googledrive.files.create",
    { name: "Devis clients", isFolder: true },
  ],
  [
    "upload a file notes.txt with the content 'hello there' to drive",
    "googledrive.files.create",
    { name: "notes.txt", content: "hello there" },
  ],
  [
    "save a text file named todo.md in the folder 1FldAbc9",
    "googledrive.files.create",
    { name: "todo.md", parents: "1FldAbc9" },
  ],
  [
    "copy drive file 1Tpl77x and call it Offer May",
    "googledrive.files.copy",
    { fileId: "1Tpl77x", name: "Offer May" },
  ],
  [
    "copy file 1Tpl77x named 'Offer June' into folder 1FldAbc9",
    "googledrive.files.copy",
    { fileId: "1Tpl77x", name: "Offer June", parents: "1FldAbc9" },
  ],
  [
    "copy https://docs.google.com/document/d/1AbCdEfGhIjKlMnOpQrStUvWxYz12345/edit as 'Copy'",
    "googledrive.files.copy",
    { fileId: "1AbCdEfGhIjKlMnOpQrStUvWxYz12345", name: "Copy" },
  ],
  [
    "rename drive file 1Tpl77x to final-report.pdf",
    "googledrive.files.update",
    { fileId: "1Tpl77x", name: "final-report.pdf" },
  ],
  [
    "move file 1Tpl77x to folder 1FldAbc9",
    "googledrive.files.update",
    { fileId: "1Tpl77x", addParents: "1FldAbc9" },
  ],
  [
    "share file 1Tpl77x with dana@x.test as a writer",
    "googledrive.permissions.create",
    { fileId: "1Tpl77x", emailAddress: "dana@x.test", role: "writer" },
  ],
  [
    "teile die Datei 1Tpl77x mit dana@x.test",
    "googledrive.permissions.create",
    { fileId: "1Tpl77x", emailAddress: "dana@x.test" },
  ],
  ["find files named 'budget' in drive", "googledrive.files.list", { name: "budget" }],
  ["find files with budget in the name", "googledrive.files.list", { name: "budget" }],
  [
    "list the 20 newest files in folder 1FldAbc9",
    "googledrive.files.list",
    { folderId: "1FldAbc9", pageSize: 20 },
  ],
  ["list files in the folder Contracts", "googledrive.files.list", { folderId: "Contracts" }],
  [
    "find documents that contain 'merger'",
    "googledrive.files.list",
    { q: "fullText contains 'merger'" },
  ],
  [
    "find documents that contain the word 'red' and the phrase 'big bus'",
    "googledrive.files.list",
    { q: "fullText contains 'red' and fullText contains '\"big bus\"'" },
  ],
  [
    "search documents that mention 'plan A' but not 'plan B'",
    "googledrive.files.list",
    { q: "fullText contains '\"plan A\"' and not fullText contains '\"plan B\"'" },
  ],
  ["find all pdf files in drive", "googledrive.files.list", { mimeType: "application/pdf" }],
  ["delete the drive file 1Tpl77x for good", "googledrive.files.delete", { fileId: "1Tpl77x" }],
  [
    "export google doc 1Doc88 as pdf",
    "googledrive.files.export",
    { fileId: "1Doc88", mimeType: "application/pdf" },
  ],
  // Docs
  [
    "create a google doc titled Meeting minutes",
    "googledocs.documents.create",
    { title: "Meeting minutes" },
  ],
  ["make a doc called 'Launch plan'", "googledocs.documents.create", { title: "Launch plan" }],
  [
    "erstelle ein Google Doc mit dem Titel Protokoll",
    "googledocs.documents.create",
    { title: "Protokoll" },
  ],
  [
    "crea un documento con el título Acta de ventas",
    "googledocs.documents.create",
    { title: "Acta de ventas" },
  ],
  [
    "crée un google doc intitulé Compte rendu",
    "googledocs.documents.create",
    { title: "Compte rendu" },
  ],
  [
    "crie um documento com o título Ata da reunião",
    "googledocs.documents.create",
    { title: "Ata da reunião" },
  ],
  [
    "append 'signed' to google doc 1Doc88",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", text: "signed" },
  ],
  [
    "add the line Approved to doc 1Doc88",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", text: "Approved" },
  ],
  [
    "replace 'old co' with 'new co' in the doc 1Doc88",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", find: "old co", replaceWith: "new co" },
  ],
  [
    "in doc 1Doc88 replace {{client}} with Acme Ltd",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", find: "{{client}}", replaceWith: "Acme Ltd" },
  ],
  [
    "in doc 1Doc88 change every TODO to DONE",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", find: "TODO", replaceWith: "DONE" },
  ],
  [
    "reemplaza 'viejo' por 'nuevo' en el documento 1Doc88",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", find: "viejo", replaceWith: "nuevo" },
  ],
  [
    "remplace « ancien » par « neuf » dans le document 1Doc88",
    "googledocs.documents.batchUpdate",
    { documentId: "1Doc88", find: "ancien", replaceWith: "neuf" },
  ],
  ["read the doc Project brief", "googledocs.documents.get", { documentId: "Project brief" }],
  ["read the Roadmap doc", "googledocs.documents.get", { documentId: "Roadmap" }],
  ["read doc 1Doc88", "googledocs.documents.get", { documentId: "1Doc88" }],
  // Sheets
  [
    "read Prices!A1:C20 from sheet 1Sh44",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sh44", range: "Prices!A1:C20" },
  ],
  [
    "read cells B2:B9 of spreadsheet 1Sh44",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sh44", range: "B2:B9" },
  ],
  [
    "lies den Bereich Umsatz!A1:D aus der Tabelle 1Sh44",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sh44", range: "Umsatz!A1:D" },
  ],
  ["read the Leads sheet", "googlesheets.spreadsheets.values.get", { spreadsheetId: "Leads" }],
  [
    "read tab Orders of sheet 1Sh44",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sh44", range: "Orders" },
  ],
  [
    "set cell C3 in sheet 1Sh44 to 17",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sh44", range: "C3", values: [[17]] },
  ],
  [
    "put 9.5 into cell D4 on tab Rates of spreadsheet 1Sh44",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sh44", range: "Rates!D4", values: [[9.5]] },
  ],
  [
    "write 'paid' into B7 of sheet 1Sh44",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sh44", range: "B7", values: [["paid"]] },
  ],
  [
    "setze Zelle B2 im Blatt Kurse der Tabelle 1Sh44 auf 42,5",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sh44", range: "Kurse!B2", values: [[42.5]] },
  ],
  [
    "add a row with Ada, ada@x.test, 12 to sheet 1Sh44",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["Ada", "ada@x.test", 12]] },
  ],
  [
    "append row: x, y, z to sheet 1Sh44",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["x", "y", "z"]] },
  ],
  [
    "add a row to sheet 1Sh44 with values red | 3 | big",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["red", 3, "big"]] },
  ],
  [
    'append the row "Jo", "jo@x.test", 5 to Team!A:C in spreadsheet 1Sh44',
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", range: "Team!A:C", values: [["Jo", "jo@x.test", 5]] },
  ],
  [
    "füge der Tabelle 1Sh44 eine Zeile mit 'Max', 30 hinzu",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["Max", 30]] },
  ],
  [
    "agrega una fila a la hoja 1Sh44 con 'Leo', 8",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["Leo", 8]] },
  ],
  [
    "put '=SUM(A1)' as text in a new row of sheet 1Sh44",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sh44", values: [["=SUM(A1)"]] },
  ],
  [
    "empty Temp!A2:Z in sheet 1Sh44",
    "googlesheets.spreadsheets.values.clear",
    { spreadsheetId: "1Sh44", range: "Temp!A2:Z" },
  ],
  [
    "create a spreadsheet called Sales 2027",
    "googlesheets.spreadsheets.create",
    { title: "Sales 2027" },
  ],
  [
    "read A1:B2 of https://docs.google.com/spreadsheets/d/1Abcdefghij_klmnop-QRS/edit#gid=0",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Abcdefghij_klmnop-QRS", range: "A1:B2" },
  ],
  [
    "add a tab named Archive to sheet 1Sh44",
    "googlesheets.spreadsheets.batchUpdate",
    { spreadsheetId: "1Sh44", addSheet: "Archive" },
  ],
  // Slides
  [
    "create a presentation called Q3 review",
    "googleslides.presentations.create",
    { title: "Q3 review" },
  ],
  [
    "replace 'v1' with 'v2' in the deck 1Dk55",
    "googleslides.presentations.batchUpdate",
    { presentationId: "1Dk55", find: "v1", replaceWith: "v2" },
  ],
  [
    "picture of slide p3 in presentation 1Dk55",
    "googleslides.presentations.pages.getThumbnail",
    { presentationId: "1Dk55", pageObjectId: "p3" },
  ],
  [
    "ersetze in der Präsentation 1Dk55 'alt' durch 'neu'",
    "googleslides.presentations.batchUpdate",
    { presentationId: "1Dk55", find: "alt", replaceWith: "neu" },
  ],
  // Tasks
  ["add a task 'buy milk' to my google tasks", "googletasks.tasks.insert", { title: "buy milk" }],
  [
    "create a task called Call the bank due 2027-01-08",
    "googletasks.tasks.insert",
    { title: "Call the bank", due: "2027-01-08" },
  ],
  ["new google task: water the plants", "googletasks.tasks.insert", { title: "water the plants" }],
  [
    "add task 'milk' to list Groceries",
    "googletasks.tasks.insert",
    { title: "milk", tasklist: "Groceries" },
  ],
  [
    'add task "report" with notes "ask Kim" to my list',
    "googletasks.tasks.insert",
    { title: "report", notes: "ask Kim" },
  ],
  [
    "crea una tarea en google tasks 'llamar al banco'",
    "googletasks.tasks.insert",
    { title: "llamar al banco" },
  ],
  [
    "erstelle eine Aufgabe „Müll rausbringen“ in Google Tasks",
    "googletasks.tasks.insert",
    { title: "Müll rausbringen" },
  ],
  ["list tasks in list Groceries", "googletasks.tasks.list", { tasklist: "Groceries" }],
  ["make a task list named House", "googletasks.tasklists.insert", { title: "House" }],
  [
    "complete task MTIzNDU2Nzg5",
    "googletasks.tasks.patch",
    { task: "MTIzNDU2Nzg5", status: "completed" },
  ],
  // Contacts
  [
    "add a google contact Jane Doe jane@x.test",
    "googlecontacts.people.createContact",
    { givenName: "Jane", familyName: "Doe", email: "jane@x.test" },
  ],
  [
    "create contact named Bob Stone, phone +49 170 1234567, email bob@x.test",
    "googlecontacts.people.createContact",
    { givenName: "Bob", familyName: "Stone", phone: "+49 170 1234567", email: "bob@x.test" },
  ],
  [
    "new google contact: first name Lia, last name Cruz, company Nova",
    "googlecontacts.people.createContact",
    { givenName: "Lia", familyName: "Cruz", company: "Nova" },
  ],
  [
    "neuer Kontakt Vorname Uwe Nachname Kern Mail uwe@x.test",
    "googlecontacts.people.createContact",
    { givenName: "Uwe", familyName: "Kern", email: "uwe@x.test" },
  ],
  [
    "search my google contacts for Miller",
    "googlecontacts.people.searchContacts",
    { query: "Miller" },
  ],
  [
    "look up 'Ann Lee' in my contacts",
    "googlecontacts.people.searchContacts",
    { query: "Ann Lee" },
  ],
  [
    "busca a Marta Ruiz en mis contactos de google",
    "googlecontacts.people.searchContacts",
    { query: "Marta Ruiz" },
  ],
  [
    "suche in meinen Google Kontakten nach Schulze",
    "googlecontacts.people.searchContacts",
    { query: "Schulze" },
  ],
  // Forms, Meet
  [
    "create a google form titled Feedback 2027",
    "googleforms.forms.create",
    { title: "Feedback 2027" },
  ],
  ["read the answers of form 1Frm66", "googleforms.forms.responses.list", { formId: "1Frm66" }],
  [
    "add the question 'How was it?' to form 1Frm66",
    "googleforms.forms.batchUpdate",
    { formId: "1Frm66", question: "How was it?" },
  ],
  ["list the last 3 meetings in google meet", "googlemeet.conferenceRecords.list", { pageSize: 3 }],
];
