import type { Operation } from "../../../catalog/operation.ts";
import { documentsBatchUpdate } from "./documents.batchUpdate.ts";
import { documentsCreate } from "./documents.create.ts";
import { documentsGet } from "./documents.get.ts";

export const operations: readonly Operation[] = [
  documentsBatchUpdate,
  documentsCreate,
  documentsGet,
];
