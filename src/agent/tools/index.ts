import type { Judge } from "../code-edit.ts";
import type { AgentPorts, Turn } from "../ports.ts";
import { askPerson } from "./ask-person.ts";
import { copyFunction } from "./copy-function.ts";
import { createPage } from "./create-page.ts";
import { decline } from "./decline.ts";
import { deleteAutomation } from "./delete-automation.ts";
import { deleteFunction } from "./delete-function.ts";
import { deletePage } from "./delete-page.ts";
import { describeOperations } from "./describe-operations.ts";
import { editCode } from "./edit-code.ts";
import { editPage } from "./edit-page.ts";
import { listAutomations } from "./list-automations.ts";
import { listConnections } from "./list-connections.ts";
import { listFunctions } from "./list-functions.ts";
import { listPages } from "./list-pages.ts";
import { listRuns } from "./list-runs.ts";
import { pauseAutomation } from "./pause-automation.ts";
import { proposeFlow } from "./propose-flow.ts";
import { readFunction } from "./read-function.ts";
import { readPage } from "./read-page.ts";
import { requestConnection } from "./request-connection.ts";
import { restoreFunction } from "./restore-function.ts";
import { restorePage } from "./restore-page.ts";
import { resumeAutomation } from "./resume-automation.ts";
import { runFunction } from "./run-function.ts";
import { searchCatalog } from "./search-catalog.ts";
import { writeFunction } from "./write-function.ts";

/** All that the agent can do; a model knows nothing else. */
export function createTools(ports: AgentPorts, turn: Turn, judge: Judge) {
  return {
    search_catalog: searchCatalog(ports),
    describe_operations: describeOperations(ports),
    propose_flow: proposeFlow(ports, turn),
    request_connection: requestConnection(ports),
    write_function: writeFunction(ports, turn),
    edit_code: editCode(ports, turn, judge),
    list_functions: listFunctions(ports),
    read_function: readFunction(ports),
    restore_function: restoreFunction(ports),
    copy_function: copyFunction(ports),
    delete_function: deleteFunction(ports),
    run_function: runFunction(ports),
    list_runs: listRuns(ports),
    list_automations: listAutomations(ports),
    pause_automation: pauseAutomation(ports),
    resume_automation: resumeAutomation(ports),
    delete_automation: deleteAutomation(ports),
    create_page: createPage(ports, turn),
    edit_page: editPage(ports, turn),
    read_page: readPage(ports),
    list_pages: listPages(ports),
    restore_page: restorePage(ports),
    delete_page: deletePage(ports),
    list_connections: listConnections(ports),
    ask_person: askPerson(ports),
    decline: decline(ports),
  };
}

export type AgentTools = ReturnType<typeof createTools>;
