import { useServer } from "../data/server.tsx";
import { under } from "../base.ts";
import { z } from "zod";
import type { Me } from "../../src/contract/members.ts";
import { useGet } from "../data/use-get.ts";
import { paths } from "../routes.ts";
import { accessWords } from "../words/access.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { signOut } from "./sign-out.ts";
import "../settings/section.css";

const words = accessWords;
const pagesShape = z.object({
  pages: z.array(z.object({ slug: z.string(), title: z.string() })),
});

/** What who may not look into the app sees in place of its screens. */
export default function LimitedHome({ me }: { readonly me: Me }) {
  if (me.rights.includes("use")) return <Pages />;
  return (
    <Page title={words.noPart.title} lead={words.noPart.lead(me.person?.email ?? "")}>
      <OwnApps />
      <div>
        <Button onClick={() => void signOut()}>{words.signOut}</Button>
      </div>
    </Page>
  );
}

/** Whoever has no part in this app may have one in others. */
function OwnApps() {
  const { apps } = useServer();
  if (apps.status !== "ready" || apps.value.apps.length === 0) return null;
  return (
    <nav className="settings-rows" aria-label={words.yourApps}>
      {apps.value.apps.map(({ slug, name, base }) => (
        <a key={slug} className="settings-row" href={`${base}/`}>
          <span className="settings-name">{name}</span>
        </a>
      ))}
    </nav>
  );
}

function Pages() {
  const { loaded, reload } = useGet(pagesShape, "/api/pages");
  return (
    <Page title={strings.shell.pages} lead={words.limited["app-user"]}>
      {loaded.status === "loading" && <Loading />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <div className="settings-rows">
          {loaded.value.pages.length === 0 && <p className="settings-row">{words.noPages}</p>}
          {loaded.value.pages.map(({ slug, title }) => (
            <a key={slug} className="settings-row" href={under(paths.page(slug))}>
              <span className="settings-name">{title}</span>
            </a>
          ))}
        </div>
      )}
    </Page>
  );
}
