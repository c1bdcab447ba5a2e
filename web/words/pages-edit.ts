/** The list of pages, and making them by hand. */
export const pagesEditWords = {
  unfit: {
    empty: "Write something here.",
    longest: (most: number) => `Use at most ${most.toLocaleString("en")} characters.`,
    fewest: (least: number) => `There has to be at least ${least}.`,
    most: (most: number) => `There can be at most ${most}.`,
    least: (least: number) => `Use ${least} or more.`,
    greatest: (most: number) => `Use ${most.toLocaleString("en")} or less.`,
    must: (rule: string) => `This ${rule}.`,
    unknown: (names: string) => `A page does not have this: ${names}.`,
    other: "This does not fit.",
  },
};
