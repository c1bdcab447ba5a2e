import { expect, test } from "vitest";
import { createCatalog } from "../catalog/catalog.ts";
import { connectors, providers } from "../connectors/index.ts";
import type { RunView } from "../contract/run.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { AgentPorts } from "./ports.ts";
import { pinRun } from "./rehearse.ts";

const version: FunctionVersion = {
  name: "post",
  version: 3,
  madeBy: { what: "prompt", via: "chat" },
  origin: "flow",
  code: "",
  approvals: [{ operation: "slack.chat.postMessage", token: "bot" }],
  permissions: [],
  createdAt: "",
  etag: "",
};

function dryRun(id: string, input: unknown, words: string, more: Partial<RunView> = {}): RunView {
  return {
    id,
    function: "post",
    version: 3,
    status: "succeeded",
    trigger: "chat",
    startedAt: "",
    ms: 1,
    input,
    output: null,
    error: null,
    logs: [],
    calls: [],
    phases: {},
    dryRun: true,
    would: [
      { operation: "slack.chat.postMessage", connector: "slack", kind: "write", count: 1, words },
    ],
    ...more,
  };
}

/** Ports with runs that are known, and `begun` for those that were started. */
function createScene({
  known = [],
  hasRun = false,
  current = version,
}: {
  readonly known?: readonly RunView[];
  readonly hasRun?: boolean;
  readonly current?: FunctionVersion;
} = {}) {
  const begun: unknown[] = [];
  const unused = () => {
    throw new Error("It must not come to this.");
  };
  const ports: Pick<AgentPorts, "functions" | "runs" | "catalog"> = {
    catalog: createCatalog(connectors, providers),
    functions: {
      list: unused,
      hasAny: unused,
      find: async (name) => (name === "post" ? current : undefined),
      resolve: async (name) => (name === "old" ? "post" : name),
      save: unused,
      inspect: unused,
      saveCode: unused,
      version: async () => current,
      versions: unused,
      beforeUndo: unused,
      restore: unused,
      undo: unused,
      duplicate: unused,
      remove: unused,
      deleted: unused,
      undelete: unused,
    },
    runs: {
      test: async (of, input, options) => {
        begun.push({ ...of, input, ...options });
        return dryRun("run_new", input, "Post 1 message to #new");
      },
      find: async (id) => known.find((run) => run.id === id),
      hasRun: async () => hasRun,
      list: unused,
    },
  };
  return { ports, begun };
}

const fresh = { run: "run_new", would: [{ words: "Post 1 message to #new" }] };

test("before the first live run of a version that writes there is a dry run", async () => {
  const { ports, begun } = createScene();
  expect(await pinRun(ports, { name: "old", input: { text: "hi" } })).toEqual({
    name: "post",
    version: 3,
    input: { text: "hi" },
    rehearsed: fresh,
  });
  expect(begun).toMatchObject([{ name: "post", version: 3, input: { text: "hi" }, dryRun: true }]);
});

test("there is none where it ran for real, where it only reads, or where one is asked for", async () => {
  const reads = {
    ...version,
    approvals: [{ operation: "slack.users.list", token: "bot" as const }],
  };
  for (const { ports, begun, input } of [
    { ...createScene({ hasRun: true }), input: { name: "post" } },
    { ...createScene({ current: reads }), input: { name: "post" } },
    { ...createScene(), input: { name: "post", dryRun: true } },
    { ...createScene(), input: { name: "nobody" } },
  ]) {
    expect(await pinRun(ports, input)).not.toHaveProperty("rehearsed");
    expect(begun).toEqual([]);
  }
});

test("the approved call keeps its list, whatever ran meanwhile", async () => {
  const known = [dryRun("run_1", { text: "hi" }, "Post 1 message to #sales")];
  const rehearsed = { run: "run_1", would: [{ words: "Post 1 message to #sales" }] };
  const { ports, begun } = createScene({ known, hasRun: true });
  const input = { name: "post", version: 3, input: { text: "hi" }, rehearsed };
  expect(await pinRun(ports, input)).toEqual(input);
  expect(begun).toEqual([]);
});

test("a list that a model writes itself is not believed", async () => {
  const harmless = [{ words: "Nothing at all" }];
  const known = [
    dryRun("run_1", {}, "Post 1 message to #sales"),
    dryRun("run_other", {}, "Post 1 message to #other", { function: "other" }),
    dryRun("run_older", {}, "Post 1 message to #older", { version: 2 }),
    dryRun("run_input", { text: "x" }, "Post 1 message to #input"),
  ];
  const said = async (run: string) =>
    (
      await pinRun(createScene({ known }).ports, {
        name: "post",
        rehearsed: { run, would: harmless },
      })
    ).rehearsed;
  expect(await said("run_1")).toEqual({
    run: "run_1",
    would: [{ words: "Post 1 message to #sales" }],
  });
  for (const run of ["run_none", "run_other", "run_older", "run_input"])
    expect(await said(run)).toEqual(fresh);
});
