import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The file behind `patchbay`. */
export const cliFile = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line on a data folder of its own, with nothing of this machine's settings. */
export function openCommandLine(more: Readonly<Record<string, string>> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  const { PATH = "", HOME = "" } = process.env;
  const env = {
    PATH,
    HOME,
    DATA_DIR: dataDir,
    FUNCTIONS_DIR: join(dataDir, "functions"),
    PORT: "0",
    ...more,
  };
  let server: ChildProcess | undefined;
  let log = "";
  return {
    dataDir,
    env,
    /** Runs a command to its end; standard input is closed, or holds a text. */
    async run(args: readonly string[], input?: string): Promise<Ended> {
      const child = spawn(process.execPath, [cliFile, ...args], { env, cwd: dataDir });
      child.stdin.end(input);
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk) => (stdout += chunk));
      child.stderr.on("data", (chunk) => (stderr += chunk));
      const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
      return { code, stdout, stderr };
    },
    /** Starts the server that the commands then find. */
    async start(): Promise<void> {
      const child = spawn(process.execPath, [cliFile, "start"], {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      });
      server = child;
      child.stderr.on("data", (chunk) => (log += chunk));
      await new Promise((resolve) => child.stdout.once("data", resolve));
    },
    /** What the server wrote to standard error. */
    log: () => log,
    /** Tells the server to stop; gives its exit code. */
    async stop(): Promise<number | null> {
      const running = server;
      server = undefined;
      if (!running) return null;
      const ended = new Promise<number | null>((resolve) => running.once("close", resolve));
      running.kill("SIGTERM");
      return ended;
    },
    async close(): Promise<void> {
      await this.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
