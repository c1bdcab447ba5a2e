import { test } from "vitest";
import { startServer } from "../support/server.ts";
import { makePage, ordersPage, putCode, manyRows } from "../support/page-ground.ts";
test("x", async () => {
  const server = await startServer();
  await putCode(server, "manyRows", manyRows);
  await makePage(server, ordersPage);
  let t = Date.now();
  const r = await server.json("/api/functions/manyRows/run", "POST", { input: {} });
  console.log(JSON.stringify(r.body).slice(0, 600));
  const a = await server.json("/api/pages/orders/blocks/orders/data", "POST", {});
  console.log(
    a.status,
    Date.now() - t,
    JSON.stringify(a.body).slice(0, 300),
    JSON.stringify(a.body).length,
  );
  await server.close();
}, 60000);
