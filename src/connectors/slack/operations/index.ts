import { assistantSearchContext } from "./assistant.search.context.ts";
import { authRevoke } from "./auth.revoke.ts";
// Not `auth.test.ts`: that name is a test file's.
import { authTest } from "./auth-test.ts";
import { bookmarksAdd } from "./bookmarks.add.ts";
import { canvasesCreate } from "./canvases.create.ts";
import { chatDelete } from "./chat.delete.ts";
import { chatDeleteScheduledMessage } from "./chat.deleteScheduledMessage.ts";
import { chatGetPermalink } from "./chat.getPermalink.ts";
import { chatPostEphemeral } from "./chat.postEphemeral.ts";
import { chatPostMessage } from "./chat.postMessage.ts";
import { chatScheduleMessage } from "./chat.scheduleMessage.ts";
import { chatScheduledMessagesList } from "./chat.scheduledMessages.list.ts";
import { chatUpdate } from "./chat.update.ts";
import { conversationsArchive } from "./conversations.archive.ts";
import { conversationsCreate } from "./conversations.create.ts";
import { conversationsHistory } from "./conversations.history.ts";
import { conversationsInfo } from "./conversations.info.ts";
import { conversationsInvite } from "./conversations.invite.ts";
import { conversationsJoin } from "./conversations.join.ts";
import { conversationsList } from "./conversations.list.ts";
import { conversationsMembers } from "./conversations.members.ts";
import { conversationsOpen } from "./conversations.open.ts";
import { conversationsRename } from "./conversations.rename.ts";
import { conversationsReplies } from "./conversations.replies.ts";
import { conversationsSetPurpose } from "./conversations.setPurpose.ts";
import { conversationsSetTopic } from "./conversations.setTopic.ts";
import { filesCompleteUploadExternal } from "./files.completeUploadExternal.ts";
import { filesDelete } from "./files.delete.ts";
import { filesGetUploadUrlExternal } from "./files.getUploadURLExternal.ts";
import { filesInfo } from "./files.info.ts";
import { filesList } from "./files.list.ts";
import { pinsAdd } from "./pins.add.ts";
import { reactionsAdd } from "./reactions.add.ts";
import { reactionsRemove } from "./reactions.remove.ts";
import { remindersAdd } from "./reminders.add.ts";
import { searchMessages } from "./search.messages.ts";
import { teamInfo } from "./team.info.ts";
import { usergroupsList } from "./usergroups.list.ts";
import { usersConversations } from "./users.conversations.ts";
import { usersInfo } from "./users.info.ts";
import { usersList } from "./users.list.ts";
import { usersLookupByEmail } from "./users.lookupByEmail.ts";
import { usersProfileGet } from "./users.profile.get.ts";
import { usersProfileSet } from "./users.profile.set.ts";

/** In the order in which people most ask for them. */
export const operations = [
  chatPostMessage,
  chatUpdate,
  chatDelete,
  chatScheduleMessage,
  chatScheduledMessagesList,
  chatDeleteScheduledMessage,
  chatPostEphemeral,
  chatGetPermalink,
  conversationsList,
  conversationsHistory,
  conversationsReplies,
  conversationsCreate,
  conversationsInfo,
  conversationsMembers,
  conversationsInvite,
  conversationsJoin,
  conversationsOpen,
  conversationsSetTopic,
  conversationsSetPurpose,
  conversationsRename,
  conversationsArchive,
  usersList,
  usersLookupByEmail,
  usersInfo,
  usersConversations,
  usersProfileGet,
  usersProfileSet,
  reactionsAdd,
  reactionsRemove,
  pinsAdd,
  bookmarksAdd,
  remindersAdd,
  filesGetUploadUrlExternal,
  filesCompleteUploadExternal,
  filesInfo,
  filesList,
  filesDelete,
  searchMessages,
  assistantSearchContext,
  usergroupsList,
  canvasesCreate,
  teamInfo,
  authTest,
  authRevoke,
] as const;
