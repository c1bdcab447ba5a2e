import type { RunOptions } from "../types.ts";
import { bundleSdk } from "./sdk-bundle.ts";

/** What a process is given to run: code, and what the code expects to find. */
export interface Program {
  readonly code: string;
  readonly sdk?: Uint8Array;
  readonly sdkAt: NonNullable<RunOptions["target"]["sdkAt"]>;
  readonly secretNames: readonly string[];
}

/** With the SDK only where the code imports it. */
export async function programOf({
  code,
  sdkAt = [],
  secretNames = [],
}: RunOptions["target"]): Promise<Program> {
  return { code, sdkAt, secretNames, ...(sdkAt.length > 0 ? { sdk: await bundleSdk() } : {}) };
}
