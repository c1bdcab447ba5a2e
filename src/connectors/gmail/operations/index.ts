import type { Operation } from "../../../catalog/operation.ts";
import { usersDraftsCreate } from "./users.drafts.create.ts";
import { usersDraftsSend } from "./users.drafts.send.ts";
import { usersGetProfile } from "./users.getProfile.ts";
import { usersHistoryList } from "./users.history.list.ts";
import { usersLabelsCreate } from "./users.labels.create.ts";
import { usersLabelsList } from "./users.labels.list.ts";
import { usersMessagesAttachmentsGet } from "./users.messages.attachments.get.ts";
import { usersMessagesGet } from "./users.messages.get.ts";
import { usersMessagesList } from "./users.messages.list.ts";
import { usersMessagesModify } from "./users.messages.modify.ts";
import { usersMessagesSend } from "./users.messages.send.ts";
import { usersMessagesTrash } from "./users.messages.trash.ts";
import { usersStop } from "./users.stop.ts";
import { usersThreadsGet } from "./users.threads.get.ts";
import { usersThreadsList } from "./users.threads.list.ts";
import { usersWatch } from "./users.watch.ts";

export const operations: readonly Operation[] = [
  usersDraftsCreate,
  usersDraftsSend,
  usersGetProfile,
  usersHistoryList,
  usersLabelsCreate,
  usersLabelsList,
  usersMessagesAttachmentsGet,
  usersMessagesGet,
  usersMessagesList,
  usersMessagesModify,
  usersMessagesSend,
  usersMessagesTrash,
  usersStop,
  usersThreadsGet,
  usersThreadsList,
  usersWatch,
];
