import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import SQLite from "better-sqlite3";
import pg from "pg";
import { flowOf, openFunctions } from "./ground.ts";

/**
 * Saves in a loop until it is killed, and says on its output what is done; it begins with a line on its
 * input, so that it can be started ahead. With a step as second argument, it kills itself there, in the
 * change that the third one names.
 */
const [dataDir = "", step, change = ""] = process.argv.slice(2);

const say = (text: string) => fs.writeSync(1, `${text}\n`);
const die = () => process.kill(process.pid, "SIGKILL");

const [when, what, file = ""] = (step ?? "").split(" ");
if (what === "table") killThere();
const { functions, close } = await openFunctions(dataDir);

/** One function as the loop left it, or the process that was killed before. */
async function state() {
  const [one] = await functions.list();
  return one ?? functions.save(flowOf("first", "0"), {});
}

const changes = {
  flow: async () => {
    const { name, version } = await state();
    return functions.save(flowOf(name, `${version + 1}`), { base: version });
  },
  hand: async () => {
    const { name, version, code } = await state();
    const madeBy = { what: "hand", via: "page" } as const;
    return functions.saveCode(name, code.replace(/(?:hand \d+)?$/, `hand ${version + 1}`), {
      base: version,
      madeBy,
    });
  },
  restore: async () => {
    const { name, version } = await state();
    return functions.restore(name, Math.max(1, version - 2));
  },
  rename: async () => {
    const { name } = await state();
    return functions.rename(name, name === "first" ? "second" : "first", "page");
  },
  remove: async () => {
    const { name } = await state();
    await functions.remove(name);
    return functions.undelete(name);
  },
} as const;

type Change = keyof typeof changes;
const isChange = (name: string): name is Change => Object.hasOwn(changes, name);

if (step === undefined) {
  await new Promise((resolve) => process.stdin.once("data", resolve));
  for (;;)
    for (const name of ["flow", "hand", "flow", "restore", "rename", "hand", "remove"] as const) {
      const { version, etag } = await changes[name]();
      say(`${version} ${etag}`);
    }
}
await state();
killThere();
if (isChange(change)) await changes[change]();
await close();

/** Ends the process at its step from now on: before or after the machine is asked to do it. */
function killThere(): void {
  const around = <T>(isIt: boolean, work: () => T): T => {
    if (isIt && when === "before") die();
    const result = work();
    if (isIt && when === "after") die();
    return result;
  };
  const { writeFileSync, renameSync } = fs;
  fs.writeFileSync = (path, ...rest) =>
    around(what === "draft" && String(path).includes(file), () => writeFileSync(path, ...rest));
  fs.renameSync = (from, to) => {
    const isDraft = String(from).endsWith(".tmp");
    const isIt = isDraft ? what === "replaced" && String(to).endsWith(file) : what === "moved";
    return around(isIt, () => renameSync(from, to));
  };
  syncBuiltinESMExports();
  const isCommit = (text: unknown) => what === "commit" && text === "commit";
  const { query } = pg.Client.prototype;
  Object.assign(pg.Client.prototype, {
    query(text: unknown, ...values: unknown[]) {
      if (isCommit(text) && when === "before") die();
      const answer: unknown = Reflect.apply(query, this, [text, ...values]);
      if (!isCommit(text) || !(answer instanceof Promise)) return answer;
      return answer.then(die);
    },
  });
  const { prototype } = SQLite;
  const prepare: (sql: string) => any = prototype.prepare;
  Object.assign(prototype, {
    prepare(sql: string) {
      const statement = prepare.call(this, sql);
      const run = statement.run.bind(statement);
      statement.run = (...values: unknown[]) =>
        around(
          isCommit(sql) || (what === "table" && sql.startsWith(`create table "${file}"`)),
          () => run(...values),
        );
      return statement;
    },
  });
}
