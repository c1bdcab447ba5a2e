import { generateId } from "ai";
import { Suspense, lazy, useEffect, useState } from "react";
import type { Me } from "../../src/contract/members.ts";
import { ChatScreen } from "../chat/chat-screen.tsx";
import { Conversation } from "../chat/conversation.tsx";
import { useServer } from "../data/server.tsx";
import { whenIdle } from "../data/when-idle.ts";
import { navigate, usePath } from "../router.tsx";
import { type Route, paths, readRoute } from "../routes.ts";
import { addToolWords } from "../words/add-tool.ts";
import { strings } from "../words/strings.ts";
import { later } from "../ui/later.tsx";
import { Page } from "../ui/page.tsx";
import { Loading } from "../ui/states.tsx";
import { MissingScreen } from "./missing-screen.tsx";
import { SignedOut } from "./signed-out.tsx";

const functions = later(() => import("../functions/functions-screen.tsx"));
const browse = later(() => import("../browse/browse-screen.tsx"));
const RunsScreen = lazy(() => import("../runs/runs-screen.tsx"));
const RunScreen = lazy(() => import("../runs/run-screen.tsx"));
const AutomationsScreen = lazy(() => import("../automations/automations-screen.tsx"));
const AutomationScreen = lazy(() => import("../automations/automation-screen.tsx"));
const AddToolScreen = lazy(() => import("../browse/add-tool/add-tool-screen.tsx"));
const ConnectionsScreen = lazy(() => import("../connections/connections-screen.tsx"));
const ConnectorScreen = lazy(() => import("../browse/connector-screen.tsx"));
const PagesScreen = lazy(() => import("../pages/pages-screen.tsx"));
const PageEditor = lazy(() => import("../pages/editor/page-editor.tsx"));
const SandboxScreen = lazy(() => import("../sandbox/sandbox-screen.tsx"));
const SecretsScreen = lazy(() => import("../secrets/secrets-screen.tsx"));
const SettingsScreen = lazy(() => import("../settings/settings-screen.tsx"));
const LimitedHome = lazy(() => import("../access/limited-home.tsx"));
const ProviderScreen = lazy(() => import("../settings/provider-screen.tsx"));
const AuditScreen = lazy(() => import("../audit/audit-screen.tsx"));
const FunctionScreen = lazy(() => import("../functions/function-screen.tsx"));

/** What the address shows. */
export function Screen() {
  const path = usePath();
  const route = readRoute(path);
  // A new chat has its id before it is sent, so that it stays the same when it gets its address.
  // Once left, it is loaded like any other.
  const [draft, setDraft] = useState(() => ({ id: generateId(), begun: false }));
  const here = route.screen === "chat" && route.id === draft.id;
  if (draft.begun && !here) setDraft({ id: generateId(), begun: false });
  useEffect(() => {
    document.title = titleOf(readRoute(path));
  }, [path]);
  useEffect(() => whenIdle(loadNext), []);

  const { status, me } = useServer();
  if (me.status === "ready" && !me.value.rights.includes("read") && !isOpen(me.value, route)) {
    return (
      <Suspense fallback={<Waiting title={strings.shell.pages} />}>
        <LimitedHome me={me.value} />
      </Suspense>
    );
  }
  if (status.status === "failed" && status.problem.code === "request/not-signed-in") {
    return <SignedOut />;
  }
  switch (route.screen) {
    case "chat": {
      if (route.id !== undefined && !here) {
        return <ChatScreen key={route.id} id={route.id} />;
      }
      const begin = () => {
        navigate(paths.chat(draft.id));
        setDraft({ ...draft, begun: true });
      };
      return (
        <Conversation
          key={draft.id}
          id={draft.id}
          messages={nothingSaid}
          running={false}
          begun={begin}
        />
      );
    }
    default:
      return (
        <Suspense fallback={<Waiting title={nameOf(route)} />}>
          <Shown route={route} />
        </Suspense>
      );
  }
}

/** What who may not look into the app has of it beside its pages: their own account. */
function isOpen({ rights }: Me, route: Route): boolean {
  return route.screen === "settings" && rights.includes("use");
}

function Shown({ route }: { readonly route: Exclude<Route, { screen: "chat" }> }) {
  switch (route.screen) {
    case "functions":
      return <functions.Part />;
    case "function":
      return <FunctionScreen key={route.name} name={route.name} tab={route.tab} />;
    case "runs":
      return <RunsScreen />;
    case "run":
      return <RunScreen key={route.id} id={route.id} />;
    case "automations":
      return <AutomationsScreen />;
    case "automation":
      return <AutomationScreen key={route.id} id={route.id} />;
    case "connections":
      return <ConnectionsScreen />;
    case "browse":
      return <browse.Part />;
    case "connector":
      return <ConnectorScreen key={route.id} id={route.id} />;
    case "add-tool":
      return <AddToolScreen />;
    case "pages":
      return <PagesScreen />;
    case "page":
      // Stands alone: app.tsx shows it.
      return null;
    case "page-editor":
      return <PageEditor key={route.slug} slug={route.slug} tab={route.tab} />;
    case "secrets":
      return <SecretsScreen />;
    case "settings":
      return <SettingsScreen />;
    case "audit":
      return <AuditScreen />;
    case "provider":
      return <ProviderScreen key={route.id} id={route.id} />;
    case "sandbox":
      return <SandboxScreen provider={route.provider} />;
    case "access":
      // Stands alone as well.
      return null;
    case "missing":
      return <MissingScreen />;
  }
}

/** Where people go first. */
function loadNext() {
  void functions.load();
  void browse.load();
}

const nothingSaid: [] = [];

function Waiting({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <Loading lines={6} />
    </Page>
  );
}

function titleOf(route: Route): string {
  return `${nameOf(route)} – ${strings.product}`;
}

function nameOf(route: Route): string {
  const names: Readonly<Record<Route["screen"], string>> = {
    chat: strings.shell.newChat,
    functions: strings.shell.functions,
    function: route.screen === "function" ? route.name : strings.shell.functions,
    runs: strings.shell.runs,
    run: strings.shell.run,
    automations: strings.shell.automations,
    automation: strings.shell.automations,
    connections: strings.shell.connections,
    browse: strings.shell.browse,
    connector: strings.shell.browse,
    "add-tool": addToolWords.title,
    pages: strings.shell.pages,
    page: strings.shell.page,
    "page-editor": strings.shell.page,
    secrets: strings.shell.secrets,
    settings: strings.shell.settings,
    audit: strings.shell.audit,
    provider: strings.shell.provider,
    sandbox: strings.shell.sandbox,
    access: strings.product,
    missing: strings.missing.title,
  };
  return names[route.screen];
}
