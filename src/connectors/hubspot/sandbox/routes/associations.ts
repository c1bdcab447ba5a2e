import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { defaultTypeId, link, unlink } from "../links.ts";
import { type HubspotCall, readInputs, recordAt, typeOf } from "../records.ts";
import { refusal } from "../refusal.ts";
import { scopeFor } from "../scopes.ts";
import type { HubspotState } from "../state.ts";

type Route = RestRoute<HubspotState>;

const objects = ["/crm/objects/2026-09", "/crm/objects/2026-03", "/crm/v4/objects"];
const batches = ["/crm/associations/2026-09", "/crm/associations/2026-03", "/crm/v4/associations"];

/** Any scope of the from object opens it; which one is known only with the path. */
function requireScope({ token }: HubspotCall, type: unknown, right: "read" | "write"): void {
  const from = typeOf(type);
  const any =
    right === "read"
      ? [scopeFor(from, "read"), scopeFor(from, "write")]
      : [scopeFor(from, "write")];
  if (any.some((scope) => token.scopes.includes(scope))) return;
  throw refusal(
    403,
    "MISSING_SCOPES",
    "This app hasn't been granted all required scopes to make this call.",
    [{ message: "One of these is required.", context: { requiredGranularScopes: any } }],
  );
}

function endsOf(call: HubspotCall) {
  const { fromType, fromId, toType, toId } = call.params;
  const from = recordAt(call, typeOf(fromType), fromId);
  return { from, to: recordAt(call, typeOf(toType), toId) };
}

/** https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide */
export const associationRoutes: readonly Route[] = [
  ...objects.flatMap((base): Route[] => [
    {
      method: "PUT",
      path: `${base}/:fromType/:fromId/associations/default/:toType/:toId`,
      scopes: [],
      changes: true,
      run(call) {
        requireScope(call, call.params["fromType"], "write");
        const { from, to } = endsOf(call);
        link(call.data, [from.type, from.id], [to.type, to.id]);
        const spec = (typeId: number) => ({
          associationCategory: "HUBSPOT_DEFINED",
          associationTypeId: typeId,
        });
        const at = new Date(call.now).toISOString();
        return {
          status: "COMPLETE",
          results: [
            {
              from: { id: from.id },
              to: { id: to.id },
              associationSpec: spec(defaultTypeId(from.type, to.type)),
            },
          ],
          startedAt: at,
          completedAt: at,
        };
      },
    },
    {
      method: "DELETE",
      path: `${base}/:fromType/:fromId/associations/:toType/:toId`,
      scopes: [],
      changes: true,
      run(call) {
        requireScope(call, call.params["fromType"], "write");
        const { from, to } = endsOf(call);
        unlink(call.data, from.id, to.id);
      },
    },
  ]),
  ...batches.map((base): Route => ({
    method: "POST",
    path: `${base}/:fromType/:toType/batch/read`,
    scopes: [],
    run(call) {
      const { data, params, body, now } = call;
      requireScope(call, params["fromType"], "read");
      const toType = typeOf(params["toType"]);
      const found = readInputs(body).map(({ id }) => ({
        from: { id },
        to: data.links
          .filter((one) => one.from === id && one.toType === toType)
          .map(({ to, typeId }) => ({
            toObjectId: to,
            associationTypes: [{ category: "HUBSPOT_DEFINED", typeId, label: null }],
          })),
      }));
      const results = found.filter(({ to }) => to.length > 0);
      const at = new Date(now).toISOString();
      const answer = { status: "COMPLETE", results, startedAt: at, completedAt: at };
      if (results.length === found.length) return answer;
      const errors = found
        .filter(({ to }) => to.length === 0)
        .map(({ from }) => ({
          status: "error",
          category: "OBJECT_NOT_FOUND",
          subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
          message: `No ${toType} is associated with ${from.id}.`,
        }));
      return Response.json({ ...answer, numErrors: errors.length, errors }, { status: 207 });
    },
  })),
];
