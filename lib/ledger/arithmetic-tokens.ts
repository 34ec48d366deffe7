/**
 * Cuts what is typed into the amount field into numbers and signs.
 * It does not know in which order they are computed, nor whether they make sense together.
 */
import { type DecimalMark, readDecimal } from './decimal';
import type { Fraction } from './fraction';
import { fail, ok, type Result } from './result';

type Sign = '+' | '-' | '*' | '/' | '(' | ')';

/** `at` is where in the text the token begins, from 0. */
export type Token =
  | { readonly kind: Sign; readonly at: number }
  | { readonly kind: 'number'; readonly value: Fraction; readonly at: number };

interface TokenError {
  readonly kind: 'not-understood';
  readonly text: string;
  readonly at: number;
}

const signs: ReadonlyMap<string, Sign> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['\u2212', '-'],
  ['*', '*'],
  ['\u00d7', '*'],
  ['/', '/'],
  ['\u00f7', '/'],
  ['(', '('],
  [')', ')'],
]);

/** A number with its marks, and spaces or apostrophes between its digits; or a sign; or else one unknown word. */
const token = /(\d[\d.,]*(?:[\s'\u2019]\d[\d.,]*)*|[.,]\d+)|([+\-\u2212*\u00d7/\u00f7()])|([^\s+\-*/()]+)/gu;

export function readTokens(text: string, mark: DecimalMark): Result<readonly Token[], TokenError> {
  const tokens: Token[] = [];
  for (const { 0: word, 1: digits, 2: sign = '', index: at } of text.matchAll(token)) {
    const kind = signs.get(sign);
    if (kind) {
      tokens.push({ kind, at });
      continue;
    }
    const value = digits === undefined ? null : readNumber(digits, mark);
    if (value === null) return fail({ kind: 'not-understood', text: word, at });
    tokens.push({ kind: 'number', value, at });
  }
  return ok(tokens);
}

/** Where the usual reading fails, a lone mark of the other kind can only be meant before the decimals. */
function readNumber(text: string, mark: DecimalMark): Fraction | null {
  const usual = readDecimal(text, mark);
  const read = usual.ok ? usual : readDecimal(text, mark === '.' ? ',' : '.');
  if (!read.ok) return null;
  const { whole, fraction } = read.value;
  return { top: BigInt(`0${whole}${fraction}`), bottom: 10n ** BigInt(fraction.length) };
}
