import { commentsCreate } from "./comments.create.ts";
import { commentsDelete } from "./comments.delete.ts";
import { commentsList } from "./comments.list.ts";
import { imagesGet } from "./images.get.ts";
import { imagesInitializeUpload } from "./images.initializeUpload.ts";
import { imagesUpload } from "./images.upload.ts";
import { networkSizesGet } from "./networkSizes.get.ts";
import { organizationAclsList } from "./organizationAcls.list.ts";
import { organizationsFindByVanityName } from "./organizations.findByVanityName.ts";
import { organizationsGet } from "./organizations.get.ts";
import { postsCreate } from "./posts.create.ts";
import { postsDelete } from "./posts.delete.ts";
import { postsGet } from "./posts.get.ts";
import { postsList } from "./posts.list.ts";
import { postsUpdate } from "./posts.update.ts";
import { reactionsCreate } from "./reactions.create.ts";
import { reactionsDelete } from "./reactions.delete.ts";
import { reactionsList } from "./reactions.list.ts";
import { socialMetadataGet } from "./socialMetadata.get.ts";
import { userinfo } from "./userinfo.ts";

/** In the order in which people most ask for them. */
export const operations = [
  postsCreate,
  userinfo,
  postsList,
  postsGet,
  postsUpdate,
  postsDelete,
  commentsList,
  commentsCreate,
  commentsDelete,
  reactionsCreate,
  reactionsList,
  reactionsDelete,
  socialMetadataGet,
  organizationAclsList,
  organizationsGet,
  organizationsFindByVanityName,
  networkSizesGet,
  imagesInitializeUpload,
  imagesUpload,
  imagesGet,
] as const;
