import { z } from "zod";
import { connectSitesShape } from "../contract/app-user.ts";
import { PatchbayError } from "../core/errors.ts";
import type { SettingStore } from "../store/settings.ts";

const row = "connect-sites";
/** What may stand in a policy: a name or an address, no wildcard and nothing that begins another directive. */
const hostShape = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/;
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Sites of the app's product, by their exact origins: they may frame the connect pages, and people are sent back to them. */
export function createConnectSites(store: SettingStore) {
  async function list(): Promise<readonly string[]> {
    const kept = (await store.all()).get(row);
    return kept ? z.array(z.string()).parse(kept.value) : [];
  }
  return {
    list,
    /** Whether an address is of one of them; compared as a browser reads it. */
    async allows(address: string): Promise<boolean> {
      if (!URL.canParse(address)) return false;
      const { origin, protocol } = new URL(address);
      return /^https?:$/.test(protocol) && (await list()).includes(origin);
    },
    /** In place of those before. Throws `request/invalid`. */
    async put(given: z.output<typeof connectSitesShape>): Promise<readonly string[]> {
      const origins = given.origins.map((address, index) => {
        const { origin, host, hostname, protocol } = new URL(address);
        const isSafe = protocol === "https:" || loopback.test(hostname);
        if (isSafe && hostShape.test(host)) return origin;
        throw new PatchbayError(
          "request/invalid",
          `"${address}" is not the address of one site, such as https://example.com. Without https only this machine is taken.`,
          { where: `origins.${index}` },
        );
      });
      await store.put(row, { value: [...new Set(origins)] });
      return list();
    },
  };
}

export type ConnectSites = ReturnType<typeof createConnectSites>;
