import { expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { editCode as shape } from "../../contract/tools.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import type { Judge } from "../code-edit.ts";
import type { AgentPorts } from "../ports.ts";
import { editCode } from "./edit-code.ts";

const catalog = createCatalog(connectors, providers);
const current: FunctionVersion = {
  name: "post",
  version: 3,
  madeBy: { what: "hand", via: "page" },
  origin: "hand",
  code: "old",
  approvals: [],
  permissions: [],
  createdAt: "",
  etag: "",
};
const adds = [{ operation: "slack.chat.delete", title: "Delete a message" }];
const judge: Judge = async () => ({
  status: "allowed",
  current,
  code: "new",
  warnings: [],
  adds,
  permissions: [],
  missing: [],
});

/** Whatever the model's own side did with a call before: the tool looks again. */
test.each([
  ["nothing was judged", undefined],
  ["nothing was shown", { onto: 3, adds: [] }],
  ["something else was shown", { onto: 3, adds: [{ ...adds[0], title: "Read a message" }] }],
])("where %s, nothing is saved", async (_, judged) => {
  const ports = { catalog, prompts: () => "" } as unknown as AgentPorts; // saving would fail
  const tool = editCode(ports, { chatId: "chat", prompt: "" }, judge);
  const input = { name: "post", version: 3, patch: [{ old: "old", new: "new" }], judged };
  const answer = await tool.execute?.(shape.input.parse(input), {} as never);
  expect(answer).toMatchObject({ status: "refused" });
});
