import { createRoute } from "@hono/zod-openapi";
import type { KeyRotation } from "../../connections/key-rotation.ts";
import { encryptionViewShape } from "../../contract/encryption.ts";
import { requireKeyManager, requireServerOwner } from "../guard.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

interface EncryptionDependencies {
  readonly rotation: Pick<KeyRotation, "view" | "rotate">;
  readonly isFirstWorkspace: boolean;
}

/** The key that encrypts tokens and secrets, replaced while everything goes on. */
export function encryptionRoutes({ rotation, isFirstWorkspace }: EncryptionDependencies) {
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
    async (c) => {
      requireServerOwner(c, isFirstWorkspace);
      return c.json(await rotation.view(), 200);
    },
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
      requireServerOwner(c, isFirstWorkspace);
      return c.json(await rotation.rotate(), 200);
    },
  );
  return router;
}
