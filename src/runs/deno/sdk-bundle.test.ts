import { expect, test } from "vitest";
import { bundleSdk } from "./sdk-bundle.ts";

test("the SDK is one module that asks for no other and no environment", async () => {
  const text = new TextDecoder().decode(await bundleSdk());
  expect(text).toMatch(/export\s*\{[^}]*\bcreateClientFromRequest\b/);
  expect(text).not.toMatch(/\bimport\s*[{"'*(]|\brequire\(|node:|\bprocess\.env\b/);
  expect(await bundleSdk()).toBe(await bundleSdk());
});
