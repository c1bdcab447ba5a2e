import SwaggerParser from "@apidevtools/swagger-parser";
import { parse } from "yaml";
import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";

const member = z.record(z.string(), z.unknown());

const parameterShape = z.looseObject({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().optional(),
  description: z.string().optional(),
  explode: z.boolean().optional(),
  schema: member.optional(),
});
export type ApiParameter = z.output<typeof parameterShape>;

const operationShape = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  deprecated: z.boolean().optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z
    .looseObject({
      required: z.boolean().optional(),
      content: z.record(z.string(), z.looseObject({ schema: member.optional() })).optional(),
    })
    .optional(),
  responses: z.record(z.string(), z.unknown()).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  externalDocs: z.looseObject({ url: z.string() }).optional(),
});
export type ApiOperation = z.output<typeof operationShape>;

const flowShape = z.looseObject({
  authorizationUrl: z.string().optional(),
  tokenUrl: z.string().optional(),
  scopes: z.record(z.string(), z.string()).default({}),
});

const securityShape = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("apiKey"),
    in: z.enum(["header", "query", "cookie"]),
    name: z.string(),
  }),
  z.looseObject({ type: z.literal("http"), scheme: z.string() }),
  z.looseObject({
    type: z.literal("oauth2"),
    flows: z.looseObject({ authorizationCode: flowShape.optional() }),
  }),
  z.looseObject({ type: z.literal("openIdConnect"), openIdConnectUrl: z.string() }),
  z.looseObject({ type: z.literal("mutualTLS") }),
]);
export type SecurityScheme = z.output<typeof securityShape>;

const documentShape = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), description: z.string().optional() }),
  servers: z
    .array(
      z.looseObject({
        url: z.string(),
        variables: z.record(z.string(), z.looseObject({ default: z.string() })).optional(),
      }),
    )
    .optional(),
  externalDocs: z.looseObject({ url: z.string() }).optional(),
  paths: z.record(z.string(), member).default({}),
  components: z
    .looseObject({ securitySchemes: z.record(z.string(), z.unknown()).optional() })
    .optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
/** An OpenAPI 3.x document whose references are resolved, but for those that go in circles. */
export type ApiDocument = z.output<typeof documentShape>;

/**
 * Reads an OpenAPI 3.x document (https://spec.openapis.org/oas/v3.1.1), as JSON or YAML. References
 * within it are resolved, nothing is loaded from elsewhere. Throws `integration/document` with what
 * is wrong and where.
 */
export async function readDocument(text: string): Promise<ApiDocument> {
  const raw = parsed(text);
  const version: unknown = Reflect.get(raw, "openapi");
  if (typeof version !== "string" || !/^3\.[01]\./.test(version)) {
    const found = Reflect.get(raw, "swagger") ?? version ?? "no version";
    throw wrong(`OpenAPI 3.0 or 3.1 is read here; this says ${String(found)}.`, "openapi");
  }
  const resolved: unknown = await SwaggerParser.dereference(
    { paths: {}, ...raw } as never, // any object: what it must be is checked below
    { resolve: { external: false }, dereference: { circular: "ignore" } },
  ).catch((error: unknown) => {
    throw wrong(error instanceof Error ? error.message : String(error), "$ref");
  });
  const { data, error } = documentShape.safeParse(resolved);
  if (data) return data;
  throw wrong(z.prettifyError(error), error.issues[0]?.path.join(".") ?? "document");
}

function parsed(text: string): object {
  try {
    const raw: unknown = parse(text);
    if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return raw;
  } catch (cause) {
    const [line = ""] = String(Reflect.get(Object(cause), "message")).split("\n");
    throw wrong(`It is neither JSON nor YAML: ${line}`, "document");
  }
  throw wrong("It is neither a JSON nor a YAML object.", "document");
}

function wrong(message: string, where: string): PatchbayError {
  return new PatchbayError("integration/document", message, { where });
}

/** The parameters of an operation over those of its path; what is no parameter is left out. */
export function parametersOf(
  pathItem: Readonly<Record<string, unknown>>,
  { parameters = [] }: ApiOperation,
): readonly ApiParameter[] {
  const shared: unknown = pathItem["parameters"];
  const all = [...(Array.isArray(shared) ? shared : []), ...parameters].flatMap((one) => {
    const { data } = parameterShape.safeParse(one);
    return data ? [data] : [];
  });
  return [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()];
}

const methods = ["get", "post", "put", "patch", "delete"] as const;
export type ApiMethod = Uppercase<(typeof methods)[number]>;

/** Every operation with its path and method, in the order of the document. */
export function operationsIn({ paths }: ApiDocument) {
  return Object.entries(paths).flatMap(([path, pathItem]) =>
    methods.flatMap((method) => {
      const { data } = operationShape.safeParse(pathItem[method]);
      return data
        ? [{ path, pathItem, method: method.toUpperCase() as ApiMethod, operation: data }]
        : [];
    }),
  );
}

/** The ways to sign in that the document names and that are known here. */
export function schemesIn({ components }: ApiDocument): ReadonlyMap<string, SecurityScheme> {
  const found = Object.entries(components?.securitySchemes ?? {}).flatMap(([name, scheme]) => {
    const { data } = securityShape.safeParse(scheme);
    return data ? [[name, data] as const] : [];
  });
  return new Map(found);
}
