import { createSecret } from "../../../../sandbox/kit/oauth/state.ts";
import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import { checkActing, uploading } from "../acting.ts";
import { invalid, notFound, refusal } from "../refusal.ts";
import type { LinkedinState } from "../state.ts";

const hourMs = 3_600_000;

/** JPG, PNG and GIF, by their first bytes. */
function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.slice(0, 4)).toString("latin1");
  return ["\u00FF\u00D8\u00FF", "\u0089PNG", "GIF8"].some((sign) => start.startsWith(sign));
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api */
export const imageRoutes: readonly RestRoute<LinkedinState>[] = [
  {
    method: "POST",
    path: "/rest/images",
    scopes: [["w_member_social"], ["w_organization_social"]],
    changes: true,
    run(call) {
      const { query, body, data, now, origin } = call;
      if (query.get("action") !== "initializeUpload") invalid("There is no such action");
      const request = Object(body["initializeUploadRequest"] ?? {});
      const owner = checkActing(call, Reflect.get(request, "owner"), uploading);
      const key = createSecret("", 12);
      const urn = `urn:li:image:C4E10AQ${createSecret("", 9)}`;
      const uploadEndsAt = now + hourMs;
      data.images.push({ urn, owner, key, uploadEndsAt, bytes: 0 });
      const uploadUrl = `${origin}/dms-uploads/${urn.split(":").at(-1) ?? ""}/uploaded-image/0?ca=vector_feedshare&m=${key}`;
      return { value: { uploadUrlExpiresAt: uploadEndsAt, uploadUrl, image: urn } };
    },
  },
  {
    // At www.linkedin.com, which knows no versions.
    method: "PUT",
    path: "/dms-uploads/:id/uploaded-image/:part",
    scopes: [],
    changes: true,
    run({ params, query, data, bytes, now }) {
      const image = data.images.find(({ urn }) => urn.endsWith(`:${String(params["id"])}`));
      if (!image || image.key !== query.get("m")) return notFound();
      if (now > image.uploadEndsAt) throw refusal(403, "ACCESS_DENIED", "The address has expired");
      if (!isPicture(bytes)) return invalid("The bytes are no JPG, PNG or GIF");
      image.bytes = bytes.byteLength;
      return new Response(null, { status: 201 });
    },
  },
  {
    // Posting alone does not open it.
    method: "GET",
    path: "/rest/images/:urn",
    scopes: [["r_organization_social"], ["r_member_social"], ["w_organization_social"]],
    run({ params, data }) {
      const image = data.images.find(({ urn }) => urn === params["urn"]) ?? notFound();
      const status = image.bytes === 0 ? "WAITING_UPLOAD" : "AVAILABLE";
      return { id: image.urn, owner: image.owner, status };
    },
  },
];
