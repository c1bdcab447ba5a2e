/**
 * What people see of a commentary: `\(` is a bracket, `{hashtag|\#|word}` and `@[Name](urn:…)` are
 * what they mean, and a bracket that is neither cuts the text off without a word.
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
 */
export function shownText(commentary: string): string {
  let shown = "";
  let rest = commentary;
  while (rest !== "") {
    const [whole = "", text = ""] = escaped(rest) ?? special(rest) ?? plain(rest) ?? [];
    if (whole === "") break;
    shown += text;
    rest = rest.slice(whole.length);
  }
  return shown;
}

type Part = readonly [whole: string, text: string] | undefined;

function escaped(rest: string): Part {
  const [whole, sign] = /^\\([\\|{}@[\]()<>#*_~])/.exec(rest) ?? [];
  return whole === undefined || sign === undefined ? undefined : [whole, sign];
}

function special(rest: string): Part {
  const [hashtag, word] = /^\{hashtag\|\\?#\|([^}]*)\}/.exec(rest) ?? [];
  if (hashtag !== undefined) return [hashtag, `#${word}`];
  const [mention, name = ""] =
    /^@\[((?:\\.|[^\]\\])*)\]\(urn:li:(?:person|organization):[^)]*\)/.exec(rest) ?? [];
  return mention === undefined ? undefined : [mention, shownText(name)];
}

/** Addresses may hold anything; else what would start something of the format ends the text. */
function plain(rest: string): Part {
  const whole = /^https?:\/\/\S+/.exec(rest)?.[0] ?? /^[^({[<|]/u.exec(rest)?.[0];
  return whole === undefined ? undefined : [whole, whole];
}
