import type { GoogleApp } from "./ground/app.ts";

/** The apps that this stand-in serves, in the order of its inspector. */
export const apps: readonly GoogleApp<unknown>[] = [];
