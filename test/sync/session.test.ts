import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from '@/lib/sync/frame-codec';
import { type Frame, type Hello, PROTOCOL_VERSION } from '@/lib/sync/frames';
import { createSession } from '@/lib/sync/session';
import { HIGH_WATER, type LinkListener } from '@/lib/sync/transport';
import { createVirtualClock } from '@/lib/sync/virtual-clock';

const hello = (changes: Partial<Hello> = {}): Hello => ({
  type: 'hello',
  version: PROTOCOL_VERSION,
  peer: 'abcdefghijklmnop',
  role: 'peer',
  joinedAt: 0,
  token: '',
  ...changes,
});

/** One end of a session on a link whose other end is in the test's hands. */
const setUp = ({ greetsFirst = true, speaks }: { greetsFirst?: boolean; speaks?: 'stock' } = {}) => {
  const clock = createVirtualClock();
  const sent: Frame[] = [];
  const events: string[] = [];
  const closed: string[] = [];
  const state = { queued: 0 };
  let listener: LinkListener | null = null;
  const session = createSession({
    link: {
      peer: 'abcdefghijklmnop',
      transport: 'simulated',
      speaks,
      get queued() {
        return state.queued;
      },
      send: (bytes) => {
        const frame = decodeFrame(bytes);
        if (frame.ok) sent.push(frame.value);
      },
      close: (reason) => void closed.push(reason),
      listen: (given) => {
        listener = given;
      },
    },
    clock,
    greeting: hello({ token: 'ours' }),
    greetsFirst,
    events: {
      opened: () => void events.push('opened'),
      frame: (_, { type }) => void events.push(type),
      changed: () => undefined,
      closed: (_, reason) => void events.push(`closed ${reason}`),
    },
  });
  session.begin();
  const hearBytes = (bytes: Uint8Array) => listener?.frame(bytes);
  return {
    clock,
    sent,
    events,
    closed,
    state,
    session,
    hearBytes,
    hear: (frame: Frame) => hearBytes(encodeFrame(frame)),
    drained: () => listener?.drained(),
    types: () => sent.map(({ type }) => type),
  };
};

describe('a session', () => {
  it('[S1] greets first and opens when it is greeted', () => {
    const { types, hear, events, session } = setUp();
    expect(types()).toEqual(['hello', 'plan']);
    expect(session.isOpen).toBe(false);
    hear(hello());
    expect([session.isOpen, events]).toEqual([true, ['opened']]);
  });

  it('[S1] of the relay is silent until it is greeted', () => {
    const { types, hear, clock } = setUp({ greetsFirst: false });
    clock.advance(3_000);
    expect(types()).toEqual([]);
    hear(hello());
    expect(types().slice(0, 2)).toEqual(['hello', 'plan']);
  });

  it('[S2] of the relay takes who does not greet for a stock client, and leaves it in peace', () => {
    const { types, hear, events, session, clock } = setUp({ greetsFirst: false });
    hear({ type: 'step1', reach: new Map() });
    expect([session.isStock, session.exchange, events]).toEqual([true, 'diff', ['opened', 'step1']]);
    clock.advance(120_000);
    expect(types()).toEqual([]);
  });

  it('[S2] over a link to a stock client is open from the start, and no word of ours goes over it', () => {
    const { types, hear, events, session, clock } = setUp({ speaks: 'stock' });
    expect([session.isOpen, session.isStock, session.exchange, events]).toEqual([
      true,
      true,
      'diff',
      ['opened'],
    ]);
    session.plan('full');
    session.wake();
    clock.advance(120_000);
    hear({ type: 'step1', reach: new Map() });
    session.close('stopped');
    expect(types()).toEqual([]);
    expect(events).toEqual(['opened', 'step1', 'closed stopped']);
  });

  it('[S2] of a peer waits for a greeting, whatever else comes', () => {
    const { hear, events } = setUp();
    hear({ type: 'update', update: new Uint8Array([0, 0]) });
    expect(events).toEqual([]);
  });

  it('[S3] ends with one that speaks a later version, and says so', () => {
    const { hear, closed, events } = setUp();
    hear(hello({ version: PROTOCOL_VERSION + 1 }));
    expect([closed, events]).toEqual([['too-new'], ['closed too-new']]);
  });

  it('[S4] carries the more of what either end plans', () => {
    const { hear, session, types } = setUp();
    hear(hello());
    session.plan('presence');
    expect(session.exchange).toBe('presence');
    hear({ type: 'plan', exchange: 'diff' });
    expect(session.exchange).toBe('diff');
    session.plan(null);
    expect(session.exchange).toBe('diff');
    hear({ type: 'plan', exchange: null });
    expect(session.exchange).toBe(null);
    expect(types().filter((type) => type === 'plan')).toHaveLength(3);
  });

  it('[S5] ends in silence after four looks, and not while anything is heard', () => {
    const { hear, closed, clock, types } = setUp();
    hear(hello());
    for (let round = 0; round < 10; round++) {
      clock.advance(6_000);
      hear({ type: 'done', request: 1 });
    }
    expect(closed).toEqual([]);
    clock.advance(12_000);
    expect(closed).toEqual(['silent']);
    expect(types()).toContain('ping');
  });

  it('[S5] answers each sign of life, and measures the way there and back', () => {
    const { hear, sent, clock, session } = setUp();
    hear(hello());
    hear({ type: 'ping', nonce: 42 });
    expect(sent.at(-1)).toEqual({ type: 'pong', nonce: 42 });
    clock.advance(80);
    hear({ type: 'pong', nonce: 1 });
    expect(session.rtt).toBe(80);
    hear({ type: 'pong', nonce: 999 });
    expect(session.rtt).toBe(80);
  });

  it('[S6] looks at once on waking, and ends within 1 s where nobody answers', () => {
    const awake = setUp();
    awake.hear(hello());
    awake.session.wake();
    awake.clock.advance(900);
    awake.hear({ type: 'pong', nonce: 2 });
    awake.clock.advance(1_000);
    expect(awake.closed).toEqual([]);
    awake.session.wake();
    awake.clock.advance(1_000);
    expect(awake.closed).toEqual(['silent']);
  });

  it('[S6] stays where the answer came before a regular look', () => {
    const { clock, hear, session, closed } = setUp();
    hear(hello());
    clock.advance(1_500);
    session.wake();
    clock.advance(300);
    hear({ type: 'pong', nonce: 2 });
    clock.advance(1_000);
    expect(closed).toEqual([]);
  });

  it('[S7] says goodbye with its reason, and hears one', () => {
    const leaving = setUp();
    leaving.hear(hello());
    leaving.session.close('unplanned');
    expect(leaving.sent.at(-1)).toEqual({ type: 'bye', reason: 'unplanned' });
    const left = setUp();
    left.hear(hello());
    left.hear({ type: 'bye', reason: 'stopped' });
    left.hear({ type: 'done', request: 1 });
    expect(left.events).toEqual(['opened', 'closed left']);
  });

  it('[S8] passes over twenty frames that it does not understand, and ends with the next', () => {
    const { hear, hearBytes, closed } = setUp();
    hear(hello());
    for (let round = 0; round < 20; round++) hearBytes(new Uint8Array([120, round]));
    expect(closed).toEqual([]);
    hearBytes(new Uint8Array([69, 99]));
    expect(closed).toEqual(['broken']);
  });

  it('[S9] sends a long answer only as fast as the link takes it, and the next one after it', () => {
    const { hear, session, state, drained, sent } = setUp();
    hear(hello());
    sent.length = 0;
    const done: string[] = [];
    const answer = (request: number, count: number): Frame[] =>
      Array.from({ length: count }, () => ({ type: 'done', request }));
    state.queued = HIGH_WATER;
    session.stream(answer(1, 3), () => done.push('first'));
    session.stream(answer(2, 2), () => done.push('second'));
    expect(sent).toEqual([]);
    state.queued = 0;
    drained();
    expect(sent).toEqual([...answer(1, 3), ...answer(2, 2)]);
    expect(done).toEqual(['first', 'second']);
  });
});
