import { expect, test } from "vitest";
import { callOf } from "../../src/catalog/call.ts";
import { createDryRun } from "../../src/runs/dry-run/dry-run.ts";
import { acmeProvider } from "../../src/runs/broker/acme.fixture.ts";
import { candidatesOf, operationOf } from "../../src/integrations/operations.ts";

test("a dry run says of an imported write its summary and its address, filled in", () => {
  const id = { name: "ticket-id", in: "path", required: true, schema: { type: "string" } };
  const body = { content: { "application/json": { schema: { type: "object" } } } };
  const document = {
    openapi: "3.1.0",
    info: { title: "Desk", version: "1" },
    paths: {
      "/tickets/{ticket-id}/notes": {
        parameters: [id],
        get: { summary: "List notes", responses: {} },
        post: { summary: "Add a [quick] {note}", requestBody: body, responses: {} },
      },
    },
  };
  const target = {
    integration: "desk",
    host: "desk.test",
    basePath: "/v2",
    docs: "",
    version: "3.1.0",
  };
  const operations = candidatesOf(document, { scheme: "none", kind: "none" }).map((candidate) =>
    operationOf(candidate, target),
  );
  const [read, write] = operations;
  if (!read || !write) throw new Error("There are two operations.");
  expect(read.effect).toBeUndefined();
  const dryRun = createDryRun({ now: () => 0 });
  const call = callOf(write, { ticket_id: "T-7" });
  dryRun.hold(call, {
    status: "allowed",
    grant: {
      operation: write,
      token: "user",
      provider: acmeProvider,
      mode: "live",
      apiHeaders: {},
    },
    token: "user",
    headers: {},
    target: new URL(call.url),
  })?.();
  expect(dryRun.would().map(({ words }) => words)).toEqual([
    "Add a quick note (POST /tickets/T-7/notes)",
  ]);
});
