import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { type ProcessMemory, createWatchdog } from "./watchdog.ts";

const isLinux = process.platform === "linux";
const sleeping = `const held = Buffer.alloc(64e6, 1); setInterval(() => held, 1e6); console.log("up")`;

test.runIf(isLinux)("tells what a process holds, and of that what is its own", async () => {
  const child = spawn(process.execPath, ["-e", sleeping], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  const seen: ProcessMemory[] = [];
  const unwatch = createWatchdog().watch(child.pid ?? 0, (memory) => seen.push(memory));
  try {
    await expect.poll(() => seen.length).toBeGreaterThan(1);
    const [{ residentBytes, ownBytes } = { residentBytes: 0, ownBytes: 0 }] = seen;
    expect(ownBytes).toBeGreaterThan(64e6);
    // The binary's own pages are not.
    expect(residentBytes - ownBytes).toBeGreaterThan(10e6);
  } finally {
    child.kill("SIGKILL");
    await once(child, "close");
  }
  const looks = seen.length;
  const other = createWatchdog();
  const own = await new Promise((resolve) => other.watch(process.pid, resolve));
  expect(own).toMatchObject({ residentBytes: expect.any(Number) });
  expect(seen.length - looks).toBeLessThanOrEqual(1);
  unwatch();
  unwatch();
});

test("of a process that is not there it tells nothing", () => {
  const unwatch = createWatchdog().watch(2 ** 22 + 1, () => {});
  expect(unwatch()).toBeUndefined();
});
