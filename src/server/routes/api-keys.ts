import { createRoute, z } from "@hono/zod-openapi";
import type { WorkspaceMembers } from "../../access/workspace-members.ts";
import {
  apiKeyBody,
  apiKeyListShape,
  fileKeyShape,
  newApiKeyShape,
} from "../../contract/settings.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { KeyFile } from "../../setup/key-file.ts";
import type { ApiKeyStore, StoredApiKey } from "../../store/api-keys.ts";
import { ownsServer, requireKeyManager } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

interface ApiKeyDependencies {
  readonly keys: ApiKeyStore;
  readonly keyFile: KeyFile;
  readonly members: WorkspaceMembers | undefined;
  readonly isFirstWorkspace: boolean;
}

/** Keys for programs. Each is shown once, when it is made. */
export function apiKeyRoutes({ keys, keyFile, members, isFirstWorkspace }: ApiKeyDependencies) {
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
      const { rights, userId } = c.get("caller");
      const isManager = rights.includes("manage");
      const all = await keys.list();
      const listed = isManager ? all : all.filter((key) => isOwn(key, userId));
      const names = new Map((await members?.list())?.map((one) => [one.userId, one.name]));
      return c.json(
        {
          keys: listed.map((key) => keyView(key, names)),
          scopes: [...rights],
          ...(ownsServer(c, isFirstWorkspace) ? { file: { path: keyFile.path } } : {}),
        },
        200,
      );
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
      const { name, scopes, endsAt } = c.req.valid("json");
      const { rights, userId, role } = c.get("caller");
      const beyond = scopes.filter((scope) => !rights.includes(scope));
      if (beyond.length > 0) {
        throw new PatchbayError(
          "access/not-allowed",
          `A key cannot have what you do not have yourself: ${beyond.join(", ")}.`,
          { where: "scopes", extra: { needed: beyond[0], has: rights } },
        );
      }
      const { key, ...made } = await keys.create({
        name,
        scopes,
        ...(endsAt === undefined ? {} : { endsAt: new Date(endsAt).toISOString() }),
        // Where nobody signs in, it is the operator's.
        ...(userId === undefined || role === undefined ? {} : { userId }),
      });
      return c.json({ ...keyView(made, new Map()), key }, 200);
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
      const { rights, userId } = c.get("caller");
      const found = (await keys.list()).find((key) => key.id === id);
      const isTheirs = found && (rights.includes("manage") || isOwn(found, userId));
      if (isTheirs && (await keys.remove(id))) return c.body(null, 204);
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

function isOwn(key: StoredApiKey, userId: string | undefined): boolean {
  return userId !== undefined && key.userId === userId;
}

function keyView({ userId, scopes, ...rest }: StoredApiKey, names: ReadonlyMap<string, string>) {
  const madeBy = userId === undefined ? undefined : names.get(userId);
  return {
    ...rest,
    ...(scopes ? { scopes: [...scopes] } : {}),
    ...(madeBy === undefined ? {} : { madeBy }),
  };
}
