import { expect } from "vitest";
import type { FlowModel } from "./flow-model.ts";
import { openChat, settled } from "./chat.ts";
import { connectAll } from "./consent.ts";
import type { TestServer } from "./server.ts";

const flow = {
  trigger: { type: "manual" },
  inputs: {},
} as const;

/** Functions on stand-ins that feed a page, and that it presses. */
const flows = [
  {
    ...flow,
    name: "listDeals",
    description: "Deals of HubSpot",
    inputs: { least: { type: "number", required: false } },
    steps: [
      { id: "found", use: "hubspot.crm.deals.search", with: { minAmount: "${inputs.least}" } },
    ],
    output: { results: "${found.results}" },
  },
  {
    ...flow,
    name: "winDeal",
    description: "Marks a deal as won",
    inputs: { dealId: { type: "string" } },
    steps: [
      {
        id: "won",
        use: "hubspot.crm.deals.update",
        with: { dealId: "${inputs.dealId}", dealstage: "closedwon" },
      },
    ],
    output: { id: "${won.id}" },
  },
  {
    ...flow,
    name: "addDeal",
    description: "Adds a deal",
    inputs: {
      name: { type: "string" },
      amount: { type: "number" },
      closes: { type: "string", required: false },
    },
    steps: [
      {
        id: "added",
        use: "hubspot.crm.deals.create",
        with: {
          dealname: "${inputs.name}",
          amount: "${inputs.amount}",
          closedate: "${inputs.closes}",
          dealstage: "appointmentscheduled",
        },
      },
    ],
    output: { id: "${added.id}" },
  },
  {
    ...flow,
    name: "latestVideos",
    description: "Videos of TikTok",
    steps: [{ id: "list", use: "tiktok.video.list", with: { max_count: 20 } }],
    output: { videos: "${list.videos}" },
  },
];

/** Rows that nobody sends: some of what a table has to stand, and many of them. */
export const manyRows = `
export default (): Response => {
  const owners = ["Amara", "Bela", "Chidi", "=SUM(A1:A9)", "+49 30 1234", "O'Neill, \\"Jo\\""];
  const rows = Array.from({ length: 10_000 }, (_, at) => ({
    id: at + 1,
    name: \`Order \${at + 1}\`,
    owner: owners[at % owners.length],
    amount: (((at * 7919) % 100_000) / 100 - 100).toFixed(2),
    day: new Date(Date.UTC(2026, 0, 1 + (at % 365))).toISOString(),
    paid: at % 3 === 0,
    page: at % 2 ? \`https://shop.example/orders/\${at + 1}\` : "javascript:alert(1)",
  }));
  return Response.json({ rows });
};
`;

export async function putCode(server: TestServer, name: string, code: string): Promise<void> {
  const { etag } = (await server.json(`/api/functions/${name}`)).body;
  const answer = await server.fetch(`/api/functions/${name}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(etag ? { "if-match": `"${etag}"` } : { "if-none-match": "*" }),
    },
    body: JSON.stringify({ code }),
  });
  expect([200, 201]).toContain(answer.status);
}

/** Makes all of them, with their accounts connected at the stand-ins. */
export async function makeFunctions(server: TestServer, model: FlowModel): Promise<void> {
  for (const one of flows) {
    model.play(one, () => "");
    const chat = openChat(server, one.name);
    await chat.sendMessage({ text: `Make ${one.name}` });
    await settled(chat);
    await connectAll(server, chat);
    expect((await server.json(`/api/functions/${one.name}`)).status).toBe(200);
  }
  await putCode(server, "manyRows", manyRows);
}

export async function makePage(server: TestServer, spec: object): Promise<void> {
  const made = await server.json("/api/pages", "POST", { spec });
  expect(made.body).toMatchObject({ version: 1 });
  expect(made.status).toBe(201);
}

const items = "${deals.results}";
const stages = [
  { value: "appointmentscheduled", label: "Appointment" },
  { value: "presentationscheduled", label: "Presentation" },
  { value: "contractsent", label: "Contract sent" },
  { value: "closedwon", label: "Won" },
];
const chosen = [
  { value: "${item.properties.dealname}", is: "contains", to: "${filters.q}" },
  { value: "${item.properties.dealstage}", is: "equals", to: "${filters.stage}" },
  { value: "${item.properties.closedate}", is: "at-least", to: "${filters.since}" },
];

/** Every kind of block and of filter. */
export const dealsPage = {
  slug: "deals",
  title: "Deals this quarter",
  description: "What is open, what is won, and what people watch meanwhile.",
  filters: [
    { id: "q", label: "Name", kind: "text" },
    { id: "stage", label: "Stage", kind: "choice", choices: stages },
    { id: "least", label: "More than", kind: "number" },
    { id: "since", label: "Closes from", kind: "date" },
    { id: "videos", label: "With videos", kind: "boolean", default: true },
  ],
  sources: {
    deals: { function: "listDeals", input: { least: "${filters.least}" } },
    tiktok: { function: "latestVideos", input: {} },
  },
  blocks: [
    {
      type: "figure",
      id: "count",
      title: "Deals",
      width: "third",
      rows: items,
      aggregate: "count",
      where: chosen,
      format: "number",
      caption: "as they are filtered",
    },
    {
      type: "figure",
      id: "sum",
      title: "Worth",
      width: "third",
      rows: items,
      aggregate: "sum",
      value: "${item.properties.amount}",
      where: chosen,
      format: "currency",
      currency: "EUR",
    },
    {
      type: "figure",
      id: "views",
      title: "Views of all videos",
      width: "third",
      rows: "${tiktok.videos}",
      aggregate: "sum",
      value: "${item.view_count}",
      format: "compact",
      caption: "TikTok",
    },
    {
      type: "chart",
      id: "stages",
      title: "Worth by stage",
      width: "half",
      kind: "bar",
      rows: items,
      where: chosen,
      x: { value: "${item.properties.dealstage}", label: "Stage" },
      series: [{ label: "Worth", value: "${item.properties.amount}", aggregate: "sum" }],
      format: "currency",
      currency: "EUR",
    },
    {
      type: "chart",
      id: "reach",
      title: "Videos over time",
      width: "half",
      kind: "line",
      rows: "${tiktok.videos}",
      x: { value: "${item.create_time}", format: "date" },
      series: [
        { label: "Views", value: "${item.view_count}" },
        { label: "Likes", value: "${item.like_count}" },
      ],
      format: "number",
    },
    {
      type: "table",
      id: "list",
      title: "All deals",
      width: "full",
      rows: items,
      where: chosen,
      pageSize: 5,
      columns: [
        { label: "Deal", value: "${item.properties.dealname}" },
        { label: "Stage", value: "${item.properties.dealstage}" },
        {
          label: "Amount",
          value: "${item.properties.amount}",
          format: "currency",
          currency: "EUR",
        },
        { label: "Closes", value: "${item.properties.closedate}", format: "date" },
      ],
      sort: { column: 2, direction: "descending" },
      actions: [
        {
          label: "Mark as won",
          function: "winDeal",
          input: { dealId: "${item.id}" },
          confirm: "Mark this deal as won?",
          done: "It is won.",
        },
      ],
    },
    {
      type: "form",
      id: "add",
      title: "Add a deal",
      width: "half",
      function: "addDeal",
      submit: "Add",
      done: "The deal was added.",
      fields: [
        {
          name: "name",
          label: "Name",
          kind: "text",
          required: true,
          min: 3,
          help: "As it is called in HubSpot",
        },
        { name: "amount", label: "Amount in EUR", kind: "number", required: true, min: 1 },
        { name: "closes", label: "Closes on", kind: "date" },
      ],
    },
    {
      type: "text",
      id: "notes",
      title: "How to read this",
      width: "half",
      text: "Deals come from **HubSpot**, views from TikTok.\n\n- [HubSpot](https://www.hubspot.com)\n- [not a link](javascript:alert(1))\n\n| Stage | Means |\n| --- | --- |\n| contractsent | it is with them |",
    },
    {
      type: "buttons",
      id: "atOnce",
      title: "At once",
      width: "half",
      actions: [
        {
          label: "Win the pilot",
          function: "winDeal",
          input: { dealId: "998878" },
          confirm: "Mark the Tailspin pilot as won?",
          done: "The pilot is won.",
        },
      ],
    },
  ],
};

/** Ten thousand rows. */
export const ordersPage = {
  slug: "orders",
  title: "Orders",
  sources: { all: { function: "manyRows" } },
  blocks: [
    {
      type: "table",
      id: "orders",
      title: "Orders",
      rows: "${all.rows}",
      pageSize: 50,
      columns: [
        { label: "Number", value: "${item.id}", format: "number" },
        { label: "Name", value: "${item.name}" },
        { label: "Owner", value: "${item.owner}" },
        { label: "Amount", value: "${item.amount}", format: "currency", currency: "EUR" },
        { label: "Day", value: "${item.day}", format: "date" },
        { label: "Paid", value: "${item.paid}", format: "boolean" },
        { label: "Page", value: "${item.page}", format: "link" },
      ],
    },
  ],
};

/** What a function answers as it is asked: how often, and one value of each format. */
export const valuesCode = `
let asked = 0;
export default (): Response => {
  asked += 1;
  const row = {
    text: "Ada", number: 1234.5, share: 0.125, day: "2026-03-31", at: "2026-03-31T12:00:00Z",
    paid: "true", page: "https://shop.example/1", mail: "mailto:ada@shop.example",
    script: "javascript:alert(1)", picture: "https://shop.example/1.png", list: [1, 2],
  };
  return Response.json({ asked, row, rows: [row, { text: "Bela", number: -1 }], none: [] });
};
`;

const values = "${answer.row";

/** Every format, two actions on each row, and loading again by itself. */
export const watchedPage = {
  slug: "watched",
  title: "Watched",
  refresh: 10,
  filters: [{ id: "paid", label: "Paid", kind: "boolean" }],
  sources: { answer: { function: "valuesNow" } },
  blocks: [
    ...(
      [
        ["text", "text"],
        ["number", "number"],
        ["share", "percent"],
        ["day", "date"],
        ["paid", "boolean"],
        ["page", "link"],
        ["mail", "link"],
        ["script", "link"],
        ["picture", "image"],
        ["list", "text"],
        ["missing", "number"],
      ] as const
    ).map(([name, format]) => ({
      type: "figure",
      id: `of${name}`,
      title: `A ${name}`,
      width: "third",
      value: `${values}.${name}}`,
      format,
    })),
    {
      type: "table",
      id: "rows",
      title: "People",
      rows: "${answer.rows}",
      where: [{ value: "${item.paid}", is: "equals", to: "${filters.paid}" }],
      columns: [
        { label: "Name", value: "${item.text}" },
        { label: "Number", value: "${item.number}", format: "number" },
        { label: "At", value: "${item.at}", format: "datetime" },
      ],
      actions: [
        { label: "Greet", function: "greet", input: { name: "${item.text}" }, done: "Greeted." },
        { label: "Thank", function: "greet", input: { name: "${item.text}" } },
      ],
    },
    {
      type: "table",
      id: "none",
      rows: "${answer.none}",
      columns: [{ label: "A", value: "${item.a}" }],
    },
    {
      type: "chart",
      id: "stack",
      title: "Stacked",
      kind: "line",
      stacked: true,
      rows: "${answer.none}",
      x: { value: "${item.day}", format: "date" },
      series: [{ label: "One", value: "${item.a}" }],
    },
  ],
};

/** Answers who was greeted. */
export const greetCode = `
export default async (request: Request): Promise<Response> => {
  const { name } = await request.json();
  console.log(\`Hello \${name}\`);
  return Response.json({ greeted: name });
};
`;
