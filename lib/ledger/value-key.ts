/**
 * One text for all values that are the same: lists keep their order, the keys of an object do not count by theirs.
 * It does not know what a value means.
 */

import type { Value } from './value';

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const valueKey = (value: Value): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueKey).join()}]`;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${valueKey(item)}`).join()}}`;
};
