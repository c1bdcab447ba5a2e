import type { Operation } from "../../../catalog/operation.ts";
import { formsBatchUpdate } from "./forms.batchUpdate.ts";
import { formsCreate } from "./forms.create.ts";
import { formsGet } from "./forms.get.ts";
import { formsResponsesGet } from "./forms.responses.get.ts";
import { formsResponsesList } from "./forms.responses.list.ts";
import { formsSetPublishSettings } from "./forms.setPublishSettings.ts";
import { formsWatchesCreate } from "./forms.watches.create.ts";

export const operations: readonly Operation[] = [
  formsBatchUpdate,
  formsCreate,
  formsGet,
  formsResponsesGet,
  formsResponsesList,
  formsSetPublishSettings,
  formsWatchesCreate,
];
