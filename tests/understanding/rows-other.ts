import type { Row } from "./rows.ts";

const post = "slack.chat.postMessage";
const uuid = "59833787-2cf9-4fdf-8782-e53db20768a5";
const bare = "0a1b2c3d4e5f46718293a4b5c6d7e8f9";

/** Values for Slack, Notion, Salesforce, HubSpot, LinkedIn and TikTok. */
export const otherRows: readonly Row[] = [
  // Slack
  ["post 'hi' to #general", post, { channel: "#general", text: "hi" }],
  ["slack #ops deploy is done", post, { channel: "#ops", text: "deploy is done" }],
  [
    "send a slack message to #ops with the text deploy is done",
    post,
    { channel: "#ops", text: "deploy is done" },
  ],
  [
    "send a slack message to #ops that says deploy is done",
    post,
    { channel: "#ops", text: "deploy is done" },
  ],
  [
    "tell #ops: deploy is done, all green",
    post,
    { channel: "#ops", text: "deploy is done, all green" },
  ],
  [
    "post in C0AB12CD34 \"it's 5 o'clock\"",
    post,
    { channel: "C0AB12CD34", text: "it's 5 o'clock" },
  ],
  [
    "post \"she said 'no' to us\" to #gossip",
    post,
    { channel: "#gossip", text: "she said 'no' to us" },
  ],
  ["post 'line one\nline two' to #multi", post, { channel: "#multi", text: "line one\nline two" }],
  [
    "post '{{greeting}} ${name} */' to #tpl",
    post,
    { channel: "#tpl", text: "{{greeting}} ${name} */" },
  ],
  ["dm @kim 'ping me'", post, { channel: "@kim", text: "ping me" }],
  ["dm kim saying ping me", post, { channel: "@kim", text: "ping me" }],
  [
    "send a direct message to kim.lee saying 'ping me'",
    post,
    { channel: "@kim.lee", text: "ping me" },
  ],
  [
    "message U0ABC12345 'your build failed'",
    post,
    { channel: "U0ABC12345", text: "your build failed" },
  ],
  [
    "Schicke an #team: Mittagessen ist fertig",
    post,
    { channel: "#team", text: "Mittagessen ist fertig" },
  ],
  [
    "schreib in #team dass wir heute früher gehen",
    post,
    { channel: "#team", text: "wir heute früher gehen" },
  ],
  ["poste mit dem Text Guten Morgen in #team", post, { channel: "#team", text: "Guten Morgen" }],
  ["avisa en #ventas que llegó un pedido", post, { channel: "#ventas", text: "llegó un pedido" }],
  [
    "manda un mensaje a #ventas diciendo buen trabajo",
    post,
    { channel: "#ventas", text: "buen trabajo" },
  ],
  [
    "envoie un message à #equipe disant bravo à tous",
    post,
    { channel: "#equipe", text: "bravo à tous" },
  ],
  [
    "mande uma mensagem para #time dizendo parabéns a todos",
    post,
    { channel: "#time", text: "parabéns a todos" },
  ],
  ["post 🎉 we did it 🎉 to #wins", post, { channel: "#wins" }],
  [
    "reply 'on it' to message 1712345678.000100 in #ops",
    post,
    { channel: "#ops", text: "on it", thread_ts: "1712345678.000100" },
  ],
  [
    "change message 1712345678.000100 in C0AB12CD34 to 'fixed'",
    "slack.chat.update",
    { channel: "C0AB12CD34", ts: "1712345678.000100", text: "fixed" },
  ],
  [
    "delete message 1712345678.000100 from C0AB12CD34",
    "slack.chat.delete",
    { channel: "C0AB12CD34", ts: "1712345678.000100" },
  ],
  [
    "get the last 30 messages of #support",
    "slack.conversations.history",
    { channel: "#support", limit: 30 },
  ],
  [
    "lies die letzten 25 Nachrichten aus #support",
    "slack.conversations.history",
    { channel: "#support", limit: 25 },
  ],
  [
    "lee los últimos 12 mensajes de #soporte",
    "slack.conversations.history",
    { channel: "#soporte", limit: 12 },
  ],
  [
    "lis les 8 derniers messages de #aide",
    "slack.conversations.history",
    { channel: "#aide", limit: 8 },
  ],
  [
    "leia as últimas 9 mensagens de #ajuda",
    "slack.conversations.history",
    { channel: "#ajuda", limit: 9 },
  ],
  [
    "read the top 5 messages in #news",
    "slack.conversations.history",
    { channel: "#news", limit: 5 },
  ],
  [
    "set the topic of #ops to 'on call: Sam'",
    "slack.conversations.setTopic",
    { channel: "#ops", topic: "on call: Sam" },
  ],
  [
    "set the topic of #ops to on call is Sam",
    "slack.conversations.setTopic",
    { channel: "#ops", topic: "on call is Sam" },
  ],
  [
    "set the topic of C0AB12CD34 to: on call is Sam",
    "slack.conversations.setTopic",
    { channel: "C0AB12CD34", topic: "on call is Sam" },
  ],
  [
    "setze das Thema von #ops auf Bereitschaft: Sam",
    "slack.conversations.setTopic",
    { channel: "#ops", topic: "Bereitschaft: Sam" },
  ],
  [
    "set the purpose of #ops to 'all about ops'",
    "slack.conversations.setPurpose",
    { channel: "#ops", purpose: "all about ops" },
  ],
  [
    "create a private slack channel named deal-room",
    "slack.conversations.create",
    { name: "deal-room", is_private: true },
  ],
  ["crea un canal llamado ideas-2027", "slack.conversations.create", { name: "ideas-2027" }],
  [
    "rename channel #old to new-name",
    "slack.conversations.rename",
    { channel: "#old", name: "new-name" },
  ],
  [
    "renomme le canal C0AB12CD34 en projets-finis",
    "slack.conversations.rename",
    { channel: "C0AB12CD34", name: "projets-finis" },
  ],
  ["archive #old-stuff", "slack.conversations.archive", { channel: "#old-stuff" }],
  [
    "invite @kim and @lee to #ops",
    "slack.conversations.invite",
    { channel: "#ops", users: "@kim,@lee" },
  ],
  [
    "invite U0AAA11111, U0BBB22222 to C0AB12CD34",
    "slack.conversations.invite",
    { channel: "C0AB12CD34", users: "U0AAA11111,U0BBB22222" },
  ],
  [
    "react with :eyes: to 1712345678.000100 in #ops",
    "slack.reactions.add",
    { channel: "#ops", timestamp: "1712345678.000100", name: "eyes" },
  ],
  [
    "add a tada reaction to message 1712345678.000100 in C0AB12CD34",
    "slack.reactions.add",
    { channel: "C0AB12CD34", timestamp: "1712345678.000100", name: "tada" },
  ],
  [
    "pin 1712345678.000100 in #ops",
    "slack.pins.add",
    { channel: "#ops", timestamp: "1712345678.000100" },
  ],
  [
    "find the slack user with the email pat@x.test",
    "slack.users.lookupByEmail",
    { email: "pat@x.test" },
  ],
  [
    "search slack for 'quarterly numbers'",
    "slack.assistant.search.context",
    { query: "quarterly numbers" },
  ],
  ["search slack messages about invoices", "slack.assistant.search.context", { query: "invoices" }],
  [
    "add a bookmark titled Wiki to #ops with the link https://wiki.acme.test/ops",
    "slack.bookmarks.add",
    { channel_id: "#ops", title: "Wiki", link: "https://wiki.acme.test/ops" },
  ],
  [
    "upload a file notes.txt with the content 'abc' to slack",
    "slack.files.getUploadURLExternal",
    { filename: "notes.txt", content: "abc" },
  ],
  [
    "set my slack status to 'On holiday' with emoji :palm_tree:",
    "slack.users.profile.set",
    { status_text: "On holiday", status_emoji: ":palm_tree:" },
  ],
  // Notion
  ["search notion for Roadmap", "notion.search", { query: "Roadmap" }],
  ["find the notion pages titled 'Sprint notes'", "notion.search", { query: "Sprint notes" }],
  ["busca en notion 'Plan de ventas'", "notion.search", { query: "Plan de ventas" }],
  ["cherche Budget dans notion", "notion.search", { query: "Budget" }],
  [
    `create a notion page titled Weekly in page ${uuid}`,
    "notion.pages.create",
    { title: "Weekly", page_id: uuid },
  ],
  [
    `create a notion page called 'Retro' under ${uuid}`,
    "notion.pages.create",
    { title: "Retro", page_id: uuid },
  ],
  [
    `add a page 'Bug 12' to notion database ${bare}`,
    "notion.pages.create",
    { title: "Bug 12", database_id: bare },
  ],
  [
    `notion row in db ${bare} with title Fix login and Status = Open`,
    "notion.pages.create",
    { title: "Fix login", database_id: bare, record: { Status: "Open" } },
  ],
  [
    `add a row to the notion db ${bare}: Name = Lamp, Price = 30, Due = 2027-01-02`,
    "notion.pages.create",
    { database_id: bare, title: "Lamp", record: { Price: 30, Due: "2027-01-02" } },
  ],
  [
    `append 'all checked' to notion page ${bare}`,
    "notion.blocks.children.append",
    { block_id: bare, text: "all checked" },
  ],
  [
    `add the text all checked to the notion page ${uuid}`,
    "notion.blocks.children.append",
    { block_id: uuid, text: "all checked" },
  ],
  [
    `füge der Notion-Seite ${uuid} den Text „fertig“ hinzu`,
    "notion.blocks.children.append",
    { block_id: uuid, text: "fertig" },
  ],
  [
    "append 'x' to https://www.notion.so/acme/Plan-0a1b2c3d4e5f46718293a4b5c6d7e8f9",
    "notion.blocks.children.append",
    { block_id: bare, text: "x" },
  ],
  [
    `comment 'looks good' on notion page ${uuid}`,
    "notion.comments.create",
    { page_id: uuid, text: "looks good" },
  ],
  [
    `set Status to Done on notion page ${uuid}`,
    "notion.pages.update",
    { page_id: uuid, record: { Status: "Done" } },
  ],
  [
    `change the property Priority of page ${uuid} to High`,
    "notion.pages.update",
    { page_id: uuid, record: { Priority: "High" } },
  ],
  [
    `rows of data source ${bare} where Status is Done`,
    "notion.data_sources.query",
    { data_source_id: bare, where: { Status: "Done" } },
  ],
  [
    `query notion database ${bare} where Stage = 'In progress'`,
    "notion.data_sources.query",
    { database_id: bare, where: { Stage: "In progress" } },
  ],
  [
    "read the rows of the notion table Bugs",
    "notion.data_sources.query",
    { data_source_id: "Bugs" },
  ],
  [`read notion page ${uuid} as markdown`, "notion.pages.markdown.retrieve", { page_id: uuid }],
  [
    `replace 'draft' with 'final' in notion page ${uuid}`,
    "notion.pages.markdown.update",
    { page_id: uuid, find: "draft", replaceWith: "final" },
  ],
  // Salesforce
  [
    "run SOQL SELECT Id FROM Lead WHERE Company = 'A, B' LIMIT 3",
    "salesforce.query",
    { q: "SELECT Id FROM Lead WHERE Company = 'A, B' LIMIT 3" },
  ],
  ["get up to 4 salesforce accounts", "salesforce.query", { sobject: "Account", limit: 4 }],
  [
    "create a salesforce lead with last name Roy and company Zeta",
    "salesforce.sobjects.create",
    { sobject: "Lead", LastName: "Roy", Company: "Zeta" },
  ],
  [
    "create a salesforce lead: first name Ann, last name Roy, company Zeta Corp, email ann@z.test",
    "salesforce.sobjects.create",
    {
      sobject: "Lead",
      FirstName: "Ann",
      LastName: "Roy",
      Company: "Zeta Corp",
      Email: "ann@z.test",
    },
  ],
  [
    "create a salesforce contact named Ann Roy with email ann@z.test and phone 555-1234",
    "salesforce.sobjects.create",
    {
      sobject: "Contact",
      FirstName: "Ann",
      LastName: "Roy",
      Email: "ann@z.test",
      Phone: "555-1234",
    },
  ],
  [
    "create a salesforce opportunity called Big deal with amount 25000, stage Prospecting and close date 2027-03-31",
    "salesforce.sobjects.create",
    {
      sobject: "Opportunity",
      Name: "Big deal",
      Amount: 25000,
      StageName: "Prospecting",
      CloseDate: "2027-03-31",
    },
  ],
  [
    "create a salesforce task with subject 'Call back' and priority High",
    "salesforce.sobjects.create",
    { sobject: "Task", Subject: "Call back", fields: { Priority: "High" } },
  ],
  [
    "salesforce task subject Call back",
    "salesforce.sobjects.create",
    { sobject: "Task", Subject: "Call back" },
  ],
  [
    "erstelle eine Salesforce-Aufgabe „Angebot prüfen“",
    "salesforce.sobjects.create",
    { sobject: "Task", Subject: "Angebot prüfen" },
  ],
  [
    "crea una oportunidad en salesforce llamada Contrato Norte",
    "salesforce.sobjects.create",
    { sobject: "Opportunity", Name: "Contrato Norte" },
  ],
  [
    "crée un compte salesforce nommé Dupont SA",
    "salesforce.sobjects.create",
    { sobject: "Account", Name: "Dupont SA" },
  ],
  [
    "create a salesforce account named 'Acme GmbH'",
    "salesforce.sobjects.create",
    { sobject: "Account", Name: "Acme GmbH" },
  ],
  [
    "create a salesforce case with subject 'Printer broken' and description 'third floor'",
    "salesforce.sobjects.create",
    { sobject: "Case", Subject: "Printer broken", Description: "third floor" },
  ],
  [
    "set the phone of salesforce contact 0035g00000AbCdE to 555-9876",
    "salesforce.sobjects.update",
    { sobject: "Contact", id: "0035g00000AbCdE", Phone: "555-9876" },
  ],
  [
    "update salesforce opportunity 0065g00000AbCdEAAX stage Closed Won",
    "salesforce.sobjects.update",
    { sobject: "Opportunity", id: "0065g00000AbCdEAAX", StageName: "Closed Won" },
  ],
  [
    "delete salesforce lead 00Q5g00000AbCdE",
    "salesforce.sobjects.delete",
    { sobject: "Lead", id: "00Q5g00000AbCdE" },
  ],
  [
    "get the salesforce account 0015g00000AbCdE",
    "salesforce.sobjects.retrieve",
    { sobject: "Account", id: "0015g00000AbCdE" },
  ],
  ["search salesforce for Acme", "salesforce.search", { query: "Acme" }],
  // HubSpot
  [
    "create a hubspot contact ana@x.test, first name Ana, last name Lima",
    "hubspot.crm.contacts.create",
    { email: "ana@x.test", firstname: "Ana", lastname: "Lima" },
  ],
  [
    "hubspot contact firstname Ana lastname Lima email ana@x.test phone 555 0101",
    "hubspot.crm.contacts.create",
    { email: "ana@x.test", firstname: "Ana", lastname: "Lima", phone: "555 0101" },
  ],
  [
    "create hubspot contact Ana Lima ana@x.test company Nova Labs",
    "hubspot.crm.contacts.create",
    { email: "ana@x.test", firstname: "Ana", lastname: "Lima", company: "Nova Labs" },
  ],
  [
    "crea un contacto en hubspot con nombre Ana y correo ana@x.test",
    "hubspot.crm.contacts.create",
    { email: "ana@x.test", firstname: "Ana" },
  ],
  [
    "create a hubspot deal named Acme renewal with amount 5000 and stage closedwon",
    "hubspot.crm.deals.create",
    { dealname: "Acme renewal", amount: "5000", dealstage: "closedwon" },
  ],
  [
    "hubspot deal Acme renewal amount 5000 stage closedwon",
    "hubspot.crm.deals.create",
    { dealname: "Acme renewal", amount: "5000", dealstage: "closedwon" },
  ],
  [
    "new hubspot deal 'Big one' worth $12,500",
    "hubspot.crm.deals.create",
    { dealname: "Big one", amount: "12500" },
  ],
  [
    "move deal 556677 to Closed Won in hubspot",
    "hubspot.crm.deals.update",
    { dealId: "556677", dealstage: "Closed Won" },
  ],
  [
    "set the amount of hubspot deal 556677 to 900",
    "hubspot.crm.deals.update",
    { dealId: "556677", amount: "900" },
  ],
  [
    "pasa el negocio 556677 de hubspot a la etapa closedlost",
    "hubspot.crm.deals.update",
    { dealId: "556677", dealstage: "closedlost" },
  ],
  [
    "setze den HubSpot-Deal 556677 auf closedwon",
    "hubspot.crm.deals.update",
    { dealId: "556677", dealstage: "closedwon" },
  ],
  ["hubspot deals over 8000", "hubspot.crm.deals.search", { minAmount: 8000 }],
  ["find hubspot deals worth more than €10,000", "hubspot.crm.deals.search", { minAmount: 10000 }],
  [
    "find up to 6 hubspot contacts with last name 'Moss'",
    "hubspot.crm.contacts.search",
    { lastname: "Moss", limit: 6 },
  ],
  [
    "find hubspot contact by email pat@x.test",
    "hubspot.crm.contacts.search",
    { email: "pat@x.test" },
  ],
  [
    "get the 3 companies with 'Nova' in their name",
    "hubspot.crm.companies.search",
    { name: "Nova", limit: 3 },
  ],
  [
    "create a hubspot company called Nova with domain nova.test",
    "hubspot.crm.companies.create",
    { name: "Nova", domain: "nova.test" },
  ],
  [
    "create a hubspot company Nova Labs in city Berlin",
    "hubspot.crm.companies.create",
    { name: "Nova Labs", city: "Berlin" },
  ],
  [
    "create a high priority hubspot ticket 'Login broken'",
    "hubspot.crm.tickets.create",
    { subject: "Login broken", hs_ticket_priority: "HIGH" },
  ],
  [
    "create a hubspot ticket with subject Login broken, priority high",
    "hubspot.crm.tickets.create",
    { subject: "Login broken", hs_ticket_priority: "HIGH" },
  ],
  [
    "add the note 'called twice' to hubspot contact 778899",
    "hubspot.crm.notes.create",
    { contactId: "778899", text: "called twice" },
  ],
  [
    "add a note to deal 556677 saying waiting for legal",
    "hubspot.crm.notes.create",
    { dealId: "556677", text: "waiting for legal" },
  ],
  ["delete hubspot contact 778899", "hubspot.crm.contacts.archive", { contactId: "778899" }],
  [
    "update hubspot contact 778899 phone to +1 555 010 9999",
    "hubspot.crm.contacts.update",
    { contactId: "778899", phone: "+1 555 010 9999" },
  ],
  [
    "create a hubspot task 'Follow up' for contact 778899",
    "hubspot.crm.tasks.create",
    { subject: "Follow up", contactId: "778899" },
  ],
  // LinkedIn
  [
    "post to linkedin: we're hiring two engineers",
    "linkedin.posts.create",
    { commentary: "we're hiring two engineers" },
  ],
  [
    'publish on linkedin "Big news: it\'s live"',
    "linkedin.posts.create",
    { commentary: "Big news: it's live" },
  ],
  [
    "post 'read this' on linkedin with the link https://blog.acme.test/post",
    "linkedin.posts.create",
    { commentary: "read this", url: "https://blog.acme.test/post" },
  ],
  ["publica en linkedin 'Nueva versión'", "linkedin.posts.create", { commentary: "Nueva versión" }],
  [
    "comment 'congrats' on linkedin post urn:li:share:7012345678901234567",
    "linkedin.comments.create",
    { entityUrn: "urn:li:share:7012345678901234567", text: "congrats" },
  ],
  [
    "delete the linkedin post urn:li:share:7012345678901234567",
    "linkedin.posts.delete",
    { postUrn: "urn:li:share:7012345678901234567" },
  ],
  // TikTok
  [
    "post the video https://cdn.x.test/a.mp4 on tiktok with the title Launch day",
    "tiktok.post.publish.video.init",
    { video_url: "https://cdn.x.test/a.mp4", title: "Launch day" },
  ],
  [
    "upload https://cdn.x.test/a.mp4 to tiktok caption 'so good #fyp'",
    "tiktok.post.publish.video.init",
    { video_url: "https://cdn.x.test/a.mp4", title: "so good #fyp" },
  ],
  ["list my 15 latest tiktok videos", "tiktok.video.list", { max_count: 15 }],
  [
    "sube el video https://cdn.x.test/a.mp4 a tiktok con el título Día de playa",
    "tiktok.post.publish.video.init",
    { video_url: "https://cdn.x.test/a.mp4", title: "Día de playa" },
  ],
];
