import { createRoute, z } from "@hono/zod-openapi";
import { type UIMessageChunk, createUIMessageStreamResponse } from "ai";
import type { Chats } from "../../chat/chats.ts";
import { chatBody, chatListShape, chatShape } from "../../contract/chat.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ id: z.string() });
const eventStream = {
  description: "AI SDK UI message stream",
  content: { "text/event-stream": { schema: z.string() } },
} as const;

/** How often a silent stream says that it is still there; proxies cut silent connections. */
const keepAliveMs = 15_000;

export function chatRoutes(chats: Chats) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "post",
      path: "/chat",
      summary: "Say something; the answer streams",
      request: { body: jsonBody(chatBody) },
      responses: { 200: eventStream, default: problemAnswer },
    }),
    async (c) => {
      const { id, message, messages, model } = c.req.valid("json");
      return streamed(await chats.send(id, message ?? messages?.at(-1), model));
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/chats",
      summary: "All chats, newest first",
      responses: { 200: json(chatListShape, "Chats") },
    }),
    async (c) => c.json({ chats: [...(await chats.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/chats/{id}",
      summary: "A chat with its messages",
      request: { params },
      responses: { 200: json(chatShape, "Chat"), default: problemAnswer },
    }),
    async (c) => {
      const { id, title, messages, running } = await chats.show(c.req.valid("param").id);
      return c.json({ id, title, messages: [...messages], running }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/chats/{id}",
      summary: "Delete a chat; functions stay",
      request: { params },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      await chats.remove(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  // `DefaultChatTransport` resumes below the address it posts to.
  for (const path of ["/chats/{id}/stream", "/chat/{id}/stream"] as const) {
    router.openapi(
      createRoute({
        method: "get",
        path,
        summary: "Resume a running answer from its start",
        request: { params },
        responses: { 200: eventStream, 204: { description: "No answer is running" } },
      }),
      async (c) => {
        const stream = chats.resume(c.req.valid("param").id);
        return stream ? streamed(stream) : c.body(null, 204);
      },
    );
  }
  router.openapi(
    createRoute({
      method: "post",
      path: "/chats/{id}/stop",
      summary: "Stop the running answer; what stands is kept",
      request: { params },
      responses: {
        200: json(z.object({ stopped: z.boolean() }), "Whether one was running"),
        default: problemAnswer,
      },
    }),
    async (c) => c.json({ stopped: await chats.stop(c.req.valid("param").id) }, 200),
  );
  return router;
}

function streamed(stream: ReadableStream<UIMessageChunk>) {
  return createUIMessageStreamResponse({ stream, keepAliveMs });
}
