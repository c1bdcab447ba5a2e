const manual = { type: "manual" };

/** Flows of every shape, with the sentence each might come from and the operations its code must call. */
export const flows = [
  {
    sentence: "Send a Slack message to #product-updates when this function runs",
    operations: ["slack.chat.postMessage"],
    flow: {
      name: "postToProductUpdates",
      description: "Posts a message to #product-updates",
      trigger: manual,
      inputs: {
        text: { type: "string", description: "What to post", default: "Hello from Patchbay" },
      },
      steps: [
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#product-updates", text: "${inputs.text}" },
        },
      ],
      output: { channel: "${message.channel}", ts: "${message.ts}" },
    },
  },
  {
    sentence: "Find ana@example.com on Slack and send her a direct message",
    operations: ["slack.chat.postMessage", "slack.users.lookupByEmail"],
    flow: {
      name: "messageAna",
      description: "Sends Ana a direct message",
      trigger: { type: "webhook" },
      inputs: { text: { type: "string" } },
      steps: [
        { id: "person", use: "slack.users.lookupByEmail", with: { email: "ana@example.com" } },
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "${person.user.id}", text: "Hi ${person.user.name}: ${inputs.text}" },
        },
      ],
    },
  },
  {
    sentence: "Repeat the last messages of #support in #engineering",
    operations: [
      "slack.chat.postMessage",
      "slack.conversations.history",
      "slack.conversations.list",
    ],
    flow: {
      name: "repeatSupport",
      description: "Repeats messages",
      trigger: { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
      inputs: { count: { type: "number", default: 10 } },
      steps: [
        {
          id: "history",
          use: "slack.conversations.history",
          with: { channel: "#support", limit: "${inputs.count}" },
        },
        {
          id: "copies",
          use: "slack.chat.postMessage",
          forEach: "${history.messages}",
          when: "${item.text}",
          with: { channel: "#engineering", text: "${item.user} said: ${item.text}" },
        },
      ],
      output: { copied: "${copies.length}", first: "${copies[0].ts}", at: "${now}" },
    },
  },
  {
    sentence: "Post to #general and react with a rocket",
    operations: ["slack.chat.postMessage", "slack.reactions.add"],
    flow: {
      name: "postAndReact",
      description: "Posts and reacts",
      trigger: manual,
      steps: [
        {
          id: "message",
          use: "slack.chat.postMessage",
          with: { channel: "#general", text: "Launch `now` for \\${nobody} \u2028*/" },
        },
        {
          id: "reaction",
          use: "slack.reactions.add",
          with: { channel: "${message.channel}", timestamp: "${message.ts}", name: "rocket" },
        },
      ],
    },
  },
  {
    sentence: "Upload a report and share it in #sales",
    operations: [
      "slack.conversations.list",
      "slack.files.completeUploadExternal",
      "slack.files.getUploadURLExternal",
    ],
    flow: {
      name: "shareReport",
      description: "Shares a report",
      trigger: { type: "webhook" },
      steps: [
        {
          id: "upload",
          use: "slack.files.getUploadURLExternal",
          with: { filename: "report.txt", content: "${trigger.body.report}" },
        },
        {
          id: "shared",
          use: "slack.files.completeUploadExternal",
          with: { files: [{ id: "${upload.file_id}", title: "Report" }], channel_id: "#sales" },
        },
      ],
    },
  },
  {
    sentence: "If I ask for it, schedule a message to @sam",
    operations: ["slack.chat.scheduleMessage", "slack.users.list"],
    flow: {
      name: "remindSam",
      description: "Schedules a message",
      trigger: manual,
      inputs: {
        wanted: { type: "boolean", default: true },
        note: { type: "string", required: false },
      },
      steps: [
        {
          id: "slack",
          use: "slack.chat.scheduleMessage",
          when: "${inputs.wanted}",
          with: { channel: "@sam", text: "${inputs.note}", post_at: 1893456000 },
        },
      ],
      output: "${slack.scheduled_message_id}",
    },
  },
  {
    sentence: "Read amount and due date out of my latest invoice email, and post how urgent it is",
    operations: [
      "ai.classify",
      "ai.extract",
      "ai.generateText",
      "gmail.users.messages.get",
      "gmail.users.messages.list",
      "slack.chat.postMessage",
    ],
    flow: {
      name: "readInvoice",
      description: "Reads the latest invoice and posts what matters",
      trigger: manual,
      steps: [
        {
          id: "latest",
          use: "gmail.users.messages.list",
          with: { subject: "invoice", maxResults: 1 },
        },
        {
          id: "mail",
          use: "gmail.users.messages.get",
          with: { id: "${latest.messages[0].id}" },
        },
        {
          id: "invoice",
          use: "ai.extract",
          with: {
            material: "${mail.text}",
            fields: [
              { name: "amount", type: "number", description: "Amount to pay" },
              { name: "due", type: "date", description: "Day it is due" },
              { name: "isPaid", type: "boolean", description: "Whether it is paid already" },
            ],
          },
        },
        {
          id: "urgency",
          use: "ai.classify",
          with: { material: "${mail.text}", labels: ["can wait", "soon", "overdue"] },
        },
        {
          id: "ai",
          use: "ai.generateText",
          with: {
            instructions: "One friendly sentence on this `invoice`.",
            material: { from: "${mail.from}", invoice: "${invoice.data}" },
            maxOutputTokens: 500,
          },
        },
        {
          id: "posted",
          use: "slack.chat.postMessage",
          with: {
            channel: "C03PRODUCT",
            text: "${urgency.label}: ${invoice.data.amount} by ${invoice.data.due}. ${ai.text}",
          },
        },
      ],
      output: { ts: "${posted.ts}", isPaid: "${invoice.data.isPaid}" },
    },
  },
  {
    sentence:
      "Repeat what came in #help of slack:support in #team with slack:sales, and save it to a sheet",
    operations: [
      "googlesheets.spreadsheets.values.append",
      "googlesheets.spreadsheets.values.get",
      "slack.chat.postMessage",
      "slack.conversations.history",
      "slack.conversations.list",
    ],
    flow: {
      name: "repeatAcrossWorkspaces",
      description: "Copies messages from one workspace to another",
      trigger: manual,
      inputs: { count: { type: "number", default: 10 } },
      steps: [
        {
          id: "history",
          use: "slack.conversations.history",
          account: "support",
          with: { channel: "#help", limit: "${inputs.count}" },
        },
        {
          id: "posts",
          use: "slack.chat.postMessage",
          account: "sales",
          forEach: "${history.messages}",
          with: { channel: "#team", text: "${item.text}" },
        },
        {
          id: "done",
          use: "slack.chat.postMessage",
          with: { channel: "#ops", text: "Copied ${posts.length}" },
        },
        {
          id: "row",
          use: "googlesheets.spreadsheets.values.append",
          account: "user",
          with: {
            spreadsheetId: "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefgh",
            range: "A:B",
            values: [["${now}", "${posts.length}"]],
          },
        },
      ],
    },
  },
] as const;
