import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildWeb } from "../src/cli/build-web.ts";
import { type Bench, figure, timed } from "./figure.ts";

const rounds = 7;
const cli = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

/** From the command to the line that says it is ready, the page built already. */
export const startBench: Bench = async () => {
  await buildWeb();
  const folder = mkdtempSync(join(tmpdir(), "patchbay-bench-"));
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, DATA_DIR: folder, FUNCTIONS_DIR: join(folder, "functions"), PORT: "0" };
  const once = async () => {
    const child = spawn(process.execPath, [cli, "start"], {
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ms = await timed(() => new Promise((resolve) => child.stdout.once("data", resolve)));
    await stop(child);
    return ms;
  };
  await once();
  const samples: number[] = [];
  for (let round = 0; round < rounds; round++) samples.push(await once());
  rmSync(folder, { recursive: true, force: true });
  return [figure("start.ready", "ms", samples, 1000)];
};

function stop(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  return gone;
}
