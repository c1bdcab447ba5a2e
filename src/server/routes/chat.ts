import { createRoute, z } from "@hono/zod-openapi";
import { type UIMessageChunk, createUIMessageStreamResponse } from "ai";
import type { Chats } from "../../chat/chats.ts";
import { GoesOnElsewhere } from "../../chat/follow.ts";
import {
  type ChatAbout,
  chatAbout,
  chatBody,
  chatListShape,
  chatQuery,
  chatShape,
  chatSummaryShape,
  chatTitleBody,
} from "../../contract/chat.ts";
import type { Bindings } from "../guard.ts";
import { note } from "../record-acts.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";
import { whileAllowed } from "../while-allowed.ts";

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
      const { id, message, messages, ...said } = c.req.valid("json");
      const { about, replace, model } = said;
      const { userId } = c.get("caller");
      const last = message ?? messages?.at(-1);
      const stream = await chats.send(id, last, { about, replace, model, userId });
      for (const { tool, approved } of answersIn(last))
        note(c, {
          act: approved ? "approval.given" : "approval.refused",
          subject: id,
          detail: { tool },
        });
      return streamed(whileAllowed(c, stream));
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/chats",
      summary: "Chats, newest first: all, about one thing, or those that say something",
      request: { query: chatQuery },
      responses: { 200: json(chatListShape, "Chats"), default: problemAnswer },
    }),
    async (c) => {
      const { q, about, cursor, limit } = c.req.valid("query");
      const page = await chats.list({
        search: q,
        about: about ? readAbout(about) : undefined,
        cursor,
        limit,
      });
      return c.json({ ...page, chats: [...page.chats] }, 200);
    },
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
      const { id, title, about, messages, times, running } = await chats.show(
        c.req.valid("param").id,
      );
      const subject = about ? { about } : {};
      return c.json({ id, title, ...subject, messages: [...messages], times, running }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/chats/{id}",
      summary: "Give a chat another title",
      request: { params, body: jsonBody(chatTitleBody) },
      responses: { 200: json(chatSummaryShape, "Chat"), default: problemAnswer },
    }),
    async (c) =>
      c.json(await chats.rename(c.req.valid("param").id, c.req.valid("json").title), 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/chats/{id}",
      summary: "Delete a chat; functions stay, and it can be brought back for an hour",
      request: { params },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      await chats.remove(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/chats/{id}/restore",
      summary: "Bring back a chat that was deleted within the hour",
      request: { params },
      responses: { 200: json(chatSummaryShape, "Chat"), default: problemAnswer },
    }),
    async (c) => c.json(await chats.restore(c.req.valid("param").id), 200),
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
        const stream = await chats.resume(c.req.valid("param").id);
        return stream ? streamed(whileAllowed(c, cutWhere(stream, c.env?.cut))) : c.body(null, 204);
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

const answeredPart = z.looseObject({
  type: z.string(),
  state: z.literal("approval-responded"),
  approval: z.looseObject({ approved: z.boolean() }),
});
const answeredMessage = z.looseObject({ parts: z.array(z.unknown()) });

/** The yes and no that a message holds, and to which tool. */
function answersIn(message: unknown) {
  const { data } = answeredMessage.safeParse(message);
  return (data?.parts ?? []).flatMap((part) => {
    const answered = answeredPart.safeParse(part).data;
    if (!answered) return [];
    return [{ tool: answered.type.replace(/^tool-/, ""), approved: answered.approval.approved }];
  });
}

/** `function:postBigDeals` */
function readAbout(text: string): ChatAbout {
  const colon = text.indexOf(":");
  return chatAbout.parse({ kind: text.slice(0, colon), name: text.slice(colon + 1) });
}

/** Cuts the connection where the answer goes on elsewhere: a client that is told of no end comes again. */
function cutWhere(
  stream: ReadableStream<UIMessageChunk>,
  cut: Bindings["cut"],
): ReadableStream<UIMessageChunk> {
  if (!cut) return stream;
  async function* whole(): AsyncGenerator<UIMessageChunk> {
    try {
      yield* stream;
    } catch (error) {
      if (!(error instanceof GoesOnElsewhere)) throw error;
      cut?.();
    }
  }
  return ReadableStream.from(whole());
}

function streamed(stream: ReadableStream<UIMessageChunk>) {
  return createUIMessageStreamResponse({ stream, keepAliveMs });
}
