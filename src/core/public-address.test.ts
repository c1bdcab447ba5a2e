import { lookup } from "node:dns/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { createLeanFetch } from "./lean-fetch.ts";
import { createOutbound } from "./outbound.ts";
import { isPublicAddress, literalAddress, publicLookup } from "./public-address.ts";
import { createPublicFetch } from "./public-fetch.ts";

test.each([
  ["8.8.8.8", true],
  ["2606:4700:4700::1111", true],
  ["127.0.0.1", false],
  ["127.9.9.9", false],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:a9fe:a9fe", false],
  ["fc00::1", false],
  ["fd00::1", false],
  ["::ffff:10.0.0.1", false],
  ["fe80::1", false],
  ["64:ff9b::7f00:1", false],
  ["2002:7f00:1::", false],
  ["localhost", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

test.each([
  ["https://[::1]:1/", "::1"],
  ["https://2130706433/", "127.0.0.1"],
  ["https://0x7f.1/", "127.0.0.1"],
  ["https://0177.0.0.1/", "127.0.0.1"],
  ["https://[::ffff:169.254.169.254]/", "::ffff:a9fe:a9fe"],
  ["https://0xa9fea9fe/", "169.254.169.254"],
  ["https://0251.0376.0251.0376/", "169.254.169.254"],
  ["https://169.254.169.254./", "169.254.169.254"],
  ["https://１６９.254.169.254/", "169.254.169.254"],
  ["https://api.acme.test/", undefined],
])("the host of %s is the address %s", (url, address) => {
  expect(literalAddress(new URL(url).hostname)).toBe(address);
});

test("a name that stands for this machine is not looked up", async () => {
  expect((await lookup("localhost")).address).toMatch(/^(127\.|::1)/);
  const found = new Promise((resolve) => {
    publicLookup("localhost", {}, (error) => resolve(error?.message));
  });
  expect(await found).toContain("localhost is an address of a private network");
});

test("both ways out refuse such a name at the connection, and reach it where it is named", async () => {
  const server = createServer((_, response) => response.end("hello"));
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://localhost:${port}/`;
  for (const [guarded, named] of [
    [createPublicFetch(), fetch],
    [createLeanFetch(publicLookup), createLeanFetch()],
  ] as const) {
    await expect(guarded(url)).rejects.toThrow();
    const closed = createOutbound({ fetch: guarded, allowInsecureOrigin: () => false });
    await expect(closed(`https://localhost:${port}/`)).rejects.toThrow("private network");
    const open = createOutbound({
      fetch: guarded,
      fetchNamed: named,
      allowInsecureOrigin: () => true,
    });
    expect(await (await open(url)).text()).toBe("hello");
  }
  server.closeAllConnections();
  server.close();
});
