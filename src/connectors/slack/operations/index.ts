import { chatDelete } from "./chat.delete.ts";
import { chatPostMessage } from "./chat.postMessage.ts";
import { chatScheduleMessage } from "./chat.scheduleMessage.ts";
import { chatUpdate } from "./chat.update.ts";
import { conversationsCreate } from "./conversations.create.ts";
import { conversationsHistory } from "./conversations.history.ts";
import { conversationsList } from "./conversations.list.ts";
import { filesCompleteUploadExternal } from "./files.completeUploadExternal.ts";
import { filesGetUploadUrlExternal } from "./files.getUploadURLExternal.ts";
import { reactionsAdd } from "./reactions.add.ts";
import { searchMessages } from "./search.messages.ts";
import { usersList } from "./users.list.ts";
import { usersLookupByEmail } from "./users.lookupByEmail.ts";

/** In the order in which people most ask for them. */
export const operations = [
  chatPostMessage,
  chatUpdate,
  chatDelete,
  chatScheduleMessage,
  conversationsList,
  conversationsHistory,
  conversationsCreate,
  usersList,
  usersLookupByEmail,
  reactionsAdd,
  filesGetUploadUrlExternal,
  filesCompleteUploadExternal,
  searchMessages,
] as const;
