import { under } from "../base.ts";
import { type ReactNode, Suspense, lazy, useId } from "react";
import { useMay } from "../data/rights.ts";
import { useServer } from "../data/server.tsx";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectionWords } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { SidebarChats } from "./sidebar-chats.tsx";
import "./sidebar.css";

const words = strings.shell;

const Who = lazy(() => import("./who.tsx"));
const AppSwitch = lazy(() => import("./app-switch.tsx"));

interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
}

const groups: readonly { readonly name?: string; readonly places: readonly Place[] }[] = [
  { places: [{ href: paths.pages, label: words.pages, icon: "page" }] },
  {
    name: words.code,
    places: [
      { href: paths.functions, label: words.functions, icon: "code" },
      { href: paths.automations, label: words.automations, icon: "clock" },
      { href: paths.runs, label: words.runs, icon: "pulse" },
      { href: paths.secrets, label: words.secrets, icon: "key" },
    ],
  },
  {
    name: words.integrations,
    places: [
      { href: paths.browse, label: words.browse, icon: "search" },
      { href: paths.connections, label: words.connections, icon: "plug" },
      { href: paths.sandbox, label: words.sandbox, icon: "flask" },
    ],
  },
  { places: [{ href: paths.settings, label: words.settings, icon: "gear" }] },
];

/** The way to every screen and chat. */
export function Sidebar({ path }: { readonly path: string }) {
  const { me } = useServer();
  const [reads, builds] = [useMay("read"), useMay("build")];
  // Who may only use the app has nothing of it to look at but its pages.
  const shown = groups.filter(({ name }) => reads || name === undefined);
  return (
    <aside className="sidebar" id="sidebar" aria-label={words.sidebar}>
      <Link className="sidebar-brand" href={paths.newChat}>
        <img src="/favicon.svg" alt="" width={26} height={26} />
        {strings.product}
      </Link>
      <Suspense fallback={null}>
        <AppSwitch />
      </Suspense>
      {builds && (
        <Link className="button button-plain sidebar-new" href={paths.newChat}>
          <Icon name="plus" />
          {words.newChat}
        </Link>
      )}
      <nav aria-label={words.main} className="sidebar-places">
        {shown.map(({ name, places }) => (
          <Group key={places[0]?.href} name={name}>
            {places.map(({ href, label, icon }) => (
              <li key={href}>
                <Link
                  className="sidebar-link"
                  href={href}
                  aria-current={isAt(path, href) ? "page" : undefined}
                >
                  <Icon name={icon} />
                  <span>{label}</span>
                  {href === paths.connections && <ToSeeTo />}
                </Link>
              </li>
            ))}
          </Group>
        ))}
      </nav>
      {reads ? <SidebarChats path={path} /> : <div className="sidebar-chats" />}
      {me.status === "ready" && me.value.person && (
        <Suspense fallback={null}>
          <Who />
        </Suspense>
      )}
      <Model />
    </aside>
  );
}

function Group({
  name,
  children,
}: {
  readonly name: string | undefined;
  readonly children: ReactNode;
}) {
  const id = useId();
  if (name === undefined) return <ul role="list">{children}</ul>;
  return (
    <>
      <p id={id} className="sidebar-heading">
        {name}
      </p>
      <ul role="list" aria-labelledby={id}>
        {children}
      </ul>
    </>
  );
}

/** How many accounts somebody has to sign in to again. */
function ToSeeTo() {
  const { status } = useServer();
  const count = status.status === "ready" ? status.value.accountsToSeeTo : 0;
  if (count === 0) return null;
  const said = connectionWords.toSeeTo(count);
  return (
    <b className="sidebar-count" title={said}>
      {count}
      <span className="visually-hidden"> {said}</span>
    </b>
  );
}

function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

function Model() {
  const { status } = useServer();
  if (status.status !== "ready") return null;
  const { model, version } = status.value;
  return (
    <p className="sidebar-model">
      {model.builtin ? words.builtinModel : model.id} · {version} ·{" "}
      <a href={under("/docs")}>{words.api}</a>
    </p>
  );
}
