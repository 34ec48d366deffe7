/**
 * What the screen needs from the composition root: the books on this device, one open book, and how its sharing goes.
 * It does not know how any of it is done: no store, journal, transport or secret is named here.
 */

import type { BookSize } from '@/lib/ledger/book-size';
import type { BroughtIn } from '@/lib/ledger/bring-in';
import type { CleanPlan, CleanWish } from '@/lib/ledger/clean-book';
import type { Ledger } from '@/lib/ledger/ledger';
import type { LedgerFile } from '@/lib/ledger/ledger-file';
import type { Device, Member, RecordId, Succession } from '@/lib/ledger/records';
import type { Result } from '@/lib/ledger/result';
import type { HandProblem, HandStep } from '@/lib/sync/by-hand';
import type { AskingStep, NearbyBook } from '@/lib/sync/nearby/asking';
import type { NearbyRequest } from '@/lib/sync/nearby/letting-in';
import type { Role } from '@/lib/sync/room';
import type { StrategyName } from '@/lib/sync/strategy';
import type { CloseReason, PeerId, TransportName, TransportTrouble } from '@/lib/sync/transport';

/** The public name of a ledger: safe in an address, says nothing about its secret. */
export type LedgerId = string;

/** Something that changes by itself. `get` answers with the same reference until there is news, as useSyncExternalStore asks. */
export interface Live<Value> {
  get(): Value;
  subscribe(listener: () => void): () => void;
}

export type BookError =
  /** No such ledger on this device. */
  | { readonly kind: 'unknown-book' }
  /** It lives on under another address, since then in ms since the epoch. */
  | { readonly kind: 'moved'; readonly origin: string; readonly at: number }
  /** The browser gives no storage (private window, refused, full). `detail` is for the details line. */
  | { readonly kind: 'no-storage'; readonly detail: string }
  /**
   * The link or text is not a whole invite. `damaged`: its checksum does not fit; `not-an-invite`: it never was one;
   * `for-a-member`: made by hand for a device that has the book; `an-answer`: it belongs where the first text was made.
   */
  | {
      readonly kind: 'bad-invite';
      readonly why: 'damaged' | 'not-an-invite' | 'too-new' | 'for-a-member' | 'an-answer';
    }
  /** A file that is no ledger or copy of ours, and why. */
  | { readonly kind: 'bad-file'; readonly detail: string }
  /** Another copy that has no line in common with this book. */
  | { readonly kind: 'unrelated' }
  /** A name, currency or amount that the book does not take, and why. */
  | { readonly kind: 'bad-field'; readonly detail: string }
  /** This program's own mistake. */
  | { readonly kind: 'defect'; readonly detail: string };

/** One line of the list on the home page; read without opening the ledger. */
export interface BookCard {
  readonly id: LedgerId;
  /** '' while the first copy has not arrived. */
  readonly name: string;
  readonly entries: number;
  /** When this device last had it open, ms since the epoch. */
  readonly openedAt: number;
  /** YYYY-MM-DD on which it went on in another book; null while it takes lines itself. */
  readonly wentOn: string | null;
  /** Where it lives on, where it was taken to another address; null while it is at home here. */
  readonly movedTo: { readonly origin: string; readonly at: number } | null;
}

export interface NewBook {
  readonly name: string;
  readonly memberName: string;
  readonly deviceName: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly accountName: string;
  /** Minor units. */
  readonly opening: number;
}

/** Who holds the pen on this device: a member who is there already, or someone new, and the name of the device. */
export interface Introduction {
  readonly member: { readonly known: RecordId } | { readonly name: string };
  readonly deviceName: string;
}

/** What the person is told about the disk. `saved` only once everything shown is on it. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Nothing later is stored. What is on the screen is still there, and can be exported. */
  | { readonly kind: 'failed'; readonly detail: string };

export interface PeerHere {
  readonly peer: PeerId;
  readonly role: Role;
  /** null until the peer has said who it is, and for the relay. */
  readonly member: Member | null;
  /** '' until known. */
  readonly device: string;
  /** The device is marked as lost, and yet it is here. */
  readonly lost: boolean;
  /** A session is open with it: data flows directly. */
  readonly neighbor: boolean;
  /** ms, null until measured. */
  readonly rtt: number | null;
  /** How many of our changes it lacks; null when not known. */
  readonly lacks: number | null;
  /** By which way, null while not linked. */
  readonly via: TransportName | null;
  /** The record that this peer is editing now. */
  readonly editing: RecordId | null;
  /** Since when, by its own clock, in ms since the epoch; null where it does not say. */
  readonly editingSince: number | null;
}

/** A device that was ever seen in this ledger, this one included. */
export interface DeviceSeen {
  readonly device: RecordId;
  readonly name: string;
  readonly member: Member | null;
  /** YYYY-MM-DD since when it is marked as lost; null where it is not. */
  readonly lost: string | null;
  readonly self: boolean;
  readonly here: boolean;
  /** ms since the epoch; null when never met. */
  readonly lastSeen: number | null;
  /** The day on which it left the book and kept nothing of it; null while it is in. */
  readonly left: string | null;
  /** How many of our changes it lacks; null when nothing is known. */
  readonly lacks: number | null;
  /** Whether `lacks` is exact now (linked), or as of `lastSeen`. */
  readonly exact: boolean;
}

/** A record that was changed on this device lately, and who is known to have the change. */
export interface LatestChange {
  readonly record: RecordId;
  /** ms since the epoch, to the minute. */
  readonly at: number;
  /** The relay has said that it is on its disk. */
  readonly onServer: boolean;
  /** Other devices that have it. */
  readonly devices: readonly RecordId[];
}

export interface Traffic {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export interface SyncSnapshot {
  /** Everyone here but this page, the relay included, in a stable order. */
  readonly peers: readonly PeerHere[];
  readonly devices: readonly DeviceSeen[];
  /** Since this page was opened. */
  readonly traffic: Traffic;
  /** What is in use now. */
  readonly strategy: StrategyName;
  /** The ledger's own setting, which every device follows that has not chosen for itself. */
  readonly ledgerStrategy: StrategyName;
  readonly stalled: null | 'no-server-in-sight';
  /** Who keeps the book for all, where one is elected: `peer` null is this page itself. null where none is. */
  readonly elected: { readonly peer: PeerHere | null } | null;
  /** Pieces of the book that came in since this page was opened, and those that were here already. */
  readonly arrivals: { readonly all: number; readonly redundant: number };
  readonly troubles: readonly { readonly transport: TransportName; readonly trouble: TransportTrouble }[];
  /** What was turned away at the door, for the details. */
  readonly refused: readonly { readonly from: string; readonly reason: string; readonly count: number }[];
  /** Writers under whose name two different continuations were met, as when an old copy of a profile was restored. */
  readonly forks: number;
  /** While a neighbor is handing over: how many entries are here, and how many it has. */
  readonly progress: { readonly entries: number; readonly of: number } | null;
  /** The last links that ended, and why, for the details. */
  readonly endings: readonly {
    readonly at: number;
    readonly peer: PeerId;
    readonly reason: CloseReason;
    readonly detail: string;
  }[];
  /** Every peer that is here holds just what this page holds. */
  readonly allAgree: boolean;
  /** Changes made here that nobody else is known to have. */
  readonly unsharedChanges: number;
  /** The newest first. */
  readonly latest: readonly LatestChange[];
}

export interface SyncView extends Live<SyncSnapshot> {
  /** For the whole ledger: one more entry, that all devices follow. */
  setStrategy(name: StrategyName): void;
  /** For this device alone; null follows the ledger again. */
  setDeviceStrategy(name: StrategyName | null): void;
  /** Tells the others which row is being edited here; null for none. */
  setEditing(record: RecordId | null): void;
}

/** Two people connect without a server: a text from one to the other, and one back. */
export interface HandMeeting extends Live<HandStep> {
  /** Fetches what this needs, while there still is somewhere to fetch it from. */
  fetchAhead(): Promise<void>;
  /** Makes the first text; with the invite in it for one who does not have the book yet. */
  offer(toNewcomer: boolean): Promise<void>;
  /** Takes what the other has sent, the first text or the one back. null: it was of use; otherwise nothing has changed. */
  take(text: string): Promise<HandProblem | null>;
  cancel(): void;
}

/** Devices at the same relay that ask to join this book; none while the book may not be asked for. */
export interface NearbyDoor extends Live<readonly NearbyRequest[]> {
  /** The person here turns to a request: digits to compare follow. */
  answer(ask: string): void;
  /** The digits are the same on both screens. */
  admit(ask: string): void;
  refuse(ask: string): void;
}

export interface NearbyView {
  /** Books that may be asked for here and are not on this device; null while the relay does not answer. */
  readonly books: readonly NearbyBook[] | null;
  readonly step: AskingStep;
}

/** The look around of a device that has no invite. */
export interface NearbySearch extends Live<NearbyView> {
  ask(book: NearbyBook, name: string): void;
  cancel(): void;
  close(): void;
}

/** A book in which this one goes on, as this device stands to it. */
export interface Heir {
  /** The record that says so. */
  readonly record: RecordId;
  readonly how: Succession;
  readonly ledger: LedgerId;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly by: Member | null;
  readonly bySelf: boolean;
  readonly without: readonly Member[];
  /**
   * `here`: it is on this device. `offered`: its invite is sealed to this device. `left-out`: it goes on without the member
   * of this device. `unaddressed`: neither, as for a device that had no key.
   */
  readonly standing: 'here' | 'offered' | 'left-out' | 'unaddressed';
}

/** A device of the book, and whether a new secret can be handed to it. */
export interface Companion {
  readonly device: Device;
  readonly member: Member | null;
  readonly self: boolean;
  /** Six digits to compare with what the device itself shows; null: it has no key, and needs an invite by hand. */
  readonly code: string | null;
  /** Another key was written for it at some time: compare the code before sealing anything to it. */
  readonly doubtful: boolean;
}

/** How a book ends, goes on elsewhere, and comes together again. Each of these fetches what it needs when first asked. */
export interface Going {
  /** The latest first. While one of them is here, or is a clean book, this one takes no lines. */
  readonly heirs: Live<readonly Heir[]>;
  fetchAhead(): Promise<void>;
  companions(): Promise<readonly Companion[]>;
  /** The same book under a new name and secret, handed to these devices. Answers with the new one's id. */
  goOnWithout(
    members: readonly RecordId[],
    devices: readonly RecordId[],
  ): Promise<Result<LedgerId, BookError>>;
  planClean(wish: CleanWish): Promise<CleanPlan>;
  startClean(wish: CleanWish): Promise<Result<LedgerId, BookError>>;
  /** Goes over to an heir whose invite is sealed to this device. */
  follow(heir: Heir): Promise<Result<LedgerId, BookError>>;
  /** Takes lines again while this page is open, although the book goes on elsewhere. */
  reopen(): void;
  /** Another copy of this book: of those in a file whichever is one, or a book on this device. Nothing is doubled. */
  bringIn(
    from: { readonly copies: readonly LedgerFile[] } | { readonly ledger: LedgerId },
  ): Promise<Result<BroughtIn, BookError>>;
  size(): Promise<BookSize>;
  /** Tells the room, closes the book here and in other tabs, and leaves nothing of it on this device. */
  leave(): Promise<Result<null, BookError>>;
}

/** One open ledger. Pages get it from `books.open`; it lives until `close`. */
export interface OpenBook {
  readonly id: LedgerId;
  readonly ledger: Ledger;
  readonly sync: SyncView;
  /** null where the book is shared among tabs alone. */
  readonly byHand: HandMeeting | null;
  readonly saved: Live<SaveState>;
  readonly nearby: NearbyDoor;
  readonly going: Going;
  /** Writes the device (and a new member, in the first colour that is free), identifies it, remembers it on this device. */
  introduce(who: Introduction): Promise<Result<null, BookError>>;
  /** The device whose invite led here, such as "Ana’s laptop"; '' where it is not known. */
  readonly invitedBy: string;
  /** The whole invite link under this origin, such as http://192.168.1.20:3000. */
  inviteLink(origin: string): string;
  /** The ledger as a JSON text: entries and history, and no secret. */
  exportJson(): Promise<string>;
  /** When this device should be reminded of a copy for safekeeping, in ms since the epoch; 0: as soon as there is much to lose. */
  remindAfter(): Promise<number>;
  /** Puts the reminder off for a month. */
  remindLater(): Promise<void>;
  /** Writes what is pending, says goodbye to the room. */
  close(): Promise<void>;
}

/** Two members' books of the demo household, as two real peers in this page. */
export interface Demo {
  readonly books: readonly [OpenBook, OpenBook];
  readonly online: Live<readonly [boolean, boolean]>;
  setOnline(index: 0 | 1, online: boolean): void;
  close(): Promise<void>;
}

/** The composition root, as app/composition/books.ts exports it under the name `books`. */
export interface Books {
  list(): Promise<readonly BookCard[]>;
  create(book: NewBook): Promise<Result<LedgerId, BookError>>;
  /** Reads an invite from a whole link, a hash or pasted text, one made by hand too. Nothing is stored yet. */
  readInvite(text: string): Result<{ readonly id: LedgerId }, BookError>;
  /** Stores the invite on this device, so that `open` finds the book (empty until the first copy comes). Idempotent. */
  join(text: string): Promise<Result<LedgerId, BookError>>;
  open(id: LedgerId): Promise<Result<OpenBook, BookError>>;
  /** Removes a ledger that cannot be opened from this device alone; one that can be is left by `going.leave`. */
  forget(id: LedgerId): Promise<Result<null, BookError>>;
  /** Calls `run` when the book is forgotten in another tab; gives back how to call it off. */
  onForgotten(id: LedgerId, run: () => void): () => void;
  /** Origins under which another device can reach this app, best first, never localhost; empty when none is known. */
  addresses(): Promise<readonly string[]>;
  nearby(): Promise<NearbySearch>;
  demo(): Promise<Demo>;
}
