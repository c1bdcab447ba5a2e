/** Functions as they are written for Base44. Not a byte of them is changed to run here. */
export const postToSlack = `import { createClientFromRequest } from "npm:@base44/sdk@0.8.6";

Deno.serve(async (req) => {
  try {
    const base44 = createClientFromRequest(req);
    const { channel, text } = await req.json();
    const { accessToken } = await base44.asServiceRole.connectors.getConnection("slack");
    const response = await fetch("https://slack.com/api/chat.postMessage", {
      method: "POST",
      headers: {
        Authorization: \`Bearer \${accessToken}\`,
        "Content-Type": "application/json; charset=utf-8",
      },
      body: JSON.stringify({ channel, text }),
    });
    const data = await response.json();
    if (!data.ok) return Response.json({ error: data.error }, { status: 502 });
    return Response.json({ posted: data.ts });
  } catch (error) {
    return Response.json({ error: error.message, code: error.code }, { status: 500 });
  }
});
`;

export const listEvents = `import { createClientFromRequest } from 'npm:@base44/sdk';

export default async function (req: Request): Promise<Response> {
  const base44 = createClientFromRequest(req);
  const user = await base44.auth.me();
  if (!user) return Response.json({ error: 'Unauthorized' }, { status: 401 });
  const accessToken = await base44.asServiceRole.connectors.getAccessToken('googlecalendar');
  const url = new URL('https://www.googleapis.com/calendar/v3/calendars/primary/events');
  url.searchParams.set('maxResults', '3');
  url.searchParams.set('singleEvents', 'true');
  const answer = await fetch(url, { headers: { Authorization: 'Bearer ' + accessToken } });
  const { items = [] } = await answer.json();
  return Response.json({ status: answer.status, count: items.length, role: user.role });
}
`;

export const announce = `import { createClientFromRequest } from "@base44/sdk";

export default {
  async fetch(req) {
    const base44 = createClientFromRequest(req);
    const { text } = await req.json();
    const posted = await base44.functions.invoke("post/to/slack", { channel: "#product-updates", text });
    const told = await base44.asServiceRole.functions.fetch("/echo/things/1?x=1", { method: "PUT", body: "raw" });
    return Response.json({ posted: posted.data, told: await told.json() });
  },
};
`;

/** Tells what it was called with. */
export const echo = `Deno.serve({ port: 8000 }, async (req, info) => {
  const { method, url } = req;
  const { pathname, search } = new URL(url);
  const type = req.headers.get("content-type") ?? "";
  const body = type.startsWith("multipart/form-data")
    ? await Promise.all([...(await req.formData())].map(async ([name, value]) => [name, typeof value === "string" ? value : [value.name, await value.text()]]))
    : await req.text();
  return Response.json({ method, pathname, search, body, headers: [...req.headers], from: info.remoteAddr.transport }, { status: method === "PATCH" ? 202 : 200 });
});
`;

export const callApi = `import { createClientFromRequest } from "npm:@base44/sdk@0.8.50";

Deno.serve({
  handler: async (req) => {
    const { connectors } = createClientFromRequest(req).asServiceRole;
    const { call } = await req.json();
    return Response.json(await connectors.callApi("slackbot", call));
  },
});
`;

/** Does what its input says with the SDK, and tells how that failed. */
export const attempt = `import { createClientFromRequest, Base44Error } from "npm:@base44/sdk";

const attempts = {
  entities: (base44) => base44.entities.Task.list(),
  unknown: (base44) => base44.asServiceRole.connectors.getConnection("nosuchtool"),
  notConnected: (base44) => base44.asServiceRole.connectors.getConnection("notion"),
  noFunction: (base44) => base44.functions.invoke("nobody", {}),
  socket: async (base44) => base44.entities.Task.subscribe(() => {}),
};

export default async (req) => {
  const { what } = await req.json();
  try {
    return Response.json({ done: await attempts[what](createClientFromRequest(req)) });
  } catch (error) {
    const { message, status, code } = error;
    return Response.json({ message, status: status ?? error.response?.status, code, known: error instanceof Base44Error, detail: error.response?.data?.detail });
  }
};
`;
