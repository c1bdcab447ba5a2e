import { defineConnector } from "../../catalog/connector.ts";
import { operations } from "./operations/index.ts";

const readEmail = {
  operation: "gmail.users.messages.get",
  with: { id: "${output.id}", format: "metadata" },
};

export const aiConnector = defineConnector({
  id: "ai",
  name: "AI",
  category: "ai",
  description: "Write, read out and sort text, where a hosted model is set up",
  // A drawing of our own: two sparks.
  logo: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#6d28d9" stroke-width="2" stroke-linejoin="round"><path d="m10 5 1.9 5.1L17 12l-5.1 1.9L10 19l-1.9-5.1L3 12l5.1-1.9zM18.5 3.5v4M16.5 5.5h4"/></svg>`,
  provider: "ai",
  examples: [
    {
      prompt: "Email me a summary of my unread mails",
      shows: "Invoice 4711",
      readBack: readEmail,
    },
    {
      prompt: "Sort the last 20 messages of #support in Slack into bug, question and praise",
      shows: "question",
    },
    {
      prompt: "Read the amount and the due date out of my latest email about an invoice",
      shows: "the 30th",
    },
    {
      prompt: "Translate the last message of #general in Slack into German and post it there",
      shows: "Guten Morgen",
      readBack: { operation: "slack.conversations.history", with: { channel: "C01GENERAL" } },
    },
    {
      prompt: "Draft a friendly reply to my latest email in Gmail",
      shows: "Thank you for writing about",
      readBack: readEmail,
    },
  ],
  events: [],
  helper: { name: "ai", template: "ai", takes: "method" },
  scopes: [],
  operations,
  words: ["ai", "llm", "model", "language model", "gpt"],
});
