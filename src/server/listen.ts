import { createAdaptorServer } from "@hono/node-server";
import { type Server, ServerResponse } from "node:http";
import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";
import type { Connection } from "./address.ts";

export interface Listening {
  /** The port taken, also where any free one was asked for. */
  readonly port: number;
  /** Takes no more connections; settles when all that is being answered has been. */
  drain(): Promise<void>;
  /** Cuts off whatever is still being answered. */
  close(): Promise<void>;
}

/**
 * What a slow or talkative client is given: time for the headers, time for the whole request with its
 * body (answers may take longer: streams), and bytes for all headers together.
 */
const portLimits = {
  headersTimeout: 15_000,
  requestTimeout: 120_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
};

const envShape = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
  outgoing: z.instanceof(ServerResponse),
});

function connectionOf(env: unknown): Connection {
  const read = envShape.safeParse(env);
  if (!read.success) return {};
  const { incoming, outgoing } = read.data;
  return { address: incoming.socket.remoteAddress, cut: () => void outgoing.destroy() };
}

/** Serves an app on a port; 0 takes any free one. */
export async function listen(
  fetch: (request: Request, connection: Connection) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
  limits: typeof portLimits = portLimits,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request, env) => fetch(request, connectionOf(env)),
    serverOptions: limits,
  }) as Server;
  // A client that sends nothing on an open connection is not waited for; above what proxies keep (60 s).
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  let closed: Promise<void> | undefined;
  const drain = () =>
    (closed ??= new Promise((resolve) => {
      // Node cuts those that are idle now, and would wait for those that are idle later.
      const cut = setInterval(() => server.closeIdleConnections(), 50);
      server.close(() => {
        clearInterval(cut);
        resolve();
      });
    }));
  return {
    port: typeof address === "object" && address ? address.port : port,
    drain,
    close() {
      const done = drain();
      server.closeAllConnections();
      return done;
    },
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") {
    return new PatchbayError(
      "server/port-in-use",
      `Port ${port} on ${host} is taken, perhaps by another Patchbay. Stop that one, or set PORT to another number (0 takes any free one).`,
      { cause: error },
    );
  }
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL") {
    return new PatchbayError(
      "server/port-in-use",
      `Cannot listen on ${host}:${port} (${error.code}). Set HOST or PORT to something this machine allows.`,
      { cause: error },
    );
  }
  return error;
}
