import { Suspense, lazy, useState } from "react";
import { functionListShape } from "../../src/contract/function.ts";
import type { FunctionView } from "../../src/contract/function.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { DeletedFunctions } from "./deleted-functions.tsx";
import { madeByWords } from "./made-by.ts";
import "./functions-screen.css";

const words = strings.functions;
const ImportDialog = lazy(() => import("./import-dialog.tsx"));

/** All functions. */
export function FunctionsScreen() {
  const { loaded, reload } = useGet(functionListShape, "/api/functions");
  const [importing, setImporting] = useState(false);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={<Button onClick={() => setImporting(true)}>{strings.import.open}</Button>}
    >
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && <FunctionList functions={loaded.value.functions} />}
      <DeletedFunctions changed={reload} />
      {importing && (
        <Suspense>
          <ImportDialog close={() => setImporting(false)} changed={reload} />
        </Suspense>
      )}
    </Page>
  );
}

function FunctionList({ functions }: { readonly functions: readonly FunctionView[] }) {
  if (functions.length === 0) {
    return (
      <Empty icon="code" title={words.emptyTitle}>
        <p>{words.emptyLead}</p>
        <Link className="button button-primary" href={paths.newChat}>
          {words.startChat}
        </Link>
      </Empty>
    );
  }
  return (
    <ul role="list" className="function-list" aria-label={words.title}>
      {functions.map((one) => (
        <li key={one.name}>
          <Link href={paths.function(one.name)}>
            <span className="function-name">{one.name}</span>{" "}
            <Chip>{words.version(one.version)}</Chip>
            <span className="function-description">{one.description ?? madeByWords(one)}</span>
            <span className="function-facts">
              {one.operations.join(", ")}
              {one.operations.length > 0 && " · "}
              {words.updated(ago(one.createdAt, Date.now()))}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
