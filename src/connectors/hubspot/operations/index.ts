import { crmAssociationsCreateDefault } from "./crm.associations.createDefault.ts";
import { crmAssociationsList } from "./crm.associations.list.ts";
import { crmCompaniesCreate } from "./crm.companies.create.ts";
import { crmCompaniesSearch } from "./crm.companies.search.ts";
import { crmContactsArchive } from "./crm.contacts.archive.ts";
import { crmContactsBatchUpsert } from "./crm.contacts.batchUpsert.ts";
import { crmContactsCreate } from "./crm.contacts.create.ts";
import { crmContactsGet } from "./crm.contacts.get.ts";
import { crmContactsSearch } from "./crm.contacts.search.ts";
import { crmContactsUpdate } from "./crm.contacts.update.ts";
import { crmDealsCreate } from "./crm.deals.create.ts";
import { crmDealsGet } from "./crm.deals.get.ts";
import { crmDealsSearch } from "./crm.deals.search.ts";
import { crmDealsUpdate } from "./crm.deals.update.ts";
import { crmNotesCreate } from "./crm.notes.create.ts";
import { crmOwnersList } from "./crm.owners.list.ts";
import { crmPipelinesList } from "./crm.pipelines.list.ts";
import { crmTasksCreate } from "./crm.tasks.create.ts";
import { crmTasksSearch } from "./crm.tasks.search.ts";
import { crmTicketsCreate } from "./crm.tickets.create.ts";
import { crmTicketsSearch } from "./crm.tickets.search.ts";
import { crmTicketsUpdate } from "./crm.tickets.update.ts";

/** In the order in which people most ask for them. */
export const operations = [
  crmContactsCreate,
  crmContactsSearch,
  crmContactsGet,
  crmContactsUpdate,
  crmContactsBatchUpsert,
  crmContactsArchive,
  crmDealsCreate,
  crmDealsSearch,
  crmDealsGet,
  crmDealsUpdate,
  crmCompaniesCreate,
  crmCompaniesSearch,
  crmTicketsCreate,
  crmTicketsSearch,
  crmTicketsUpdate,
  crmNotesCreate,
  crmTasksCreate,
  crmTasksSearch,
  crmAssociationsCreateDefault,
  crmAssociationsList,
  crmOwnersList,
  crmPipelinesList,
] as const;
