import { PatchbayError } from "../core/errors.ts";
import type { AutomationsPort } from "./ports.ts";

async function nothing(): Promise<never> {
  throw new PatchbayError("request/not-found", "Nothing starts functions by itself here.");
}

/** Where nothing starts functions by itself. */
export const noAutomations: AutomationsPort = {
  list: async () => [],
  pause: nothing,
  resume: nothing,
  remove: nothing,
  deliveries: async () => [],
};
