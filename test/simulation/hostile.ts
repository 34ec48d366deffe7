/** A peer that was let in and means ill: it greets, and then sends what no honest peer would. */

import * as encoding from 'lib0/encoding';
import type { Clock } from '@/lib/sync/clock';
import { encodeFrame } from '@/lib/sync/frame-codec';
import { PROTOCOL_VERSION } from '@/lib/sync/frames';
import type { SharedDocument } from '@/lib/sync/shared-document';
import type { Link, PeerId, Transport } from '@/lib/sync/transport';
import type { Dice } from '../random';
import type { HostileManner } from './scenario';

export interface HostileNeeds {
  readonly peer: PeerId;
  readonly manner: HostileManner;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly dice: Dice;
  /** What the victim holds: what is sent mutated is known there already, since nobody can sign yet. */
  readonly documentOf: (peer: PeerId) => SharedDocument | null;
  /** Real frames of late, that carry no entries. */
  readonly overheard: () => readonly Uint8Array[];
}

const EVERY_MS = 150;
const ourTypes = [0, 1, 2, 3, ...Array.from({ length: 25 }, (_, index) => 64 + index)];

const randomBytes = (dice: Dice, length: number): Uint8Array =>
  new Uint8Array(length).map(() => dice.below(256));

const randomFrame = (dice: Dice): Uint8Array => {
  const bytes = randomBytes(dice, 1 + dice.below(80));
  if (dice.chance(0.8)) bytes[0] = dice.pick(ourTypes);
  return bytes;
};

const mutated = (dice: Dice, frame: Uint8Array): Uint8Array => {
  const bytes = frame.slice();
  for (let count = 1 + dice.below(3); count > 0 && bytes.length > 0; count--)
    bytes[dice.below(bytes.length)] = dice.below(256);
  return dice.chance(0.2) ? bytes.slice(0, dice.below(bytes.length + 1)) : bytes;
};

/** Something that the victim holds, as a real update. */
const knownUpdate = (dice: Dice, document: SharedDocument): Uint8Array | null => {
  const reach = [...document.reach()];
  if (reach.length === 0) return null;
  const [writer, to] = dice.pick(reach);
  const [update] = document.updatesFor([{ writer, from: dice.below(to), to }]);
  return update === undefined ? null : encodeFrame({ type: 'update', update });
};

const hugeFrame = (dice: Dice): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeUint8(encoder, dice.pick(ourTypes));
    for (let count = 1 + dice.below(4); count > 0; count--)
      encoding.writeVarUint(encoder, dice.chance(0.5) ? dice.below(40) : 2 ** (20 + dice.below(32)));
    encoding.writeUint8Array(encoder, randomBytes(dice, dice.below(200)));
  });

/** In plain Yjs the first wipes what a writer wrote, and the second makes everyone deaf to what it writes next. */
const deletion = (dice: Dice, document: SharedDocument): Uint8Array | null => {
  const reach = [...document.reach()];
  if (reach.length === 0) return null;
  const [writer, to] = dice.pick(reach);
  const numbers = dice.chance(0.5)
    ? [0, 1, writer, 1, 0, to]
    : [1, 1, writer, to, 0, 1 + dice.below(1_000), 0];
  const update = encoding.encode((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number);
  });
  return encodeFrame({ type: 'update', update });
};

/** Claims to be here longest, to hold more than anybody, and to prove what it is asked. */
const lie = (dice: Dice, self: PeerId, seq: number): Uint8Array => {
  if (dice.chance(0.4))
    return encodeFrame({
      type: 'presence',
      isAnswer: false,
      words: [{ kind: 'links', peer: self, seq, role: 'peer', joinedAt: 1, neighbors: [] }],
    });
  if (dice.chance(0.3))
    return encodeFrame({
      type: 'proof',
      request: dice.below(90),
      clock: 2 ** 40,
      print: randomBytes(dice, 16),
    });
  const entries = dice.below(1_000_000);
  return encodeFrame({ type: 'digest', digest: { entries, hash: randomBytes(dice, 16) } });
};

export const admitHostile = (needs: HostileNeeds): void => {
  const { peer, manner, transport, clock, dice } = needs;
  const links = new Set<Link>();
  let seq = 0;

  const badFrame = (victim: SharedDocument | null): Uint8Array | null => {
    switch (manner) {
      case 'random':
        return randomFrame(dice);
      case 'huge':
        return hugeFrame(dice);
      case 'liar':
        return lie(dice, peer, ++seq);
      case 'deletes':
        return victim === null ? null : deletion(dice, victim);
      case 'mutated': {
        const overheard = needs.overheard();
        const known = victim === null ? null : knownUpdate(dice, victim);
        const real = dice.chance(0.5) || overheard.length === 0 ? known : dice.pick(overheard);
        return real === null ? null : mutated(dice, real);
      }
    }
  };

  const harass = (): void => {
    for (const link of links) {
      const frame = badFrame(needs.documentOf(link.peer));
      if (frame !== null) link.send(frame);
    }
    clock.after(EVERY_MS, harass);
  };

  transport.start({
    sighted: (seen) => transport.dial(seen),
    vanished: () => undefined,
    unreachable: () => undefined,
    troubled: () => undefined,
    linked: (link) => {
      links.add(link);
      link.listen({
        frame: () => undefined,
        drained: () => undefined,
        closed: () => links.delete(link),
      });
      const joinedAt = manner === 'liar' ? 1 : clock.now();
      link.send(
        encodeFrame({ type: 'hello', version: PROTOCOL_VERSION, peer, role: 'peer', joinedAt, token: '' }),
      );
      link.send(encodeFrame({ type: 'plan', exchange: 'diff' }));
    },
  });
  harass();
};
