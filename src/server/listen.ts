import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import { PatchbayError } from "../core/errors.ts";

export interface Listening {
  /** The port taken, also where any free one was asked for. */
  readonly port: number;
  /** Takes no more connections; settles when all that is being answered has been. */
  drain(): Promise<void>;
  /** Cuts off whatever is still being answered. */
  close(): Promise<void>;
}

/** Serves an app on a port; 0 takes any free one. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({ fetch }) as Server;
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
