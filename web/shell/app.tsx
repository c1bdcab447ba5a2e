import { Component, type ReactNode, Suspense, useEffect, useState } from "react";
import { unanswered, useReturns } from "../data/reach.ts";
import { useSession } from "../data/session.ts";
import { replaceAddress, usePath, here } from "../router.tsx";
import { paths, readRoute } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { ConfirmProvider } from "../ui/confirm.tsx";
import { later } from "../ui/later.tsx";
import { Failure } from "../ui/states.tsx";
import { ToastProvider } from "../ui/toast.tsx";

// Each loads without the other: who looks at a page may never see the dashboard.
const dashboard = later(() => import("./dashboard.tsx"));
const pageScreen = later(() => import("../pages/page-screen.tsx"));
const accessScreen = later(() => import("../access/access-screen.tsx"));
const signInAgain = later(() => import("../access/sign-in-again.tsx"));

/**
 * Loads what an address shows. Drawn after it, the page stands at once: behind a fallback, React
 * would hold it back for a third of a second.
 */
export function loadPage(path: string): Promise<void> {
  const { screen } = readRoute(path);
  if (screen === "access") return accessScreen.load();
  return (screen === "page" ? pageScreen : dashboard).load();
}

/** The whole page. */
export function App() {
  const route = readRoute(usePath());
  const session = useSession();
  const isAway = session === "never" && route.screen !== "access";
  useEffect(() => {
    if (isAway) replaceAddress(paths.signIn(here() + location.search));
  }, [isAway]);
  return (
    <Boundary>
      <ToastProvider>
        <ConfirmProvider>
          <Suspense fallback={null}>
            {route.screen === "access" ? (
              <accessScreen.Part key={route.what} route={route} />
            ) : isAway ? null : route.screen === "page" ? (
              <pageScreen.Part key={route.slug} slug={route.slug} />
            ) : (
              <dashboard.Part />
            )}
          </Suspense>
          {session === "ended" && route.screen !== "access" && (
            <Suspense fallback={null}>
              <signInAgain.Part />
            </Suspense>
          )}
        </ConfirmProvider>
      </ToastProvider>
    </Boundary>
  );
}

/** Shows a sentence in place of a page that broke; React takes only a class here. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly fault?: unknown }> {
  override state: { readonly fault?: unknown } = {};

  static getDerivedStateFromError(fault: unknown) {
    return { fault };
  }

  override render() {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <main className="content-broken">
        {notLoaded.test(String(fault)) ? (
          <NotLoaded />
        ) : (
          <Failure detail={strings.crashed} way={{ label: strings.reload, go: reload }} />
        )}
      </main>
    );
  }
}

/** How Chromium, Firefox and Safari say that a part of the page did not come. */
const notLoaded = /dynamically imported module|importing a module script|unable to preload/i;
const reload = () => location.reload();

/** A part of the page did not come; nothing can be shown without loading the page again. */
function NotLoaded() {
  const returns = useReturns();
  const [before] = useState(returns);
  useEffect(unanswered, []);
  useEffect(() => {
    if (returns !== before) reload();
  }, [returns, before]);
  return <Failure detail={strings.notLoaded} way={{ label: strings.reload, go: reload }} />;
}
