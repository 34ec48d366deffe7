/**
 * Reads the digits of an unsigned decimal number as people and banks write it: marks, grouping, spaces.
 * It does not know signs, currencies or how many decimals an amount may have.
 */
import { fail, ok, type Result } from './result';

/** Which of the two marks separates the decimals; the other one then groups thousands. */
export type DecimalMark = '.' | ',';

/** The digits as written: `1.234,50` is `{ whole: '1234', fraction: '50' }`. Either may be empty, not both. */
export interface Decimal {
  readonly whole: string;
  readonly fraction: string;
}

export type DecimalError =
  | { readonly kind: 'not-a-number'; readonly message: string }
  | { readonly kind: 'bad-grouping'; readonly message: string };

/** Space, no-break, figure, thin and narrow no-break space: all are used between thousands. */
const spaces = ' \u00a0\u2007\u2009\u202f';
/** The apostrophes that Swiss banks put between thousands. */
const apostrophes = "'\u2019\u02bc";

const shape = new RegExp(`^[0-9.,${spaces}${apostrophes}]+$`, 'u');
const grouping = new RegExp(`[.,${spaces}${apostrophes}]`, 'gu');

/**
 * Reads `text` with `mark` before the decimals. Thousands may be grouped by the other mark, a space or an
 * apostrophe, but only where a group can stand: `1,5` is refused where the comma groups, never read as 15.
 */
export function readDecimal(text: string, mark: DecimalMark): Result<Decimal, DecimalError> {
  const [whole = '', fraction = '', ...more] = text.split(mark);
  if (!shape.test(text) || more.length > 0 || !/^[0-9]*$/.test(fraction)) {
    return fail({ kind: 'not-a-number', message: `“${text}” is not a number.` });
  }
  if (!isWellGrouped(whole)) {
    const message = `“${text}” has its thousands in the wrong place. Decimals come after “${mark}”.`;
    return fail({ kind: 'bad-grouping', message });
  }
  const digits = whole.replace(grouping, '');
  if (digits === '' && fraction === '') {
    return fail({ kind: 'not-a-number', message: `“${text}” is not a number.` });
  }
  return ok({ whole: digits, fraction });
}

/** Groups of three from the right; those further left may have two digits, as in India. One kind of mark only. */
function isWellGrouped(whole: string): boolean {
  if (/^\d*$/.test(whole)) return true;
  const marks = new Set(whole.match(grouping) ?? []);
  const [first = '', ...rest] = whole.split(grouping);
  const last = rest.at(-1) ?? '';
  const wellSized = rest.every((group) => group.length === 2 || group.length === 3);
  return marks.size === 1 && first.length >= 1 && first.length <= 3 && wellSized && last.length === 3;
}
