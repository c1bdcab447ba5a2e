import type { Operation } from "../../../catalog/operation.ts";
import { calendarListList } from "./calendarList.list.ts";
import { calendarsGet } from "./calendars.get.ts";
import { calendarsInsert } from "./calendars.insert.ts";
import { channelsStop } from "./channels.stop.ts";
import { eventsDelete } from "./events.delete.ts";
import { eventsGet } from "./events.get.ts";
import { eventsInsert } from "./events.insert.ts";
import { eventsList } from "./events.list.ts";
import { eventsPatch } from "./events.patch.ts";
import { eventsQuickAdd } from "./events.quickAdd.ts";
import { eventsWatch } from "./events.watch.ts";
import { freebusyQuery } from "./freebusy.query.ts";
import { settingsGet } from "./settings.get.ts";

export const operations: readonly Operation[] = [
  calendarListList,
  calendarsGet,
  calendarsInsert,
  channelsStop,
  eventsDelete,
  eventsGet,
  eventsInsert,
  eventsList,
  eventsPatch,
  eventsQuickAdd,
  eventsWatch,
  freebusyQuery,
  settingsGet,
];
