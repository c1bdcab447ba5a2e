import { defineConfig } from "vitest/config";

/** `npm run test:postgres` runs everything on Postgres; otherwise these run on both databases. */
const isAllOnPostgres = process.env["TEST_DATABASE"] === "postgres";
const onBoth = [
  "src/store/**/*.test.ts",
  "src/connections/connections.test.ts",
  "src/functions/rename.test.ts",
  "src/runs/retention.test.ts",
];

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
        test: {
          name: isAllOnPostgres ? "postgres" : "sqlite",
          include: ["src/**/*.test.ts", "tests/**/*.test.ts", "web/**/*.test.ts"],
        },
      },
      ...(isAllOnPostgres
        ? []
        : [
            {
              extends: true as const,
              test: { name: "postgres", include: onBoth, env: { TEST_DATABASE: "postgres" } },
            },
          ]),
    ],
  },
});
