import { ServerProvider } from "../data/server.tsx";
import { Frame } from "./frame.tsx";
import { Screen } from "./screen.tsx";

/** Every screen that stands in the frame with the sidebar. */
export default function Dashboard() {
  return (
    <ServerProvider>
      <Frame>
        <Screen />
      </Frame>
    </ServerProvider>
  );
}
