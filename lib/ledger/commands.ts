/**
 * The commands: turn what a person wants into entries appended to the own journal, one action each, and take it back.
 * It does not know registers, the screen, storage or the network.
 */

import { type Entry, headOf, recordIdOf } from './entry';
import { complaintAbout } from './field-rules';
import {
  DELETED,
  type Fold,
  type FoldedRecord,
  fieldValue,
  headsOfField,
  isDeleted,
  kindCode,
  namesUnwritten,
} from './fold';
import type { Journal } from './journal';
import { birthMove, changeMove, deleteMove, type Move, restoreMove, revertMove } from './moves';
import type { Fields, RecordId, RecordKind } from './records';
import { fail, ok, type Result } from './result';
import type { Step, StepItem } from './undo';
import { sameValue, type Value } from './value';
import { kindOf } from './views';

export type CommandError =
  | { readonly kind: 'invalid-field'; readonly field: string; readonly message: string }
  | { readonly kind: 'no-such-record'; readonly id: RecordId }
  /** Nobody has said yet who writes on this device. */
  | { readonly kind: 'nobody' }
  /** The book goes on in another one, and takes no more here. */
  | { readonly kind: 'closed' };

/** A line of a bank statement; `id` is the hash of what the bank says, so that it is the same wherever it is read. */
export interface ImportedLine {
  readonly id: RecordId;
  readonly fields: {
    readonly date: string;
    readonly account: RecordId;
    readonly amount: number;
    readonly payee: string;
    readonly memo: string;
    readonly number: string;
  };
}

export interface Acted {
  readonly step: Step;
  /** The records of the moves, in their order. */
  readonly records: readonly RecordId[];
}

export interface Commands {
  create<Kind extends RecordKind>(kind: Kind, all: readonly Fields<Kind>[]): Result<Acted, CommandError>;
  /** With an id that is the content's or is fixed: its births, here and elsewhere, are one version. */
  createShared<Kind extends RecordKind>(
    kind: Kind,
    id: RecordId,
    fields: Fields<Kind>,
  ): Result<Acted, CommandError>;
  change<Kind extends RecordKind>(
    kind: Kind,
    id: RecordId,
    fields: Partial<Fields<Kind>>,
  ): Result<Acted, CommandError>;
  remove(ids: readonly RecordId[]): Result<Acted, CommandError>;
  restore(ids: readonly RecordId[]): Result<Acted, CommandError>;
  settle(id: RecordId, field: string, value: Value): Result<Acted, CommandError>;
  importLines(lines: readonly ImportedLine[]): Result<Acted, CommandError>;
  /** Turns back what still stands of a step. `kept` counts what another's later change protects. */
  revert(step: Step): { readonly inverse: Step; readonly kept: number };
}

export interface CommandsNeed {
  readonly journal: Journal;
  readonly fold: Fold;
  /** The device that writes; null while nobody is known. */
  readonly author: () => RecordId | null;
  readonly isClosed: () => boolean;
  /** Wall clock in ms since the epoch. */
  readonly now: () => number;
}

const values = (fields: object): Readonly<Record<string, Value>> => fields as Readonly<Record<string, Value>>;

/** Who is here and where the book goes on may be written in a closed book too, and is no deed to be taken back. */
export const isAboutPeople = (kind: RecordKind | null): boolean =>
  kind === 'member' || kind === 'device' || kind === 'successor';

const isBorn = (record: FoldedRecord | undefined): boolean =>
  record !== undefined && kindCode(record) !== null;

const noSuchRecord = (id: RecordId): Result<never, CommandError> => fail({ kind: 'no-such-record', id });

export const createCommands = ({ journal, fold, author, isClosed, now }: CommandsNeed): Commands => {
  const exists = (kind: RecordKind, id: string): boolean => {
    const record = fold.record(id);
    return record !== undefined && kindOf(record) === kind && !isDeleted(record);
  };

  /** Who names what this writer has yet to write can tie with it, but not with a writer that nobody has met. */
  const avoidThoseWhoForesee = (moves: readonly Move[]): void => {
    const [writer, time] = [journal.writer(), journal.latestTime()];
    if (moves.some(({ record }) => record !== null && namesUnwritten(record, writer, time)))
      journal.becomeNewWriter();
  };

  const write = (label: string, moves: readonly Move[]): Acted => {
    if (moves.length === 0) return { step: { label, items: [] }, records: [] };
    avoidThoseWhoForesee(moves);
    const time = journal.latestTime() + 1;
    const stamp = { by: author(), wallTime: now() };
    const drafts = moves.flatMap((move) => move.drafts);
    const { writer, from, to } = journal.append((_, clock) =>
      drafts.map((draft, index) => draft({ ...stamp, time: time + index, clock: clock + index })),
    );
    const entries = journal.read(writer, from, to);
    let written = 0;
    const items = moves.map(({ field, before, replaced, drafts }): StepItem => {
      written += drafts.length;
      const entry = entries[written - 1] as Entry;
      const clock = from + written - 1;
      return {
        record: recordIdOf(entry, writer, clock),
        field,
        before,
        replaced,
        head: headOf(entry, writer, clock),
      };
    });
    return { step: { label, items }, records: items.map(({ record }) => record) };
  };

  /** Members and devices come before anybody can be known. */
  const nobodyMay = (kind: RecordKind): boolean =>
    author() === null && kind !== 'member' && kind !== 'device';

  const births = (
    kind: RecordKind,
    all: readonly { readonly id: RecordId | null; readonly fields: object }[],
    label: string,
  ): Result<Acted, CommandError> => {
    if (nobodyMay(kind)) return fail({ kind: 'nobody' });
    if (isClosed() && !isAboutPeople(kind)) return fail({ kind: 'closed' });
    for (const { fields } of all) {
      const complaint = complaintAbout(kind, values(fields), exists);
      if (complaint !== null) return fail({ kind: 'invalid-field', ...complaint });
    }
    return ok(
      write(
        label,
        all.map(({ id, fields }) => birthMove(kind, id, values(fields))),
      ),
    );
  };

  const known = (ids: readonly RecordId[]): Result<readonly FoldedRecord[], CommandError> => {
    if (author() === null) return fail({ kind: 'nobody' });
    const records: FoldedRecord[] = [];
    for (const id of ids) {
      const record = fold.record(id);
      if (record === undefined || kindOf(record) === null) return noSuchRecord(id);
      if (isClosed() && !isAboutPeople(kindOf(record))) return fail({ kind: 'closed' });
      records.push(record);
    }
    return ok(records);
  };

  const writeForEach = (
    label: string,
    ids: readonly RecordId[],
    move: (record: FoldedRecord) => Move | null,
  ): Result<Acted, CommandError> => {
    const records = known(ids);
    if (!records.ok) return records;
    return ok(
      write(
        label,
        records.value.map(move).filter((made) => made !== null),
      ),
    );
  };

  return {
    create: (kind, all) =>
      births(
        kind,
        all.map((fields) => ({ id: null, fields })),
        'create',
      ),
    createShared: (kind, id, fields) => births(kind, [{ id, fields }], 'create'),
    change: (kind, id, fields) => {
      const records = known([id]);
      if (!records.ok) return records;
      const [record] = records.value;
      if (record === undefined || !exists(kind, id)) return noSuchRecord(id);
      const complaint = complaintAbout(kind, values(fields), exists);
      if (complaint !== null) return fail({ kind: 'invalid-field', ...complaint });
      const moves = Object.entries(values(fields))
        .filter(([field, value]) => !sameValue(value, fieldValue(record, field)))
        .map(([field, value]) => changeMove(record, field, value, headsOfField(record, field)));
      return ok(write('change', moves));
    },
    remove: (ids) => writeForEach('remove', ids, (record) => (isDeleted(record) ? null : deleteMove(record))),
    restore: (ids) =>
      writeForEach('restore', ids, (record) => (isDeleted(record) ? restoreMove(record) : null)),
    settle: (id, field, value) =>
      writeForEach('settle', [id], (record) => {
        if (field !== DELETED) return changeMove(record, field, value, headsOfField(record, field));
        return value === true ? deleteMove(record) : restoreMove(record);
      }),
    importLines: (lines) =>
      births(
        'transaction',
        lines.filter(({ id }) => !isBorn(fold.record(id))),
        'import',
      ),
    revert: ({ label, items }) => {
      const moves = [...items]
        .reverse()
        .map((item) => revertMove(fold.record(item.record), item, author()))
        .filter((move) => move !== null);
      const { step } = write(label, moves);
      return { inverse: step, kept: items.length - moves.length };
    },
  };
};
