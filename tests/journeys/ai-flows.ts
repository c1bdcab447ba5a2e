import type { FlowValue } from "../../src/flow/schema.ts";

/** What a hosted model makes of an example of the AI connector, and what it then answers to its steps. */
interface AiFlow {
  readonly prompt: string;
  readonly steps: readonly Readonly<Record<string, FlowValue>>[];
  readonly output: FlowValue;
  /** The model's own words, from the material that came. */
  readonly answer: (question: string) => string;
}

const read = { use: "gmail.users.messages.get" };
const latest = (search: Readonly<Record<string, FlowValue>>) => [
  { id: "latest", use: "gmail.users.messages.list", with: { ...search, maxResults: 1 } },
  { id: "mail", ...read, with: { id: "${latest.messages[0].id}" } },
];

export const aiFlows: readonly AiFlow[] = [
  {
    prompt: "Email me a summary of my unread mails",
    steps: [
      { id: "me", use: "gmail.users.getProfile" },
      { id: "unread", use: "gmail.users.messages.list", with: { isUnread: true, maxResults: 20 } },
      { id: "mails", ...read, forEach: "${unread.messages}", with: { id: "${item.id}" } },
      {
        id: "summary",
        use: "ai.generateText",
        with: {
          instructions: "Sum up these emails in a line each, the urgent ones first.",
          material: "${mails}",
        },
      },
      {
        id: "sent",
        use: "gmail.users.messages.send",
        with: {
          to: "${me.emailAddress}",
          subject: "Your unread mails",
          body: "${summary.text}",
        },
      },
    ],
    output: { id: "${sent.id}" },
    answer: (question) =>
      Array.from(question.matchAll(/"subject": "([^"]+)"/g), ([, subject]) => `- ${subject}`).join(
        "\n",
      ),
  },
  {
    prompt: "Sort the last 20 messages of #support in Slack into bug, question and praise",
    steps: [
      {
        id: "history",
        use: "slack.conversations.history",
        with: { channel: "#support", limit: 20 },
      },
      {
        id: "sorted",
        use: "ai.classify",
        forEach: "${history.messages}",
        when: "${item.text}",
        with: { material: "${item.text}", labels: ["bug", "question", "praise"] },
      },
    ],
    output: { labels: "${sorted[*].label}", texts: "${history.messages[*].text}" },
    answer: (question) =>
      JSON.stringify({ result: question.includes("ask how") ? "question" : "bug" }),
  },
  {
    prompt: "Read the amount and the due date out of my latest email about an invoice",
    steps: [
      ...latest({ subject: "invoice" }),
      {
        id: "invoice",
        use: "ai.extract",
        with: {
          material: "${mail.text}",
          fields: [
            { name: "amount", type: "number", description: "Amount to pay" },
            { name: "due", type: "string", description: "Day it is due, as written" },
          ],
        },
      },
    ],
    output: { amount: "${invoice.data.amount}", due: "${invoice.data.due}" },
    answer: (question) => {
      const [, amount, due] = /over ([\d.]+) is due on (the \w+)/.exec(question) ?? [];
      return JSON.stringify({ amount: Number(amount), due });
    },
  },
  {
    prompt: "Translate the last message of #general in Slack into German and post it there",
    steps: [
      {
        id: "history",
        use: "slack.conversations.history",
        with: { channel: "#general", limit: 1 },
      },
      {
        id: "german",
        use: "ai.generateText",
        with: { instructions: "Translate into German.", material: "${history.messages[0].text}" },
      },
      {
        id: "posted",
        use: "slack.chat.postMessage",
        with: { channel: "#general", text: "${german.text}" },
      },
    ],
    output: { ts: "${posted.ts}" },
    answer: () => "Guten Morgen zusammen",
  },
  {
    prompt: "Draft a friendly reply to my latest email in Gmail",
    steps: [
      ...latest({}),
      {
        id: "reply",
        use: "ai.generateText",
        with: {
          instructions: "Write a short, friendly reply. Promise nothing.",
          material: { from: "${mail.from}", subject: "${mail.subject}", text: "${mail.text}" },
        },
      },
      {
        id: "draft",
        use: "gmail.users.drafts.create",
        with: {
          to: "${mail.from}",
          subject: "Re: ${mail.subject}",
          body: "${reply.text}",
          threadId: "${mail.threadId}",
          inReplyTo: "${mail.messageId}",
        },
      },
    ],
    output: { id: "${draft.message.id}" },
    answer: (question) => `Thank you for writing about ${/"subject": "(\w+)/.exec(question)?.[1]}`,
  },
];
