/**
 * Two people connect without any server: one passes a text to the other, the other one back. This is either side of it.
 * It does not know how the texts are passed on, what is shown meanwhile, or what the link is used for.
 *
 * Rules are in SPEC.md, [T11]. One call at a time: what is begun takes the place of what was not finished.
 */

import * as buffer from 'lib0/buffer';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fromBase32, toBase32 } from './base32';
import type { Clock, Random } from './clock';
import { encodeHandText, type HandText, type HandTextError, readHandText } from './hand-text';
import type { Sealer } from './sealing';
import type { Description } from './signaling';
import type { PeerId } from './transport';
import { createHandConnection, type HandConnection } from './transports/hand-connection';
import type { AdoptLink } from './transports/handed-links';
import { readSlimDescription, slimDescription } from './transports/slim-description';

/** Once the answer is here the two are in touch within a second, or there is no way between them. */
const CONNECT_MS = 20_000;
const PEER_BYTES = 10;

/**
 * `own-text`: it was made on this very page. `too-old`: it answers a call that is over, as when a page was closed since.
 * `no-address`: the browser names no address of its own. `not-reached`: the other page does not answer at any of its own.
 */
export type HandProblem =
  | HandTextError
  | 'another-book'
  | 'own-text'
  | 'too-old'
  | 'unsupported'
  | 'no-address'
  | 'not-reached';

export type HandStep =
  | { readonly kind: 'idle' }
  /** The browser looks for its own addresses: a moment. */
  | { readonly kind: 'preparing' }
  /** `text` is to be given to the other, who gives one back. */
  | { readonly kind: 'offered'; readonly text: string }
  /** `text` is to be given back; the link opens once the other has put it in. `unheard`: the other page seems closed. */
  | { readonly kind: 'answered'; readonly text: string; readonly unheard: boolean }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly peer: PeerId }
  | { readonly kind: 'failed'; readonly problem: HandProblem };

export interface ByHandSetup {
  readonly self: PeerId;
  readonly ledger: string;
  readonly secret: Uint8Array;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
  /** undefined where the browser has no WebRTC. */
  readonly connect: ((configuration: RTCConfiguration) => RTCPeerConnection) | undefined;
  readonly iceServers: readonly RTCIceServer[];
  readonly adopt: AdoptLink;
  readonly stepped: (step: HandStep) => void;
}

export interface ByHand {
  /** To one who has the book, or, with the name of this device, to one who has not: the text holds the invite then. */
  offer(toNewcomer: { readonly from: string } | null): Promise<void>;
  /** Takes what the other has sent. null: it was of use, and a step followed; otherwise nothing has changed. */
  take(text: string): Promise<HandProblem | null>;
  cancel(): void;
}

/** What is sealed: whose call it is, its number, and how the caller can be reached. */
interface Word {
  readonly from: PeerId;
  readonly call: number;
  readonly description: Description;
}

interface Call {
  readonly number: number;
  readonly connection: HandConnection;
  /** The other side, once it is known. */
  peer: PeerId | null;
  /** What was given back, on the side that answers. */
  answer: string | null;
  cancelPatience: () => void;
}

const readWord = (sealed: unknown): Word | null => {
  if (!(sealed instanceof Uint8Array)) return null;
  try {
    const decoder = decoding.createDecoder(sealed);
    const from = toBase32(decoding.readUint8Array(decoder, PEER_BYTES));
    const call = decoding.readVarUint(decoder);
    return { from, call, description: readSlimDescription(decoding.readTailAsUint8Array(decoder)) };
  } catch {
    return null; // sealed by a member, and yet not a word that this version knows
  }
};

export const createByHand = (setup: ByHandSetup): ByHand => {
  const { self, ledger, sealer, clock, connect } = setup;
  let current: Call | null = null;
  /** The call of which it was last said that it is connected. */
  let connected: Call | null = null;

  const step = (next: HandStep): void => {
    connected = null;
    setup.stepped(next);
  };

  const end = (): void => {
    current?.cancelPatience();
    current?.connection.abandon();
    current = null;
  };

  const failed = (problem: HandProblem): void => {
    end();
    step({ kind: 'failed', problem });
  };

  const opened = (call: Call, connection: RTCPeerConnection, channel: RTCDataChannel): void => {
    if (current !== call || call.peer === null) return connection.close();
    call.cancelPatience();
    current = null;
    step({ kind: 'connected', peer: call.peer });
    connected = call;
    setup.adopt(call.peer, connection, channel, () => {
      if (connected === call) step({ kind: 'idle' });
    });
  };

  /** While the answer is on its way by hand there is nobody to give up for: people take their time. */
  const unanswered = (call: Call): void => {
    if (current !== call) return;
    if (call.answer === null) failed('not-reached');
    else step({ kind: 'answered', text: call.answer, unheard: true });
  };

  const begin = (number: number, peer: PeerId | null): Call | null => {
    end();
    if (connect === undefined) return null;
    const connection = createHandConnection({
      clock,
      connect: () => connect({ iceServers: [...setup.iceServers] }),
      opened: (open, channel) => opened(call, open, channel),
      unanswered: () => unanswered(call),
    });
    const call: Call = { number, connection, peer, answer: null, cancelPatience: () => undefined };
    current = call;
    return call;
  };

  const textFor = async (
    call: Call,
    description: Description,
    envelope: (sealed: Uint8Array) => HandText,
  ): Promise<string | null> => {
    const slim = slimDescription(description);
    if (slim === null) return null;
    const word = encoding.encode((encoder) => {
      encoding.writeUint8Array(encoder, fromBase32(self) ?? new Uint8Array(PEER_BYTES));
      encoding.writeVarUint(encoder, call.number);
      encoding.writeUint8Array(encoder, slim);
    });
    return encodeHandText(envelope(buffer.fromBase64(await sealer.seal(word))));
  };

  /** Runs the first step of a call, and shows the text that came of it. */
  const prepare = async (
    call: Call | null,
    describeSelf: (connection: HandConnection) => Promise<Description>,
    envelope: (sealed: Uint8Array) => HandText,
    done: (text: string) => void,
  ): Promise<void> => {
    if (call === null) return failed('unsupported');
    step({ kind: 'preparing' });
    try {
      const text = await textFor(call, await describeSelf(call.connection), envelope);
      if (current !== call) return;
      if (text === null) failed('no-address');
      else done(text);
    } catch {
      if (current === call) failed('unsupported');
    }
  };

  const answer = (word: Word): Promise<void> => {
    const call = begin(word.call, word.from);
    return prepare(
      call,
      (connection) => connection.answer(word.description),
      (sealed) => ({ kind: 'answer', ledger, sealed }),
      (text) => {
        if (call !== null) call.answer = text;
        step({ kind: 'answered', text, unheard: false });
      },
    );
  };

  const accept = async (call: Call, word: Word): Promise<void> => {
    call.peer = word.from;
    call.cancelPatience = clock.after(CONNECT_MS, () => failed('not-reached'));
    step({ kind: 'connecting' });
    try {
      await call.connection.accept(word.description);
    } catch {
      if (current === call) failed('not-reached');
    }
  };

  const takeWord = async (text: HandText, word: Word): Promise<HandProblem | null> => {
    if (word.from === self) return 'own-text';
    if (text.kind !== 'answer') {
      await answer(word);
      return null;
    }
    if (current === null || current.number !== word.call || current.peer !== null) return 'too-old';
    await accept(current, word);
    return null;
  };

  return {
    offer: (toNewcomer) => {
      const number = Math.floor(setup.random() * 2 ** 32);
      const about = { ledger, secret: setup.secret, from: toNewcomer?.from ?? '' };
      return prepare(
        begin(number, null),
        (connection) => connection.offer(),
        (sealed) =>
          toNewcomer === null ? { kind: 'offer', ledger, sealed } : { kind: 'welcome', ...about, sealed },
        (text) => step({ kind: 'offered', text }),
      );
    },
    take: async (pasted) => {
      const text = readHandText(pasted);
      if (!text.ok) return text.error;
      if (text.value.ledger !== ledger) return 'another-book';
      const opened = await sealer.open(buffer.toBase64(text.value.sealed));
      if (opened === null) return 'another-book';
      const word = readWord(opened);
      return word === null ? 'too-new' : takeWord(text.value, word);
    },
    cancel: () => {
      end();
      step({ kind: 'idle' });
    },
  };
};
