import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A port that keeps the headers of what is posted to it. */
export async function createReceiver() {
  const received: Headers[] = [];
  const server = createServer((request, response) => {
    received.push(
      new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    );
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    received,
    address: `http://127.0.0.1:${port}/hooks/google`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
