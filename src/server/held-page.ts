import type { HeldView } from "../contract/app-user.ts";
import { escapeHtml } from "./html.ts";
import { type PlainPage, actButton, listOf, plainPage } from "./plain-page.ts";

interface Holding {
  readonly appName: string;
  readonly person?: string | undefined;
  readonly action: string;
  readonly held: HeldView;
  /** Of who came from the dashboard. */
  readonly home?: string | undefined;
  /** What was just done. */
  readonly said?: string | undefined;
}

/** All that an app holds of one person, with a button to withdraw each. */
export function heldPage({ appName, person, action, held, home, said }: Holding): PlainPage {
  const app = escapeHtml(appName);
  const { connections, consents, runs } = held;
  return plainPage({
    title: `What ${appName} holds of you`,
    body: `<h1>What ${app} holds of you</h1>
${person === undefined ? "" : `<p class="soft">For ${escapeHtml(person)}.</p>`}
${said === undefined ? "" : `<p role="status">${escapeHtml(said)}</p>`}
<h2>Your accounts</h2>
${connections.length > 0 ? connections.map((one) => accountSection(one, action)).join("") : `<p>${app} has none of your accounts.</p>`}
<h2>While you are away</h2>
${consents.length > 0 ? consents.map((one) => consentSection(one, action)).join("") : "<p>Nothing acts for you by itself.</p>"}
<h2>What was done for you lately</h2>
${runs.length > 0 ? listOf(runs.map((run) => `${run.function}: ${run.status}, ${dateOf(run.startedAt)}`)) : "<p>Nothing.</p>"}
${connections.length + consents.length > 0 ? actButton(action, "Withdraw all", { act: "withdraw-all" }) : ""}
${home === undefined ? "" : `<p><a href="${escapeHtml(home)}">Back to Patchbay</a></p>`}`,
  });
}

function accountSection(one: HeldView["connections"][number], action: string): string {
  const used = one.lastUsedAt === undefined ? "never used" : `last used ${dateOf(one.lastUsedAt)}`;
  const users =
    one.functions.length > 0 ? `Used by ${one.functions.join(", ")}` : "Used by nothing";
  return `<section><h2>${escapeHtml(one.providerName)}: ${escapeHtml(one.account)}</h2>
${listOf(one.permissions)}
<p class="soft">${escapeHtml(users)}; connected ${dateOf(one.createdAt)}, ${used}${one.status === "active" ? "" : "; it has ended"}.</p>
${actButton(action, `Withdraw ${one.providerName}`, { act: "disconnect", id: one.id })}</section>`;
}

const consentWords = {
  allowed: "You let it act for you.",
  outdated: "It may do more by now than you allowed, so it does nothing for you.",
  "not-allowed": "It does nothing for you while you are away.",
} as const;

function consentSection(one: HeldView["consents"][number], action: string): string {
  const fields = { function: one.function };
  return `<section><h2>${escapeHtml(one.function)}</h2>
${one.description === undefined ? "" : `<p>${escapeHtml(one.description)}</p>`}
<p>${consentWords[one.status]}</p>
${one.starts.length > 0 ? `<p class="soft">It starts by itself: ${escapeHtml(one.starts.join("; "))}</p>` : ""}
<p class="soft">It can:</p>${listOf(one.deeds)}
${one.status === "allowed" ? "" : actButton(action, "Let it act for me", { act: "allow", version: String(one.version), ...fields }, true)}${one.status === "not-allowed" ? "" : actButton(action, "Withdraw", { act: "withdraw", ...fields })}</section>`;
}

/** `30 November 2026, 09:00 UTC`: the page has no way to know where its reader is. */
function dateOf(iso: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${format.format(new Date(iso))} UTC`;
}
