import { createHash } from "node:crypto";

/** What is wrong with a page's policy, and with the page under it. */
export async function faultsOf(answer: Response): Promise<readonly string[]> {
  const policy = answer.headers.get("content-security-policy") ?? "";
  const html = await answer.text();
  const allowed = (kind: string, attributes: string, text: string) => {
    const sources = new RegExp(`${kind}-src ([^;]*)`).exec(policy)?.[1] ?? "";
    const nonce = /nonce="([^"]+)"/.exec(attributes)?.[1];
    const hash = createHash("sha256").update(text).digest("base64");
    return sources.includes(`'sha256-${hash}'`) || sources.includes(`'nonce-${nonce}'`);
  };
  const inline = [...html.matchAll(/<(style|script)([^>]*)>([^]*?)<\/\1>/g)].filter(
    ([, , attributes = ""]) => !attributes.includes(" src="),
  );
  const held = inline.filter(
    ([, kind = "", attributes = "", text = ""]) => !allowed(kind, attributes, text),
  );
  return [
    ...(/default-src '(?:self|none)'/.test(policy) ? [] : [`no default: ${policy}`]),
    ...(/frame-ancestors '?\w/.test(policy) ? [] : ["anybody may frame it"]),
    ...(policy.match(/'unsafe-[\w-]+'|\s\*[\s;]/g) ?? []),
    ...(html.match(/<[^>]+\s(?:style|on\w+)=/g) ?? []),
    ...held.map(([element]) => `held back: ${element.slice(0, 80)}`),
  ];
}

export const isPage = (answer: Response) =>
  answer.headers.get("content-type")?.startsWith("text/html") === true;
