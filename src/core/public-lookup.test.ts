import { beforeEach, expect, test, vi } from "vitest";
import { createLeanFetch } from "./lean-fetch.ts";
import { createOutbound } from "./outbound.ts";
import { publicLookup } from "./public-address.ts";

/** What DNS says of a name, once for each time it is asked. */
const dns = vi.hoisted(() => ({ answers: [] as string[][], asked: 0 }));
vi.mock("node:dns", async (original) => ({
  ...(await original<typeof import("node:dns")>()),
  lookup: (
    _name: string,
    _options: object,
    callback: (error: Error | null, found: { address: string; family: number }[]) => void,
  ) => {
    dns.asked++;
    const found = dns.answers.shift() ?? [];
    callback(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  },
}));

beforeEach(() => {
  dns.answers = [];
  dns.asked = 0;
});

const reach = () =>
  createOutbound({ fetch: createLeanFetch(publicLookup), allowInsecureOrigin: () => false })(
    "https://rebinds.test/",
  );

test.each([
  ["a private address", ["10.0.0.7"]],
  ["the address of cloud metadata", ["169.254.169.254"]],
  ["a private one in IPv6", ["fd00::7"]],
  ["this machine, as IPv4 in IPv6", ["::ffff:127.0.0.1"]],
  ["a public and a private one", ["8.8.8.8", "192.168.0.7"]],
  ["none", []],
])("a name that stands for %s is not connected to", async (_, answer) => {
  dns.answers = [answer];
  await expect(reach()).rejects.toThrow("private network");
});

test("a connection goes to the very address that was judged: DNS is asked once", async () => {
  dns.answers = [["8.8.8.8"], ["127.0.0.1"]];
  const found = await new Promise((resolve) => {
    publicLookup("rebinds.test", {}, (_error, address) => resolve(address));
  });
  expect([found, dns.asked]).toEqual(["8.8.8.8", 1]);
  // Asked again for the next connection, it is judged again.
  await expect(reach()).rejects.toThrow("private network");
  expect(dns.asked).toBe(2);
});
