import type { Operation } from "../../../catalog/operation.ts";
import { presentationsBatchUpdate } from "./presentations.batchUpdate.ts";
import { presentationsCreate } from "./presentations.create.ts";
import { presentationsGet } from "./presentations.get.ts";
import { presentationsPagesGet } from "./presentations.pages.get.ts";
import { presentationsPagesGetThumbnail } from "./presentations.pages.getThumbnail.ts";

export const operations: readonly Operation[] = [
  presentationsBatchUpdate,
  presentationsCreate,
  presentationsGet,
  presentationsPagesGet,
  presentationsPagesGetThumbnail,
];
