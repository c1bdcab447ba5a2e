#!/usr/bin/env node
import { enableCompileCache } from "node:module";

// Compiled code is kept between starts, which halves them; it must be on before the rest is loaded.
enableCompileCache();
await import("./cli/main.ts");
