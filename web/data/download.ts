/** Hands a file to the browser, which saves it. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has its own hold of it once the click is through.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
