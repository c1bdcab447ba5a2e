import { z } from "zod";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { stepWords as words } from "../../words/chat.ts";
import { pagesChatWords } from "../../words/pages-chat.ts";
import { strings } from "../../words/strings.ts";
import { StatusChip } from "../../automations/status-chip.tsx";
import { RunStatus } from "../../functions/run-status.tsx";
import { Json } from "../../ui/json.tsx";
import { Unfold } from "../../ui/unfold.tsx";
import type { StepPart } from "../steps.ts";
import { Problems } from "./problems.tsx";
import { Readable } from "./readable.tsx";

/** What a step was given and what it found, readable; as it stands in the chat for who asks. */
export function StepDetails({ step }: { readonly step: StepPart }) {
  return (
    <div className="step-details">
      {step.state === "output-error" && <p className="step-error">{step.errorText}</p>}
      {step.state === "output-available" && <Found step={step} />}
      <Unfold summary={words.raw}>
        {step.input !== undefined && <Json value={step.input} label={words.given} />}
        {step.state === "output-available" && <Json value={step.output} label={words.found} />}
      </Unfold>
    </div>
  );
}

type Answered = Extract<StepPart, { state: "output-available" }>;

function Found({ step }: { readonly step: Answered }) {
  switch (step.type) {
    case "tool-search_catalog":
    case "tool-describe_operations":
      return <Operations operations={step.output.operations} />;
    case "tool-propose_flow":
      return step.output.status === "invalid" ? (
        <Problems problems={step.output.problems} />
      ) : (
        <Planned flow={step.input.flow} />
      );
    case "tool-list_functions":
      return (
        <Items of={step.output.functions} none={words.noFunctions}>
          {({ name, version, description }) => (
            <>
              <Link href={paths.function(name)}>{name}</Link> {strings.functions.version(version)}{" "}
              {description}
            </>
          )}
        </Items>
      );
    case "tool-read_function":
      return step.output.status === "found" ? (
        <p>
          <Link href={paths.function(step.output.name)}>{step.output.name}</Link>{" "}
          {strings.functions.version(step.output.version)}
        </p>
      ) : (
        <p>{strings.written.notFound}</p>
      );
    case "tool-list_runs":
      return (
        <Items of={step.output.runs} none={words.noRuns}>
          {({ id, function: name, status, error }) => (
            <>
              <Link href={paths.run(id)}>{name}</Link> <RunStatus status={status} ms={null} />{" "}
              {error?.message}
            </>
          )}
        </Items>
      );
    case "tool-list_connections":
      return (
        <Items of={step.output.connections} none={words.noConnections}>
          {({ provider, account, status }) => `${provider}: ${account} (${status})`}
        </Items>
      );
    case "tool-list_automations":
      return (
        <Items of={step.output.automations} none={words.noAutomations}>
          {({ id, function: name, words: starts, status }) => (
            <>
              <Link href={paths.automation(id)}>{name}</Link> <StatusChip status={status} />{" "}
              {starts}
            </>
          )}
        </Items>
      );
    case "tool-list_pages":
      return (
        <Items of={step.output.pages} none={words.noPages}>
          {({ slug, title, version }) => (
            <>
              <Link href={paths.page(slug)}>{title}</Link> {strings.functions.version(version)}
            </>
          )}
        </Items>
      );
    case "tool-read_page":
      return <PageRead page={step.output} />;
    case "dynamic-tool":
      return <Readable value={step.output} />;
  }
}

type PageAnswer = Extract<Answered, { type: "tool-read_page" }>["output"];

function PageRead({ page }: { readonly page: PageAnswer }) {
  switch (page.status) {
    case "found":
      return (
        <p>
          <Link href={paths.page(page.slug)}>{page.title}</Link>{" "}
          {strings.functions.version(page.version)}
        </p>
      );
    case "no-such-version":
      return <p>{pagesChatWords.noSuchVersion(page.slug, page.newest)}</p>;
    case "not-found":
      return <p>{pagesChatWords.notFound}</p>;
  }
}

interface ItemsProps<Item> {
  readonly of: readonly Item[];
  readonly none: string;
  readonly children: (item: Item) => React.ReactNode;
}

function Items<Item>({ of: items, none, children }: ItemsProps<Item>) {
  if (items.length === 0) return <p>{none}</p>;
  return (
    <ul role="list">
      {items.map((item, index) => (
        <li key={index}>{children(item)}</li>
      ))}
    </ul>
  );
}

interface OperationsProps {
  readonly operations: readonly { readonly id: string; readonly title: string }[];
}

function Operations({ operations }: OperationsProps) {
  return (
    <Items of={operations} none={words.noOperations}>
      {({ id, title }) => (
        <>
          {title} <code>{id}</code>
        </>
      )}
    </Items>
  );
}

/** What of a proposed flow is shown; the rest of it the server judges. */
const outline = z.looseObject({
  steps: z.array(z.looseObject({ id: z.string(), use: z.string() })),
});

function Planned({ flow }: { readonly flow: unknown }) {
  const steps = outline.safeParse(flow).data?.steps ?? [];
  return (
    <Items of={steps} none={words.noSteps}>
      {({ id, use }) => (
        <>
          {id} <code>{use}</code>
        </>
      )}
    </Items>
  );
}
