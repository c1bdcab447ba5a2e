import { z } from "zod";
import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import { refuseScope } from "../../google/sandbox/ground/scope-check.ts";
import { addMessage, deliver, matches, messageOf, parsed, relabel, withSender } from "./mailbox.ts";
import { partsOf } from "./mime.ts";
import type { GmailState } from "./state.ts";
import { systemLabels } from "./state.ts";
import { messageView, threadView } from "./view-of.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const mail = "https://mail.google.com/";
const modify = [mail, auth("gmail.modify")];
const reading = [...modify, auth("gmail.readonly")];
const seeing = [...reading, auth("gmail.metadata")];
const composing = [...modify, auth("gmail.compose")];
const list = { size: 100, max: 500, sizeParameter: "maxResults" };

type GmailCall = Call<GmailState>;

const sendBody = z.strictObject({
  raw: z.string().optional(),
  threadId: z.string().optional(),
  id: z.string().optional(),
  labelIds: z.array(z.string()).optional(),
  payload: z.unknown().optional(),
});
const draftBody = z.strictObject({ id: z.string().optional(), message: sendBody.optional() });

/** The message of a call: in the JSON, or as the content of an upload. */
function rawIn({ media }: GmailCall, raw: string | undefined): Buffer {
  if (media) return Buffer.from(media.bytes);
  if (raw === undefined)
    return invalid(
      "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
    );
  if (!/^[A-Za-z0-9_=+/-]*$/.test(raw)) invalid("Invalid value at 'message.raw' (TYPE_BYTES)");
  return Buffer.from(raw, "base64url");
}

/** What has happened so far; the next change is after it. */
const lastHistoryId = ({ nextHistoryId }: GmailState) => String(nextHistoryId - 1);

/** The metadata scope neither searches nor reads content. */
function requireContent(call: GmailCall, method: string): void {
  if (!reading.some((scope) => call.has(scope))) refuseScope(method, "gmail.googleapis.com");
}

function found(call: GmailCall, method: string) {
  const { state, user, query, now } = call;
  const q = query.get("q");
  if (q !== null && q !== "") requireContent(call, method);
  const labels = query.getAll("labelIds");
  const withTrash =
    query.get("includeSpamTrash") === "true" || /\bin:(?:trash|spam|anywhere)\b/.test(q ?? "");
  return state.messages
    .filter(({ owner }) => owner === user.id)
    .filter(({ labelIds }) => withTrash || !labelIds.some((id) => id === "TRASH" || id === "SPAM"))
    .filter(({ labelIds }) => labels.every((id) => labelIds.includes(id)))
    .filter((message) => q === null || matches(message, q, state, now))
    .toSorted((one, other) => other.date - one.date);
}

function formatIn(call: GmailCall, method: string): string {
  const format = call.query.get("format") ?? "full";
  if (!["minimal", "full", "raw", "metadata"].includes(format))
    invalid(`Invalid value at 'format': "${format}"`);
  if (format === "full" || format === "raw") requireContent(call, method);
  return format;
}

const profilePath = "/gmail/v1/users/{userId}";
const searching = ["q", "labelIds", "maxResults", "pageToken", "includeSpamTrash"];

/** https://developers.google.com/workspace/gmail/api/reference/rest */
export const methods: readonly Method<GmailState>[] = [
  {
    id: "users.getProfile",
    http: "GET",
    path: `${profilePath}/profile`,
    scopes: [...seeing, auth("gmail.compose")],
    run({ state, user }) {
      const own = state.messages.filter(({ owner }) => owner === user.id);
      return {
        emailAddress: user.email,
        messagesTotal: own.length,
        threadsTotal: new Set(own.map(({ threadId }) => threadId)).size,
        historyId: lastHistoryId(state),
      };
    },
  },
  {
    id: "users.messages.list",
    http: "GET",
    path: `${profilePath}/messages`,
    scopes: seeing,
    query: searching,
    run(call) {
      const page = pageOf(found(call, "users.messages.list"), call.query, list);
      const messages = page.items.map(({ id, threadId }) => ({ id, threadId }));
      const { nextPageToken } = page;
      // An empty list is left out.
      return {
        ...(messages.length > 0 ? { messages } : {}),
        ...(nextPageToken ? { nextPageToken } : {}),
        resultSizeEstimate: messages.length,
      };
    },
  },
  {
    id: "users.messages.get",
    http: "GET",
    path: `${profilePath}/messages/{id}`,
    scopes: seeing,
    query: ["format", "metadataHeaders"],
    run(call) {
      const format = formatIn(call, "users.messages.get");
      return messageView(
        messageOf(call.state, call.user, call.params["id"] ?? ""),
        format,
        call.query.getAll("metadataHeaders"),
      );
    },
  },
  {
    id: "users.messages.send",
    http: "POST",
    path: `${profilePath}/messages/send`,
    scopes: [...composing, auth("gmail.send")],
    body: sendBody,
    takesMedia: true,
    changes: true,
    run(call) {
      const { raw, threadId } = sendBody.parse(call.body);
      if (
        threadId !== undefined &&
        !call.state.messages.some((one) => one.owner === call.user.id && one.threadId === threadId)
      )
        notFound("Requested entity was not found.");
      const {
        id,
        threadId: thread,
        labelIds,
      } = deliver(call.state, call.user, rawIn(call, raw), threadId, call.now);
      return { id, threadId: thread, labelIds };
    },
  },
  {
    id: "users.messages.modify",
    http: "POST",
    path: `${profilePath}/messages/{id}/modify`,
    scopes: modify,
    body: z.strictObject({
      addLabelIds: z.array(z.string()).max(100).optional(),
      removeLabelIds: z.array(z.string()).max(100).optional(),
    }),
    changes: true,
    run({ state, user, params, body }) {
      const message = messageOf(state, user, params["id"] ?? "");
      const labels = z.array(z.string()).default([]);
      relabel(
        state,
        message,
        labels.parse(body["addLabelIds"]),
        labels.parse(body["removeLabelIds"]),
      );
      return { id: message.id, threadId: message.threadId, labelIds: message.labelIds };
    },
  },
  {
    id: "users.messages.trash",
    http: "POST",
    path: `${profilePath}/messages/{id}/trash`,
    scopes: modify,
    changes: true,
    run({ state, user, params }) {
      const message = messageOf(state, user, params["id"] ?? "");
      relabel(state, message, ["TRASH"], ["INBOX"]);
      return { id: message.id, threadId: message.threadId, labelIds: message.labelIds };
    },
  },
  {
    id: "users.messages.attachments.get",
    http: "GET",
    path: `${profilePath}/messages/{messageId}/attachments/{id}`,
    scopes: reading,
    run({ state, user, params }) {
      const { payload } = parsed(messageOf(state, user, params["messageId"] ?? ""));
      const part = partsOf(payload).find(({ body }) => body.attachmentId === params["id"]);
      if (!part) return invalid("Invalid attachment token");
      return { attachmentId: part.body.attachmentId, size: part.body.size, data: part.body.data };
    },
  },
  {
    id: "users.threads.list",
    http: "GET",
    path: `${profilePath}/threads`,
    scopes: seeing,
    query: searching,
    run(call) {
      const messages = found(call, "users.threads.list");
      const ids = [...new Set(messages.map(({ threadId }) => threadId))];
      const page = pageOf(ids, call.query, list);
      const threads = page.items.map((id) => {
        const { snippet, historyId } = messageView(
          messages.find(({ threadId }) => threadId === id),
          "minimal",
        );
        return { id, snippet, historyId };
      });
      return {
        ...(threads.length > 0 ? { threads } : {}),
        ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
        resultSizeEstimate: threads.length,
      };
    },
  },
  {
    id: "users.threads.get",
    http: "GET",
    path: `${profilePath}/threads/{id}`,
    scopes: seeing,
    query: ["format", "metadataHeaders"],
    run(call) {
      const format = formatIn(call, "users.threads.get");
      const own = call.state.messages.filter(
        ({ owner, threadId }) => owner === call.user.id && threadId === call.params["id"],
      );
      return own.length > 0 ? threadView(own, format) : notFound("Requested entity was not found.");
    },
  },
  {
    id: "users.drafts.create",
    http: "POST",
    path: `${profilePath}/drafts`,
    scopes: composing,
    body: draftBody,
    takesMedia: true,
    changes: true,
    run(call) {
      const { state, user, now } = call;
      const { message } = draftBody.parse(call.body);
      const raw = withSender(rawIn(call, message?.raw), user, now).toString("base64url");
      const saved = addMessage(state, {
        owner: user.id,
        threadId: message?.threadId ?? createHexId(16),
        labelIds: ["DRAFT"],
        raw,
        date: now,
      });
      const draft = { id: `r${createHexId(18)}`, messageId: saved.id, owner: user.id };
      state.drafts.push(draft);
      return {
        id: draft.id,
        message: { id: saved.id, threadId: saved.threadId, labelIds: saved.labelIds },
      };
    },
  },
  {
    id: "users.drafts.send",
    http: "POST",
    path: `${profilePath}/drafts/send`,
    scopes: composing,
    body: draftBody,
    changes: true,
    run({ state, user, body, now }) {
      const draft =
        state.drafts.find(({ id, owner }) => id === body["id"] && owner === user.id) ??
        notFound("Requested entity was not found.");
      const message = messageOf(state, user, draft.messageId);
      state.messages = state.messages.filter((one) => one !== message);
      state.drafts = state.drafts.filter((one) => one !== draft);
      const { id, threadId, labelIds } = deliver(
        state,
        user,
        Buffer.from(message.raw, "base64url"),
        message.threadId,
        now,
      );
      return { id, threadId, labelIds };
    },
  },
  {
    id: "users.labels.list",
    http: "GET",
    path: `${profilePath}/labels`,
    scopes: [...seeing, auth("gmail.labels")],
    run: ({ state, user }) => ({
      labels: [
        ...systemLabels.map((id) => ({ id, name: id, type: "system" })),
        ...state.labels
          .filter(({ owner }) => owner === user.id)
          .map(({ id, name }) => ({
            id,
            name,
            type: "user",
            messageListVisibility: "show",
            labelListVisibility: "labelShow",
          })),
      ],
    }),
  },
  {
    id: "users.labels.create",
    http: "POST",
    path: `${profilePath}/labels`,
    scopes: [...modify, auth("gmail.labels")],
    body: z.strictObject({
      name: z.string().min(1).max(225),
      labelListVisibility: z.string().optional(),
      messageListVisibility: z.string().optional(),
      color: z.unknown().optional(),
    }),
    changes: true,
    run({ state, user, body }) {
      const name = String(body["name"]);
      const taken = [
        ...systemLabels,
        ...state.labels.filter(({ owner }) => owner === user.id).map((label) => label.name),
      ];
      if (taken.some((one) => one.toLowerCase() === name.toLowerCase()))
        refuse(409, "aborted", "Label name exists or conflicts");
      const label = { id: `Label_${state.labels.length + 1}`, name, owner: user.id };
      state.labels.push(label);
      return {
        id: label.id,
        name,
        messageListVisibility: "show",
        labelListVisibility: "labelShow",
      };
    },
  },
  {
    id: "users.history.list",
    http: "GET",
    path: `${profilePath}/history`,
    scopes: seeing,
    query: ["startHistoryId", "historyTypes", "labelId", "maxResults", "pageToken"],
    run({ state, user, query }) {
      const start = Number(query.get("startHistoryId") ?? Number.NaN);
      if (!Number.isFinite(start)) invalid("Missing startHistoryId");
      // About a week is kept; here: everything since the first id.
      if (start < 1000) notFound("Requested entity was not found.");
      const types = query.getAll("historyTypes");
      const own = state.history.filter(
        ({ id, owner, type }) =>
          owner === user.id && id > start && (types.length === 0 || types.includes(type)),
      );
      const page = pageOf(own, query, list);
      const history = page.items.map(({ id, messageId, type, labelIds }) => {
        const message = state.messages.find((one) => one.id === messageId);
        const entry = {
          message: { id: messageId, threadId: message?.threadId, labelIds: message?.labelIds },
        };
        const member =
          type === "messageAdded"
            ? "messagesAdded"
            : type === "labelAdded"
              ? "labelsAdded"
              : "labelsRemoved";
        return {
          id: String(id),
          messages: [entry.message],
          [member]: [type === "messageAdded" ? entry : { ...entry, labelIds }],
        };
      });
      return {
        ...(history.length > 0 ? { history } : {}),
        ...(page.nextPageToken ? { nextPageToken: page.nextPageToken } : {}),
        historyId: lastHistoryId(state),
      };
    },
  },
  {
    id: "users.watch",
    http: "POST",
    path: `${profilePath}/watch`,
    scopes: seeing,
    body: z.strictObject({
      topicName: z.string(),
      labelIds: z.array(z.string()).optional(),
      labelFilterBehavior: z.string().optional(),
      labelFilterAction: z.string().optional(),
    }),
    changes: true,
    run({ state, user, body, now }) {
      const topicName = String(body["topicName"]);
      if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topicName))
        invalid("Invalid topicName does not match projects/*/topics/*");
      state.watching = [
        ...state.watching.filter(({ owner }) => owner !== user.id),
        { owner: user.id, topicName },
      ];
      return { historyId: lastHistoryId(state), expiration: String(now + 7 * 86_400_000) };
    },
  },
  {
    id: "users.stop",
    http: "POST",
    path: `${profilePath}/stop`,
    scopes: seeing,
    changes: true,
    run({ state, user }) {
      state.watching = state.watching.filter(({ owner }) => owner !== user.id);
    },
  },
];
