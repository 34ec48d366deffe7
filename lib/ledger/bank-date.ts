/**
 * Reads a date as banks write it: with a time after it, with the month in words, in one order for the whole file.
 * It does not know zones: the day as written is the day.
 */
import { monthOf } from './csv-words';
import { type DateOrder, parseFullDate } from './typed-date';

const time = /[T\s,]+\d{1,2}[:.h]\d{2}.*$/u;
/** `7 Mar 2024`, `07-MAR-24`, `7. März 2024`. */
const dayFirst = /^(\d{1,2})[.\-/\s]+([\p{L}]{3,})[.\-/\s,]+(\d{4}|\d{2})$/u;
/** `Mar 7, 2024`. */
const monthFirst = /^([\p{L}]{3,})[.\-/\s]+(\d{1,2})[.,\-/\s]+(\d{4}|\d{2})$/u;
const weekday = /^[\p{L}]{2,9}[.,]?\s+(?=\d)/u;

/** `YYYY-MM-DD`, or null if it is no full date in this order. Months in words are read in any order. */
export function readBankDate(text: string, order: DateOrder): string | null {
  const day = text.trim().replace(time, '');
  const plain = parseFullDate(day, order);
  if (plain !== null) return plain;
  const worded = dayFirst.exec(day.replace(weekday, ''));
  if (worded) return fromWords(worded[1], worded[2], worded[3]);
  const american = monthFirst.exec(day);
  return american ? fromWords(american[2], american[1], american[3]) : null;
}

function fromWords(day = '', month = '', year = ''): string | null {
  const number = monthOf(month);
  return number === null ? null : parseFullDate(`${day}.${number}.${year}`, 'dmy');
}
