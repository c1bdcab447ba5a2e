import { defineConfig } from "vitest/config";

/** `npm run test:postgres` runs everything on Postgres; otherwise these run on both databases. */
const isAllOnPostgres = process.env["TEST_DATABASE"] === "postgres";
const onBoth = [
  "src/store/**/*.test.ts",
  "src/connections/connections.test.ts",
  "src/functions/rename.test.ts",
  "src/runs/retention.test.ts",
];
/** Whole servers, which share the product's modules: that spares loading it for each file. */
const whole = [
  "access",
  "automations",
  "browser",
  "clients",
  "integrations",
  "journeys",
  "understanding",
].map((folder) => `tests/${folder}/**/*.test.ts`);
/** A module that this one replaces is another one in no other file. */
const replaces = ["src/core/public-lookup.test.ts"];
const name = (what: string) => (isAllOnPostgres ? `${what} on postgres` : what);

export default defineConfig({
  test: {
    globalSetup: ["tests/support/postgres.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A busy machine may be late once; what is wrong is wrong twice.
    retry: 1,
    projects: [
      {
        extends: true,
        test: { name: name("whole"), include: whole, isolate: false },
      },
      {
        extends: true,
        // What changes the process, or breaks it.
        test: { name: name("alone"), include: ["tests/**/*.test.ts", ...replaces], exclude: whole },
      },
      {
        extends: true,
        // Hundreds of small files share the modules that they import.
        test: {
          name: name("parts"),
          include: ["src/**/*.test.ts", "web/**/*.test.ts"],
          exclude: replaces,
          isolate: false,
        },
      },
      ...(isAllOnPostgres
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: "parts on postgres",
                include: onBoth,
                isolate: false,
                env: { TEST_DATABASE: "postgres" },
              },
            },
          ]),
    ],
  },
});
