import type { Right, Role } from "../../src/contract/access.ts";

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Signing in, one's account, and the members of a workspace. */
export const accessWords = {
  titles: {
    "sign-in": "Sign in",
    "first-account": "Make the first account",
    invitation: "Invitation",
    "new-password": "Set a new password",
  },
  email: "E-mail",
  password: "Password",
  newPassword: "New password",
  name: "Your name",
  passwordNote: (least: number) =>
    `At least ${least} characters. A few words in a row are easy to keep in mind.`,
  signIn: "Sign in",
  passkey: "Sign in with a passkey",
  oidc: (name: string) => `Sign in with ${name}`,
  or: "or",
  forgot: "Forgotten? An owner of the workspace can give you a link for a new password.",
  noPasskey: "No passkey was given. Try again, or sign in another way.",
  first: {
    lead: "Nobody has an account here yet. Yours will own the workspace: you invite the others.",
    noAccount: "Nobody has an account here yet. Open the address that `patchbay start` printed.",
    taken: "Somebody made the first account already. Sign in with yours.",
    make: "Make the account",
  },
  invitation: {
    lead: (workspace: string) => `You are invited to the workspace “${workspace}”.`,
    as: (email: string, role: Role) =>
      `You join as ${email}. Your role is ${roleNames[role].toLowerCase()}: ${lowerFirst(roleNotes[role])}.`,
    accept: "Make the account",
    join: "Join",
    joinAs: (email: string) => `You are signed in as ${email}.`,
    other: (email: string, mine: string) =>
      `This invitation is for ${email}, and you are signed in as ${mine}. Sign out, then open the link again.`,
    hasAccount: (email: string) => `${email} has an account here. Sign in, then join.`,
  },
  again: {
    title: "Your session has ended",
    lead: "Sign in to go on. What you have typed is still there.",
    elsewhere: (name: string) => `Sign in with ${name} in another tab`,
  },
  notSent: "Your session had ended, and this was not sent.",
  setPassword: "Set the password",
  notSetUp: "Nobody signs in to this server. Go on to Patchbay.",
  goOn: "Go on",
  toProduct: "Go to Patchbay",
  signOut: "Sign out",
  problems: {
    "access/not-invited":
      "That account is not invited, or its e-mail address is not verified. Ask an owner of the workspace for an invitation.",
    "access/too-many": "There were too many tries. Wait a few minutes, then try again.",
  } as Readonly<Record<string, string>>,
  otherProblem:
    "Single sign-on did not work. Try again, or sign in another way; whoever runs this server finds more in its log.",
  noPart: {
    title: "You have no part in this workspace",
    lead: (email: string) =>
      `You are signed in as ${email}. An owner of the workspace can invite you.`,
  },
  limited: {
    viewer:
      "You can look at everything here and use it. To change something, ask an owner for another role.",
    "app-user": "You can open pages and use them. To see more, ask an owner for another role.",
  } as Readonly<Partial<Record<Role, string>>>,
  lacking: {
    run: "You can look at this, and not start it: that takes the right to run.",
    build: "You can look at this, and not change it: that takes the right to build.",
    connect: "You can look at this, and not change it: that takes the right to connect.",
    manage: "You can look at this, and not change it: that takes the right to manage.",
  },
  whoGives: (role: Role | undefined) =>
    `${role ? `You are ${roleNames[role].toLowerCase()} here. ` : ""}An owner of the workspace can give you another role, under Settings → Members.`,
  yourApps: "Your apps",
  noPages: "There are no pages yet.",
  noBuild: "Your role does not build. An owner of the workspace can give you another one.",
  members: {
    lead: "Who belongs to this workspace, and what each may do.",
    invite: "Invite somebody",
    role: "Role",
    roleOf: (name: string) => `Role of ${name}`,
    you: "you",
    since: (time: string) => `since ${time}`,
    remove: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeDetail:
      "Their sessions and API keys end at once, and accounts of their own are withdrawn. What they built stays.",
    removeAction: "Remove",
    removed: (name: string) => `${name} was removed.`,
    changed: (name: string, role: Role) => `${name} is ${roleNames[role].toLowerCase()} now.`,
    password: (name: string) => `New password for ${name}`,
    passwordTitle: (name: string) => `A link for ${name}`,
    passwordDetail:
      "Send them this link: with it they set a new password. It is shown this once, and good once, for a day.",
    invited: "Invited",
    until: (time: string) => `until ${time}`,
    withdraw: (email: string) => `Withdraw the invitation of ${email}`,
    withdrawn: (email: string) => `The invitation of ${email} is withdrawn.`,
    inviteEmail: "Their e-mail address",
    make: "Make the link",
    linkTitle: (email: string) => `The invitation of ${email}`,
    linkNote: "Send them this link. It is shown this once, and good once, for 7 days.",
    link: "Link",
    done: "Done",
  },
  account: {
    lead: "What you sign in with.",
    name: "Name",
    save: "Save",
    saved: "Saved.",
    email: "E-mail",
    current: "Present password",
    next: "New password",
    change: "Change the password",
    set: "Set a password",
    changed: "The password is changed. All other sessions have ended.",
    passkeys: "Passkeys",
    noPasskeys: "None yet. A passkey signs you in with your device, without a password.",
    cannotPasskey: "Passkeys need a server with a name and https.",
    addPasskey: "Add a passkey",
    addedPasskey: "The passkey is added.",
    removePasskey: (name: string) => `Remove the passkey ${name}`,
    sessions: "Where you are signed in",
    here: "here",
    seen: (time: string) => `last seen ${time}`,
    endSession: (name: string) => `Sign out ${name}`,
    endOthers: "Sign out everywhere else",
    endedOthers: "All other sessions have ended.",
    unknown: "Unknown browser",
    leave: "Leave the workspace",
    leaveTitle: "Leave this workspace?",
    leaveDetail:
      "Your API keys end at once, and accounts of your own are withdrawn. Only an owner can let you in again.",
  },
} as const;

export const roleNames: Readonly<Record<Role, string>> = {
  owner: "Owner",
  builder: "Builder",
  viewer: "Viewer",
  "app-user": "App user",
};

export const roleNotes: Readonly<Record<Role, string>> = {
  owner: "Everything, with settings, members and keys",
  builder: "Chats, changes functions and pages, connects accounts",
  viewer: "Sees everything, changes nothing",
  "app-user": "Opens pages and calls functions",
};

export const rightNames: Readonly<Record<Right, string>> = {
  use: "Use",
  read: "Read",
  run: "Run",
  build: "Build",
  connect: "Connect",
  manage: "Manage",
};
