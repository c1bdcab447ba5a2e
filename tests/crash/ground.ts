import { join } from "node:path";
import { createCatalog } from "../../src/catalog/catalog.ts";
import { createFunctions } from "../../src/functions/functions.ts";
import { silentLog } from "../../src/core/log.ts";
import { defaultAppId, openDatabase } from "../../src/store/database.ts";
import { createFunctionStore } from "../../src/store/functions.ts";

/** A flow that differs by its text. */
export function flowOf(name: string, text: string) {
  return {
    name,
    description: "Posts",
    trigger: { type: "manual" as const },
    inputs: {},
    steps: [{ id: "message", use: "slack.chat.postMessage", with: { text } }],
  };
}

/** Functions whose code costs nothing to render and to check: what is tried here is how they are kept. */
export async function openFunctions(dataDir: string) {
  const db = await openDatabase(dataDir);
  const store = createFunctionStore(db, defaultAppId, { now: () => Date.now() });
  const functions = createFunctions({
    store,
    renderer: {
      render: async ({ steps: [step] }) => `// ${JSON.stringify(step?.with)}\n${rest}`,
    },
    verifier: { verify: async () => ({ operations: [], calls: [], direct: [], problems: [] }) },
    catalog: createCatalog([], []),
    mirrorDir: join(dataDir, "functions"),
    log: silentLog,
  });
  return { db, store, functions, close: () => db.destroy() };
}

/** As long as code is, so that writing it takes its time. */
const rest = "// A line of code that stands for many others.\n".repeat(200);
