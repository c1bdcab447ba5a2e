import { Suspense, lazy, useState } from "react";
import {
  type AutomationView,
  automationListShape,
  automationShape,
} from "../../src/contract/automation.ts";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { State, lastWords, nextWords } from "./state.tsx";
import { useStarts } from "./use-starts.ts";
import { automationWords } from "../words/automations.ts";
import "./automations-screen.css";

const words = automationWords;
const stateNames = strings.automationParts.status;
const states = automationShape.shape.status.options;
const AddDialog = lazy(() => import("./add-dialog.tsx"));

/** Everything that starts by itself. */
export default function AutomationsScreen() {
  const { loaded, reload } = useGet(automationListShape, "/api/automations");
  useStarts(undefined, reload);
  useComeBack(reload);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Allowed right="build">
          <Button onClick={() => setAdding(true)}>{words.add}</Button>
        </Allowed>
      }
    >
      <Lacking right="build" />
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && <AutomationList automations={loaded.value.automations} />}
      {adding && (
        <Suspense>
          <AddDialog close={() => setAdding(false)} added={reload} />
        </Suspense>
      )}
    </Page>
  );
}

function AutomationList({ automations }: { readonly automations: readonly AutomationView[] }) {
  const [query, setQuery] = useState("");
  const [status, setStatus] = useState("");
  const asked = query.trim().toLowerCase();
  const found = automations.filter(
    (one) =>
      (status === "" || one.status === status) &&
      `${one.function} ${one.words}`.toLowerCase().includes(asked),
  );
  if (automations.length === 0)
    return (
      <Empty icon="clock" title={words.emptyTitle}>
        <p>{words.emptyLead}</p>
        <Allowed right="build">
          <Link className="button button-primary" href={paths.newChat}>
            {words.startChat}
          </Link>
        </Allowed>
      </Empty>
    );
  return (
    <>
      <div className="automation-filters">
        <input
          type="search"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
          placeholder={words.search}
          aria-label={words.search}
        />
        <select
          value={status}
          onChange={({ target }) => setStatus(target.value)}
          aria-label={words.states}
        >
          <option value="">{words.anyState}</option>
          {states.map((one) => (
            <option key={one} value={one}>
              {stateNames[one]}
            </option>
          ))}
        </select>
      </div>
      {found.length === 0 && <p role="status">{words.noneFits}</p>}
      <VirtualList label={words.title} items={found} keyOf={({ id }) => id} height={116}>
        {(one) => <AutomationRow automation={one} />}
      </VirtualList>
    </>
  );
}

function AutomationRow({ automation: one }: { readonly automation: AutomationView }) {
  return (
    <div className="automation-row">
      <Link href={paths.automation(one.id)}>
        <span className="automation-name">{one.function}</span>
        <span className="automation-chips">
          <State {...one} />
        </span>
        <span className="automation-words">{one.words}</span>
        {one.reason && <span className="automation-reason">{one.reason}</span>}
        {one.alert && <span className="automation-alert">{one.alert.message}</span>}
        <span className="automation-facts">
          {[one.status !== "waiting" && nextWords(one), lastWords(one)].filter(Boolean).join(" · ")}
        </span>
      </Link>
    </div>
  );
}
