/**
 * The ledger as a person uses it: reads, commands, undo and news, over one journal.
 * It does not know where entries are stored, who the neighbors are, or how anything looks.
 */

import { type Acted, type CommandError, createCommands, type ImportedLine, isAboutPeople } from './commands';
import { authorOf } from './entry';
import { conflictedFields, createFold, DELETED, type FoldedRecord, fieldValue } from './fold';
import { type Author, type Conflict, conflictsOf, type HistoryLine, historyOf } from './history';
import { isImportId } from './import-id';
import type { Journal, Origin } from './journal';
import { createPayees, type PayeeHint } from './payees';
import {
  type Account,
  type Category,
  type Device,
  type Fields,
  type Member,
  type RecordId,
  type RecordKind,
  type RecordOf,
  SETTINGS,
  type Settings,
  type SettledLines,
  type Successor,
  type Transaction,
} from './records';
import { createRegisters } from './registers';
import { ok, type Result } from './result';
import { afterAction, afterRedo, afterUndo, emptyStacks, type UndoStacks } from './undo';
import type { Section } from './update-codec';
import type { Value } from './value';
import { createViews, type RegisterFacts } from './views';

export interface RegisterLine {
  readonly transaction: Transaction;
  /** Minor units, after this line, the account's opening balance included. */
  readonly balance: number;
  readonly conflicted: boolean;
}

/** One account's lines in the order (date, order of entering, id). Always as of now: read it again after news. */
export interface Register {
  readonly length: number;
  /** After the last line, opening included. */
  readonly balance: number;
  /** Reads the records of these lines only. */
  window(from: number, to: number): readonly RegisterLine[];
  /** -1 if it stands elsewhere or nowhere. */
  indexOf(id: RecordId): number;
  /** The first line dated later than `date`. */
  firstAfter(date: string): number;
}

export interface LedgerChange {
  readonly records: ReadonlySet<RecordId>;
  readonly origin: Origin;
  /** Who changed each record last. */
  readonly by: ReadonlyMap<RecordId, Member | null>;
}

export interface UndoOutcome {
  readonly done: number;
  /** Changes left alone, because somebody changed the same field since. */
  readonly kept: number;
  readonly label: string;
}

export interface Ledger {
  accounts(): readonly Account[];
  members(): readonly Member[];
  categories(): readonly Category[];
  devices(): readonly Device[];
  /** Every other book in which this one, or one before it, goes on. */
  successors(): readonly Successor[];
  /** What a clean book has taken over of the one before it. */
  settledLines(): readonly SettledLines[];
  settings(): Settings;
  account(id: RecordId): Account | null;
  member(id: RecordId): Member | null;
  category(id: RecordId): Category | null;
  device(id: RecordId): Device | null;
  transaction(id: RecordId): Transaction | null;
  register(account: RecordId): Register;
  payees(prefix: string, limit: number): readonly PayeeHint[];
  /** The oldest first; empty for an unknown record. */
  history(id: RecordId): readonly HistoryLine[];
  conflicts(id: RecordId): readonly Conflict[];
  openConflicts(): readonly RecordId[];
  /** Every line that came from a bank, deleted ones too. */
  importedLines(): readonly Transaction[];
  /** Whether an imported line is here, as an import asks for each line. */
  standing(id: RecordId): 'absent' | 'present' | 'deleted';
  isEmpty(): boolean;
  entryCount(): number;
  /** Entries written by a later version of this program, which are kept and passed on. */
  unreadableEntries(): number;

  create<Kind extends RecordKind>(kind: Kind, fields: Fields<Kind>): Result<RecordId, CommandError>;
  /** As one action. */
  createMany<Kind extends RecordKind>(
    kind: Kind,
    all: readonly Fields<Kind>[],
  ): Result<readonly RecordId[], CommandError>;
  change<Kind extends RecordKind>(
    kind: Kind,
    id: RecordId,
    fields: Partial<Fields<Kind>>,
  ): Result<null, CommandError>;
  /** As `change`, but told by the program of itself: no deed of a person, to be taken back with Ctrl+Z. */
  note<Kind extends RecordKind>(
    kind: Kind,
    id: RecordId,
    fields: Partial<Fields<Kind>>,
  ): Result<null, CommandError>;
  configure(fields: Partial<Settings>): Result<null, CommandError>;
  remove(...ids: RecordId[]): Result<null, CommandError>;
  restore(...ids: RecordId[]): Result<null, CommandError>;
  /** "Take this one": closes a conflict with a value. */
  settle(id: RecordId, field: string, value: Value): Result<null, CommandError>;
  importLines(lines: readonly ImportedLine[]): Result<{ readonly added: number }, CommandError>;
  undo(): UndoOutcome;
  redo(): UndoOutcome;
  canUndo(): boolean;
  canRedo(): boolean;

  /** The device that writes from now on; null: nobody. */
  identify(device: RecordId | null): void;
  /** A closed book takes no lines and no changes of lines. */
  setClosed(closed: boolean): void;
  isClosed(): boolean;
  identity(): { readonly device: Device; readonly member: Member } | null;

  /** After each batch of entries, and after the undo stacks changed. */
  subscribe(listener: (change: LedgerChange) => void): () => void;
  /** Rises with each batch. */
  version(): number;
}

export interface LedgerNeeds {
  readonly journal: Journal;
  /** Wall clock, ms since the epoch. */
  readonly now: () => number;
  readonly undoStacks?: UndoStacks;
  readonly onUndoStacks?: (stacks: UndoStacks) => void;
}

const nothing: UndoOutcome = { done: 0, kept: 0, label: '' };

export const createLedger = ({ journal, now, undoStacks, onUndoStacks }: LedgerNeeds): Ledger => {
  const fold = createFold();
  const views = createViews(fold);
  const registers = createRegisters(fold);
  const payees = createPayees(fold);
  const conflicted = new Set<RecordId>();
  const listeners = new Set<(change: LedgerChange) => void>();
  let conflictList: readonly RecordId[] | null = null;
  let stacks = undoStacks ?? emptyStacks;
  let device: RecordId | null = null;
  let closed = false;
  let version = 0;

  const whoWrote = (id: RecordId | null): Author => {
    const wrote = id === null ? null : views.get('device', id);
    return { device: wrote, member: wrote === null ? null : views.get('member', wrote.member) };
  };

  const noteConflicts = (record: FoldedRecord): void => {
    const open = record.changed !== null && conflictedFields(record).length > 0;
    if (open === conflicted.has(record.id)) return;
    conflictList = null;
    if (open) conflicted.add(record.id);
    else conflicted.delete(record.id);
  };

  const takeIn = (sections: readonly Section[], origin: Origin): void => {
    const touched = new Map<FoldedRecord, RecordId | null>();
    const linesBefore = new Map<FoldedRecord, RegisterFacts | null>();
    for (const { writer, from, entries } of sections) {
      for (const [index, entry] of entries.entries()) {
        const placed = { entry, writer, clock: from + index };
        const record = fold.locate(placed);
        if (record === null) continue;
        if (registers.built && !linesBefore.has(record)) linesBefore.set(record, registers.factsOf(record));
        fold.add(record, placed);
        touched.set(record, authorOf(entry));
      }
    }
    for (const record of touched.keys()) {
      views.touched(record);
      payees.touched(record);
      noteConflicts(record);
      if (registers.built) registers.moved(linesBefore.get(record) ?? null, registers.factsOf(record));
    }
    tell(touched, origin);
  };

  /** What was here before anybody listened. */
  const takeInAll = (): void => {
    const changed = new Set<FoldedRecord>();
    for (const { writer, entries } of journal.sections()) {
      for (const [clock, entry] of entries.entries()) {
        const placed = { entry, writer, clock };
        const record = fold.locate(placed);
        if (record === null) continue;
        fold.add(record, placed);
        views.touched(record);
        if (record.changed !== null) changed.add(record);
      }
    }
    for (const record of changed) noteConflicts(record);
  };

  const tell = (touched: ReadonlyMap<FoldedRecord, RecordId | null>, origin: Origin): void => {
    version++;
    if (listeners.size === 0) return;
    const by = new Map([...touched].map(([record, author]) => [record.id, whoWrote(author).member]));
    const change = { records: new Set(by.keys()), origin, by };
    for (const listener of [...listeners]) listener(change);
  };

  const keepStacks = (next: UndoStacks): void => {
    stacks = next;
    onUndoStacks?.(next);
  };

  const acted = <Value>(
    result: Result<Acted, CommandError>,
    give: (acted: Acted) => Value,
  ): Result<Value, CommandError> => {
    if (!result.ok) return result;
    if (result.value.step.items.length > 0) {
      keepStacks(afterAction(stacks, result.value.step));
      tell(new Map(), 'local');
    }
    return ok(give(result.value));
  };

  const commands = createCommands({ journal, fold, author: () => device, isClosed: () => closed, now });
  journal.onEntries(takeIn);
  takeInAll();

  const register = (account: RecordId): Register => {
    const opening = (): number => views.get('account', account)?.opening ?? 0;
    return {
      get length() {
        return registers.of(account).length;
      },
      get balance() {
        return opening() + registers.of(account).total;
      },
      window: (from, to) =>
        registers
          .of(account)
          .window(from, to)
          .map(({ id, balance }) => ({
            transaction: views.get('transaction', id) as Transaction,
            balance: opening() + balance,
            conflicted: conflicted.has(id),
          })),
      indexOf: (id) => {
        const record = fold.record(id);
        const facts = record === undefined ? null : registers.factsOf(record);
        return facts === null || facts.account !== account ? -1 : registers.of(account).indexOf(facts);
      },
      firstAfter: (date) => registers.of(account).firstAfter(date),
    };
  };

  const get =
    <Kind extends RecordKind>(kind: Kind) =>
    (id: RecordId): RecordOf[Kind] | null =>
      views.get(kind, id);
  const recordOr = <Answer>(
    id: RecordId,
    otherwise: Answer,
    read: (record: FoldedRecord) => Answer,
  ): Answer => {
    const record = fold.record(id);
    return record === undefined || record.birth === null ? otherwise : read(record);
  };

  return {
    accounts: () => views.list('account'),
    members: () => views.list('member'),
    categories: () => views.list('category'),
    devices: () => views.list('device'),
    successors: () => views.list('successor'),
    settledLines: () => views.list('settled'),
    settings: () => views.settings(),
    account: get('account'),
    member: get('member'),
    category: get('category'),
    device: get('device'),
    transaction: get('transaction'),
    register,
    payees: (prefix, limit) => payees.find(prefix, limit),
    history: (id) => recordOr(id, [], (record) => historyOf(record, whoWrote)),
    conflicts: (id) => recordOr(id, [], (record) => conflictsOf(record, whoWrote)),
    openConflicts: () => {
      conflictList ??= [...conflicted];
      return conflictList;
    },
    importedLines: () =>
      [...fold.records()]
        .filter(({ id }) => isImportId(id))
        .map(({ id }) => views.get('transaction', id))
        .filter((line) => line !== null),
    standing: (id) =>
      recordOr(id, 'absent', (record) => (fieldValue(record, DELETED) === true ? 'deleted' : 'present')),
    isEmpty: () => journal.entryCount() === 0,
    entryCount: () => journal.entryCount(),
    unreadableEntries: () => fold.unreadable(),

    create: (kind, fields) => {
      const made = commands.create(kind, [fields]);
      // Who is here is no deed to be taken back with Ctrl+Z.
      if (made.ok && isAboutPeople(kind)) return ok(made.value.records[0] as RecordId);
      return acted(made, ({ records }) => records[0] as RecordId);
    },
    createMany: (kind, all) => acted(commands.create(kind, all), ({ records }) => records),
    change: (kind, id, fields) => acted(commands.change(kind, id, fields), () => null),
    note: (kind, id, fields) => {
      const noted = commands.change(kind, id, fields);
      return noted.ok ? ok(null) : noted;
    },
    configure: (fields) => {
      if (views.get('settings', SETTINGS) === null)
        return acted(
          commands.createShared('settings', SETTINGS, { ...views.settings(), ...fields }),
          () => null,
        );
      return acted(commands.change('settings', SETTINGS, fields), () => null);
    },
    remove: (...ids) => acted(commands.remove(ids), () => null),
    restore: (...ids) => acted(commands.restore(ids), () => null),
    settle: (id, field, value) => acted(commands.settle(id, field, value), () => null),
    importLines: (lines) => acted(commands.importLines(lines), ({ records }) => ({ added: records.length })),
    undo: () => {
      const step = stacks.undo.at(-1);
      if (step === undefined || closed) return nothing;
      const { inverse, kept } = commands.revert(step);
      keepStacks(afterUndo(stacks, inverse));
      tell(new Map(), 'local');
      return { done: inverse.items.length, kept, label: step.label };
    },
    redo: () => {
      const step = stacks.redo.at(-1);
      if (step === undefined || closed) return nothing;
      const { inverse, kept } = commands.revert(step);
      keepStacks(afterRedo(stacks, inverse));
      tell(new Map(), 'local');
      return { done: inverse.items.length, kept, label: step.label };
    },
    canUndo: () => !closed && stacks.undo.length > 0,
    canRedo: () => !closed && stacks.redo.length > 0,

    identify: (id) => {
      device = id;
      tell(new Map(), 'local');
    },
    setClosed: (isClosed) => {
      if (isClosed === closed) return;
      closed = isClosed;
      tell(new Map(), 'local');
    },
    isClosed: () => closed,
    identity: () => {
      const { device: known, member } = whoWrote(device);
      return known === null || member === null ? null : { device: known, member };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
};
