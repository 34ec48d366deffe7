/** Hands a text to the browser as a file to save. Works on any page, secure context or not. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers read the address only after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A file name that every system takes. */
export function fileName(...parts: readonly string[]): string {
  const words = parts.map((part) => part.replace(/[^\p{L}\p{N}-]+/gu, '-').replace(/^-+|-+$/gu, ''));
  return words.filter((word) => word !== '').join('-') || 'wespend';
}
