import { createRoute, z } from "@hono/zod-openapi";
import {
  apiKeyBody,
  apiKeyListShape,
  fileKeyShape,
  newApiKeyShape,
} from "../../contract/settings.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { KeyFile } from "../../setup/key-file.ts";
import type { ApiKeyStore } from "../../store/api-keys.ts";
import { requireKeyManager } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

interface ApiKeyDependencies {
  readonly keys: ApiKeyStore;
  readonly keyFile: KeyFile;
}

/** Keys for programs. Each is shown once, when it is made. */
export function apiKeyRoutes({ keys, keyFile }: ApiKeyDependencies) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/keys",
      summary: "Names of the API keys, and when each was last used",
      responses: { 200: json(apiKeyListShape, "Keys"), default: problemAnswer },
    }),
    async (c) => {
      requireKeyManager(c);
      return c.json({ keys: [...(await keys.list())], file: { path: keyFile.path } }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/keys",
      summary: "Make an API key; the answer is the only one that has it",
      request: { body: jsonBody(apiKeyBody) },
      responses: { 200: json(newApiKeyShape, "The key"), default: problemAnswer },
    }),
    async (c) => {
      requireKeyManager(c);
      return c.json(await keys.create(c.req.valid("json").name), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/keys/{id}",
      summary: "Delete an API key; what uses it is refused from now on",
      request: { params: z.object({ id: z.string() }) },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      requireKeyManager(c);
      const { id } = c.req.valid("param");
      if (await keys.remove(id)) return c.body(null, 204);
      throw new PatchbayError("key/not-found", `There is no key "${id}".`);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/key-file/replace",
      summary: "Write a new key into the data folder; the old one is refused from now on",
      responses: { 200: json(fileKeyShape, "The new key"), default: problemAnswer },
    }),
    async (c) => {
      requireKeyManager(c);
      const key = await keyFile.replace();
      return c.json({ path: keyFile.path, key }, 200);
    },
  );
  return router;
}
