import type { Act } from "../contract/audit.ts";

/** What a route does, for the audit log. */
export interface AuditedRoute {
  readonly act: Act;
  /** Parameter of the path that names what it is done to. */
  readonly subject?: string;
  /** Members of the answer, where it is JSON, that say what came of it; never a secret. */
  readonly told?: readonly string[];
}

/** Every route that changes something that matters; the others stand in `unaudited` with a reason. */
export const audited: Readonly<Record<string, AuditedRoute>> = {
  "GET /open/:code": { act: "sign-in" },
  "POST /api/keys": { act: "key.made", told: ["id", "name"] },
  "DELETE /api/keys/:id": { act: "key.deleted", subject: "id" },
  "POST /api/key-file/replace": { act: "key.replaced" },
  "POST /api/connections": { act: "connection.begun", told: ["request"] },
  "DELETE /api/connections/:id": {
    act: "connection.disconnected",
    subject: "id",
    told: ["revoked"],
  },
  "POST /api/connections/:id/give-back": { act: "permission.given-back", subject: "id" },
  "POST /api/connections/:id/reconnect": {
    act: "connection.reconnecting",
    subject: "id",
    told: ["request"],
  },
  "POST /api/connection-requests/:id/settle": {
    act: "connection.refused",
    subject: "id",
    told: ["provider", "status"],
  },
  "GET /oauth/callback": { act: "connection.connected" },
  "POST /connect/:request": { act: "connection.connected", subject: "request" },
  "POST /api/apps/:appId/app-user-auth/connectors/:connectorId/initiate": {
    act: "connection.begun",
    subject: "connectorId",
  },
  "DELETE /api/apps/:appId/app-user-auth/connectors/:connectorId": {
    act: "connection.disconnected",
    subject: "connectorId",
  },
  "PUT /api/functions/:name": { act: "function.saved", subject: "name", told: ["version"] },
  "DELETE /api/functions/:name": { act: "function.deleted", subject: "name" },
  "POST /api/functions/:name/restore": {
    act: "function.restored",
    subject: "name",
    told: ["version"],
  },
  "POST /api/functions/:name/rename": { act: "function.renamed", subject: "name", told: ["name"] },
  "POST /api/functions/:name/duplicate": {
    act: "function.copied",
    subject: "name",
    told: ["name"],
  },
  "POST /api/functions/import": { act: "function.imported" },
  "GET /api/functions/:name/export": { act: "function.exported", subject: "name" },
  "GET /api/export": { act: "function.exported" },
  "POST /api/functions/:name/signing-secret": { act: "function.secret", subject: "name" },
  "DELETE /api/functions/:name/signing-secret": { act: "function.secret", subject: "name" },
  "POST /api/pages": { act: "page.saved", told: ["slug", "version"] },
  "PUT /api/pages/:slug": { act: "page.saved", subject: "slug", told: ["version"] },
  "DELETE /api/pages/:slug": { act: "page.deleted", subject: "slug" },
  "POST /api/pages/:slug/restore": { act: "page.restored", subject: "slug", told: ["version"] },
  "PUT /api/pages/:slug/embed": { act: "page.embedded", subject: "slug" },
  "DELETE /api/pages/:slug/embed": { act: "page.embed-ended", subject: "slug" },
  "POST /api/automations": { act: "automation.made", told: ["id", "function"] },
  "PATCH /api/automations/:id": { act: "automation.changed", subject: "id" },
  "DELETE /api/automations/:id": { act: "automation.deleted", subject: "id" },
  "POST /api/automations/:id/restore": { act: "automation.restored", subject: "id" },
  "POST /api/automations/:id/pause": { act: "automation.paused", subject: "id" },
  "POST /api/automations/:id/resume": { act: "automation.resumed", subject: "id" },
  "POST /api/automations/:id/run": { act: "automation.run", subject: "id" },
  "POST /api/automations/:id/secret": { act: "automation.secret", subject: "id" },
  "POST /api/runs/:id/replay": { act: "run.replayed", subject: "id", told: ["id"] },
  "POST /api/runs/:id/cancel": { act: "run.cancelled", subject: "id" },
  "PUT /api/secrets/:name": { act: "secret.changed", subject: "name", told: ["hosts"] },
  "DELETE /api/secrets/:name": { act: "secret.deleted", subject: "name" },
  "PUT /api/settings/model": { act: "settings.model", told: ["kind", "id"] },
  "PUT /api/settings/providers/:provider/client": {
    act: "settings.provider",
    subject: "provider",
    told: ["clientId"],
  },
  "DELETE /api/settings/providers/:provider/client": {
    act: "settings.provider",
    subject: "provider",
  },
  "POST /api/webhooks/:provider/open": { act: "webhook.opened", subject: "provider" },
  "POST /api/integrations": { act: "integration.added", told: ["id"] },
  "DELETE /api/integrations/:id": { act: "integration.removed", subject: "id" },
  "GET /api/archive": { act: "archive.exported" },
  "POST /api/archive/imports/:id": { act: "archive.imported", subject: "id" },
  "GET /api/audit/export": { act: "audit.exported" },
  "POST /api/encryption/rotate": { act: "encryption.rotated", told: ["writes"] },
};

/** Routes that take more than a read and are not recorded as such, and why. */
export const unaudited: Readonly<Record<string, string>> = {
  "POST /api/chat": "Talk; what the agent does and is allowed is recorded as its own act",
  "PATCH /api/chats/:id": "A title",
  "DELETE /api/chats/:id": "Talk",
  "POST /api/chats/:id/restore": "Talk",
  "POST /api/chats/:id/stop": "Talk",
  "POST /api/plan": "Changes nothing",
  "POST /api/connections/:id/check": "Only reads",
  "POST /api/functions/:name/check": "Saves nothing",
  "POST /api/functions/:name/format": "Saves nothing",
  "DELETE /api/functions/:name/file": "Gives up a draft on disk; versions stay",
  "POST /api/functions/:name/connection-requests": "Asks; what is granted is recorded",
  "POST /api/functions/:name/run": "The record of the run says it",
  "POST /api/functions/:name": "The record of the run says it",
  "PATCH /api/functions/:name": "The record of the run says it",
  "POST /api/apps/:appId/functions/:name": "The record of the run says it",
  "POST /functions/:name": "The record of the run says it",
  "POST /mcp": "The record of the run says it",
  "POST /hooks/:id": "The delivery says it",
  "POST /api/pages/check": "Saves nothing",
  "POST /api/pages/preview": "Saves nothing",
  "POST /api/pages/:slug/blocks/:block/data": "Only reads",
  "POST /api/pages/:slug/blocks/:block/act": "The record of the run says it",
  "POST /api/deliveries/:id/replay": "The delivery and its run say it",
  "DELETE /api/deliveries/:id": "The delivery says it",
  "POST /api/settings/model/test": "Keeps nothing",
  "POST /api/settings/model/list": "Keeps nothing",
  "POST /api/settings/providers/:provider/test": "Keeps nothing",
  "POST /api/integrations/preview": "Keeps nothing",
  "POST /api/archive/imports": "A look; what is taken in is recorded",
  "DELETE /api/archive/imports/:id": "Forgets an upload that nothing was taken of",
  "POST /api/sandbox/:provider/levers": "Breaks a stand-in, which holds nothing real",
};
