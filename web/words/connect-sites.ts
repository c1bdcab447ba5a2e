/** The page at which people connect accounts of their own, in somebody's product. */
export const connectSitesWords = {
  lead: "People of your own product connect their accounts on a page of this server. Your product makes the address of it, and may show it in a frame.",
  sites: "Sites that may embed it, and that people are sent back to",
  sitesNote: "One a line, such as https://example.com. Exactly these, without a path.",
  none: "No site may embed it yet. It can be opened in a window from anywhere.",
  save: "Save",
  saved: "Saved.",
  notOrigin: (text: string) => `“${text}” is no address of a site: write https:// and its name.`,
  how: "How to embed it",
  link: "1. On your server: an address for one person",
  linkNote:
    "With an API key that may connect. The address opens once, within a quarter of an hour, and then works in that browser alone.",
  frame: "2. In your page: the embedUrl of that answer",
  frameNote: "It opens the sign-in in a window, and tells your page when it is done.",
} as const;
