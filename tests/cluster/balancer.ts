import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A load balancer as one sets it up before identical servers: each request goes to the next one, or to the
 * one after it where that does not answer; an answer that breaks off is not begun again.
 */
export async function startBalancer(targets: () => readonly string[]) {
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const body: Buffer[] = [];
    for await (const chunk of incoming) body.push(Buffer.from(chunk));
    const all = targets();
    const first = turn++;
    for (let at = 0; at < all.length; at += 1) {
      const target = all[(first + at) % all.length];
      if (target !== undefined && (await forward(target, incoming, Buffer.concat(body), outgoing)))
        return;
    }
    outgoing.writeHead(502).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** False where nothing answers there, so that another may be asked. */
function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<boolean> {
  return new Promise((resolve) => {
    const passed = request(new URL(url ?? "/", target), { method, headers, agent: false });
    passed.once("error", (error) => {
      // What was sent may have been taken; only a refused connection is tried elsewhere.
      if ("code" in error && error.code === "ECONNREFUSED") return resolve(false);
      outgoing.destroy();
      resolve(true);
    });
    passed.once("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.once("error", () => outgoing.destroy());
      answer.once("close", () => {
        if (!answer.complete) outgoing.destroy();
        resolve(true);
      });
      outgoing.once("close", () => passed.destroy());
    });
    passed.end(body);
  });
}
