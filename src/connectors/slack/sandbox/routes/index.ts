import type { MethodName } from "../method-scopes.ts";
import type { Method } from "../method.ts";
import { authMethods } from "./auth.ts";
import { bookmarksMethods } from "./bookmarks.ts";
import { canvasesMethods } from "./canvases.ts";
import { chatMethods } from "./chat.ts";
import { conversationsMethods } from "./conversations.ts";
import { filesMethods } from "./files.ts";
import { historyMethods } from "./history.ts";
import { membershipMethods } from "./membership.ts";
import { pinsMethods } from "./pins.ts";
import { profilesMethods } from "./profiles.ts";
import { reactionsMethods } from "./reactions.ts";
import { remindersMethods } from "./reminders.ts";
import { scheduledMethods } from "./scheduled.ts";
import { searchMethods } from "./search.ts";
import { teamMethods } from "./team.ts";
import { uploadsMethods } from "./uploads.ts";
import { usersMethods } from "./users.ts";

/** Every method that is served. */
export const methods: Readonly<Record<MethodName, Method>> = {
  ...authMethods,
  ...bookmarksMethods,
  ...canvasesMethods,
  ...chatMethods,
  ...conversationsMethods,
  ...filesMethods,
  ...historyMethods,
  ...membershipMethods,
  ...pinsMethods,
  ...profilesMethods,
  ...reactionsMethods,
  ...remindersMethods,
  ...scheduledMethods,
  ...searchMethods,
  ...teamMethods,
  ...uploadsMethods,
  ...usersMethods,
};
