import { z } from "zod";
import type { Connector } from "../catalog/connector.ts";
import { PatchbayError } from "../core/errors.ts";
import type { EgressAnswer } from "../runs/broker/answer.ts";
import type { LocalRun } from "../runs/broker/local-api.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** `connectors.callApi`, as the SDK sends it on. */
const callShape = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]),
  host: z.string().optional(),
  path: z.string().regex(/^\/(?!\/)/, "must begin with one slash"),
  query: z.record(z.string(), z.union([scalar, z.array(scalar)])).default({}),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown(),
});

type Call = z.output<typeof callShape>;

/** Calls a tool as if the run had done so by `fetch`; what the tool says is told in the body. */
export async function proxyCall(connector: Connector, given: unknown, run: LocalRun) {
  const { data: call, error } = callShape.safeParse(given);
  if (!call) throw new PatchbayError("request/invalid", z.prettifyError(error));
  const { method, body } = call;
  const hasBody = body != null && method !== "GET" && method !== "HEAD";
  const json = hasBody ? { "content-type": "application/json" } : {};
  const { answer, refused } = await run.call(
    {
      method,
      url: addressOf(connector, call),
      headers: Object.entries({ ...json, ...call.headers }),
      ...(hasBody ? { body: Buffer.from(JSON.stringify(body)) } : {}),
    },
    run.signal,
  );
  const phase = refused === undefined ? "responded" : "not_sent";
  if ("failed" in answer)
    return told({ phase: "sent_unconfirmed", data: { message: answer.failed } });
  const { status, headers } = answer;
  return {
    ...told({ phase, ...(await contentOf(answer)) }),
    success: status >= 200 && status < 300,
    status_code: status,
    headers: Object.fromEntries(headers),
  };
}

interface Told {
  readonly phase: "not_sent" | "responded" | "sent_unconfirmed";
  readonly data?: unknown;
  readonly data_base64?: string;
  readonly content_type?: string;
}

function told({ phase, data = null, data_base64, content_type }: Told) {
  return {
    success: false,
    phase,
    status_code: null,
    data,
    data_base64: data_base64 ?? null,
    content_type: content_type ?? null,
    headers: {},
    credits_charged: 0,
  };
}

/** On a host of the connector's, the first where none is named. */
function addressOf({ name, operations }: Connector, { host, path, query }: Call): string {
  const hosts = [...new Set(operations.map(({ request }) => request.host))];
  const chosen = host === undefined ? hosts[0] : hosts.find((one) => one === host);
  if (chosen === undefined)
    throw new PatchbayError(
      "request/invalid",
      `${name} has no host "${host}"; it has: ${hosts.join(", ")}.`,
      { where: "host" },
    );
  const url = new URL(path, `https://${chosen}`);
  for (const [key, values] of Object.entries(query))
    for (const value of [values].flat()) url.searchParams.append(key, String(value));
  return url.href;
}

async function contentOf({ headers, body }: Exclude<EgressAnswer, { failed: string }>) {
  const bytes = Buffer.from(await new Response(toBody(body)).arrayBuffer());
  const type = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (!/\bjson\b|\+json|^text\/|^$/.test(type))
    return { data_base64: bytes.toString("base64"), content_type: type };
  const text = bytes.toString("utf8");
  try {
    return { data: JSON.parse(text) };
  } catch {
    return { data: text };
  }
}

const toBody = (body: Uint8Array | ReadableStream<Uint8Array>) =>
  body instanceof Uint8Array ? new Uint8Array(body) : body;
