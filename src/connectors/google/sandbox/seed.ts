import { generateKeyPairSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { noLevers } from "../../../sandbox/kit/levers.ts";
import type { GoogleApp } from "./ground/app.ts";
import { type State, sharedShape } from "./ground/state.ts";

/** Everything that is kept: what all apps share, and each app's own state. */
export function stateShapeOf(apps: readonly GoogleApp<unknown>[]): z.ZodType<State> {
  return z.object({
    shared: sharedShape,
    apps: z.object(Object.fromEntries(apps.map(({ id, shape }) => [id, shape]))),
  });
}

/** The state before anybody uses it, with a client of its own. */
export function seedState(apps: readonly GoogleApp<unknown>[], now: number): State {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    shared: {
      client: {
        id: `${randomBytes(6).readUIntBE(0, 6)}-${randomBytes(16).toString("hex")}.apps.googleusercontent.com`,
        secret: `GOCSPX-${randomBytes(21).toString("base64url")}`,
      },
      signingKey: { ...privateKey.export({ format: "jwk" }), kid: randomBytes(8).toString("hex") },
      codes: [],
      tokens: [],
      refreshTokens: [],
      grants: [],
      files: apps.flatMap(({ seedFiles }) => seedFiles?.(now) ?? []),
      uploads: [],
      testingMode: false,
      levers: noLevers(),
      disabled: [],
    },
    apps: Object.fromEntries(apps.map(({ id, seed }) => [id, seed(now)])),
  };
}
