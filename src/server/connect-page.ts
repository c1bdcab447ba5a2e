import type { ConsentState } from "../app-users/consents.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { escapeHtml } from "./html.ts";
import { keyForm } from "./key-page.ts";
import { type PlainPage, actButton, listOf, plainPage } from "./plain-page.ts";

/** Who asks whom. */
interface Asking {
  readonly appName: string;
  /** As the product calls the person; absent for a member of this server. */
  readonly person?: string | undefined;
  /** Where the answer goes. */
  readonly action: string;
}

/** What a person connects, as they would say it: `Google Calendar and Gmail`. */
export function toolsOf({ connectors, providerName }: ConnectionRequestView): string {
  const names = connectors.map(({ name }) => name);
  return names.length > 0 ? names.join(" and ") : providerName;
}

export function askPage({ appName, person, action }: Asking, request: ConnectionRequestView) {
  const [app, tools] = [escapeHtml(appName), toolsOf(request)];
  const whose =
    person === undefined
      ? ""
      : `<p>It is for <strong>${escapeHtml(person)}</strong>. If that is not you, choose “Not now”.</p>`;
  const stand =
    request.mode === "sandbox"
      ? `<p class="soft">This is a stand-in of ${escapeHtml(request.providerName)} for trying out.</p>`
      : "";
  return plainPage({
    title: `Connect your ${tools}`,
    body: `<h1>${app} asks to act with your ${escapeHtml(tools)}</h1>
${request.detail === undefined ? "" : `<p role="alert">${escapeHtml(request.detail)}</p>`}
<h2>Required permissions</h2>
${listOf([...new Set(request.permissions.map(({ sentence }) => sentence))])}
${request.note === undefined ? "" : `<p>${escapeHtml(request.note)}</p>`}
${whose}${stand}
<p class="soft">${app} never sees your password. You can take this back at any time.</p>
${actButton(action, `Connect your ${tools}`, { act: "connect" }, true)}${actButton(action, "Not now", { act: "skip" })}`,
  });
}

/** For a tool that has no sign-in of its own. */
export function askKeyPage(asking: Asking, request: ConnectionRequestView, isBasic: boolean) {
  const { action, appName } = asking;
  return plainPage({
    title: `Connect ${request.providerName}`,
    body: `<h1>${escapeHtml(appName)} asks to act with your ${escapeHtml(request.providerName)}</h1>
${keyForm(request, { action, isBasic })}
${actButton(action, "Not now", { act: "skip" })}`,
  });
}

/** Asked by itself, after the account is connected. */
export function consentPage(
  { appName, action }: Asking,
  { version, starts }: Pick<ConsentState, "version" | "starts">,
  deeds: readonly string[],
): PlainPage {
  const app = escapeHtml(appName);
  return plainPage({
    title: "While you are away",
    body: `<h1>Let ${app} act for you when you are not there?</h1>
<p>${escapeHtml(version.flow?.description ?? version.name)}</p>
<h2>It starts by itself</h2>${listOf(starts)}
<h2>It could then, without you</h2>${listOf(deeds)}
<p class="soft">Your account is connected either way. Should ${escapeHtml(version.name)} be able to do more one day, it stops for you until you allow that too.</p>
${actButton(action, "Let it act for me", { act: "allow", version: String(version.version) }, true)}${actButton(action, "Not now", { act: "refuse" })}`,
  });
}

export function donePage(appName: string, isConnected: boolean): PlainPage {
  const app = escapeHtml(appName);
  return plainPage({
    title: isConnected ? "Connected" : "Not connected",
    body: isConnected
      ? `<h1>Done</h1><p>${app} may now act with your account. You can close this window.</p>`
      : `<h1>Not connected</h1><p>Nothing was given to ${app}. You can close this window.</p>`,
    // The frame that opened it is of this origin; it also asks by itself, where it cannot be told.
    script: `if (window.opener) { window.opener.postMessage({ patchbay: "connect" }, location.origin); window.close(); }`,
  });
}

export function goPage(url: string, name: string): PlainPage {
  return plainPage({
    title: `On to ${name}`,
    goTo: url,
    body: `<h1>On to ${escapeHtml(name)}…</h1><p><a href="${escapeHtml(url)}">Continue</a></p>`,
  });
}

export function overPage(): PlainPage {
  return plainPage({
    title: "No longer good",
    body: `<h1>This address is no longer good</h1>
<p>It works once, in one browser, within a quarter of an hour. Go back to where you came from and ask again.</p>`,
  });
}

export function managePage(appName: string, action: string): PlainPage {
  return plainPage({
    title: `What ${appName} holds of you`,
    body: `<h1>See what ${escapeHtml(appName)} holds of you</h1>
<p>Your connected accounts, what may act for you, and what was done. You can withdraw each.</p>
${actButton(action, "Show it", { act: "manage" }, true)}`,
  });
}
