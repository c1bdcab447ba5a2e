const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** https://developers.google.com/workspace/sheets/api/scopes */
export const write = [auth("drive"), auth("drive.file"), auth("spreadsheets")];
export const read = [...write, auth("drive.readonly"), auth("spreadsheets.readonly")];
