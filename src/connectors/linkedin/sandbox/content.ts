import { type LinkedinCall, postOf } from "./acting.ts";
import { invalid, refusal } from "./refusal.ts";

const kinds = ["article", "media", "multiImage", "poll"];

/** One kind of content, and what it holds must be there. https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api */
export function checkContent(
  call: LinkedinCall,
  author: string,
): Record<string, unknown> | undefined {
  const given = Object(call.body["content"] ?? {});
  const names = Object.keys(given);
  if (names.length === 0) return undefined;
  if (names.length > 1 || !kinds.includes(names[0] ?? ""))
    throw refusal(422, "UNPROCESSABLE_ENTITY", `content must be one of ${kinds.join(", ")}`);
  const inner = Object(Reflect.get(given, names[0] ?? ""));
  if (names[0] === "article") checkArticle(call, inner, author);
  if (names[0] === "media") checkPicture(call, Reflect.get(inner, "id"), author);
  if (names[0] === "multiImage") checkPictures(call, Reflect.get(inner, "images"), author);
  if (names[0] === "poll") checkPoll(inner);
  return { [names[0] ?? ""]: inner };
}

function checkArticle(call: LinkedinCall, article: object, author: string): void {
  const source: unknown = Reflect.get(article, "source");
  if (typeof source !== "string" || !URL.canParse(source)) invalid("article.source is no address");
  if (typeof Reflect.get(article, "title") !== "string") invalid("article.title is required");
  const thumbnail: unknown = Reflect.get(article, "thumbnail");
  if (thumbnail !== undefined) checkPicture(call, thumbnail, author);
}

function checkPicture({ data }: LinkedinCall, urn: unknown, author: string): void {
  const image = data.images.find((one) => one.urn === urn);
  if (!image) return invalid(`There is no picture ${String(urn)}`);
  if (image.owner !== author) invalid("The picture belongs to somebody else");
  if (image.bytes === 0) invalid("The picture was never uploaded");
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/multiimage-post-api */
function checkPictures(call: LinkedinCall, images: unknown, author: string): void {
  if (!Array.isArray(images) || images.length < 2 || images.length > 20)
    return invalid("multiImage takes 2 to 20 images");
  for (const one of images) checkPicture(call, Reflect.get(Object(one), "id"), author);
}

/** https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/poll-post-api */
function checkPoll(poll: object): void {
  const question: unknown = Reflect.get(poll, "question");
  const options: unknown = Reflect.get(poll, "options");
  if (typeof question !== "string" || question.length === 0 || question.length > 140)
    invalid("poll.question must be 1 to 140 characters");
  if (!Array.isArray(options) || options.length < 2 || options.length > 4)
    return invalid("poll.options must be 2 to 4");
  const texts = options.map((one) => String(Reflect.get(Object(one), "text") ?? ""));
  if (texts.some((text) => text === "" || text.length > 30))
    invalid("A poll option must be 1 to 30 characters");
}

/** The same text again, within ten minutes here. */
export function refuseDuplicate(call: LinkedinCall, author: string, commentary: string): void {
  const { data, now } = call;
  const same = data.posts.find(
    (post) =>
      post.author === author && post.commentary === commentary && now - post.createdAt < 600_000,
  );
  if (same && commentary !== "")
    throw refusal(422, "DUPLICATE_POST", `Content is a duplicate of ${same.id}`);
}

export function checkReshare(call: LinkedinCall): string | undefined {
  const parent: unknown = Reflect.get(Object(call.body["reshareContext"] ?? {}), "parent");
  return parent === undefined ? undefined : postOf(call, parent).id;
}
