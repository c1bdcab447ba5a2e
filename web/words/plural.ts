/** "1 function", "2 functions", "10,000 functions". */
export function plural(count: number, word: string): string {
  return `${count.toLocaleString("en")} ${count === 1 ? word : `${word}s`}`;
}
