export const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** https://developers.google.com/people/api/rest/v1/people */
export const write = [auth("contacts")];
export const read = [...write, auth("contacts.readonly")];

/** What `people.get` takes besides: each shows something of oneself, or of others than contacts. */
export const profiles = [
  "contacts.other.readonly",
  "directory.readonly",
  "user.addresses.read",
  "user.birthday.read",
  "user.emails.read",
  "user.gender.read",
  "user.organization.read",
  "user.phonenumbers.read",
  "userinfo.email",
  "userinfo.profile",
].map(auth);
