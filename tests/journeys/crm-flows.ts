import type { Case } from "./flows.ts";

const google = (scope: string) => `https://www.googleapis.com/auth/${scope}`;
const times = (count: number, operation: string) => Array.from({ length: count }, () => operation);
const manual = { trigger: { type: "manual" }, inputs: {} };
const leads = "1LeadsSheet2026";
const read = (operation: string, given: Readonly<Record<string, unknown>> = {}) => ({
  operation,
  with: given,
});

/** Of the stand-in's workspace. */
const notion = {
  tasks: "7a7b7c7d-8e8f-4041-9a9b-9c9d0e0f1011",
  ideas: "7b7b7c7d-8e8f-4041-9a9b-9c9d0e0f1012",
  roadmap: "59833787-2cf9-4fdf-8782-e53db20768a5",
};
const ownScopes = ["openid", "profile", "w_member_social"];
const myPosts = read("linkedin.posts.list", {
  q: "author",
  author: "urn:li:person:mAya0x7Kq2",
});
const today = new Date().toISOString().slice(0, 10);

/** Ten more, over the tools of sales, notes and social networks. */
export const crmFlows: readonly Case[] = [
  {
    flow: {
      name: "announceDeal",
      description: "A new HubSpot deal in a channel, and as a row in a sheet",
      trigger: { type: "webhook" },
      inputs: { dealId: { type: "string" } },
      steps: [
        {
          id: "deal",
          use: "hubspot.crm.deals.get",
          with: { dealId: "${inputs.dealId}", properties: ["dealname", "amount"] },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          with: {
            channel: "C01GENERAL",
            text: "New deal: ${deal.properties.dealname} (${deal.properties.amount})",
          },
        },
        {
          id: "row",
          use: "googlesheets.spreadsheets.values.append",
          with: {
            spreadsheetId: leads,
            record: { Name: "${deal.properties.dealname}", Company: "HubSpot ${deal.id}" },
          },
        },
      ],
      output: { deal: "${deal.properties.dealname}" },
    },
    input: { dealId: "998878" },
    permissions: ["chat:write", "crm.objects.deals.read", google("spreadsheets")],
    calls: [
      "hubspot.crm.deals.get",
      "slack.chat.postMessage",
      "googlesheets.spreadsheets.values.get",
      "googlesheets.spreadsheets.values.append",
    ],
    shows: [
      {
        readBack: read("slack.conversations.history", { channel: "C01GENERAL" }),
        text: "New deal: Tailspin pilot (3500)",
      },
      {
        readBack: read("googlesheets.spreadsheets.values.get", {
          spreadsheetId: leads,
          range: "Leads!A1:D20",
        }),
        text: "HubSpot 998878",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "mailTodaysTasks",
      description: "Notion tasks due today in one email",
      inputs: { day: { type: "string" } },
      steps: [
        {
          id: "tasks",
          use: "notion.data_sources.query",
          with: { data_source_id: notion.tasks, where: { Due: "${inputs.day}" } },
        },
        {
          id: "mail",
          use: "gmail.users.messages.send",
          with: {
            to: "maya@example.com",
            subject: "Due ${inputs.day}: ${tasks.results.length}",
            body: "Good morning,\n\n${tasks.results[*].title}",
          },
        },
      ],
      output: "${tasks.results[*].title}",
    },
    input: { day: today },
    permissions: [google("gmail.send"), "read_content"],
    calls: [
      "notion.data_sources.retrieve",
      "notion.data_sources.query",
      "gmail.users.messages.send",
    ],
    shows: [
      {
        readBack: read("gmail.users.messages.list", { q: `subject:"Due ${today}: 2"` }),
        text: '"messages"',
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "noteTiktokNumbers",
      description: "TikTok numbers as a Notion page",
      steps: [
        { id: "profile", use: "tiktok.user.info", with: {} },
        { id: "videos", use: "tiktok.video.list", with: { max_count: 3 } },
        {
          id: "page",
          use: "notion.pages.create",
          with: {
            page_id: notion.roadmap,
            title: "TikTok: ${profile.follower_count} followers",
            markdown: "## Latest videos\n\n${videos.videos[*].video_description}",
          },
        },
      ],
      output: { id: "${page.id}" },
    },
    permissions: ["insert_content", "user.info.stats", "video.list"],
    calls: ["tiktok.user.info", "tiktok.video.list", "notion.pages.create"],
    shows: [
      {
        readBack: read("notion.blocks.children.list", { block_id: "${output.id}" }),
        text: "How we pack an order",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "slidesOfDeals",
      description: "A slide for each open Salesforce opportunity",
      steps: [
        {
          id: "open",
          use: "salesforce.query",
          with: {
            sobject: "Opportunity",
            where: [{ field: "IsClosed", value: false }],
            orderBy: "CloseDate",
          },
        },
        { id: "deck", use: "googleslides.presentations.create", with: { title: "Pipeline" } },
        {
          id: "slides",
          use: "googleslides.presentations.batchUpdate",
          forEach: "${open.records}",
          with: {
            presentationId: "${deck.presentationId}",
            slideTitle: "${item.Name}",
            slideBody: "${item.StageName}, closes ${item.CloseDate}",
          },
        },
      ],
      output: { id: "${deck.presentationId}" },
    },
    permissions: ["api", google("drive.file")],
    calls: [
      "salesforce.sobjects.describe",
      "salesforce.query",
      "googleslides.presentations.create",
      ...times(2, "googleslides.presentations.batchUpdate"),
    ],
    shows: [
      {
        readBack: read("googleslides.presentations.get", { presentationId: "${output.id}" }),
        text: "Northwind renewal",
        not: "Northwind add-on",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "postTheBlog",
      description: "The text of a document as a LinkedIn post",
      steps: [
        {
          id: "blog",
          use: "googledocs.documents.get",
          with: { documentId: "1ProjectBrief2026" },
        },
        {
          id: "post",
          use: "linkedin.posts.create",
          with: {
            commentary: "New on our blog (5 min): ${blog.title}",
            url: "https://www.example.com/blog",
            article_title: "${blog.title}",
          },
        },
      ],
      output: "${post.url}",
    },
    permissions: [google("documents.readonly"), ...ownScopes],
    calls: ["googledocs.documents.get", "linkedin.userinfo", "linkedin.posts.create"],
    shows: [{ readBack: myPosts, text: "New on our blog \\\\(5 min\\\\): Project brief" }],
  },
  {
    flow: {
      ...manual,
      name: "leadsToHubspot",
      description: "Each Salesforce lead as a HubSpot contact",
      steps: [
        {
          id: "leads",
          use: "salesforce.query",
          with: { q: "SELECT FirstName, LastName, Email, Company FROM Lead ORDER BY Name" },
        },
        {
          id: "contacts",
          use: "hubspot.crm.contacts.batchUpsert",
          forEach: "${leads.records}",
          when: "${item.Email}",
          with: {
            email: "${item.Email}",
            lastname: "${item.LastName}",
            company: "${item.Company}",
          },
        },
      ],
      output: { saved: "${contacts.length}" },
    },
    permissions: ["api", "crm.objects.contacts.write"],
    calls: ["salesforce.query", ...times(2, "hubspot.crm.contacts.batchUpsert")],
    shows: [
      {
        readBack: read("hubspot.crm.contacts.search", {
          query: "ines@duarte.example",
          properties: ["company"],
        }),
        text: "Duarte Design",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "ticketsToTasks",
      description:
        "Each urgent HubSpot ticket as a row of a Notion table, and their number in a channel",
      steps: [
        {
          id: "urgent",
          use: "hubspot.crm.tickets.search",
          with: { hs_ticket_priority: "HIGH", properties: ["subject"] },
        },
        {
          id: "rows",
          use: "notion.pages.create",
          forEach: "${urgent.results}",
          with: {
            data_source_id: notion.tasks,
            record: { Name: "${item.properties.subject}", Status: "To do", Priority: "High" },
          },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          with: {
            channel: "C01GENERAL",
            text: "Urgent: ${urgent.results[*].properties.subject}",
          },
        },
      ],
      output: { rows: "${rows.length}" },
    },
    permissions: ["chat:write", "insert_content", "read_content", "tickets"],
    calls: [
      "hubspot.crm.tickets.search",
      "notion.data_sources.retrieve",
      "notion.pages.create",
      "slack.chat.postMessage",
    ],
    shows: [
      {
        readBack: read("notion.data_sources.query", { data_source_id: notion.tasks }),
        text: "Cannot export the report",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "caseFromMail",
      description: "A Salesforce case for each email from billing",
      steps: [
        {
          id: "found",
          use: "gmail.users.messages.list",
          with: { from: "billing@hosting.example" },
        },
        {
          id: "mails",
          use: "gmail.users.messages.get",
          forEach: "${found.messages}",
          with: { id: "${item.id}" },
        },
        {
          id: "cases",
          use: "salesforce.sobjects.create",
          forEach: "${mails}",
          with: { sobject: "Case", Subject: "${item.subject}", fields: { Priority: "High" } },
        },
      ],
      output: { cases: "${cases[*].id}" },
    },
    permissions: ["api", google("gmail.readonly")],
    calls: [
      "gmail.users.messages.list",
      "gmail.users.messages.get",
      "salesforce.sobjects.describe",
      "salesforce.sobjects.create",
    ],
    shows: [
      {
        readBack: read("salesforce.query", {
          q: "SELECT Subject FROM Case WHERE Subject LIKE '%4711%'",
        }),
        text: "Invoice 4711",
      },
    ],
  },
  {
    flow: {
      ...manual,
      name: "shareApprovedIdeas",
      description: "Approved Notion ideas in a LinkedIn post, and as a task each",
      steps: [
        {
          id: "ideas",
          use: "notion.data_sources.query",
          with: { data_source_id: notion.ideas, where: { Approved: true } },
        },
        {
          id: "post",
          use: "linkedin.posts.create",
          with: { commentary: "What we build next:\n${ideas.results[*].title}" },
        },
        {
          id: "tasks",
          use: "googletasks.tasks.insert",
          forEach: "${ideas.results}",
          with: { title: "Build: ${item.title}" },
        },
      ],
      output: { post: "${post.id}" },
    },
    permissions: [google("tasks"), "read_content", ...ownScopes].toSorted(),
    calls: [
      "notion.data_sources.retrieve",
      "notion.data_sources.query",
      "linkedin.userinfo",
      "linkedin.posts.create",
      "googletasks.tasks.insert",
    ],
    shows: [
      { readBack: myPosts, text: "What we build next:\\nDark mode", not: "Referral" },
      { readBack: read("googletasks.tasks.list"), text: "Build: Dark mode" },
    ],
  },
  {
    flow: {
      ...manual,
      name: "draftTheLaunch",
      description: "A TikTok draft, a calendar event to finish it, and a word in a channel",
      steps: [
        {
          id: "draft",
          use: "tiktok.post.publish.inbox.video.init",
          with: { video_url: "https://media.example.com/launch.mp4" },
        },
        {
          id: "event",
          use: "googlecalendar.events.insert",
          with: {
            summary: "Finish the TikTok draft",
            description: "${draft.publish_id}",
            start: "2027-03-01T10:00:00",
            durationMinutes: 30,
            timeZone: "Europe/Berlin",
          },
        },
        {
          id: "post",
          use: "slack.chat.postMessage",
          with: { channel: "C01GENERAL", text: "Draft ${draft.status}: ${event.htmlLink}" },
        },
      ],
      output: { status: "${draft.status}" },
    },
    permissions: ["chat:write", google("calendar.events.owned"), "video.upload"],
    calls: [
      "tiktok.post.publish.inbox.video.init",
      "tiktok.post.publish.status.fetch",
      "tiktok.post.publish.status.fetch",
      "googlecalendar.events.insert",
      "slack.chat.postMessage",
    ],
    shows: [
      {
        readBack: read("slack.conversations.history", { channel: "C01GENERAL" }),
        text: "Draft SEND_TO_USER_INBOX: https://",
      },
    ],
  },
];
