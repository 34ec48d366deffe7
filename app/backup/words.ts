/** Plain words for what becomes of copies. */

import type { CopyError, RestoredBook } from '@/app/composition/copies';
import { sayError } from '@/app/ui/error-page';

export function sayCopyError(error: CopyError): string {
  switch (error.kind) {
    case 'wrong-passphrase':
      return 'The passphrase does not fit this file. Look at each word again, and at the date in the file’s name: an older copy may have another passphrase. Nothing was changed.';
    case 'damaged':
      return 'This file is not whole: a part of it is missing or was changed on its way, so it is not a matter of the passphrase. Take it once more from where you keep it, or take another copy. Nothing was changed.';
    case 'other-lock':
      return 'This file was locked with a key instead of a passphrase. Open it with the program that made it.';
    case 'called-off':
      return 'Called off.';
    case 'no-room':
      return `This device had not the memory for it. Close other pages and try once more. (${error.detail})`;
    default:
      return sayError(error);
  }
}

const count = new Intl.NumberFormat('en');

export const sayLines = (lines: number): string => `${count.format(lines)} ${lines === 1 ? 'line' : 'lines'}`;

export const sayBooks = (books: number): string =>
  books === 1 ? 'one book' : `${count.format(books)} books`;

export function sayRestored({ linesCame, linesHere }: RestoredBook): string {
  if (linesHere === 0) return `${sayLines(linesCame)} came back`;
  if (linesCame === 0) return `all of it was here already: ${sayLines(linesHere)}`;
  return `${sayLines(linesCame)} came, ${sayLines(linesHere)} were here already`;
}
