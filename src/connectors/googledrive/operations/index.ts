import type { Operation } from "../../../catalog/operation.ts";
import { aboutGet } from "./about.get.ts";
import { changesGetStartPageToken } from "./changes.getStartPageToken.ts";
import { changesList } from "./changes.list.ts";
import { changesWatch } from "./changes.watch.ts";
import { channelsStop } from "./channels.stop.ts";
import { filesCopy } from "./files.copy.ts";
import { filesCreate } from "./files.create.ts";
import { filesDelete } from "./files.delete.ts";
import { filesExport } from "./files.export.ts";
import { filesGenerateIds } from "./files.generateIds.ts";
import { filesGet } from "./files.get.ts";
import { filesList } from "./files.list.ts";
import { filesUpdate } from "./files.update.ts";
import { permissionsCreate } from "./permissions.create.ts";
import { permissionsList } from "./permissions.list.ts";

export const operations: readonly Operation[] = [
  aboutGet,
  changesGetStartPageToken,
  changesList,
  changesWatch,
  channelsStop,
  filesCopy,
  filesCreate,
  filesDelete,
  filesExport,
  filesGenerateIds,
  filesGet,
  filesList,
  filesUpdate,
  permissionsCreate,
  permissionsList,
];
