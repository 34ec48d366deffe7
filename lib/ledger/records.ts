/**
 * What a ledger holds, as the screen sees it: the kinds of records and their fields, after the fold.
 * It does not know entries, writers or how a record came to look like this.
 */

/** `<writer in base 36>.<clock in base 36>` of the birth entry; `i:<hash>` for a line from a bank; `settings`. */
export type RecordId = string;

export const accountKinds = ['checking', 'savings', 'cash', 'card', 'loan', 'other'] as const;
export type AccountKind = (typeof accountKinds)[number];

export interface Account {
  readonly id: RecordId;
  readonly name: string;
  readonly kind: AccountKind;
  /** ISO 4217, such as EUR. */
  readonly currency: string;
  /** Minor units of the currency, owed amounts negative. */
  readonly opening: number;
  readonly deleted: boolean;
}

export interface Member {
  readonly id: RecordId;
  readonly name: string;
  /** One of the eight member colours, 0 to 7. */
  readonly color: number;
  readonly deleted: boolean;
}

/** One browser or server that a member writes with. Its member never changes: another person is another device record. */
export interface Device {
  readonly id: RecordId;
  readonly name: string;
  readonly member: RecordId;
  /** What can be sealed to it (`age1…`); '' or absent for a device that has not said. */
  readonly key?: string;
  /** The day on which it left the book and kept nothing of it; '' or absent while it is in. */
  readonly left?: string;
  /** YYYY-MM-DD since when nobody knows where it is; null or absent while it is at hand. */
  readonly lost?: string | null;
  readonly deleted: boolean;
}

export interface Category {
  readonly id: RecordId;
  readonly name: string;
  readonly flow: 'in' | 'out';
  readonly deleted: boolean;
}

export interface Transaction {
  readonly id: RecordId;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly account: RecordId;
  /** Minor units of the account's currency; money in is positive. */
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly category: RecordId | null;
  /** The number of the check, as written. */
  readonly number: string;
  readonly cleared: boolean;
  readonly deleted: boolean;
}

/** What is remembered of a payee whose lines lie in the book before this one. */
export interface RememberedPayee {
  readonly id: RecordId;
  readonly payee: string;
  readonly category: RecordId | null;
  readonly amount: number;
  readonly memo: string;
  readonly deleted: boolean;
}

/** Lines from a bank that the book before this one had, by the hash of what the bank says. */
export interface SettledLines {
  readonly id: RecordId;
  /** The accounts that there were: whatever a bank says of them from before a day is settled too. */
  readonly accounts: readonly RecordId[];
  /** YYYY-MM-DD */
  readonly before: string;
  /** The day of the last of them, YYYY-MM-DD. */
  readonly until: string;
  readonly lines: readonly RecordId[];
  readonly deleted: boolean;
}

/** `without`: the same lines go on without somebody. `clean`: balances and open items go on in an empty book. */
export const successions = ['without', 'clean'] as const;
export type Succession = (typeof successions)[number];

/** Another ledger in which this one goes on, written in the one that it follows. */
export interface Successor {
  readonly id: RecordId;
  readonly how: Succession;
  /** The public names of the book that is followed and of the one that follows. */
  readonly from: string;
  readonly ledger: string;
  /** The device that made it. */
  readonly by: RecordId;
  /** YYYY-MM-DD; '' where somebody wrote nonsense. */
  readonly date: string;
  /** The members who were left out. */
  readonly without: readonly RecordId[];
  /** The devices to which its invite is sealed. */
  readonly devices: readonly RecordId[];
  /** The invite, for each portion of the devices one sealed file in base64. */
  readonly sealed: readonly string[];
  readonly deleted: boolean;
}

export interface Settings {
  readonly name: string;
  readonly strategy: string;
  /** Under which name strangers at the relay see that they may ask to join; '': they see nothing. */
  readonly nearby: string;
}

/** Each kind's record, by the name the code uses. Kinds of later versions are kept in the journal and not shown. */
export interface RecordOf {
  readonly account: Account;
  readonly member: Member;
  readonly device: Device;
  readonly category: Category;
  readonly transaction: Transaction;
  readonly settings: Settings;
  readonly payee: RememberedPayee;
  readonly settled: SettledLines;
  readonly successor: Successor;
}

export type RecordKind = keyof RecordOf;

/** The one record of settings; every member may give birth to it, as all births of one id are one version. */
export const SETTINGS: RecordId = 'settings';

/** The fields a person can set: everything but what the fold derives. */
export type Fields<Kind extends RecordKind> = Omit<RecordOf[Kind], 'id' | 'deleted'>;
