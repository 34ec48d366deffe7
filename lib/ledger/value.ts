/**
 * The values that an entry may hold, and the check that a value from anywhere is one of them.
 * It does not know what an entry is, nor what a value means.
 */

import { fail, ok, type Result } from './result';

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** Deeper nesting than any record needs; keeps recursion far from the stack's end. */
const MAX_DEPTH = 8;
/** In UTF-16 units; a memo of several pages. */
const MAX_STRING = 16_384;
/** Items in one list or object, and in all of one entry together. */
export const MAX_ITEMS = 4_096;

export interface ValueError {
  readonly kind: 'odd-value';
  readonly message: string;
}

const loneSurrogate = /\p{Surrogate}/u;

/** The engine's own test where it has one (from 2023 on): it knows texts of plain letters at a glance. */
const { isWellFormed } = String.prototype as { readonly isWellFormed?: (this: string) => boolean };

const hasHalfCharacter = (text: string): boolean =>
  isWellFormed === undefined ? loneSurrogate.test(text) : !isWellFormed.call(text);

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** What may still be looked at of one entry. */
interface Budget {
  items: number;
}

// The checks below run once for each value of a whole ledger at load: they answer with the complaint alone, or null.

const oddString = (text: string): string | null => {
  if (text.length > MAX_STRING) return `a text of ${text.length} letters; at most ${MAX_STRING}`;
  return hasHalfCharacter(text) ? 'a text with half a character' : null;
};

const oddList = (list: readonly unknown[], depth: number, budget: Budget): string | null => {
  for (let index = 0; index < list.length; index++) {
    const complaint = oddValue(list[index], depth + 1, budget);
    if (complaint !== null) return complaint;
  }
  return null;
};

const oddObject = (object: object, depth: number, budget: Budget): string | null => {
  if (!isPlain(object)) return 'an object that is not plain data';
  for (const [key, value] of Object.entries(object)) {
    // Assigning this key sets the prototype in readers that build objects by assignment: they would lose it.
    if (key === '__proto__') return 'the key __proto__';
    const complaint = oddString(key) ?? oddValue(value, depth + 1, budget);
    if (complaint !== null) return complaint;
  }
  return null;
};

const oddValue = (value: unknown, depth: number, budget: Budget): string | null => {
  if (--budget.items < 0) return `more than ${MAX_ITEMS} items`;
  if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
  switch (typeof value) {
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : `the number ${value}`;
    case 'string':
      return oddString(value);
    case 'object':
      if (value === null) return null;
      return Array.isArray(value) ? oddList(value, depth, budget) : oddObject(value, depth, budget);
    default:
      return `a value of type ${typeof value}`;
  }
};

/** As most entries are: a list of plain items. Answers false where that cannot be told at a glance. */
const isPlainlySound = (value: unknown): boolean => {
  if (!Array.isArray(value) || value.length > MAX_ITEMS) return false;
  for (let index = 0; index < value.length; index++) {
    const item: unknown = value[index];
    if (typeof item === 'string') {
      if (oddString(item) !== null) return false;
    } else if (typeof item === 'number') {
      if (!Number.isFinite(item)) return false;
    } else if (item !== null && typeof item !== 'boolean') return false;
  }
  return true;
};

/** What is wrong with a value; null if it is null, a boolean, a finite number, a well-formed string, or lists and plain objects of these. */
export const oddValueIn = (value: unknown): string | null =>
  isPlainlySound(value) ? null : oddValue(value, 0, { items: MAX_ITEMS });

export const checkValue = (value: unknown): Result<null, ValueError> => {
  const message = oddValueIn(value);
  return message === null ? ok(null) : fail({ kind: 'odd-value', message });
};

/** The items of a value, itself included, as they count against MAX_ITEMS. */
export const itemsIn = (value: Value): number => {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + itemsIn(item), 1);
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

/** Deep equality; the order of an object's keys does not matter. */
export const sameValue = (one: Value | undefined, other: Value | undefined): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameValue(item, other[index]));
  }
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => sameValue(one[key], other[key]));
};
