import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { PatchbayError } from "../../core/errors.ts";

/** A stand-in that answers on a port. */
export interface Serving {
  /** Its origin, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves an application; port 0 takes any free one. Throws `server/port-in-use`. */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Serving> {
  const server = createAdaptorServer({ fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new PatchbayError(
          "server/port-in-use",
          `The sandbox cannot listen on ${host}:${port} (${cause.code}). Give another port; 0 takes any free one.`,
          { cause },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${reachable(host)}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** All interfaces are no address to go to; an IPv6 address stands in brackets. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
