import { Component, type ReactNode, Suspense, lazy } from "react";
import { usePath } from "../router.tsx";
import { readRoute } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { ConfirmProvider } from "../ui/confirm.tsx";
import { Failure } from "../ui/states.tsx";
import { ToastProvider } from "../ui/toast.tsx";

// Each loads without the other: who looks at a page may never see the dashboard.
const Dashboard = lazy(() => import("./dashboard.tsx"));
const PageScreen = lazy(() => import("../pages/page-screen.tsx"));

/** The whole page. */
export function App() {
  const route = readRoute(usePath());
  return (
    <Boundary>
      <ToastProvider>
        <ConfirmProvider>
          <Suspense fallback={null}>
            {route.screen === "page" ? (
              <PageScreen key={route.slug} slug={route.slug} />
            ) : (
              <Dashboard />
            )}
          </Suspense>
        </ConfirmProvider>
      </ToastProvider>
    </Boundary>
  );
}

/** Shows a sentence in place of a page that broke; React takes only a class here. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const reload = () => location.reload();
    return (
      <main className="content-broken">
        <Failure detail={strings.crashed} way={{ label: strings.reload, go: reload }} />
      </main>
    );
  }
}
