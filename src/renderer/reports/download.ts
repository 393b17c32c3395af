/** Gives a file that was made in the page to the browser's downloads. */
export function download(fileName: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The browser has to have taken the file before its address may end.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
