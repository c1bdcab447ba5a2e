import { Suspense, lazy, useState } from "react";
import { type AutomationView, automationListShape } from "../../src/contract/automation.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { State, lastWords, nextWords } from "./state.tsx";
import { useStarts } from "./use-starts.ts";
import { automationWords } from "../words/automations.ts";
import "./automations-screen.css";

const words = automationWords;
const AddDialog = lazy(() => import("./add-dialog.tsx"));

/** Everything that starts by itself. */
export default function AutomationsScreen() {
  const { loaded, reload } = useGet(automationListShape, "/api/automations");
  useStarts(undefined, reload);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={<Button onClick={() => setAdding(true)}>{words.add}</Button>}
    >
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
  if (automations.length === 0)
    return (
      <Empty icon="clock" title={words.emptyTitle}>
        <p>{words.emptyLead}</p>
        <Link className="button button-primary" href={paths.newChat}>
          {words.startChat}
        </Link>
      </Empty>
    );
  return (
    <ul role="list" className="automation-list" aria-label={words.title}>
      {automations.map((one) => (
        <li key={one.id}>
          <Link href={paths.automation(one.id)}>
            <span className="automation-name">{one.function}</span>
            <span className="automation-chips">
              <State {...one} />
            </span>
            <span className="automation-words">{one.words}</span>
            {one.reason && <span className="automation-reason">{one.reason}</span>}
            {one.alert && <span className="automation-alert">{one.alert.message}</span>}
            <span className="automation-facts">
              {[one.status !== "waiting" && nextWords(one), lastWords(one)]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
