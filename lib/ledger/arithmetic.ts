/**
 * The calculator of the amount field: `16.99*1.1` becomes an amount, computed exactly and rounded once at the end.
 * It does not know currencies beyond how many decimals they have, nor the field it is typed in.
 */

import { readTokens, type Token } from './arithmetic-tokens';
import type { DecimalMark } from './decimal';
import { add, divide, type Fraction, multiply, roundHalfAway, subtract } from './fraction';
import { withinMaximum } from './money';
import { fail, ok, type Result } from './result';

/** `at` is the place in the text, from 0, that the message is about. */
export interface ArithmeticError {
  readonly kind: 'empty' | 'not-understood' | 'unfinished' | 'division-by-zero' | 'too-large';
  readonly message: string;
  readonly at: number;
}

type Computed = Result<Fraction, ArithmeticError>;

/** More than anyone types into an amount; it also bounds the depth of parentheses. */
const longest = 200;

/**
 * Computes `+ - * /` with parentheses into minor units, half a unit rounded away from zero. Decimals come after
 * `mark`; the other mark is taken for it where it cannot be grouping, as in `16.99` where the comma is usual.
 */
export function calculate(
  text: string,
  exponent: number,
  mark: DecimalMark,
): Result<number, ArithmeticError> {
  if (text.length > longest) return fail(problem('not-understood', 'The sum is too long', longest));
  const tokens = readTokens(text, mark);
  if (!tokens.ok)
    return fail(problem('not-understood', `“${tokens.error.text}” is not a number`, tokens.error.at));
  if (tokens.value.length === 0) return fail({ kind: 'empty', message: 'There is no amount.', at: 0 });
  const sum = new Parser(tokens.value, text.trimEnd().length).read();
  if (!sum.ok) return sum;
  const minor = withinMaximum(roundHalfAway(sum.value, exponent), text.trim());
  return minor.ok ? minor : fail({ kind: 'too-large', message: minor.error.message, at: 0 });
}

/** Whether the text is more than one number, so that its result is worth showing while it is typed. */
export function isArithmetic(text: string): boolean {
  return /[\d)]\s*[+\-\u2212*\u00d7/\u00f7]/u.test(text);
}

/** Recursive descent: a sum of products of signed operands. */
class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  read(): Computed {
    const sum = this.#sum();
    const left = this.#tokens[this.#next];
    if (!sum.ok || !left) return sum;
    if (left.kind === ')')
      return fail(problem('not-understood', 'This parenthesis was never opened', left.at));
    return fail(problem('not-understood', 'Something like + or * is missing', left.at));
  }

  #sum(): Computed {
    let value = this.#product();
    for (;;) {
      const sign = this.#take('+') ?? this.#take('-');
      if (!value.ok || !sign) return value;
      const right = this.#product();
      if (!right.ok) return right;
      value = ok(sign.kind === '+' ? add(value.value, right.value) : subtract(value.value, right.value));
    }
  }

  #product(): Computed {
    let value = this.#operand();
    for (;;) {
      const sign = value.ok ? (this.#take('*') ?? this.#take('/')) : null;
      if (!value.ok || !sign) return value;
      const right = this.#operand();
      if (!right.ok) return right;
      if (sign.kind === '/' && right.value.top === 0n) {
        return fail(problem('division-by-zero', 'Nothing can be divided by zero', sign.at));
      }
      value = ok(sign.kind === '*' ? multiply(value.value, right.value) : divide(value.value, right.value));
    }
  }

  #operand(): Computed {
    if (this.#take('+')) return this.#operand();
    if (this.#take('-')) {
      const value = this.#operand();
      return value.ok ? ok(subtract({ top: 0n, bottom: 1n }, value.value)) : value;
    }
    const open = this.#take('(');
    if (open) return this.#parenthesis(open.at);
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'number') {
      const kind = token ? 'not-understood' : 'unfinished';
      return fail(problem(kind, 'A number is missing', token?.at ?? this.#end));
    }
    this.#next += 1;
    return ok(token.value);
  }

  #parenthesis(at: number): Computed {
    const value = this.#sum();
    if (!value.ok || this.#take(')')) return value;
    const next = this.#tokens[this.#next];
    if (next) return fail(problem('not-understood', 'Something like + or * is missing', next.at));
    return fail(problem('unfinished', 'This parenthesis is never closed', at));
  }

  #take(kind: Token['kind']): Token | null {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind) return null;
    this.#next += 1;
    return token;
  }
}

function problem(kind: ArithmeticError['kind'], message: string, at: number): ArithmeticError {
  return { kind, message: `${message} (at character ${at + 1}).`, at };
}
