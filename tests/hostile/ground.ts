import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import {
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
  createServer,
} from "node:http";
import { type AddressInfo, type Socket, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { systemClock } from "../../src/core/clock.ts";
import { createOutbound } from "../../src/core/outbound.ts";
import { createBroker } from "../../src/runs/broker/broker.ts";
import type { RunnerLimits } from "../../src/runs/deno/limits.ts";
import { createProcesses, createRunner } from "../../src/runs/deno/runner.ts";
import type { RunOutcome } from "../../src/runs/types.ts";
import { acme, acmeProvider } from "../../src/runs/broker/acme.fixture.ts";

/** The credential that no function may ever see. */
export const accessToken = "acme-secret-token-1234567890";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Ran {
  readonly response: Response;
  readonly text: string;
  readonly outcome: RunOutcome;
}

export interface Run {
  readonly name?: string;
  readonly principal?: string;
  readonly approved?: readonly string[];
  readonly request?: Request;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** A provider, a port nobody may reach, and a runner on real processes. */
export async function createGround(limits: Partial<RunnerLimits> = {}) {
  const received: Received[] = [];
  const open = new Set<ServerResponse>();
  const provider = createServer(async (request, response) => {
    const { method = "", url = "", headers } = request;
    open.add(response.on("close", () => open.delete(response)));
    received.push({ method, url, headers, body: await text(request) });
    if (url.startsWith("/redirect")) {
      response.writeHead(302, { location: new URL(url, "http://x").searchParams.get("to") ?? "" });
      return response.end();
    }
    if (url.startsWith("/never?head")) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      return response.write("data: 1\n\n");
    }
    if (url.startsWith("/never")) return undefined;
    if (url.startsWith("/items/hangs")) return response.writeHead(200).write("begun");
    if (url.startsWith("/items/drips")) {
      const drip = setInterval(() => response.write("."), 10);
      return response.on("close", () => clearInterval(drip)).writeHead(200);
    }
    if (url.startsWith("/items/floods")) {
      const flood = () => {
        while (response.write(Buffer.alloc(64 * 1024)));
      };
      response.on("drain", flood).writeHead(200);
      return flood();
    }
    const repeated = { "x-echo": headers.authorization ?? "", "set-cookie": "session=1" };
    response.writeHead(200, { "content-type": "application/json", ...repeated });
    return response.end(JSON.stringify({ ok: true, url, authorization: headers.authorization }));
  });
  const contacts: string[] = [];
  const canary = createTcpServer((socket: Socket) => {
    contacts.push(`${socket.remotePort}`);
    socket.destroy();
  });
  const datagrams = createSocket("udp4").on("message", (bytes) => contacts.push(`udp ${bytes}`));
  datagrams.bind(0, "127.0.0.1");
  await once(datagrams, "listening");
  const [apiBase, canaryUrl] = await Promise.all([listen(provider), listen(canary)]);
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-hostile-"));
  const broker = createBroker({
    secretOf: async () => ({ status: "unknown" }),
    catalog: createCatalog([acme], [acmeProvider]),
    credentials: {
      get: async () => ({
        status: "ok",
        accessToken,
        scopes: ["all"],
        connectionId: "conn_1",
        mode: "sandbox",
      }),
      renew: async () => ({ status: "reconnect-needed", connectionId: "conn_1" }),
    },
    endpointsOf: async () => ({
      mode: "sandbox",
      clientId: "id",
      clientSecret: "secret",
      authorizeUrl: `${apiBase}/authorize`,
      tokenUrl: `${apiBase}/token`,
      apiBase,
    }),
    openOutbound: () =>
      createOutbound({ fetch, allowInsecureOrigin: (origin) => origin === apiBase }),
    clock: systemClock,
  });
  const processes = createProcesses(dataDir, { poolSize: 1, maxProcesses: 8, ...limits });
  const runner = createRunner({ processes, broker, clock: systemClock });
  let runs = 0;

  function start(code: string, run: Run = {}) {
    const { approved = ["acme.items.list"], principal = "app", name = "hostile" } = run;
    return runner.run({
      target: { function: name, version: 1, code, principal },
      rights: {
        runId: `run_${++runs}`,
        approvals: approved.map((operation) => ({ operation, token: "user" })),
      },
      request: run.request ?? new Request("https://functions.invalid/hostile"),
      timeoutMs: run.timeoutMs ?? 10_000,
      ...(run.signal ? { signal: run.signal } : {}),
    });
  }

  return {
    received,
    /** Answers of the provider that are not over. */
    open,
    /** Whoever came to the ports that nobody may reach. */
    contacts,
    canaryPort: Number(new URL(canaryUrl).port),
    datagramPort: datagrams.address().port,
    apiBase,
    dataDir,
    processes,
    start,
    async run(code: string, run: Run = {}): Promise<Ran> {
      const running = start(code, run);
      const response = await running.response;
      const answer = await response
        .text()
        .catch((error: unknown) => `broken off: ${String(error)}`);
      return { response, text: answer, outcome: await running.done };
    },
    async close(): Promise<void> {
      await processes.close();
      provider.closeAllConnections();
      provider.close();
      canary.close();
      datagrams.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export type Ground = Awaited<ReturnType<typeof createGround>>;

/** A function whose whole body this is; `attempt` makes what throws into a word. */
export function functionOf(body: string): string {
  return `
    export default {
      async fetch(request) {
        const attempt = async (work) => {
          try { return { reached: await work() }; } catch (error) { return { stopped: String(error) }; }
        };
        const reached = (value) => new Response("reached: " + value);
        ${body}
      },
    };`;
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return `http://127.0.0.1:${address.port}`;
}
