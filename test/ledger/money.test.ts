import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allot,
  currencyExponent,
  formatAmount,
  formatMoney,
  formatPlain,
  MAX_MINOR,
  numberStyleOf,
  parseMoney,
} from '@/lib/ledger/money';

const point = { decimal: '.' } as const;
const comma = { decimal: ',' } as const;
const value = (text: string, exponent = 2, style: { decimal: '.' | ',' } = point) => {
  const result = parseMoney(text, exponent, style);
  return result.ok ? result.value : result.error.kind;
};

describe('reading an amount', () => {
  it.each([
    ['12', 1200],
    ['.5', 50],
    ['5.', 500],
    ['-3.77000', -377],
    ['(12.00)', -1200],
    ['12.00-', -1200],
    ['+7.10', 710],
    ["11'373.94", 1137394],
    ['11’373.94', 1137394],
    ['1,234,567.89', 123456789],
    ['1,00,000.00', 10000000],
    ['1\u00a0234.50', 123450],
    ['1\u202f234.50', 123450],
    ['\u221212.00', -1200],
    ['− 12.00', -1200],
    ['$-3.00', -300],
    ['-$3.00', -300],
    ['US$ 3.00', 300],
    ['($3.00)', -300],
    ['EUR 1,000', 100000],
    ['12.00 €', 1200],
    ['110.7', 11070],
    ['-0.00', 0],
  ])('reads %s', (text, minor) => {
    expect(value(text)).toBe(minor);
  });

  it.each([
    ['12,00-', -1200],
    ['1.000', 100000],
    ['1.234.567,89', 123456789],
    ['-1 234,5 €', -123450],
  ])('reads %s where the comma is before the decimals', (text, minor) => {
    expect(value(text, 2, comma)).toBe(minor);
  });

  it.each([
    ['', 'empty'],
    ['  \u00a0', 'empty'],
    ['abc', 'not-a-number'],
    ['.', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['12 EUR 5', 'not-a-number'],
    ['(12.00', 'not-a-number'],
    ['12.00)', 'not-a-number'],
    ['1,5', 'bad-grouping'],
    ['12,34.00', 'bad-grouping'],
    ["1,234'567.00", 'bad-grouping'],
    ['(-12.00)', 'two-signs'],
    ['--12', 'two-signs'],
    ['3.775', 'too-many-decimals'],
    ['1000000000000', 'too-large'],
    ['1'.repeat(61), 'not-a-number'],
  ])('refuses "%s" as %s', (text, kind) => {
    expect(value(text)).toBe(kind);
  });

  it('follows the exponent of the currency', () => {
    expect(value('100.00', currencyExponent('JPY'))).toBe(100);
    expect(value('100.5', currencyExponent('JPY'))).toBe('too-many-decimals');
    expect(value('1.234', currencyExponent('KWD'))).toBe(1234);
    expect(currencyExponent('EUR')).toBe(2);
  });
});

describe('writing an amount', () => {
  const minor = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR });

  it('is read back as the same amount, in every style and exponent', () => {
    const style = fc.constantFrom(point, comma);
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 4 }), style, (amount, exponent, mark) => {
        expect(value(formatPlain(amount, exponent, mark.decimal), exponent, mark)).toBe(amount);
      }),
    );
  });

  it('is read back from what people see, in their locale', () => {
    const locale = fc.constantFrom('en-US', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'pt-BR', 'pl-PL', 'ar-EG');
    const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'ISK');
    fc.assert(
      fc.property(minor, locale, currency, (amount, where, code) => {
        const text = formatAmount(amount, code, where).replace(/[\u200e\u200f\u061c]/g, '');
        expect(value(text, currencyExponent(code), numberStyleOf(where))).toBe(amount);
      }),
    );
  });

  it('has a true minus sign and the marks of the locale', () => {
    expect(formatMoney(-123450, 'USD', 'en-US')).toBe('−$1,234.50');
    expect(formatMoney(-123450, 'EUR', 'de-DE')).toBe('−1.234,50\u00a0€');
    expect(formatMoney(1234, 'JPY', 'en-US')).toBe('¥1,234');
    expect(formatAmount(-5, 'EUR', 'en-US')).toBe('−0.05');
    expect(formatAmount(0, 'EUR', 'en-US')).toBe('0.00');
  });

  it('keeps the cents of the largest sum that a double can hold', () => {
    expect(formatAmount(Number.MAX_SAFE_INTEGER, 'EUR', 'en-US')).toBe('90,071,992,547,409.91');
  });
});

describe('dividing an amount', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 9 });
  const someWeights = weights.filter((all) => all.some((weight) => weight > 0));
  const partsOf = (total: number, shares: readonly number[], id: string) => {
    const result = allot(total, shares, id);
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };

  it('loses no cent, and no part is a cent away from its share', () => {
    const total = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR });
    fc.assert(
      fc.property(total, someWeights, fc.string(), (amount, shares, id) => {
        const parts = partsOf(amount, shares, id);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        const sum = shares.reduce((before, share) => before + BigInt(share), 0n);
        parts.forEach((part, index) => {
          const off = BigInt(part) * sum - BigInt(amount) * BigInt(shares[index] ?? 0);
          expect(off < sum && off > -sum).toBe(true);
        });
      }),
    );
  });

  it('gives the same parts to the same record, and the odd cent to different places in different records', () => {
    expect(partsOf(100, [1, 1, 1], 'a.1')).toEqual(partsOf(100, [1, 1, 1], 'a.1'));
    const lucky = new Set(
      Array.from({ length: 50 }, (_, i) => partsOf(100, [1, 1, 1], `a.${i}`).indexOf(34)),
    );
    expect(lucky).toEqual(new Set([0, 1, 2]));
  });

  it('refuses shares that are not whole numbers, or all zero', () => {
    expect(allot(100, [0, 0], 'x').ok).toBe(false);
    expect(allot(100, [1, -1], 'x').ok).toBe(false);
    expect(allot(100, [0.5], 'x').ok).toBe(false);
    expect(allot(100, [], 'x').ok).toBe(false);
  });
});
