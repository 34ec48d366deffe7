/** Carries a draft into the ledger: one entry per field that was typed, and the category first if it is a new one. */

import type { CommandError } from '@/lib/ledger/commands';
import type { Ledger } from '@/lib/ledger/ledger';
import type { Fields, RecordId } from '@/lib/ledger/records';
import { fail, ok, type Result } from '@/lib/ledger/result';
import { sayRefused } from '../refusals';
import {
  type DraftError,
  type DraftField,
  draftFields,
  type Hand,
  type Place,
  readDraft,
  type Texts,
  type Typed,
} from './draft';

export interface Writing {
  readonly texts: Texts;
  readonly typed: Typed;
  readonly place: Place;
  readonly hand: Hand;
}

/** Answers with the line's id. Nothing is written unless everything could be read. */
export function writeLine(
  ledger: Ledger,
  { texts, typed, place, hand }: Writing,
): Result<RecordId, DraftError> {
  const reading = readDraft(texts, typed, place, hand);
  if (!reading.ok) return reading;
  const { fields, category: name } = reading.value;
  const amount = fields.amount ?? place.line?.amount ?? 0;
  const category = name ? categoryNamed(ledger, name, amount >= 0 ? 'in' : 'out') : ok(name);
  if (!category.ok) return category;
  const whole = category.value === undefined ? fields : { ...fields, category: category.value };
  if (place.line === null) return explain(ledger.create('transaction', whole as Fields<'transaction'>));
  const changed = explain(ledger.change('transaction', place.line.id, whole));
  return changed.ok ? ok(place.line.id) : changed;
}

function categoryNamed(ledger: Ledger, name: string, flow: 'in' | 'out'): Result<RecordId, DraftError> {
  const known = ledger.categories().find((category) => sameName(category.name, name));
  return known ? ok(known.id) : explain(ledger.create('category', { name, flow }));
}

const sameName = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;

function explain<Value>(answer: Result<Value, CommandError>): Result<Value, DraftError> {
  if (answer.ok) return answer;
  const { error } = answer;
  if (error.kind === 'invalid-field') {
    return fail({ kind: 'invalid', field: fieldFor(error.field), message: error.message });
  }
  return fail({ kind: 'invalid', field: 'payee', message: sayRefused(error.kind, 'line') });
}

function fieldFor(field: string): DraftField {
  return draftFields.find((known) => known === field) ?? (field === 'amount' ? 'payment' : 'payee');
}
