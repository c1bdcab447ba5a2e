import { remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { Link, navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { Failure, Loading } from "../ui/states.tsx";
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
      <Chats path={path} />
      <Model />
    </aside>
  );
}

function isAt(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}

function Chats({ path }: { readonly path: string }) {
  const { chats, reloadChats } = useServer();
  return (
    <nav className="sidebar-chats" data-scroll aria-label={words.chats}>
      <h2>{words.chats}</h2>
      {chats.status === "loading" && <Loading lines={3} />}
      {chats.status === "failed" && chats.problem.code !== "request/not-signed-in" && (
        <Failure detail={chats.problem.message} way={{ label: strings.retry, go: reloadChats }} />
      )}
      {chats.status === "ready" && chats.value.chats.length === 0 && (
        <p className="sidebar-none">{words.noChats}</p>
      )}
      {chats.status === "ready" && (
        <ul role="list">
          {chats.value.chats.map(({ id, title }) => (
            <ChatEntry key={id} id={id} title={title || strings.chat.untitled} path={path} />
          ))}
        </ul>
      )}
    </nav>
  );
}

interface ChatEntryProps {
  readonly id: string;
  readonly title: string;
  readonly path: string;
}

function ChatEntry({ id, title, path }: ChatEntryProps) {
  const { reloadChats } = useServer();
  const href = paths.chat(id);
  async function discard() {
    if (!confirm(words.confirmDelete(title))) return;
    try {
      await remove(`/api/chats/${encodeURIComponent(id)}`);
      if (path === href) navigate(paths.newChat);
    } catch (error) {
      alert(problemOf(error).message);
    }
    reloadChats();
  }
  return (
    <li className="sidebar-chat">
      <Link
        className="sidebar-link"
        href={href}
        aria-current={path === href ? "page" : undefined}
        title={title}
      >
        <span>{title}</span>
      </Link>
      <button type="button" onClick={() => void discard()} aria-label={words.deleteChat(title)}>
        <Icon name="trash" />
      </button>
    </li>
  );
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
