import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate, isArithmetic } from '@/lib/ledger/arithmetic';
import { formatPlain } from '@/lib/ledger/money';

const cents = (text: string, exponent = 2, mark: '.' | ',' = '.') => {
  const result = calculate(text, exponent, mark);
  return result.ok ? result.value : result.error;
};

describe('the calculator of the amount field', () => {
  it.each([
    ['12', 1200],
    ['16.99*1.1', 1869],
    ['16.99 × 1.1', 1869],
    ['1+2*3', 700],
    ['(1+2)*3', 900],
    ['-(1+2)', -300],
    ['--5', 500],
    ['10/3', 333],
    ['20/3', 667],
    ['10/3*3', 1000],
    ['2/-3', -67],
    ['10 ÷ 4 − 1', 150],
    ['1,234.50 + 1', 123550],
    ["1'000+1", 100100],
    ['1 000+1', 100100],
    ['.5+.5', 100],
    ['0.1+0.2', 30],
    ['0.005', 1],
    ['-0.005', -1],
    ['0.0049', 0],
    ['1.005*100', 10050],
    ['-0', 0],
  ])('%s is %d cents', (text, minor) => {
    expect(cents(text)).toBe(minor);
  });

  it('follows the decimal mark of the locale, and forgives the other one where it cannot be grouping', () => {
    expect(cents('16,99*1,1', 2, ',')).toBe(1869);
    expect(cents('1.234,50', 2, ',')).toBe(123450);
    expect(cents('16.99', 2, ',')).toBe(1699);
    expect(cents('1.500', 2, ',')).toBe(150000);
    expect(cents('1,50', 2, '.')).toBe(150);
  });

  it('rounds to what the currency has', () => {
    expect(cents('100/3', 0)).toBe(33);
    expect(cents('1.5', 0)).toBe(2);
    expect(cents('1/3', 3)).toBe(333);
  });

  it.each([
    ['', 'empty', 0],
    ['  ', 'empty', 0],
    ['12+', 'unfinished', 3],
    ['12 + ', 'unfinished', 4],
    ['(1+2', 'unfinished', 0],
    ['1+2)', 'not-understood', 3],
    ['12 ** 3', 'not-understood', 4],
    ['12 abc', 'not-understood', 3],
    ['1.2.3', 'not-understood', 0],
    ['2(3)', 'not-understood', 1],
    ['(2 3.5)', 'not-understood', 1],
    ['()', 'not-understood', 1],
    ['5/0', 'division-by-zero', 1],
    ['5/(1-1)', 'division-by-zero', 1],
    ['9999999999*9999999999', 'too-large', 0],
    ['('.repeat(300), 'not-understood', 200],
  ])('says what is wrong with "%s"', (text, kind, at) => {
    expect(cents(text)).toMatchObject({ kind, at });
  });

  it('says where, in words', () => {
    expect(cents('12+')).toMatchObject({ message: 'A number is missing (at character 4).' });
    expect(cents('12+x')).toMatchObject({ message: '“x” is not a number (at character 4).' });
  });

  it('knows a sum from an amount', () => {
    expect(['16.99*1.1', '1-2', '(3)/4'].every(isArithmetic)).toBe(true);
    expect(['16.99', '-5', '(12.00)', '', '1,000'].some(isArithmetic)).toBe(false);
  });
});

/** An expression together with its exact value as a fraction, computed beside the parser. */
interface Known {
  readonly text: string;
  readonly top: bigint;
  readonly bottom: bigint;
}

const { expression } = fc.letrec<{ expression: Known }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .integer({ min: 0, max: 99_999 })
      .map((minor) => ({ text: formatPlain(minor, 2), top: BigInt(minor), bottom: 100n })),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
      .map(([a, sign, b]): Known => {
        const text = `(${a.text}${sign}${b.text})`;
        const bottom = a.bottom * b.bottom;
        if (sign === '+') return { text, top: a.top * b.bottom + b.top * a.bottom, bottom };
        if (sign === '-') return { text, top: a.top * b.bottom - b.top * a.bottom, bottom };
        if (sign === '*') return { text, top: a.top * b.top, bottom };
        return { text, top: a.top * b.bottom, bottom: a.bottom * b.top };
      }),
  ),
}));

describe('any sum', () => {
  it('is exact: no step of it rounds, and the end rounds half away from zero', () => {
    const valid = expression.filter(({ text, bottom }) => bottom !== 0n && text.length <= 200);
    fc.assert(
      fc.property(valid, ({ text, top, bottom }) => {
        const result = calculate(text, 2, '.');
        if (!result.ok) {
          expect(['too-large', 'division-by-zero']).toContain(result.error.kind);
          return;
        }
        const size = (value: bigint) => (value < 0n ? -value : value);
        const [under, exact] = [size(bottom), bottom < 0n ? -top * 100n : top * 100n];
        const off = 2n * size(BigInt(result.value) * under - exact);
        expect(off <= under).toBe(true);
        if (off === under) expect(size(BigInt(result.value)) * under > size(exact)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever is typed', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0123456789.,+-*/() \u00d7\u2212x'), maxLength: 30 });
    fc.assert(
      fc.property(typed, (text) => {
        const result = calculate(text, 2, ',');
        if (!result.ok) expect(result.error.at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
