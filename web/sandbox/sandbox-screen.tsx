import { z } from "zod";
import { Lacking } from "../access/allowed.tsx";
import { type StandInView, standInShape } from "../../src/contract/sandbox.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { sandboxWords as words } from "../words/sandbox.ts";
import { strings } from "../words/strings.ts";
import { StandIn } from "./stand-in.tsx";
import "./sandbox-screen.css";

const listShape = z.object({ standIns: z.array(standInShape) });

/** The stand-ins: what a tool looks like now, and what breaks it. */
export default function SandboxScreen({ provider }: { readonly provider: string | undefined }) {
  const { loaded, reload, set } = useGet(listShape, "/api/sandbox");
  const standIns = loaded.status === "ready" ? loaded.value.standIns : [];
  const shown =
    provider === undefined ? standIns[0] : standIns.find((one) => one.provider === provider);
  const changed = (standIn: StandInView) =>
    set({
      standIns: standIns.map((one) => (one.provider === standIn.provider ? standIn : one)),
    });
  return (
    <Page title={words.title} lead={words.lead}>
      <Lacking right="connect" />
      {loaded.status === "loading" && <Loading lines={8} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && standIns.length === 0 && (
        <Empty icon="flask" title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
        </Empty>
      )}
      {standIns.length > 0 && (
        <nav aria-label={words.choose} className="stand-ins">
          {standIns.map((one) => (
            <Link
              key={one.provider}
              href={paths.standIn(one.provider)}
              aria-current={one === shown ? "page" : undefined}
            >
              {one.name}
            </Link>
          ))}
        </nav>
      )}
      {shown && <StandIn key={shown.provider} standIn={shown} changed={changed} reload={reload} />}
      {standIns.length > 0 && !shown && provider !== undefined && (
        <Failure detail={words.unknown(provider)} />
      )}
    </Page>
  );
}
