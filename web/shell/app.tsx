import { Component, type ReactNode } from "react";
import { ServerProvider } from "../data/server.tsx";
import { strings } from "../words/strings.ts";
import { ConfirmProvider } from "../ui/confirm.tsx";
import { Failure } from "../ui/states.tsx";
import { ToastProvider } from "../ui/toast.tsx";
import { Frame } from "./frame.tsx";
import { Screen } from "./screen.tsx";

/** The whole page. */
export function App() {
  return (
    <Boundary>
      <ServerProvider>
        <ToastProvider>
          <ConfirmProvider>
            <Frame>
              <Screen />
            </Frame>
          </ConfirmProvider>
        </ToastProvider>
      </ServerProvider>
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
