/**
 * The side of a member: says that the book may be asked for, keeps the requests that come, and lets in whom the person here
 * has compared the digits with. It does not know who the person is, nor what the book holds.
 */

import type { Clock, Random } from '../clock';
import type { RandomBytes } from '../invite';
import { newPeerId } from '../peer-id';
import type { SignalPath } from '../signaling';
import { createTimers } from '../timers';
import { createTokenBuckets } from '../token-bucket';
import {
  codeOf,
  commitmentTo,
  type KeyPair,
  newKeyPair,
  newNonce,
  sealInvite,
  type Transcript,
} from './exchange';
import { type NearbyWord, readNearbyWord, type Tag, writeNearbyWord } from './words';

/** A little longer than who asks waits, so that a request never ends here first. */
const FORGET_MS = 130_000;
/** After that who asked has gone. */
const SILENT_MS = 12_000;
/** Strangers cannot fill the screen: so many at once, and so many in a while. */
const MOST_AT_ONCE = 3;
const REQUESTS = { burst: 5, perSecond: 1 / 60 };
/** Signs that the book is here, in answer to whoever looks. */
const SIGNS = { burst: 10, perSecond: 1 };
const ALL = 'all';

export interface NearbyRequest {
  readonly ask: Tag;
  /** As who asks calls itself: shown, never trusted. */
  readonly name: string;
  /** The person here has turned to it. */
  readonly isAnswered: boolean;
  /** The six digits; null until keys have been exchanged. */
  readonly code: string | null;
}

export interface LettingInSetup {
  readonly path: SignalPath;
  readonly clock: Clock;
  readonly random: Random;
  readonly randomBytes: RandomBytes;
  /** Public, the same at all members of the book, and says nothing about its secret. */
  readonly book: Tag;
  /** Under which the book is shown to strangers. */
  readonly name: () => string;
  /** The invite as text. */
  readonly invite: () => string;
  /** `requests` are others. */
  readonly changed: () => void;
}

export interface LettingIn {
  start(): void;
  stop(): void;
  /** The earliest first. The same array until something has changed. */
  requests(): readonly NearbyRequest[];
  /** The person here has turned to a request: keys are exchanged, and digits come. */
  answer(ask: Tag): void;
  /** The digits are the same on both screens. */
  admit(ask: Tag): void;
  refuse(ask: Tag): void;
}

interface Request {
  readonly ask: Tag;
  readonly name: string;
  readonly key: Uint8Array;
  readonly bookName: string;
  readonly startedAt: number;
  heardAt: number;
  exchange: { readonly keys: KeyPair; readonly nonce: Uint8Array } | null;
  said: Transcript | null;
}

type Word<Kind extends NearbyWord['kind']> = Extract<NearbyWord, { readonly kind: Kind }>;

const LOOK_MS = 2_000;

export const createLettingIn = (setup: LettingInSetup): LettingIn => {
  const { path, clock, random, randomBytes, book } = setup;
  const self = newPeerId(random);
  const timers = createTimers(clock);
  const requestRate = createTokenBuckets(clock, REQUESTS);
  const signRate = createTokenBuckets(clock, SIGNS);
  const open = new Map<Tag, Request>();
  /** Requests that are over, so that what is still on its way does not open them again. */
  const over = new Set<Tag>();
  let shown: readonly NearbyRequest[] = [];

  const say = (word: NearbyWord): void => path.send(writeNearbyWord(word), null);

  const changed = (): void => {
    shown = [...open.values()].map(({ ask, name, exchange, said }) => ({
      ask,
      name,
      code: said === null ? null : codeOf(said),
      isAnswered: exchange !== null,
    }));
    setup.changed();
  };

  const drop = (ask: Tag): void => {
    if (!open.delete(ask)) return;
    over.add(ask);
    changed();
  };

  const sayHere = (): void => {
    if (signRate.take(ALL)) say({ kind: 'here', book, name: setup.name() });
  };

  /** Who waits for nobody's answer repeats its request; who waits for digits to be compared is silent. */
  const isGone = ({ startedAt, heardAt, exchange }: Request): boolean =>
    clock.now() - startedAt > FORGET_MS || (exchange === null && clock.now() - heardAt > SILENT_MS);

  const look = (): void => {
    for (const request of [...open.values()]) if (isGone(request)) drop(request.ask);
    timers.soon('look', LOOK_MS, look);
  };

  const hearAsk = ({ ask, name, key, book: wanted }: Word<'ask'>): void => {
    if (wanted !== book || over.has(ask)) return;
    const known = open.get(ask);
    if (known !== undefined) {
      known.heardAt = clock.now();
      return;
    }
    if (open.size >= MOST_AT_ONCE || !requestRate.take(ALL)) return;
    const now = clock.now();
    const bookName = setup.name();
    open.set(ask, { ask, name, key, bookName, startedAt: now, heardAt: now, exchange: null, said: null });
    changed();
  };

  /** Who asked has heard another member first. */
  const hearOthersNonce = (request: Request): void => {
    if (request.exchange !== null) drop(request.ask);
  };

  const hearNonce = ({ ask, by, nonce }: Word<'nonce'>): void => {
    const request = open.get(ask);
    if (request === undefined) return;
    if (by !== self) return hearOthersNonce(request);
    const { exchange } = request;
    if (exchange === null || request.said !== null) return;
    request.said = {
      askerKey: request.key,
      memberKey: exchange.keys.key,
      askerNonce: nonce,
      memberNonce: exchange.nonce,
      bookName: request.bookName,
      askerName: request.name,
    };
    say({ kind: 'reveal', ask, by: self, nonce: exchange.nonce });
    changed();
  };

  const hear = (text: string): void => {
    const word = readNearbyWord(text);
    switch (word?.kind) {
      case 'look':
        return sayHere();
      case 'ask':
        return hearAsk(word);
      case 'nonce':
        return hearNonce(word);
      case 'withdraw':
      case 'refuse':
        return drop(word.ask);
      case 'admit':
        if (word.by !== self) drop(word.ask);
        return;
    }
  };

  return {
    start: () => {
      look();
      path.start({ opened: sayHere, closed: () => undefined, heard: hear, present: () => undefined });
    },
    stop: () => {
      timers.clear();
      open.clear();
      changed();
      path.stop(null);
    },
    requests: () => shown,
    answer: (ask) => {
      const request = open.get(ask);
      if (request === undefined || request.exchange !== null) return;
      const exchange = { keys: newKeyPair(randomBytes), nonce: newNonce(randomBytes) };
      request.exchange = exchange;
      const commitment = commitmentTo(exchange.keys.key, request.key, exchange.nonce);
      say({ kind: 'answer', ask, by: self, key: exchange.keys.key, commitment });
      changed();
    },
    admit: (ask) => {
      const request = open.get(ask);
      if (request?.exchange == null || request.said === null) return;
      const sealed = sealInvite(request.exchange.keys, request.said, setup.invite());
      if (sealed === null) say({ kind: 'refuse', ask });
      else say({ kind: 'admit', ask, by: self, sealed });
      drop(ask);
    },
    refuse: (ask) => {
      say({ kind: 'refuse', ask });
      drop(ask);
    },
  };
};
