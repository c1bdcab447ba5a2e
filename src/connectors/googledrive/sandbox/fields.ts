import { invalid } from "../../google/sandbox/ground/refusal.ts";

/** Members that a mask may name, of every resource of this API that is answered here. */
const known = `
  kind id name mimeType description appProperties parents size quotaBytesUsed md5Checksum sha1Checksum sha256Checksum
  originalFilename headRevisionId webContentLink webViewLink iconLink thumbnailLink hasThumbnail fileExtension
  fullFileExtension permissions permissionIds starred trashed explicitlyTrashed trashedTime version createdTime
  modifiedTime modifiedByMe modifiedByMeTime viewedByMe viewedByMeTime owners ownedByMe lastModifyingUser
  sharingUser sharedWithMeTime shared spaces capabilities properties shortcutDetails driveId folderColorRgb
  writersCanShare copyRequiresWriterPermission exportLinks contentHints
  canEdit canShare canRename canCopy canDownload canTrash canDelete canAddChildren
  files incompleteSearch nextPageToken
  displayName photoLink me permissionId emailAddress
  type role domain allowFileDiscovery expirationTime deleted pendingOwner permissionDetails
  user storageQuota limit usage usageInDrive usageInDriveTrash importFormats exportFormats maxUploadSize
  maxImportSizes appInstalled canCreateDrives folderColorPalette
  ids space
  changes newStartPageToken startPageToken fileId file removed time changeType drive
  resourceId resourceUri token expiration address
`
  .trim()
  .split(/\s+/);

/** A mask that names what no answer has is refused, so that a slip of the pen does not pass for an empty answer. */
export function checkFields(query: URLSearchParams): void {
  const wrong = query
    .get("fields")
    ?.match(/\w+/g)
    ?.find((name) => !known.includes(name));
  if (wrong !== undefined) invalid(`Invalid field selection ${wrong}`, "invalidParameter");
}
