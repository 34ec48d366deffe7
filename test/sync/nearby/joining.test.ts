import { describe, expect, it } from 'vitest';
import {
  type AskingStep,
  createNearbyAsking,
  type NearbyAsking,
  PATIENCE_MS,
} from '@/lib/sync/nearby/asking';
import { createLettingIn, type LettingIn } from '@/lib/sync/nearby/letting-in';
import { readNearbyWord, writeNearbyWord } from '@/lib/sync/nearby/words';
import { newPeerId } from '@/lib/sync/peer-id';
import { createSeededRandom } from '@/lib/sync/seeded-random';
import type { SignalPath } from '@/lib/sync/signaling';
import { createVirtualClock } from '@/lib/sync/virtual-clock';
import { seededBytes } from '../support/seeded-bytes';
import { createSignalHub } from '../support/signal-hub';

const INVITE = 'the invite';

/** A relay with whoever is at it. */
const createHome = (seed = 1) => {
  const clock = createVirtualClock();
  const random = createSeededRandom(seed);
  const randomBytes = seededBytes(seed);
  const hub = createSignalHub(clock, random, { delay: 20 });
  const shared = { clock, random, randomBytes, changed: () => undefined };
  const book = newPeerId(random);

  const member = (path: SignalPath = hub.path(), name = 'Our home'): LettingIn => {
    const lettingIn = createLettingIn({ ...shared, path, book, name: () => name, invite: () => INVITE });
    lettingIn.start();
    return lettingIn;
  };
  const stranger = (path: SignalPath = hub.path()): NearbyAsking => {
    const asking = createNearbyAsking({ ...shared, path });
    asking.start();
    clock.advance(100);
    return asking;
  };
  return { clock, random, hub, book, member, stranger };
};

const firstBook = (asking: NearbyAsking) => {
  const [book] = asking.books() ?? [];
  if (book === undefined) throw new Error('no book is seen');
  return book;
};

const firstRequest = (lettingIn: LettingIn) => {
  const [request] = lettingIn.requests();
  if (request === undefined) throw new Error('nobody asks');
  return request;
};

const codeAt = (step: AskingStep): string | null => (step.kind === 'compare' ? step.code : null);

describe('[N1] a book that may be asked for', () => {
  it('is seen by whoever looks, once for all its members, and no longer when they have gone', () => {
    const { clock, member, stranger } = createHome();
    const members = [member(), member()];
    const dora = stranger();
    expect(dora.books()).toMatchObject([{ name: 'Our home' }]);
    for (const one of members) one.stop();
    clock.advance(40_000);
    expect(dora.books()).toEqual([]);
  });

  it('is seen when a member comes later, and nothing is seen while the relay is silent', () => {
    const { clock, hub, member, stranger } = createHome();
    const dora = stranger();
    expect(dora.books()).toEqual([]);
    member();
    clock.advance(100);
    expect(dora.books()).toHaveLength(1);
    hub.down();
    expect(dora.books()).toBe(null);
  });
});

describe('[N2] a request to join', () => {
  it('shows the same six digits on both screens, and then only who asked can read the invite', () => {
    const { clock, hub, member, stranger } = createHome();
    const ana = member();
    const dora = stranger();
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    const request = firstRequest(ana);
    expect(request).toMatchObject({ name: 'Dora', code: null });
    ana.answer(request.ask);
    clock.advance(100);
    const code = codeAt(dora.step());
    expect(code).toMatch(/^\d{6}$/);
    expect(firstRequest(ana).code).toBe(code);
    ana.admit(request.ask);
    clock.advance(100);
    expect(dora.step()).toMatchObject({ kind: 'admitted', invite: INVITE });
    expect(ana.requests()).toEqual([]);
    expect(hub.passed.join('')).not.toContain(INVITE);
  });

  it('gives no invite before the digits are there, whatever the person does', () => {
    const { clock, member, stranger } = createHome();
    const ana = member();
    const dora = stranger();
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    ana.admit(firstRequest(ana).ask);
    clock.advance(100);
    expect(dora.step().kind).toBe('asked');
  });

  it('that is refused says so, and is not shown again', () => {
    const { clock, member, stranger } = createHome();
    const [ana, ben] = [member(), member()];
    const dora = stranger();
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    ana.refuse(firstRequest(ana).ask);
    clock.advance(10_000);
    expect(dora.step().kind).toBe('refused');
    expect([...ana.requests(), ...ben.requests()]).toEqual([]);
  });

  it('is answered by the first of the members alone; the other is told so by its going away', () => {
    const { clock, member, stranger } = createHome();
    const [ana, ben] = [member(), member()];
    const dora = stranger();
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    ana.answer(firstRequest(ana).ask);
    ben.answer(firstRequest(ben).ask);
    clock.advance(100);
    const codes = [...ana.requests(), ...ben.requests()].map(({ code }) => code);
    expect(codes).toEqual([codeAt(dora.step())]);
  });

  it('that nobody answers expires on both sides', () => {
    const { clock, member, stranger } = createHome();
    const ana = member();
    const dora = stranger();
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(PATIENCE_MS + 100);
    expect(dora.step().kind).toBe('expired');
    expect(ana.requests()).toEqual([]);
  });

  it('goes from the screen when who asked has gone without a word', () => {
    const { clock, hub, member, stranger } = createHome();
    const ana = member();
    const path = hub.path();
    const dora = stranger({ ...path, stop: () => path.stop(null) });
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    expect(ana.requests()).toHaveLength(1);
    dora.stop();
    clock.advance(20_000);
    expect(ana.requests()).toEqual([]);
  });

  it('is one of three at most on a screen, and of few in a while, however many are made', () => {
    const { clock, random, hub, book, member } = createHome();
    const ana = member();
    const loud = hub.path();
    loud.start({
      opened: () => undefined,
      closed: () => undefined,
      heard: () => undefined,
      present: () => undefined,
    });
    const shown = new Set<string>();
    for (let second = 0; second < 60; second++) {
      const key = seededBytes(second)(new Uint8Array(32));
      for (let count = 0; count < 10; count++)
        loud.send(writeNearbyWord({ kind: 'ask', book, ask: newPeerId(random), name: 'Eve', key }), null);
      clock.advance(1_000);
      expect(ana.requests().length).toBeLessThanOrEqual(3);
      for (const { ask } of ana.requests()) shown.add(ask);
    }
    expect(shown.size).toBeLessThanOrEqual(6);
  });
});

/** A relay that puts itself between two, with keys of its own: two hubs, and somebody who is at both. */
const createMiddle = (seed: number) => {
  const home = createHome(seed);
  const far = createSignalHub(home.clock, home.random, { delay: 20 });
  const ana = home.member();
  const dora = home.stranger(far.path());
  const towardsAna = createNearbyAsking({
    path: home.hub.path(),
    clock: home.clock,
    random: home.random,
    randomBytes: seededBytes(seed + 1_000),
    changed: () => undefined,
  });
  towardsAna.start();
  const towardsDora = home.member(far.path());
  home.clock.advance(10_000);
  return { ...home, ana, dora, towardsAna, towardsDora };
};

describe('[N3] a relay in the middle', () => {
  it.each([1, 2, 3, 4, 5])('is noticed by digits that differ (seed %i)', (seed) => {
    const { clock, ana, dora, towardsAna, towardsDora } = createMiddle(seed);
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    towardsAna.ask(firstBook(towardsAna), firstRequest(towardsDora).name);
    clock.advance(100);
    ana.answer(firstRequest(ana).ask);
    towardsDora.answer(firstRequest(towardsDora).ask);
    clock.advance(100);
    const [hers, his] = [codeAt(dora.step()), firstRequest(ana).code];
    expect(hers).toMatch(/^\d{6}$/);
    expect(his).toMatch(/^\d{6}$/);
    expect(hers).not.toBe(his);
  });

  it('that changes a nonce which was promised ends the request', () => {
    const { clock, hub, member, stranger } = createHome();
    const ana = member();
    const path = hub.path();
    const altering: SignalPath = {
      ...path,
      start: (listener) =>
        path.start({
          ...listener,
          heard: (text) => {
            const word = readNearbyWord(text);
            const other = new Uint8Array(16).fill(7);
            listener.heard(word?.kind === 'reveal' ? writeNearbyWord({ ...word, nonce: other }) : text);
          },
        }),
    };
    const dora = stranger(altering);
    dora.ask(firstBook(dora), 'Dora');
    clock.advance(100);
    ana.answer(firstRequest(ana).ask);
    clock.advance(100);
    expect(dora.step().kind).toBe('disturbed');
    expect(ana.requests()).toEqual([]);
  });
});

describe('[N4] words of nearby devices', () => {
  it.each([
    'no json',
    '[]',
    '{"kind":"ask"}',
    '{"kind":"here","book":"aaaaaaaaaaaaaaaa","name":"  "}',
    '{"kind":"here","book":"short","name":"Home"}',
    '{"kind":"answer","ask":"aaaaaaaaaaaaaaaa","by":"aaaaaaaaaaaaaaaa","key":"aa","commitment":"aa"}',
    '{"kind":"something later"}',
  ])('that are none are passed over: %s', (text) => {
    expect(readNearbyWord(text)).toBe(null);
  });

  it('cut a name that would fill the screen', () => {
    const word = readNearbyWord(
      JSON.stringify({ kind: 'here', book: 'a'.repeat(16), name: 'x'.repeat(5_000) }),
    );
    expect(word).toMatchObject({ name: 'x'.repeat(60) });
  });
});
