/**
 * Exact fractions, for sums whose steps must not round.
 * It does not know money: {@link roundHalfAway} is told how many decimals to keep.
 */

/** `top / bottom`, with `bottom` above zero. Not reduced: the sums people type are short. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function add(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.bottom - b.top * a.bottom, bottom: a.bottom * b.bottom };
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return { top: a.top * b.top, bottom: a.bottom * b.bottom };
}

/** `b` must not be zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  const sign = b.top < 0n ? -1n : 1n;
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign };
}

/** The fraction in units of 10^-decimals, half a unit rounded away from zero. */
export function roundHalfAway({ top, bottom }: Fraction, decimals: number): bigint {
  const size = (top < 0n ? -top : top) * 10n ** BigInt(decimals);
  const rounded = (2n * size + bottom) / (2n * bottom);
  return top < 0n ? -rounded : rounded;
}
