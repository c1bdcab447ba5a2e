import { type ReactNode, Suspense, lazy } from "react";
import { ServerProvider, useServer } from "../data/server.tsx";
import { Frame } from "./frame.tsx";
import { Screen } from "./screen.tsx";

const NoSuchApp = lazy(() => import("./no-such-app.tsx"));

/** Every screen that stands in the frame with the sidebar. */
export default function Dashboard() {
  return (
    <ServerProvider>
      <OfApp>
        <Frame>
          <Screen />
        </Frame>
      </OfApp>
    </ServerProvider>
  );
}

/** Where the address is of no app, nothing of the frame would work. */
function OfApp({ children }: { readonly children: ReactNode }) {
  const { status } = useServer();
  if (status.status !== "failed" || status.problem.code !== "app/not-found") return children;
  return (
    <Suspense>
      <NoSuchApp />
    </Suspense>
  );
}
