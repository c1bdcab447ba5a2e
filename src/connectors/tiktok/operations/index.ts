import { postPublishCancel } from "./post.publish.cancel.ts";
import { postPublishContentInit } from "./post.publish.content.init.ts";
import { postPublishCreatorInfoQuery } from "./post.publish.creator_info.query.ts";
import { postPublishInboxVideoInit } from "./post.publish.inbox.video.init.ts";
import { postPublishStatusFetch } from "./post.publish.status.fetch.ts";
import { postPublishVideoInit } from "./post.publish.video.init.ts";
import { userInfo } from "./user.info.ts";
import { videoList } from "./video.list.ts";
import { videoQuery } from "./video.query.ts";

/** In the order in which people most ask for them; the API has no more that concern an account of one's own. */
export const operations = [
  userInfo,
  videoList,
  postPublishVideoInit,
  postPublishInboxVideoInit,
  postPublishContentInit,
  postPublishStatusFetch,
  videoQuery,
  postPublishCreatorInfoQuery,
  postPublishCancel,
] as const;
