import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { here } from "./router.tsx";
import { App, loadPage } from "./shell/app.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await loadPage(here());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
