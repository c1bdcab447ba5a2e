import { z } from "zod";

const imageShape = z.object({
  urn: z.string(),
  owner: z.string(),
  /** The right to send its bytes. */
  key: z.string(),
  /** Milliseconds since 1970. */
  uploadEndsAt: z.number(),
  bytes: z.number(),
});
export type Image = z.output<typeof imageShape>;

const postShape = z.object({
  id: z.string(),
  author: z.string(),
  /** As it was sent, in LinkedIn's little text. */
  commentary: z.string(),
  visibility: z.string(),
  content: z.record(z.string(), z.unknown()).optional(),
  reshareOf: z.string().optional(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  modifiedAt: z.number(),
});
export type Post = z.output<typeof postShape>;

const commentShape = z.object({
  id: z.string(),
  /** The post. */
  thread: z.string(),
  /** The comment that it answers. */
  parent: z.string().optional(),
  actor: z.string(),
  text: z.string(),
  createdAt: z.number(),
});
export type Comment = z.output<typeof commentShape>;

const reactionShape = z.object({
  actor: z.string(),
  root: z.string(),
  type: z.string(),
  createdAt: z.number(),
});

const organizationShape = z.object({
  id: z.number(),
  name: z.string(),
  vanityName: z.string(),
  website: z.string(),
  followers: z.number(),
});
export type Organization = z.output<typeof organizationShape>;

export const linkedinState = z.object({
  organizations: z.array(organizationShape),
  /** Who may do what on which page. */
  roles: z.array(z.object({ member: z.string(), organization: z.number(), role: z.string() })),
  posts: z.array(postShape),
  images: z.array(imageShape),
  comments: z.array(commentShape),
  reactions: z.array(reactionShape),
  /** Whether LinkedIn approved the app for refresh tokens. */
  isPartner: z.boolean(),
});
export type LinkedinState = z.output<typeof linkedinState>;
