import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, loadPage } from "./shell/app.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
await loadPage(location.pathname);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
