/** Stand-in for lib/ledger/ledger.ts until it is there. */
import type {
  Account,
  Category,
  Device,
  Fields,
  Member,
  RecordId,
  RecordKind,
  Settings,
  Transaction,
} from '@/lib/ledger/records';
import type { Result } from '@/lib/ledger/result';

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };
export interface PayeeHint {
  readonly payee: string;
  readonly category: RecordId | null;
  readonly amount: number;
  readonly memo: string;
}
export interface UndoOutcome {
  readonly done: number;
  readonly kept: number;
  readonly label: string;
}
export interface LedgerChange {
  readonly records: ReadonlySet<RecordId>;
  readonly local: boolean;
  readonly by: ReadonlyMap<RecordId, Member | null>;
}
export interface ImportedLine {
  readonly account: RecordId;
  readonly date: string;
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly importId: string;
}
export interface Ledger {
  // ---- reading: references stay the same until something changed (safe for useSyncExternalStore)
  accounts(): readonly Account[]; // not deleted, by name
  members(): readonly Member[];
  categories(): readonly Category[];
  devices(): readonly Device[];
  settings(): Settings; // { name, strategy }
  transaction(id: RecordId): Transaction | null; // deleted ones too (deleted: true)
  member(id: RecordId): Member | null;
  account(id: RecordId): Account | null;
  category(id: RecordId): Category | null;
  device(id: RecordId): Device | null;
  register(account: RecordId): Register; // see below
  payees(prefix: string, limit: number): readonly PayeeHint[]; // { payee, category: RecordId|null, amount, memo } from the last transaction *entered* with it
  history(id: RecordId): readonly HistoryLine[]; // oldest first
  conflicts(id: RecordId): readonly Conflict[];
  openConflicts(): readonly RecordId[];
  isEmpty(): boolean; // no entry at all yet ("waiting for the first copy")
  entryCount(): number;
  // ---- writing: all validated, all return Result; one call = one action = one undo step
  create<K extends RecordKind>(kind: K, fields: Fields<K>): Result<RecordId, CommandError>;
  change<K extends RecordKind>(kind: K, id: RecordId, fields: Partial<Fields<K>>): Result<null, CommandError>; // one entry per changed field; unchanged ones write nothing
  remove(id: RecordId): Result<null, CommandError>;
  restore(id: RecordId): Result<null, CommandError>;
  settle(id: RecordId, field: string, value: Value): Result<null, CommandError>; // "take this one": closes that conflict
  importLines(lines: readonly ImportedLine[]): Result<{ added: number }, CommandError>; // one action
  undo(): UndoOutcome; // { done: number, kept: number, label } ; kept = changes left alone because another's later change stands there
  redo(): UndoOutcome;
  canUndo(): boolean;
  canRedo(): boolean;
  // ---- who writes
  identify(device: RecordId | null): void; // entries from now on are by this device (and its member)
  identity(): { device: Device; member: Member } | null;
  // ---- hearing
  subscribe(listener: (change: LedgerChange) => void): () => void; // after each batch; change = { records: ReadonlySet<RecordId>, local: boolean, by: Map<RecordId, Member | null> }
  version(): number; // rises with each batch
}
export interface Register {
  // one account's lines
  readonly length: number;
  readonly balance: number; // minor units, after the last line, opening included
  window(from: number, to: number): readonly RegisterLine[]; // reads only these records
  indexOf(id: RecordId): number; // -1 if it is not there
  firstAfter(date: string): number; // index of the first line dated later (for the "future" divider)
}
export interface RegisterLine {
  readonly transaction: Transaction;
  readonly balance: number;
  readonly conflicted: boolean;
}
export interface HistoryLine {
  readonly at: number; // ms since the epoch, for people
  readonly member: Member | null;
  readonly device: Device | null;
  readonly what: 'born' | 'changed' | 'deleted' | 'restored' | 'imported';
  readonly changes: readonly {
    readonly field: string;
    readonly from: Value | undefined;
    readonly to: Value;
  }[];
}
export interface Conflict {
  readonly field: string; // 'deleted' for delete beside an edit
  readonly options: readonly {
    readonly value: Value;
    readonly member: Member | null;
    readonly device: Device | null;
    readonly at: number;
    readonly shown: boolean;
  }[]; // shown = the one the book shows now
}
export type CommandError =
  | { kind: 'invalid-field'; field: string; message: string }
  | { kind: 'no-such-record'; id: RecordId }
  | { kind: 'nobody' /* identify first */ };
