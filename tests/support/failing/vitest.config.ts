import { defineConfig } from "vitest/config";

/** A run of one test that asks for a Postgres and fails. */
export default defineConfig({
  root: import.meta.dirname,
  test: { globalSetup: ["../postgres.ts"], include: ["fails.ts"] },
});
