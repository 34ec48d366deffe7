import { describe, expect, it } from 'vitest';
import { type ByHand, createByHand, type HandStep } from '@/lib/sync/by-hand';
import { readHandText } from '@/lib/sync/hand-text';
import { deriveRoomKeys, type Invite, newInvite } from '@/lib/sync/invite';
import { newPeerId } from '@/lib/sync/peer-id';
import { createSealer, type Sealer } from '@/lib/sync/sealing';
import { deriveSealingKey } from '@/lib/sync/sealing-key';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { PeerId } from '@/lib/sync/transport';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { createFakeConnections, type FakeConnections } from './support/fake-connection';
import { seededBytes } from './support/seeded-bytes';

const random = createSeededRandom(3);
const clock = createVirtualClock();
const ours = newInvite(seededBytes(1));
const theirs = newInvite(seededBytes(2));

const sealerOf = (invite: Invite): Sealer => {
  const { password, topic } = deriveRoomKeys(invite);
  const means = { randomBytes: seededBytes(4), subtle: crypto.subtle, deriveKey: deriveSealingKey };
  return createSealer({ password, topic, ...means });
};
const sealers = new Map([ours, theirs].map((invite) => [invite, sealerOf(invite)]));

interface Page {
  readonly peer: PeerId;
  readonly hand: ByHand;
  readonly browser: FakeConnections;
  readonly adopted: PeerId[];
  /** The links that were made by hand end. */
  readonly loseLinks: () => void;
  readonly step: () => HandStep;
  /** The text to be given to the other. */
  readonly text: () => string;
}

const openPage = (ufrag: string, invite = ours, connects = true): Page => {
  const peer = newPeerId(random);
  const browser = createFakeConnections(ufrag);
  const adopted: PeerId[] = [];
  const endings: (() => void)[] = [];
  let step: HandStep = { kind: 'idle' };
  const hand = createByHand({
    self: peer,
    ...invite,
    sealer: sealers.get(invite) ?? sealerOf(invite),
    clock,
    random,
    connect: connects ? browser.connect : undefined,
    iceServers: [],
    adopt: (other, _connection, _channel, ended) => {
      adopted.push(other);
      endings.push(ended);
    },
    stepped: (next) => {
      step = next;
    },
  });
  return {
    peer,
    hand,
    browser,
    adopted,
    loseLinks: () => {
      for (const ended of endings) ended();
    },
    step: () => step,
    text: () => {
      if (!('text' in step)) throw new Error(`there is no text: ${step.kind}`);
      return step.text;
    },
  };
};

describe('two people who pass a text each way', () => {
  it('[T11] are linked, and each knows whose link it is', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    await ana.hand.offer(null);
    expect(ana.step().kind).toBe('offered');
    expect(await ben.hand.take(ana.text())).toBe(null);
    expect(ben.step()).toMatchObject({ kind: 'answered', unheard: false });
    expect(await ana.hand.take(ben.text())).toBe(null);
    expect(ana.step()).toEqual({ kind: 'connected', peer: ben.peer });
    expect(ana.adopted).toEqual([ben.peer]);
    expect(ben.browser.made[0]?.connection.remoteDescription?.sdp).toContain('a=ice-ufrag:aaaa');
    expect(ana.browser.made[0]?.connection.remoteDescription?.sdp).toContain('a=ice-ufrag:bbbb');
  });

  it('[T11] may both have made one: whoever takes the other’s answers it', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    await ana.hand.offer(null);
    await ben.hand.offer(null);
    expect(await ben.hand.take(ana.text())).toBe(null);
    expect(ben.browser.made.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    await ana.hand.take(ben.text());
    expect(ana.adopted).toEqual([ben.peer]);
  });

  it('[T11] can let somebody new in: that text alone holds the invite, and says from whom', async () => {
    const ana = openPage('aaaa');
    await ana.hand.offer({ from: 'Ana’s laptop' });
    expect(readHandText(ana.text())).toMatchObject({
      value: { kind: 'welcome', ledger: ours.ledger, secret: ours.secret, from: 'Ana’s laptop' },
    });
    await ana.hand.offer(null);
    expect(readHandText(ana.text())).toMatchObject({ value: { kind: 'offer', ledger: ours.ledger } });
  });

  it('[T11] pass texts that fit into a picture that a phone can read', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    await ana.hand.offer({ from: 'x'.repeat(40) });
    expect(ana.text().length).toBeLessThan(500);
    await ben.hand.take(ana.text());
    expect(ben.text().length).toBeLessThan(400);
  });
});

describe('a link that was made by hand and is over', () => {
  it('[T11] is no longer said to be there, and leaves what was begun since alone', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    const connect = async (): Promise<void> => {
      await ana.hand.offer(null);
      await ben.hand.take(ana.text());
      await ana.hand.take(ben.text());
    };
    await connect();
    ana.loseLinks();
    expect(ana.step()).toEqual({ kind: 'idle' });
    await connect();
    await ana.hand.offer(null);
    ana.loseLinks();
    expect(ana.step().kind).toBe('offered');
  });
});

describe('a text that is of no use', () => {
  it('[T11] is told apart by why, and changes nothing', async () => {
    const [ana, ben, stranger] = [openPage('aaaa'), openPage('bbbb'), openPage('cccc', theirs)];
    await ana.hand.offer(null);
    await stranger.hand.offer(null);
    await ben.hand.take(ana.text());
    const good = ben.text();
    const before = ana.step();
    const damaged = `${good.slice(0, 100)}${good[100] === 'a' ? 'b' : 'a'}${good.slice(101)}`;
    expect(await ana.hand.take('hello')).toBe('not-ours');
    expect(await ana.hand.take('')).toBe('not-ours');
    expect(await ana.hand.take(damaged)).toBe('damaged');
    expect(await ana.hand.take(good.slice(0, -10))).toBe('damaged');
    expect(await ana.hand.take(stranger.text())).toBe('another-book');
    expect(await ana.hand.take(ana.text())).toBe('own-text');
    expect(ana.step()).toBe(before);
    expect(await ana.hand.take(` ${good.toUpperCase().replace(/(.{60})/g, '$1\r\n')} `)).toBe(null);
    expect(ana.adopted).toEqual([ben.peer]);
  });

  it('[T11] is too old when its call is over: answered, begun anew, called off, or on a page that was reloaded', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    await ana.hand.offer(null);
    await ben.hand.take(ana.text());
    const answer = ben.text();
    expect(await openPage('dddd').hand.take(answer)).toBe('too-old');
    await ana.hand.take(answer);
    expect(await ana.hand.take(answer)).toBe('too-old');
    await ana.hand.offer(null);
    expect(await ana.hand.take(answer)).toBe('too-old');
    ana.hand.cancel();
    expect(ana.step()).toEqual({ kind: 'idle' });
    expect(await ana.hand.take(answer)).toBe('too-old');
  });

  it('[T11] of the same book but another secret opens nothing', async () => {
    const [ana, other] = [openPage('aaaa'), openPage('cccc', { ...ours, secret: theirs.secret })];
    await other.hand.offer(null);
    expect(await ana.hand.take(other.text())).toBe('another-book');
  });
});

describe('a call by hand that comes to nothing', () => {
  it('[T11] says so on the side that waits, and only doubts on the side whose answer may be on its way', async () => {
    const [ana, ben] = [openPage('aaaa'), openPage('bbbb')];
    await ana.hand.offer(null);
    await ben.hand.take(ana.text());
    ben.browser.made[0]?.fail();
    expect(ben.step()).toMatchObject({ kind: 'answered', unheard: true });
    ana.browser.made[0]?.fail();
    expect(ana.step()).toEqual({ kind: 'failed', problem: 'not-reached' });
    expect(ana.browser.made[0]?.isClosed).toBe(true);
  });

  it('[T11] is told at once where the browser has no way of its own', async () => {
    const without = openPage('aaaa', ours, false);
    await without.hand.offer(null);
    expect(without.step()).toEqual({ kind: 'failed', problem: 'unsupported' });
  });
});
