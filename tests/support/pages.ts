import { openChat, settled } from "./chat.ts";
import { connectAll } from "./consent.ts";
import { type FlowModel, startFlowModel } from "./flow-model.ts";
import { type TestServer, startServer } from "./server.ts";

/** Functions that the pages of tests are fed by, over three tools. */
const flows = {
  openDeals: {
    description: "All deals",
    inputs: { minimum: { type: "number", default: 0 } },
    steps: [
      {
        id: "deals",
        use: "hubspot.crm.deals.search",
        with: {
          minAmount: "${inputs.minimum}",
          properties: ["dealname", "amount", "dealstage", "closedate"],
        },
      },
    ],
    output: "${deals}",
  },
  tellSales: {
    description: "Post one deal to a channel",
    inputs: {
      name: { type: "string" },
      amount: { type: "number" },
      note: { type: "string", default: "none" },
    },
    steps: [
      {
        id: "post",
        use: "slack.chat.postMessage",
        with: {
          channel: "C01GENERAL",
          text: "Look at ${inputs.name}: ${inputs.amount} (${inputs.note})",
        },
      },
    ],
    output: { posted: "${post.ts}" },
  },
  tiktokNumbers: {
    description: "Followers and videos",
    inputs: {},
    steps: [
      { id: "profile", use: "tiktok.user.info", with: {} },
      { id: "videos", use: "tiktok.video.list", with: {} },
    ],
    output: { profile: "${profile}", videos: "${videos.videos}" },
  },
  addContact: {
    description: "Create a contact",
    inputs: { email: { type: "string" }, firstname: { type: "string", required: false } },
    steps: [
      {
        id: "contact",
        use: "hubspot.crm.contacts.create",
        with: { email: "${inputs.email}", firstname: "${inputs.firstname}" },
      },
    ],
    output: { id: "${contact.id}" },
  },
  archiveContact: {
    description: "Delete a contact",
    inputs: { contactId: { type: "string" } },
    steps: [
      {
        id: "gone",
        use: "hubspot.crm.contacts.archive",
        with: { contactId: "${inputs.contactId}" },
      },
    ],
  },
} as const;

export interface PageGround extends TestServer {
  /** Has a function written, and its tools connected. */
  make(name: keyof typeof flows): Promise<void>;
  /** Of the page's embed key, or of nobody. */
  as(key: string | undefined): TestServer["json"];
}

/** A server whose chat writes the functions above. */
export async function startPages(keepDir?: string): Promise<PageGround> {
  const model: FlowModel = await startFlowModel("sk-test-0000000000000000");
  const server = await startServer(model.env, keepDir);
  return {
    ...server,
    async make(name) {
      model.play({ name, trigger: { type: "manual" }, ...flows[name] }, () => "");
      const chat = openChat(server, name);
      await chat.sendMessage({ text: `Make ${name}` });
      await settled(chat);
      await connectAll(server, chat);
      const { status, body } = await server.json(`/api/functions/${name}`);
      if (status !== 200) throw new Error(`${name} was not made: ${JSON.stringify(body)}`);
    },
    as:
      (key) =>
      async (path, method = "GET", body) => {
        const response = await fetch(new URL(path, server.origin), {
          method,
          headers: {
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: text ? JSON.parse(text) : null };
      },
    async close() {
      await server.close();
      await model.close();
    },
  };
}

/** Deals with a button of each row, a form, and figures. */
export const salesPage = {
  slug: "sales",
  title: "Sales",
  refresh: 60,
  filters: [
    { id: "minimum", label: "Least amount", kind: "number" },
    { id: "words", label: "Name", kind: "text" },
  ],
  sources: {
    deals: { function: "openDeals", input: { minimum: "${filters.minimum}" } },
    tiktok: { function: "tiktokNumbers" },
  },
  blocks: [
    {
      id: "total",
      type: "figure",
      title: "All deals",
      rows: "${deals.results}",
      value: "${item.properties.amount}",
      aggregate: "sum",
      format: "currency",
      currency: "EUR",
    },
    {
      id: "followers",
      type: "figure",
      title: "Followers",
      value: "${tiktok.profile.follower_count}",
      format: "compact",
    },
    {
      id: "views",
      type: "chart",
      kind: "bar",
      rows: "${tiktok.videos}",
      x: { value: "${item.create_time}", format: "date" },
      series: [{ label: "Views", value: "${item.view_count}", aggregate: "sum" }],
    },
    {
      id: "deals",
      type: "table",
      rows: "${deals.results}",
      where: [
        { value: "${item.properties.dealname}", is: "contains", to: "${filters.words}" },
        { value: "${item.properties.dealstage}", is: "not", to: "closedwon" },
      ],
      columns: [
        { label: "Name", value: "${item.properties.dealname}" },
        {
          label: "Amount",
          value: "${item.properties.amount}",
          format: "currency",
          currency: "EUR",
        },
      ],
      actions: [
        {
          label: "Tell sales",
          function: "tellSales",
          input: {
            name: "${item.properties.dealname}",
            amount: "${item.properties.amount}",
            note: "looked for ${filters.words}",
          },
          done: "Sales knows.",
        },
      ],
    },
    {
      id: "contact",
      type: "form",
      function: "addContact",
      fields: [
        { name: "email", label: "E-mail", kind: "email", required: true },
        { name: "firstname", label: "First name" },
      ],
      done: "Saved.",
    },
  ],
};
