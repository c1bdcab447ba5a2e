import type { Row } from "./rows.ts";

const send = "gmail.users.messages.send";
const post = "slack.chat.postMessage";
const uuid = "7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f";

/** The same classes in other words: hurried, other orders, typos, other languages. */
export const moreRows: readonly Row[] = [
  ["pls mail tom@x.test 'running late'", send, { to: "tom@x.test", body: "running late" }],
  [
    'shoot an email to tom@x.test w/ subject "late" and body "10 min"',
    send,
    { to: "tom@x.test", subject: "late", body: "10 min" },
  ],
  [
    "email to tom@x.test, subject: Running late, body: back in ten",
    send,
    { to: "tom@x.test", subject: "Running late", body: "back in ten" },
  ],
  [
    "email tom@x.test and copy zoe@x.test with the message 'see notes'",
    send,
    { to: "tom@x.test", cc: "zoe@x.test", body: "see notes" },
  ],
  [
    "send an email from gmail to tom@x.test. Subject: Hello. Body: How are you?",
    send,
    { to: "tom@x.test", subject: "Hello", body: "How are you?" },
  ],
  ["mail tom@x.test the words 'all set'", send, { to: "tom@x.test", body: "all set" }],
  [
    "mail an tom@x.test: Termin steht, bis Montag",
    send,
    { to: "tom@x.test", body: "Termin steht, bis Montag" },
  ],
  [
    'E-Mail an tom@x.test, Betreff "Urlaub", Inhalt "bin weg"',
    send,
    { to: "tom@x.test", subject: "Urlaub", body: "bin weg" },
  ],
  [
    "correo a tom@x.test asunto 'Hola' mensaje 'llego tarde'",
    send,
    { to: "tom@x.test", subject: "Hola", body: "llego tarde" },
  ],
  [
    "un mail à tom@x.test avec le sujet « Retard » et le texte « j'arrive »",
    send,
    { to: "tom@x.test", subject: "Retard", body: "j'arrive" },
  ],
  [
    'escreva um email para tom@x.test com assunto "Atraso" e mensagem "já chego"',
    send,
    { to: "tom@x.test", subject: "Atraso", body: "já chego" },
  ],
  ['email tom@x.test "he said "ok" to it"', send, { to: "tom@x.test", body: 'he said "ok" to it' }],
  [
    "email tom@x.test subject 'It's done' body 'Don't wait'",
    send,
    { to: "tom@x.test", subject: "It's done", body: "Don't wait" },
  ],
  [
    "email tom@x.test: meeting moved to friday 3pm",
    send,
    { to: "tom@x.test", body: "meeting moved to friday 3pm" },
  ],
  [
    "find mail from ann@x.test with attachments",
    "gmail.users.messages.list",
    { from: "ann@x.test", q: "has:attachment" },
  ],
  ["the 3 newest unread mails", "gmail.users.messages.list", { isUnread: true, maxResults: 3 }],
  ["search my inbox for 'boarding pass'", "gmail.users.messages.list", { q: "boarding pass" }],
  ["find emails sent to sales@x.test", "gmail.users.messages.list", { to: "sales@x.test" }],
  [
    "mails with the label Taxes from the bank@x.test",
    "gmail.users.messages.list",
    { from: "bank@x.test", labelIds: ["Taxes"] },
  ],
  ["list 40 conversations", "gmail.users.threads.list", { maxResults: 40 }],
  ["open mail 19ab77cd01", "gmail.users.messages.get", { id: "19ab77cd01" }],
  [
    "schedule a meeting called Budget talk 2027-04-01 10:00 with amy@x.test and bo@x.test",
    "googlecalendar.events.insert",
    {
      summary: "Budget talk",
      start: "2027-04-01T10:00:00",
      timeZone: "Europe/Berlin",
      attendees: ["amy@x.test", "bo@x.test"],
    },
  ],
  [
    "put Dentist in my calendar on 2027-04-01 at 8:00",
    "googlecalendar.events.insert",
    { summary: "Dentist", start: "2027-04-01T08:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    "crée un événement « Dîner » le 2027-04-01 à 20h",
    "googlecalendar.events.insert",
    { summary: "Dîner", start: "2027-04-01T20:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    "cria um evento chamado Aula de inglês dia 2027-04-01 às 19:00",
    "googlecalendar.events.insert",
    { summary: "Aula de inglês", start: "2027-04-01T19:00:00", timeZone: "Europe/Berlin" },
  ],
  [
    "rename calendar event zx81abc to Standup",
    "googlecalendar.events.patch",
    { eventId: "zx81abc", summary: "Standup" },
  ],
  [
    "füge amy@x.test als Gast zum Termin zx81abc hinzu",
    "googlecalendar.events.patch",
    { eventId: "zx81abc", addAttendees: ["amy@x.test"] },
  ],
  ["cancel event zx81abc", "googlecalendar.events.delete", { eventId: "zx81abc" }],
  [
    "create folder 'Press kit' in drive",
    "googledrive.files.create",
    { name: "Press kit", isFolder: true },
  ],
  [
    "new drive folder Photos 2027",
    "googledrive.files.create",
    { name: "Photos 2027", isFolder: true },
  ],
  [
    "create a folder named Q2 inside folder 1Parent88",
    "googledrive.files.create",
    { name: "Q2", parents: "1Parent88", isFolder: true },
  ],
  [
    "guarda un archivo llamado notas.txt en drive con el contenido 'hola'",
    "googledrive.files.create",
    { name: "notas.txt", content: "hola" },
  ],
  [
    "save 'buy bread' as list.txt in drive",
    "googledrive.files.create",
    { name: "list.txt", content: "buy bread" },
  ],
  [
    "duplicate the file 1Orig55 as Backup May",
    "googledrive.files.copy",
    { fileId: "1Orig55", name: "Backup May" },
  ],
  [
    "kopiere die Datei 1Orig55 und nenne sie Sicherung",
    "googledrive.files.copy",
    { fileId: "1Orig55", name: "Sicherung" },
  ],
  [
    "copia el archivo 1Orig55 con el nombre Copia final",
    "googledrive.files.copy",
    { fileId: "1Orig55", name: "Copia final" },
  ],
  [
    "share the doc https://docs.google.com/document/d/1ZyXwVuTsRqPoNmLkJiH/edit with eve@x.test",
    "googledrive.permissions.create",
    { fileId: "1ZyXwVuTsRqPoNmLkJiH", emailAddress: "eve@x.test" },
  ],
  [
    "partage le fichier 1Orig55 avec eve@x.test",
    "googledrive.permissions.create",
    { fileId: "1Orig55", emailAddress: "eve@x.test" },
  ],
  [
    "search drive for 'annual report'",
    "googledrive.files.list",
    { q: "fullText contains '\"annual report\"'" },
  ],
  ["10 newest files in drive", "googledrive.files.list", { pageSize: 10 }],
  ["new google doc 'Ideas'", "googledocs.documents.create", { title: "Ideas" }],
  ["create a doc named Weekly log", "googledocs.documents.create", { title: "Weekly log" }],
  [
    "write 'hello team' at the end of doc 1Log99",
    "googledocs.documents.batchUpdate",
    { documentId: "1Log99", text: "hello team" },
  ],
  [
    'swap "Monday" for "Tuesday" in google doc 1Log99',
    "googledocs.documents.batchUpdate",
    { documentId: "1Log99", find: "Monday", replaceWith: "Tuesday" },
  ],
  [
    "ersetze 'alt' mit 'neu' im Dokument 1Log99",
    "googledocs.documents.batchUpdate",
    { documentId: "1Log99", find: "alt", replaceWith: "neu" },
  ],
  [
    "substitua 'A' por 'B' no documento 1Log99",
    "googledocs.documents.batchUpdate",
    { documentId: "1Log99", find: "A", replaceWith: "B" },
  ],
  [
    "get Budget!B2:D10 of 1Sheet77",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sheet77", range: "Budget!B2:D10" },
  ],
  [
    "lee el rango Ventas!A1:B5 de la hoja 1Sheet77",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sheet77", range: "Ventas!A1:B5" },
  ],
  [
    "lis la plage Stock!A1:C9 de la feuille 1Sheet77",
    "googlesheets.spreadsheets.values.get",
    { spreadsheetId: "1Sheet77", range: "Stock!A1:C9" },
  ],
  [
    "add row Kim, kim@x.test, 7 to google sheet 1Sheet77",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sheet77", values: [["Kim", "kim@x.test", 7]] },
  ],
  [
    "ajoute une ligne à la feuille 1Sheet77 avec 'Zoé', 12",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sheet77", values: [["Zoé", 12]] },
  ],
  [
    "adicione uma linha na planilha 1Sheet77 com 'Rui', 4",
    "googlesheets.spreadsheets.values.append",
    { spreadsheetId: "1Sheet77", values: [["Rui", 4]] },
  ],
  [
    "B5 of sheet 1Sheet77 to 'closed'",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sheet77", range: "B5", values: [["closed"]] },
  ],
  [
    "update cell F9 to 1,250 in sheet 1Sheet77",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sheet77", range: "F9", values: [[1250]] },
  ],
  [
    "escribe 5 en la celda A1 de la hoja 1Sheet77",
    "googlesheets.spreadsheets.values.update",
    { spreadsheetId: "1Sheet77", range: "A1", values: [[5]] },
  ],
  [
    "clear Old!A1:Z99 in spreadsheet 1Sheet77",
    "googlesheets.spreadsheets.values.clear",
    { spreadsheetId: "1Sheet77", range: "Old!A1:Z99" },
  ],
  [
    "google task 'renew passport' due 2027-05-01",
    "googletasks.tasks.insert",
    { title: "renew passport", due: "2027-05-01" },
  ],
  ["todo: pay rent", "googletasks.tasks.insert", { title: "pay rent" }],
  [
    "ajoute une tâche « appeler maman » dans google tasks",
    "googletasks.tasks.insert",
    { title: "appeler maman" },
  ],
  [
    "crie uma tarefa 'comprar pão' no google tasks",
    "googletasks.tasks.insert",
    { title: "comprar pão" },
  ],
  [
    "save Max Power max@x.test to my google contacts",
    "googlecontacts.people.createContact",
    { givenName: "Max", familyName: "Power", email: "max@x.test" },
  ],
  [
    "google contact: name Ida Berg, email ida@x.test, phone 030 123456",
    "googlecontacts.people.createContact",
    { givenName: "Ida", familyName: "Berg", email: "ida@x.test", phone: "030 123456" },
  ],
  ["find 'Novak' in google contacts", "googlecontacts.people.searchContacts", { query: "Novak" }],
  [
    "cherche Dupont dans mes contacts google",
    "googlecontacts.people.searchContacts",
    { query: "Dupont" },
  ],
  ["ping #dev 'tests are red'", post, { channel: "#dev", text: "tests are red" }],
  ["in #dev: 'tests are red'", post, { channel: "#dev", text: "tests are red" }],
  ["post to slack #dev text 'tests are red'", post, { channel: "#dev", text: "tests are red" }],
  ["say 'tests are red' on slack in #dev", post, { channel: "#dev", text: "tests are red" }],
  ["notify #dev that the tests are red", post, { channel: "#dev", text: "the tests are red" }],
  ["let #dev know that the tests are red", post, { channel: "#dev", text: "the tests are red" }],
  ["slack message 'hola' al canal #soporte", post, { channel: "#soporte", text: "hola" }],
  [
    "previens #equipe que le serveur est en panne",
    post,
    { channel: "#equipe", text: "le serveur est en panne" },
  ],
  [
    "melde in #betrieb: Server ist wieder da",
    post,
    { channel: "#betrieb", text: "Server ist wieder da" },
  ],
  [
    "avise o canal #vendas que o contrato foi assinado",
    post,
    { channel: "#vendas", text: "o contrato foi assinado" },
  ],
  ['send "a\tb" to #tabs', post, { channel: "#tabs", text: "a\tb" }],
  ['send "‏שלום‎ <b>x</b>" to #rtl', post, { channel: "#rtl", text: "‏שלום‎ <b>x</b>" }],
  ["post “smart ‘inner’ quotes” to #q", post, { channel: "#q", text: "smart ‘inner’ quotes" }],
  ["post 'unclosed to #q", post, { channel: "#q", text: "unclosed" }],
  ["history of #dev, 40 messages", "slack.conversations.history", { channel: "#dev", limit: 40 }],
  [
    "topic of #dev to 'release day'",
    "slack.conversations.setTopic",
    { channel: "#dev", topic: "release day" },
  ],
  [
    "cambia el tema de #dev a 'día de entrega'",
    "slack.conversations.setTopic",
    { channel: "#dev", topic: "día de entrega" },
  ],
  ["make a slack channel #team-blue", "slack.conversations.create", { name: "team-blue" }],
  [
    "invite @amy to C0ZZ11YY22",
    "slack.conversations.invite",
    { channel: "C0ZZ11YY22", users: "@amy" },
  ],
  ["look up 'OKR' in notion", "notion.search", { query: "OKR" }],
  ["suche in Notion nach Urlaubsplan", "notion.search", { query: "Urlaubsplan" }],
  [
    `new notion page 'Kickoff' inside page ${uuid}`,
    "notion.pages.create",
    { title: "Kickoff", page_id: uuid },
  ],
  [
    `crea una página en notion titulada Ideas en la base ${uuid}`,
    "notion.pages.create",
    { title: "Ideas", database_id: uuid },
  ],
  [
    `add 'done by Sam' to the end of notion page ${uuid}`,
    "notion.blocks.children.append",
    { block_id: uuid, text: "done by Sam" },
  ],
  [
    `mark notion page ${uuid} Status = Shipped`,
    "notion.pages.update",
    { page_id: uuid, record: { Status: "Shipped" } },
  ],
  [
    `notion db ${uuid} rows where Owner = Kim`,
    "notion.data_sources.query",
    { database_id: uuid, where: { Owner: "Kim" } },
  ],
  [
    "new salesforce lead Ana Ruiz, company Sol SA, email ana@sol.test",
    "salesforce.sobjects.create",
    {
      sobject: "Lead",
      FirstName: "Ana",
      LastName: "Ruiz",
      Company: "Sol SA",
      Email: "ana@sol.test",
    },
  ],
  [
    "lead in salesforce: last name Kurz, company Bau AG",
    "salesforce.sobjects.create",
    { sobject: "Lead", LastName: "Kurz", Company: "Bau AG" },
  ],
  [
    "lege in Salesforce einen Lead an: Nachname Kurz, Firma Bau AG",
    "salesforce.sobjects.create",
    { sobject: "Lead", LastName: "Kurz", Company: "Bau AG" },
  ],
  [
    "crea un lead en salesforce con apellido Ruiz y empresa Sol SA",
    "salesforce.sobjects.create",
    { sobject: "Lead", LastName: "Ruiz", Company: "Sol SA" },
  ],
  [
    'salesforce task "Call Bob" due 2027-02-02',
    "salesforce.sobjects.create",
    { sobject: "Task", Subject: "Call Bob" },
  ],
  [
    "set salesforce opportunity 0061x00000AbCdE to Closed Lost",
    "salesforce.sobjects.update",
    { sobject: "Opportunity", id: "0061x00000AbCdE", StageName: "Closed Lost" },
  ],
  [
    "salesforce contact 0031x00000AbCdE email to new@x.test",
    "salesforce.sobjects.update",
    { sobject: "Contact", id: "0031x00000AbCdE", Email: "new@x.test" },
  ],
  [
    "add hubspot contact joe@x.test named Joe Bloggs",
    "hubspot.crm.contacts.create",
    { email: "joe@x.test", firstname: "Joe", lastname: "Bloggs" },
  ],
  [
    "HubSpot-Kontakt anlegen: Vorname Ute, Nachname Graf, E-Mail ute@x.test",
    "hubspot.crm.contacts.create",
    { email: "ute@x.test", firstname: "Ute", lastname: "Graf" },
  ],
  [
    "crée un contact hubspot prénom Luc nom de famille Roy email luc@x.test",
    "hubspot.crm.contacts.create",
    { email: "luc@x.test", firstname: "Luc", lastname: "Roy" },
  ],
  [
    'create deal "Website" in hubspot, amount 3,000, close date 2027-06-30',
    "hubspot.crm.deals.create",
    { dealname: "Website", amount: "3000", closedate: "2027-06-30" },
  ],
  [
    "crea un negocio en hubspot llamado Web nueva por 1500",
    "hubspot.crm.deals.create",
    { dealname: "Web nueva", amount: "1500" },
  ],
  [
    "change stage of hubspot deal 776655 to closedwon",
    "hubspot.crm.deals.update",
    { dealId: "776655", dealstage: "closedwon" },
  ],
  [
    "hubspot ticket 'No access' priority urgent",
    "hubspot.crm.tickets.create",
    { subject: "No access", hs_ticket_priority: "URGENT" },
  ],
  [
    "note on hubspot contact 443322: wants a demo",
    "hubspot.crm.notes.create",
    { contactId: "443322", text: "wants a demo" },
  ],
  ["search hubspot companies for Globex", "hubspot.crm.companies.search", { query: "Globex" }],
  ["hubspot contact named Wayne", "hubspot.crm.contacts.search", { lastname: "Wayne" }],
  ["linkedin post 'New office!'", "linkedin.posts.create", { commentary: "New office!" }],
  [
    "teile auf LinkedIn: Wir suchen Verstärkung",
    "linkedin.posts.create",
    { commentary: "Wir suchen Verstärkung" },
  ],
  [
    "tiktok video https://v.x.test/b.mp4 title 'Sunday fun'",
    "tiktok.post.publish.video.init",
    { video_url: "https://v.x.test/b.mp4", title: "Sunday fun" },
  ],
  [
    "poste la vidéo https://v.x.test/b.mp4 sur tiktok avec le titre Coulisses du tournage",
    "tiktok.post.publish.video.init",
    { video_url: "https://v.x.test/b.mp4", title: "Coulisses du tournage" },
  ],
  ["answers of the form 1FormXyz", "googleforms.forms.responses.list", { formId: "1FormXyz" }],
  ["create a form called Lunch poll", "googleforms.forms.create", { title: "Lunch poll" }],
  [
    "thumbnail of slide g12ab from deck 1Deck33",
    "googleslides.presentations.pages.getThumbnail",
    { presentationId: "1Deck33", pageObjectId: "g12ab" },
  ],
  ["new slides deck named Pitch v2", "googleslides.presentations.create", { title: "Pitch v2" }],
];
