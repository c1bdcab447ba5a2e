import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openCommandLine } from "../support/command-line.ts";

/** The encryption key is replaced and looked at by whoever reads only what the command line says. */
const terminal = openCommandLine();
afterAll(() => terminal.close());

/** Any 32 bytes. */
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");

async function keys(encryptionKey: string | undefined, ...args: readonly string[]) {
  if (encryptionKey === undefined) Reflect.deleteProperty(terminal.env, "ENCRYPTION_KEY");
  else Object.assign(terminal.env, { ENCRYPTION_KEY: encryptionKey });
  return terminal.run(["keys", ...args]);
}

test("where no server runs, a new key is made and the older one goes", async () => {
  await terminal.run(["secrets", "set", "ACME", "--host", "api.acme.test"], "planted");
  const read = () => readFileSync(join(terminal.dataDir, "encryption-key"), "utf8").trim();
  const before = read();
  const rotated = await keys(undefined, "rotate");
  expect(rotated.code).toBe(0);
  expect(rotated.stdout).toMatch(/^\S{8} {2}1 stored value {2}encrypts all that is stored/);
  expect(rotated.stdout.trim().split("\n")).toHaveLength(1);
  expect(rotated.stderr).toMatch(/The 1 stored value is encrypted with the new key, \S{8}\./);
  expect(rotated.stderr).toContain("The key is in the file encryption-key of the data folder.");
  expect(read()).not.toContain(before);
}, 60_000);

test("keys of the environment are the operator's to make, and it is said when the old one can go", async () => {
  const [old, next] = [
    readFileSync(join(terminal.dataDir, "encryption-key"), "utf8").trim(),
    keyOf(1),
  ];
  const refused = await keys(old, "rotate");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/openssl rand -base64 32.*ENCRYPTION_KEY=new,old/);
  await keys(`${next},${old}`);
  const after = await keys(`${next},${old}`);
  expect(after.stdout).toMatch(
    /1 stored value +encrypts[^\n]*\n\S{8} {2}0 stored values {2}only reads/,
  );
  expect(after.stderr).toContain("take them out of ENCRYPTION_KEY");
  const lost = await keys(keyOf(2));
  expect(lost.stderr).toContain("1 stored value was encrypted with a key that is not here");
}, 60_000);
