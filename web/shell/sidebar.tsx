import { useServer } from "../data/server.tsx";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { SidebarChats } from "./sidebar-chats.tsx";
import "./sidebar.css";

const words = strings.shell;

const places: readonly {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
}[] = [
  { href: paths.functions, label: words.functions, icon: "code" },
  { href: paths.pages, label: words.pages, icon: "page" },
  { href: paths.automations, label: words.automations, icon: "clock" },
  { href: paths.runs, label: words.runs, icon: "pulse" },
  { href: paths.browse, label: words.browse, icon: "search" },
  { href: paths.connections, label: words.connections, icon: "plug" },
  { href: paths.secrets, label: words.secrets, icon: "key" },
  { href: paths.sandbox, label: words.sandbox, icon: "flask" },
  { href: paths.settings, label: words.settings, icon: "gear" },
];

/** The way to every screen and chat. */
export function Sidebar({ path }: { readonly path: string }) {
  return (
    <aside className="sidebar" id="sidebar" aria-label={words.sidebar}>
      <Link className="sidebar-brand" href={paths.newChat}>
        <img src="/favicon.svg" alt="" />
        {strings.product}
      </Link>
      <Link className="button button-plain sidebar-new" href={paths.newChat}>
        <Icon name="plus" />
        {words.newChat}
      </Link>
      <nav aria-label={words.main}>
        <ul role="list">
          {places.map(({ href, label, icon }) => (
            <li key={href}>
              <Link
                className="sidebar-link"
                href={href}
                aria-current={isAt(path, href) ? "page" : undefined}
              >
                <Icon name={icon} />
                <span>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <SidebarChats path={path} />
      <Model />
    </aside>
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
      {model.builtin ? words.builtinModel : model.id} · {version} · <a href="/docs">{words.api}</a>
    </p>
  );
}
