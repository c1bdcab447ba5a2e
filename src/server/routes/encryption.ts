import { createRoute } from "@hono/zod-openapi";
import type { KeyRotation } from "../../connections/key-rotation.ts";
import { encryptionViewShape } from "../../contract/encryption.ts";
import { requireKeyManager } from "../guard.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

interface EncryptionDependencies {
  readonly rotation: Pick<KeyRotation, "view" | "rotate">;
}

/** The key that encrypts tokens and secrets, replaced while everything goes on. */
export function encryptionRoutes({ rotation }: EncryptionDependencies) {
  const router = createRouter();
  const answer = {
    200: json(encryptionViewShape, "The keys, and how far it has come"),
    default: problemAnswer,
  };
  router.openapi(
    createRoute({
      method: "get",
      path: "/encryption",
      summary: "Ids of the encryption keys, and what each of them encrypted",
      responses: answer,
    }),
    async (c) => c.json(await rotation.view(), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/encryption/rotate",
      summary: "Make a new encryption key; what is stored is encrypted anew in the background",
      responses: answer,
    }),
    async (c) => {
      requireKeyManager(c);
      return c.json(await rotation.rotate(), 200);
    },
  );
  return router;
}
