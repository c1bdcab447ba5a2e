/** Wishes for pages: what feeds them with how it is shown, and what their buttons and forms do. */
export const pageRows: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [
    "build me a dashboard of my TikTok videos",
    { uses: ["tiktok.video.list"], blocks: ["figure", "figure", "table"] },
  ],
  [
    "a table with my HubSpot contacts",
    { uses: ["hubspot.crm.contacts.search"], blocks: ["table"] },
  ],
  ["show my Google tasks in a table", { uses: ["googletasks.tasks.list"], blocks: ["table"] }],
  [
    "display the Slack channels as a table",
    { uses: ["slack.conversations.list"], blocks: ["table"] },
  ],
  [
    "a bar chart of HubSpot deals by stage",
    { uses: ["hubspot.crm.deals.search"], blocks: ["chart"], kind: "bar", x: "Stage" },
  ],
  [
    "line chart of my TikTok views",
    { uses: ["tiktok.video.list"], blocks: ["chart"], kind: "line", x: "Created" },
  ],
  [
    "a HubSpot tickets dashboard",
    { uses: ["hubspot.crm.tickets.search"], blocks: ["figure", "table"] },
  ],
  [
    "a dashboard with this week's calendar events",
    { uses: ["googlecalendar.events.list"], blocks: ["figure", "table"] },
  ],
  [
    "put my unread emails on a page",
    {
      uses: ["gmail.users.messages.list", "gmail.users.messages.get"],
      blocks: ["figure", "table"],
    },
  ],
  [
    "a dashboard of my TikTok profile and the HubSpot deals",
    { uses: ["tiktok.user.info", "hubspot.crm.deals.search"] },
  ],
  [
    "a dashboard with a bar chart of HubSpot deals by stage and a table of HubSpot contacts",
    {
      uses: ["hubspot.crm.deals.search", "hubspot.crm.contacts.search"],
      blocks: ["chart", "table"],
    },
  ],
  [
    "a form to create a HubSpot company",
    { uses: ["hubspot.crm.companies.create"], blocks: ["form"] },
  ],
  [
    "make a form that adds a task to Google Tasks",
    { uses: ["googletasks.tasks.insert"], blocks: ["form"] },
  ],
  [
    "a page with a button that posts 'hello' to #general",
    { uses: ["slack.chat.postMessage"], blocks: ["buttons"] },
  ],
  [
    "a table of HubSpot contacts with a button that posts one to #sales",
    {
      uses: ["hubspot.crm.contacts.search", "slack.chat.postMessage"],
      blocks: ["table"],
      actions: 1,
    },
  ],
  [
    "a table of my Google tasks refreshed every 5 minutes",
    { uses: ["googletasks.tasks.list"], refresh: 300 },
  ],
  [
    "a dashboard of my TikTok profile called 'Reach'",
    { uses: ["tiktok.user.info"], title: "Reach" },
  ],
  [
    "Make a page with my open HubSpot deals, their total and a chart by stage",
    {
      uses: ["hubspot.crm.deals.search"],
      blocks: ["figure", "figure", "chart", "table"],
      kind: "bar",
      x: "Stage",
      title: "Open HubSpot deals",
    },
  ],
  [
    "a dashboard of my HubSpot deals with the total, a line chart of their amount by close date and a table",
    {
      uses: ["hubspot.crm.deals.search"],
      blocks: ["figure", "figure", "chart", "table"],
      kind: "line",
      x: "Close date",
    },
  ],
  [
    "a table of Salesforce opportunities with a bar chart by stage",
    { uses: ["salesforce.query"], blocks: ["chart", "table"], kind: "bar" },
  ],
  // A button that names no tool belongs to that of the rows.
  [
    "a page that lists my Notion tasks with a button that marks one as done",
    { uses: ["notion.data_sources.query", "notion.pages.update"], actions: 1 },
  ],
  [
    "a table of my Google tasks with a button that marks one as done",
    { uses: ["googletasks.tasks.list", "googletasks.tasks.patch"], actions: 1 },
  ],
  [
    "a table of HubSpot deals with a button that marks one as won",
    { uses: ["hubspot.crm.deals.search", "hubspot.crm.deals.update"], actions: 1 },
  ],
  [
    "a table of HubSpot deals with a button that deletes one",
    { uses: ["hubspot.crm.deals.search"], actions: 0 },
  ],
  [
    "a table of HubSpot deals with a button that emails one to me",
    { uses: ["hubspot.crm.deals.search", "gmail.users.messages.send"], actions: 1 },
  ],
  // German
  [
    "zeig mir meine HubSpot-Kontakte in einer Tabelle",
    { uses: ["hubspot.crm.contacts.search"], blocks: ["table"] },
  ],
  [
    "ein Dashboard mit meinem TikTok-Profil",
    { uses: ["tiktok.user.info"], blocks: ["figure", "figure", "figure", "figure"] },
  ],
  [
    "Erstelle ein Formular, das einen HubSpot-Kontakt anlegt",
    { uses: ["hubspot.crm.contacts.create"], blocks: ["form"] },
  ],
  [
    "ein Balkendiagramm der HubSpot-Deals nach Phase",
    { uses: ["hubspot.crm.deals.search"], blocks: ["chart"], kind: "bar", x: "Stage" },
  ],
  // French
  ["un tableau de bord avec mon profil TikTok", { uses: ["tiktok.user.info"] }],
  [
    "montre les contacts HubSpot dans un tableau",
    { uses: ["hubspot.crm.contacts.search"], blocks: ["table"] },
  ],
  [
    "un formulaire qui crée un contact HubSpot",
    { uses: ["hubspot.crm.contacts.create"], blocks: ["form"] },
  ],
  // Spanish
  [
    "muestra los contactos de HubSpot en una tabla",
    { uses: ["hubspot.crm.contacts.search"], blocks: ["table"] },
  ],
  ["un panel con mi perfil de TikTok", { uses: ["tiktok.user.info"] }],
  [
    "un formulario que crea un contacto en HubSpot",
    { uses: ["hubspot.crm.contacts.create"], blocks: ["form"] },
  ],
  // Portuguese
  [
    "mostre os contatos do HubSpot em uma tabela",
    { uses: ["hubspot.crm.contacts.search"], blocks: ["table"] },
  ],
  ["um painel com o meu perfil do TikTok", { uses: ["tiktok.user.info"] }],
];

/** They speak of such things, and want no page. */
export const noPageRows: readonly string[] = [
  "create a page in Notion with the title 'Roadmap'",
  "create a Notion page called Roadmap",
  "add a row with name and amount to the table Budget in Google Sheets",
  "create a table of tasks in Notion",
  "create a form in Google Forms",
  "when somebody answers the form, post to #ops",
  "post 'see the dashboard' to #general",
  "every Monday post the number of HubSpot deals to #sales",
  "list my HubSpot deals",
  "update the page Roadmap in Notion",
  "delete the page Roadmap in Notion",
  "send the chart to #sales",
  "append a table to the Google Doc Plan",
];
