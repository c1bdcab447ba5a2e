/** A file with its place in a folder. */
export interface NamedText {
  readonly path: string;
  readonly text: string;
}

const block = 512;

/**
 * Files as one archive that every system can open by itself (POSIX ustar). Paths are ASCII and at
 * most 100 characters.
 */
export function tarOf(files: readonly NamedText[], modifiedAt: Date): Blob {
  const parts = files.flatMap(({ path, text }) => {
    const content = new TextEncoder().encode(text);
    const padding = new Uint8Array((block - (content.length % block)) % block);
    return [headerOf(path, content.length, modifiedAt), content, padding];
  });
  return new Blob([...parts, new Uint8Array(2 * block)], { type: "application/x-tar" });
}

function headerOf(path: string, size: number, modifiedAt: Date): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(block);
  const put = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, "0");
  put(path, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(size, 11), 124);
  put(octal(Math.floor(modifiedAt.getTime() / 1000), 11), 136);
  put(" ".repeat(8), 148); // the checksum is computed with blanks in its own place
  put("0", 156);
  put("ustar", 257);
  put("00", 263);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\0 `, 148);
  return header;
}
