import { createRoute } from "@hono/zod-openapi";
import {
  type DataView,
  dataViewShape,
  modelBody,
  modelListBody,
  modelListShape,
  modelSettingShape,
  modelTestBody,
  modelTestShape,
} from "../../contract/settings.ts";
import type { ModelSetting } from "../../setup/model.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

interface SettingsDependencies {
  readonly model: ModelSetting;
  readonly data: () => Promise<DataView>;
}

/** The model that answers, and where everything is kept. No key is ever given out. */
export function settingsRoutes({ model, data }: SettingsDependencies) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/settings/model",
      summary: "Which model answers, and where that is set",
      responses: { 200: json(modelSettingShape, "Model") },
    }),
    (c) => c.json(model.view(), 200),
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/settings/model",
      summary: "Set the model, from the next turn on",
      request: { body: jsonBody(modelBody) },
      responses: { 200: json(modelSettingShape, "Model"), default: problemAnswer },
    }),
    async (c) => c.json(await model.put(c.req.valid("json")), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/settings/model/test",
      summary: "Ask a model for one word, without keeping anything",
      request: { body: jsonBody(modelTestBody) },
      responses: { 200: json(modelTestShape, "What came of it"), default: problemAnswer },
    }),
    async (c) => c.json(await model.test(c.req.valid("json")), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/settings/model/list",
      summary: "Models that a server has, where it says so",
      request: { body: jsonBody(modelListBody) },
      responses: { 200: json(modelListShape, "Models"), default: problemAnswer },
    }),
    async (c) => c.json({ models: [...(await model.list(c.req.valid("json")))] }, 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/settings/data",
      summary: "Where everything is kept",
      responses: { 200: json(dataViewShape, "Data") },
    }),
    async (c) => c.json(await data(), 200),
  );
  return router;
}
