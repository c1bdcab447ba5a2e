import { Hono } from "hono";
import { RestRefusal } from "../../../../sandbox/kit/rest/refusal.ts";
import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import type { SalesforceCall } from "../call.ts";
import { refusal } from "../refusal.ts";
import type { SalesforceState } from "../state.ts";
import { apiScopes } from "./query.ts";

type Route = RestRoute<SalesforceState>;

interface Part {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** `@{account.id}` is what an earlier part answered. */
function filled(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (typeof value === "string")
    return value.replaceAll(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (_, name: string, path: string) => {
      const steps = path.match(/\w+/g) ?? [];
      const found = steps.reduce<unknown>(
        (at, step) => Reflect.get(Object(at), step),
        answers.get(name),
      );
      if (found === undefined)
        throw refusal(
          400,
          "PROCESSING_HALTED",
          `Invalid reference specified. No value for ${name}${path} found`,
        );
      return String(found);
    });
  if (Array.isArray(value)) return value.map((one) => filled(one, answers));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, filled(one, answers)]),
  );
}

/** Calls of the other routes in one, with references. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm */
export function compositeRoutes(routes: readonly Route[]): readonly Route[] {
  async function runPart(
    call: SalesforceCall,
    given: object,
    answers: ReadonlyMap<string, unknown>,
  ): Promise<Part> {
    const referenceId = String(Reflect.get(given, "referenceId"));
    const about = { httpHeaders: {}, referenceId };
    try {
      const url = new URL(String(filled(Reflect.get(given, "url"), answers)), call.origin);
      const body = Object(filled(Reflect.get(given, "body") ?? {}, answers));
      const answer = await dispatch(
        routes,
        { ...call, body, path: url.pathname, query: url.searchParams },
        String(Reflect.get(given, "method")),
      );
      if (answer instanceof Response)
        return { ...about, body: await answer.json(), httpStatusCode: answer.status };
      return { ...about, body: answer ?? null, httpStatusCode: answer === undefined ? 204 : 200 };
    } catch (error) {
      if (!(error instanceof RestRefusal)) throw error;
      return { ...about, body: error.body, httpStatusCode: error.status };
    }
  }

  return [
    {
      method: "POST",
      path: "/services/data/:version/composite",
      scopes: apiScopes,
      changes: true,
      async run(call) {
        const { body, data } = call;
        const list: unknown = body["compositeRequest"];
        if (!Array.isArray(list) || list.length === 0)
          throw refusal(400, "JSON_PARSER_ERROR", "compositeRequest is required");
        if (list.length > 25)
          throw refusal(400, "LIMIT_EXCEEDED", "The number of subrequests cannot exceed 25");
        const before = structuredClone(data.records);
        const answers = new Map<string, unknown>();
        const parts: Part[] = [];
        for (const one of list) {
          const part = await runPart(call, Object(one), answers);
          parts.push(part);
          answers.set(part.referenceId, part.body);
        }
        const isBroken = parts.some(({ httpStatusCode }) => httpStatusCode >= 400);
        if (body["allOrNone"] !== true || !isBroken) return { compositeResponse: parts };
        data.records = before;
        const halted = [
          {
            errorCode: "PROCESSING_HALTED",
            message:
              "The transaction was rolled back since another operation in the same transaction failed.",
          },
        ];
        return {
          compositeResponse: parts.map((part) =>
            part.httpStatusCode >= 400 ? part : { ...part, body: halted, httpStatusCode: 400 },
          ),
        };
      },
    },
  ];
}

/** The route of a path, as the server itself would choose it. */
async function dispatch(
  routes: readonly Route[],
  call: SalesforceCall,
  method: string,
): Promise<unknown> {
  const app = new Hono<{ Variables: { answer: unknown } }>();
  let answer: unknown;
  let isFound = false;
  let thrown: unknown;
  for (const route of routes)
    app.on(route.method, route.path, async (context) => {
      isFound = true;
      try {
        answer = await route.run({ ...call, params: context.req.param() });
      } catch (error) {
        thrown = error;
      }
      return context.body(null);
    });
  await app.request(`${call.path}${call.query.size > 0 ? `?${call.query.toString()}` : ""}`, {
    method,
  });
  if (thrown !== undefined) throw thrown;
  if (!isFound) throw refusal(404, "NOT_FOUND", "The requested resource does not exist");
  return answer;
}
