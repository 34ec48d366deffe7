/**
 * Money as integers of minor units: reading it from text, writing it for people and files, dividing it.
 * It does not know accounts, exchange rates or where an amount came from.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Decimal, type DecimalMark, readDecimal } from './decimal';
import { fail, ok, type Result } from './result';

/**
 * The largest amount of one record, in minor units, either sign: fourteen digits, so that sums over a book stay
 * far below 2^53, where doubles stop counting one by one.
 */
export const MAX_MINOR = 99_999_999_999_999;

/** ISO 4217 currencies whose minor unit is not a hundredth. A table of our own, as engines differ. */
const exponents: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map(exponentOf(0)),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map(exponentOf(3)),
  ...'CLF UYW'.split(' ').map(exponentOf(4)),
]);

function exponentOf(exponent: number): (currency: string) => [string, number] {
  return (currency) => [currency, exponent];
}

/** How many decimals amounts in this currency have: EUR 2, JPY 0, KWD 3. Unknown codes have 2. */
export function currencyExponent(currency: string): number {
  return exponents.get(currency) ?? 2;
}

/** How numbers are written: which mark comes before the decimals. */
export interface NumberStyle {
  readonly decimal: DecimalMark;
}

export type MoneyError =
  | { readonly kind: 'empty'; readonly message: string }
  | { readonly kind: 'not-a-number'; readonly message: string }
  | { readonly kind: 'bad-grouping'; readonly message: string }
  | { readonly kind: 'two-signs'; readonly message: string }
  | { readonly kind: 'too-many-decimals'; readonly message: string }
  | { readonly kind: 'too-large'; readonly message: string };

const signs = /[-\u2212\u2013+(]/gu;
/** What may stand around the digits once signs are gone: one currency, before or after. */
const dress = /^(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc})?$/u;
const longest = 60;

/**
 * Reads an amount, such as `-3.77000`, `(12.00)`, `12,00-`, `11'373.94` or `€ 1.000`, into minor units.
 * Decimals beyond `exponent` must be zeros: nothing is rounded away unseen.
 */
export function parseMoney(text: string, exponent: number, style: NumberStyle): Result<number, MoneyError> {
  const trimmed = text.trim();
  if (trimmed === '') return fail({ kind: 'empty', message: 'There is no amount.' });
  const sign = trimmed.length > longest ? null : takeApart(trimmed);
  if (sign === null) return fail({ kind: 'not-a-number', message: `“${trimmed}” is not an amount.` });
  if (sign.marks.length > 1) {
    return fail({ kind: 'two-signs', message: `“${trimmed}” has more than one sign.` });
  }
  const decimal = readDecimal(sign.digits, style.decimal);
  if (!decimal.ok) return decimal;
  const minor = toMinor(decimal.value, exponent, trimmed);
  const negative = sign.marks.length === 1 && sign.marks !== '+';
  return minor.ok && negative && minor.value !== 0 ? ok(-minor.value) : minor;
}

/** The digits without what is around them, and the signs found there; null if anything else is there. */
function takeApart(text: string): { readonly digits: string; readonly marks: string } | null {
  const before = /^[^0-9.,]*/.exec(text)?.[0] ?? '';
  const after = /[^0-9.,]*$/.exec(text.slice(before.length))?.[0] ?? '';
  const digits = text.slice(before.length, text.length - after.length);
  if (before === '' && after === '') return { digits, marks: '' };
  const around = before + after.replace(')', '');
  const closed = before.includes('(') === after.includes(')') && !after.includes('(');
  const rest = around.replace(signs, '').replace(/\s/gu, '');
  if (digits === '' || !closed || !dress.test(rest)) return null;
  return { digits, marks: (around.match(signs) ?? []).join('') };
}

function toMinor(decimal: Decimal, exponent: number, text: string): Result<number, MoneyError> {
  const kept = decimal.fraction.slice(0, exponent).padEnd(exponent, '0');
  if (/[1-9]/.test(decimal.fraction.slice(exponent))) {
    const allowed = exponent === 0 ? 'no decimals' : `${exponent} decimals`;
    return fail({ kind: 'too-many-decimals', message: `“${text}” has more than ${allowed}.` });
  }
  return withinMaximum(BigInt(`0${decimal.whole}${kept}`), text);
}

/** Minor units as a plain number, if they are no more than {@link MAX_MINOR} either way. */
export function withinMaximum(minor: bigint, text: string): Result<number, MoneyError> {
  const max = BigInt(MAX_MINOR);
  if (minor > max || minor < -max) {
    return fail({ kind: 'too-large', message: `“${text}” is larger than a book can hold.` });
  }
  return ok(Number(minor));
}

/** The number style of a locale: whether its decimals come after a point or a comma. */
export function numberStyleOf(locale: string): NumberStyle {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
  return { decimal: parts.some((part) => part.type === 'decimal' && part.value === ',') ? ',' : '.' };
}

/** An amount with its currency, as the locale writes it and with a true minus sign: `−1.234,50 €`. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  return format(minor, currency, locale, 'currency');
}

/** An amount for a column whose currency is known: `−1.234,50`. */
export function formatAmount(minor: number, currency: string, locale: string): string {
  return format(minor, currency, locale, 'decimal');
}

/** An amount without grouping, as files and amount fields hold it: `-1234.50`. */
export function formatPlain(minor: number, exponent: number, mark: DecimalMark = '.'): string {
  const { whole, fraction } = splitMinor(minor, exponent);
  const sign = minor < 0 ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}${mark}${fraction}`;
}

/** Formats whole and fraction apart: `minor / 100` as a double would lose cents of very large sums. */
function format(minor: number, currency: string, locale: string, style: 'currency' | 'decimal'): string {
  const exponent = currencyExponent(currency);
  const { whole, fraction } = splitMinor(minor, exponent);
  return formatter(locale, currency, style)
    .formatToParts(minor < 0 ? -whole : whole)
    .map((part) => {
      if (part.type === 'fraction') return fraction;
      return part.type === 'minusSign' ? '\u2212' : part.value;
    })
    .join('');
}

function splitMinor(minor: number, exponent: number): { whole: number; fraction: string } {
  const unit = 10 ** exponent;
  const size = Math.abs(minor);
  return { whole: Math.floor(size / unit), fraction: String(size % unit).padStart(exponent, '0') };
}

/** Making a formatter costs a hundred times its use, and a register formats every visible cell. */
const formatters = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, currency: string, style: 'currency' | 'decimal'): Intl.NumberFormat {
  const key = `${locale} ${currency} ${style}`;
  const known = formatters.get(key);
  if (known) return known;
  const digits = currencyExponent(currency);
  const made = new Intl.NumberFormat(locale, {
    numberingSystem: 'latn',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(style === 'currency' ? { style, currency } : { style }),
  });
  formatters.set(key, made);
  return made;
}

export type AllotError = { readonly kind: 'bad-weights'; readonly message: string };

/**
 * Divides `total` minor units in proportion to `weights` (integers from 0), to the last cent: the parts sum to the
 * total. Left-over cents go to the largest remainders; equal remainders are ordered by a hash of the record's id,
 * so that all peers agree and no position is favoured in every record.
 */
export function allot(
  total: number,
  weights: readonly number[],
  recordId: string,
): Result<readonly number[], AllotError> {
  const valid = weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0);
  const sum = weights.reduce((before, weight) => before + BigInt(valid ? weight : 0), 0n);
  if (!valid || sum === 0n) {
    return fail({
      kind: 'bad-weights',
      message: 'Shares must be whole numbers, and at least one above zero.',
    });
  }
  const size = BigInt(Math.abs(total));
  const shares = weights.map((weight, index) => {
    const product = size * BigInt(weight);
    return { index, part: Number(product / sum), rest: product % sum, lot: lotOf(recordId, index) };
  });
  let left = Math.abs(total) - shares.reduce((before, share) => before + share.part, 0);
  const parts = shares.map((share) => share.part);
  const byRest = [...shares].sort((a, b) => compare(b.rest, a.rest) || compare(a.lot, b.lot));
  for (const { index, part } of byRest) {
    if (left === 0) break;
    parts[index] = part + 1;
    left -= 1;
  }
  return ok(total < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts);
}

function lotOf(recordId: string, index: number): string {
  return bytesToHex(sha256(utf8ToBytes(`${recordId}/${index}`)));
}

function compare<Ordered extends bigint | string>(a: Ordered, b: Ordered): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
