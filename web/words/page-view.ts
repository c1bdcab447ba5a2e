/** A page as its users see it. */
export const pageViewWords = {
  edit: "Edit",
  refresh: "Refresh",
  loaded: (time: string) => `Updated ${time}`,
  loading: "Loading",
  notThere: "There is no such page",
  notThereLead: "The address may be mistyped, or the page was deleted.",
  keyRefused: "This page cannot be shown here",
  keyRefusedLead: "Its key is no longer valid. Whoever embedded it can get a new one.",
  signedOutLead: "Open Patchbay with the link of its command line first, then this page.",
  yes: "Yes",
  no: "No",

  filters: "Filters",
  any: "Any",
  reset: "Reset filters",

  kinds: {
    figure: "Figure",
    table: "Table",
    chart: "Chart",
    form: "Form",
    buttons: "Actions",
    text: "Text",
  },
  seeRun: "See the run",
  seeFailedRuns: "See its runs",
  noRows: "No rows",
  noFit: (query: string) => `No row has “${query}”`,
  openImage: "Open the image",

  rows: (title: string) => `Rows of ${title}`,
  search: (title: string) => `Search in ${title}`,
  searchShort: "Search",
  exportCsv: "Download as CSV",
  count: (count: string) => (count === "1" ? "1 row" : `${count} rows`),
  some: (count: string, total: string) => `${count} of ${total} rows`,
  firstOf: (count: string, total: string) =>
    `There are ${total} rows; the first ${count} are shown. Filters narrow them down.`,
  perPage: "Rows on a page",
  pages: (title: string) => `Pages of ${title}`,
  page: (page: string, pages: string) => `${page} of ${pages}`,
  previous: "Previous page",
  next: "Next page",
  actions: "Actions",
  actionOn: (action: string, row: string) => `${action}: ${row}`,
  actionsOn: (row: string) => `Actions on ${row}`,

  lineChart: "Line chart",
  barChart: "Bar chart",
  chartOf: (kind: string, title: string, series: string, points: string) =>
    `${kind}: ${title}. ${series}. ${points} points. “Show as table” gives the values.`,
  showTable: "Show as table",
  showChart: "Show as chart",
  exportPng: "Download as image",
  leftOut: (count: number) =>
    count === 1
      ? "1 row has no date and is not in the chart."
      : `${count} rows have no date and are not in the chart.`,
  horizontal: "Value",

  required: "required",
  optional: "optional",
  choose: "Choose …",
  sending: "Sending …",
  sent: "Done.",
  notSent: (count: number) =>
    count === 1 ? "One field needs another look." : `${count} fields need another look.`,
  fillIn: "Fill this in.",
  tick: "This has to be ticked.",
  notANumber: "Enter a number.",
  least: (least: number) => `Enter ${least} or more.`,
  most: (most: number) => `Enter ${most} or less.`,
  fewest: (fewest: number) => `Enter at least ${fewest} characters.`,
  longest: (longest: number) => `Enter at most ${longest} characters.`,
  notADate: "Enter a date.",
  notAnAddress: "Enter an e-mail address, such as ada@example.com.",
  notALink: "Enter a web address that begins with https://.",
  notAChoice: "Choose one of the list.",
  preview: "This is a preview: nothing is sent.",
  reloaded:
    "What this row shows has changed meanwhile. The table was loaded again: look, then try once more.",
} as const;
