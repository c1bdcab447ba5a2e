import type { Page, Route } from "playwright-core";
import type { AutomationView, DeliveryView } from "../../src/contract/automation.ts";
import { automation } from "../support/automations.ts";

/** Answers the addresses of automations in a browser from memory; the rest goes to the server. */
export async function serveAutomations(
  page: Page,
  automations: AutomationView[],
  deliveries: DeliveryView[],
) {
  const state = { automations, deliveries, fails: false };
  const problem = (route: Route, status: number, detail: string) =>
    route.fulfill({
      status,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "automation/not-found", title: "Not found", status, detail }),
    });
  const json = (route: Route, value: unknown, status = 200) =>
    route.fulfill({ status, contentType: "application/json", body: JSON.stringify(value) });

  function change(id: string, some: Partial<AutomationView>): AutomationView | undefined {
    const found = state.automations.find((one) => one.id === id);
    if (!found) return undefined;
    const changed = { ...found, ...some, updatedAt: new Date().toISOString() };
    state.automations = state.automations.map((one) => (one.id === id ? changed : one));
    return changed;
  }

  await page.route(/\/api\/(?:automations|deliveries)(?:[/?]|$)/, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const [, , kind, id = "", act] = url.pathname.split("/");
    const method = request.method();
    const body: any = request.postDataJSON() ?? {};
    if (id === "preview") return route.fallback();
    if (state.fails) return problem(route, 500, "The list could not be read. Try again.");
    if (kind === "deliveries") {
      const owed = state.deliveries.find((one) => one.id === id);
      if (!owed) return problem(route, 404, "There is no such delivery.");
      const again: DeliveryView = { ...owed, status: "succeeded", error: null, attempts: 6 };
      state.deliveries = state.deliveries.map((one) => (one.id === id ? again : one));
      return json(route, again);
    }
    if (id === "" && method === "GET") {
      const of = url.searchParams.get("function");
      const found = state.automations.filter((one) => of === null || one.function === of);
      return json(route, { automations: found });
    }
    if (id === "") {
      const isHook = body.trigger.type === "webhook";
      const made = automation({
        id: `auto_new${state.automations.length}`,
        function: body.function,
        origin: "own",
        trigger: body.trigger,
        ...(isHook ? { words: "When its address is called", next: [], hook: "/hooks/new" } : {}),
      });
      state.automations.push(made);
      return json(route, { ...made, secret: isHook ? "whsec_c2hvd24tb25jZQ==" : null }, 201);
    }
    const found = state.automations.find((one) => one.id === id);
    if (!found) return problem(route, 404, `There is no automation "${id}".`);
    if (method === "DELETE") {
      state.automations = state.automations.filter((one) => one.id !== id);
      return route.fulfill({ status: 204 });
    }
    if (method === "PATCH")
      return json(
        route,
        change(id, {
          ...(body.trigger ? { trigger: body.trigger, words: `Cron ${body.trigger.cron}` } : {}),
          ...(body.settings ? { settings: { ...found.settings, ...body.settings } } : {}),
        }),
      );
    if (act === "pause" || act === "resume")
      return json(route, change(id, { status: act === "pause" ? "paused" : "active" }));
    if (act === "secret") return json(route, { secret: "whsec_bmV3LXNlY3JldA==" });
    if (act === "run") {
      const owed: DeliveryView = {
        id: `dlv_now${state.deliveries.length}`,
        automation: id,
        function: found.function,
        key: "now",
        status: "succeeded",
        attempts: 1,
        nextAt: null,
        error: null,
        run: "run_now",
        payload: null,
        createdAt: new Date().toISOString(),
        finishedAt: new Date().toISOString(),
      };
      state.deliveries.unshift(owed);
      return json(route, owed, 202);
    }
    if (act === "deliveries") {
      const status = url.searchParams.get("status");
      const own = state.deliveries.filter(
        (one) => one.automation === id && (status === null || one.status === status),
      );
      return json(route, { deliveries: own });
    }
    return json(route, found);
  });
  return state;
}
