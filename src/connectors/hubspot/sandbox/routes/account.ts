import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { ownerIdOf, people } from "../people.ts";
import { typeOf } from "../records.ts";
import { invalid } from "../refusal.ts";
import type { HubspotState } from "../state.ts";

type Route = RestRoute<HubspotState>;

const ownerPaths = [
  "/crm/owners/2026-09",
  "/crm/owners/2026-03",
  "/crm/v3/owners",
  "/crm/v3/owners/",
];
const pipelinePaths = ["/crm/pipelines/2026-09", "/crm/pipelines/2026-03", "/crm/v3/pipelines"];
const pipelineScopes = [
  ["crm.objects.deals.read"],
  ["crm.objects.deals.write"],
  ["tickets"],
] as const;

/** https://developers.hubspot.com/docs/api-reference/latest/crm/owners, …/crm/pipelines */
export const accountRoutes: readonly Route[] = [
  ...ownerPaths.map((path): Route => ({
    method: "GET",
    path,
    scopes: [["crm.objects.owners.read"]],
    run({ query }) {
      const limit = Number(query.get("limit") ?? 100);
      if (!(limit >= 1 && limit <= 500)) invalid("limit must be between 1 and 500.");
      const email = query.get("email");
      const all = people.filter((one) => email === null || one.email === email);
      const start = Number(query.get("after") ?? 0);
      const results = all.slice(start, start + limit).map((person) => {
        const [firstName = "", ...rest] = person.name.split(" ");
        return {
          id: ownerIdOf(person.id),
          userId: Number(person.id),
          email: person.email,
          firstName,
          lastName: rest.join(" "),
          type: "PERSON",
          archived: false,
          createdAt: "2026-01-05T09:00:00.000Z",
          updatedAt: "2026-01-05T09:00:00.000Z",
        };
      });
      const next = start + limit < all.length;
      return { results, ...(next ? { paging: { next: { after: String(start + limit) } } } : {}) };
    },
  })),
  ...pipelinePaths.map((path): Route => ({
    method: "GET",
    path: `${path}/:type`,
    scopes: pipelineScopes,
    run({ data, params }) {
      const type = typeOf(params["type"]);
      const at = "2026-01-05T09:00:00.000Z";
      const own = data.pipelines.filter((one) => one.type === type);
      return {
        results: own.map(({ id, label, stages }, index) => ({
          id,
          label,
          displayOrder: index,
          stages: stages.map((stage) => ({
            ...stage,
            archived: false,
            createdAt: at,
            updatedAt: at,
            writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
          })),
          archived: false,
          createdAt: at,
          updatedAt: at,
        })),
      };
    },
  })),
];
