import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compress } from "./compress.ts";

// Vite keeps a NODE_ENV that it finds: a build within a test run would bundle React for development.
process.env["NODE_ENV"] = "production";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [react(), compress()],
  build: {
    outDir: fileURLToPath(new URL("../dist/web", import.meta.url)),
    emptyOutDir: true,
    // The first versions that know light-dark().
    target: ["chrome123", "firefox120", "safari17.5"],
    // no-eval.ts must run before the shapes, whatever piece they come to stand in.
    rolldownOptions: { output: { strictExecutionOrder: true } },
    reportCompressedSize: false,
    // In kB. The editor is the largest piece; it is loaded when somebody edits.
    chunkSizeWarningLimit: 600,
  },
});
