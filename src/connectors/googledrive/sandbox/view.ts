import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { Look } from "../../google/sandbox/ground/app.ts";
import { type DriveFile, rootFolderId } from "../../google/sandbox/ground/files.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { bytesOf, isFolder, isGoogleType, textOf } from "./kinds.ts";
import type { DriveState } from "./state.ts";

/** A folder with the path to it, and the file that is open. */
export function viewDrive(look: Look<DriveState>): Html {
  const { files, query, user, state } = look;
  const root = rootFolderId(user);
  const folder = files.find(query.get("folder") ?? root);
  const open = files.find(query.get("file") ?? "");
  const inFolder = (file: DriveFile) => file.parents.includes(folder?.id ?? root);
  const shared = files.all().filter(({ owner }) => owner !== user.id);
  const notices = state.notices.filter(({ from }) => from === user.email);
  return html`<h1>${pathTo(folder, look)}</h1>
    ${open && fileCard(open)}
    ${table(
      files.all().filter((file) => inFolder(file) && !file.trashed),
      look,
    )}
    ${section(
      "Shared with me",
      shared.filter(({ trashed }) => !trashed),
      look,
    )}
    ${section(
      "Trash",
      files.all().filter(({ trashed, owner }) => trashed && owner === user.id),
      look,
    )}
    ${
      notices.length > 0
        ? html`<h2>Emails about sharing</h2>
            <ul>
              ${notices.map(
                ({ to, fileName, message }) =>
                  html`<li>${to} was told of ${fileName}${message && `: ${message}`}</li>`,
              )}
            </ul>`
        : undefined
    }`;
}

function link({ user }: Look<DriveState>, query: Readonly<Record<string, string>>): string {
  return `/?${new URLSearchParams({ app: "googledrive", user: user.email, ...query })}`;
}

/** My Drive / Reports / 2026 */
function pathTo(folder: DriveFile | undefined, look: Look<DriveState>): Html {
  if (!folder) return html`My Drive`;
  const [parent] = folder.parents;
  const above = parent === undefined ? undefined : look.files.find(parent);
  return html`${above && html`${pathTo(above, look)} / `}<a
      href="${link(look, { folder: folder.id })}"
      >${folder.name}</a
    >`;
}

function section(title: string, files: readonly DriveFile[], look: Look<DriveState>) {
  return files.length > 0
    ? html`<h2>${title}</h2>
        ${table(files, look)}`
    : undefined;
}

function table(files: readonly DriveFile[], look: Look<DriveState>): Html {
  if (files.length === 0) return html`<p class="quiet">This folder is empty.</p>`;
  const rows = files.toSorted(
    (one, other) =>
      Number(isFolder(other)) - Number(isFolder(one)) || one.name.localeCompare(other.name, "en"),
  );
  return html`<table>
    <tr>
      <th>Name</th>
      <th>Owner</th>
      <th>Shared with</th>
      <th>Modified</th>
      <th>Size</th>
    </tr>
    ${rows.map((file) => row(file, look))}
  </table>`;
}

function row(file: DriveFile, look: Look<DriveState>): Html {
  const [folder = ""] = file.parents;
  const target = isFolder(file) ? { folder: file.id } : { folder, file: file.id };
  const others = file.permissions
    .filter(({ role }) => role !== "owner")
    .map(({ type, role, emailAddress, domain }) => `${emailAddress ?? domain ?? type} (${role})`);
  return html`<tr>
    <td>${isFolder(file) ? "📁 " : ""}<a href="${link(look, target)}">${file.name}</a></td>
    <td>${people.find(({ id }) => id === file.owner)?.name}</td>
    <td>${others.join(", ")}</td>
    <td>${file.modifiedTime.slice(0, 16).replace("T", " ")}</td>
    <td>${isGoogleType(file.mimeType) ? "" : `${bytesOf(file).length} B`}</td>
  </tr>`;
}

function fileCard(file: DriveFile): Html {
  const text = textOf(file);
  return html`<div class="card">
    <h2>${file.name}</h2>
    <p class="quiet">${file.mimeType}${file.description && ` · ${file.description}`}</p>
    ${text === undefined ? undefined : html`<pre>${text}</pre>`}
  </div>`;
}
