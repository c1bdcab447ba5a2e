import { PatchbayError } from "../../src/core/errors.ts";
import { flowOf, openFunctions } from "./ground.ts";

/**
 * Saves so many changes of the same functions as others do at the same time, each from the version that
 * it read; one that came late it repeats. Says which versions are its own.
 */
const [dataDir = "", saves = "", own = ""] = process.argv.slice(2);

const { functions, close } = await openFunctions(dataDir);
const saved: { name: string; version: number; etag: string }[] = [];
let late = 0;
while (saved.length < Number(saves)) {
  const name = ["first", "second", "third"][saved.length % 3] ?? "";
  const base = (await functions.find(name))?.version ?? 0;
  try {
    saved.push(await functions.save(flowOf(name, `${own} ${saved.length}`), { base }));
  } catch (error) {
    if (!(error instanceof PatchbayError) || error.code !== "function/changed") throw error;
    late += 1;
  }
}
await close();
process.stdout.write(
  JSON.stringify({
    late,
    saved: saved.map(({ name, version, etag }) => ({ name, version, etag })),
  }),
);
