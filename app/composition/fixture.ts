/** Development only, until the composition root is here: two real ledgers in memory that hand each other what is new. */
import { createJournal, type Journal } from '@/lib/ledger/journal';
import { createLedger } from '@/lib/ledger/ledger';
import type { Books, Demo, Live, OpenBook, SyncSnapshot } from './contract';

const draw = () => Math.floor(Math.random() * 2 ** 53);
const live = <V>(value: V): Live<V> & { set(v: V): void } => {
  const listeners = new Set<() => void>();
  let now = value;
  return {
    get: () => now,
    set: (v) => {
      now = v;
      for (const l of listeners) l();
    },
    subscribe: (l) => {
      listeners.add(l);
      return () => listeners.delete(l);
    },
  };
};
const must = <V>(r: { ok: true; value: V } | { ok: false }): V => {
  if (!r.ok) throw new Error(JSON.stringify(r));
  return r.value;
};

function fill(journal: Journal) {
  const ledger = createLedger({ journal, now: () => Date.now() - 864e5 });

  const ana = must(ledger.create('member', { name: 'Ana', color: 0 }));
  const ben = must(ledger.create('member', { name: 'Ben', color: 1 }));
  const laptop = must(ledger.create('device', { name: 'Ana’s laptop', member: ana }));
  const phone = must(ledger.create('device', { name: 'Ben’s phone', member: ben }));
  ledger.identify(laptop);
  must(ledger.configure({ name: 'The Lindwalls' }));
  const a1 = must(
    ledger.create('account', { name: 'Everyday', kind: 'checking', currency: 'EUR', opening: 124050 }),
  );
  must(ledger.create('account', { name: 'Savings', kind: 'savings', currency: 'EUR', opening: 880000 }));
  must(ledger.create('account', { name: 'Credit card', kind: 'card', currency: 'EUR', opening: -23412 }));
  const cats = ['Groceries', 'Rent', 'Salary', 'Eating out', 'Transport', 'Children', 'Health'].map((name) =>
    must(ledger.create('category', { name, flow: name === 'Salary' ? 'in' : 'out' })),
  );
  const payees = [
    'Corner Market',
    'Rose Bakery',
    'City Transport',
    'Pharmacy on Hill Street',
    'Noodle House',
    'Hill School canteen',
  ];
  const which = [0, 3, 4, 6, 3, 5];
  let seed = 7;
  const rnd = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  for (let m = 0; m < 24; m++) {
    const ym = `${2024 + Math.floor((m + 11) / 12)}-${String(((m + 11) % 12) + 1).padStart(2, '0')}`;
    const add = (day: number, amount: number, payee: string, c: number, memo = '', number = '') =>
      must(
        ledger.create('transaction', {
          date: `${ym}-${String(day).padStart(2, '0')}`,
          account: a1,
          amount,
          payee,
          memo,
          category: cats[c] ?? null,
          number,
          cleared: m < 22,
        }),
      );
    add(1, -125000, 'Hill Street Housing', 1, 'Rent');
    add(25, 412050, 'Lindwall Instruments', 2);
    for (let i = 0; i < 22; i++) {
      const p = Math.floor(rnd() * 6);
      add(
        1 + Math.floor(rnd() * 28),
        -Math.floor(rnd() * 9000 + 180),
        payees[p] ?? '',
        which[p] ?? 0,
        rnd() < 0.2 ? 'with Mia' : '',
        rnd() < 0.05 ? String(1000 + i) : '',
      );
    }
  }
  return { laptop, phone };
}

function pair() {
  const a = createJournal(draw);
  const b = createJournal(draw);
  const online = live<readonly [boolean, boolean]>([true, true]);
  const { laptop, phone } = fill(a);
  const ledgers = [
    createLedger({ journal: a, now: Date.now }),
    createLedger({ journal: b, now: Date.now }),
  ] as const;
  ledgers[0].identify(laptop);
  ledgers[1].identify(phone);
  const meet = () => {
    if (!online.get().every(Boolean)) return;
    for (const u of a.updatesSince(b.reach())) b.admit(u, 'a');
    for (const u of b.updatesSince(a.reach())) a.admit(u, 'b');
  };
  meet();
  a.onGrowth((_r, o) => o === 'local' && setTimeout(meet, 60));
  b.onGrowth((_r, o) => o === 'local' && setTimeout(meet, 60));
  online.subscribe(meet);
  const books = [0, 1].map((i): OpenBook => {
    const ledger = ledgers[i as 0 | 1];
    const other = ledgers[i === 0 ? 1 : 0].identity();
    const snap = live<SyncSnapshot>({
      peers: [
        {
          peer: 'aaaa',
          role: 'peer',
          member: other?.member ?? null,
          device: other?.device.name ?? '',
          neighbor: true,
          rtt: 12,
          via: 'webrtc',
          editing: null,
        },
        {
          peer: 'relay',
          role: 'server',
          member: null,
          device: '',
          neighbor: true,
          rtt: 3,
          via: 'websocket',
          editing: null,
        },
      ],
      devices: [
        {
          device: laptop,
          name: 'Ana’s laptop',
          member: ledger.members()[0] ?? null,
          self: i === 0,
          here: true,
          lastSeen: Date.now(),
          lacks: 0,
          exact: true,
        },
        {
          device: phone,
          name: 'Ben’s phone',
          member: ledger.members()[1] ?? null,
          self: i === 1,
          here: true,
          lastSeen: Date.now(),
          lacks: 0,
          exact: true,
        },
        {
          device: 'x',
          name: 'Kitchen tablet',
          member: ledger.members()[1] ?? null,
          self: false,
          here: false,
          lastSeen: Date.now() - 4 * 864e5,
          lacks: 41,
          exact: false,
        },
      ],
      traffic: { framesIn: 412, framesOut: 388, bytesIn: 91022, bytesOut: 70411 },
      strategy: 'nearest-peer',
      ledgerStrategy: 'nearest-peer',
      stalled: null,
      troubles: [
        { transport: 'webrtc', trouble: { kind: 'no-direct-path', detail: 'ICE failed with bbbb' } },
      ],
      refused: [{ from: 'Ben’s phone', reason: 'a delete set', count: 2 }],
      allAgree: true,
      unsharedChanges: 0,
    });
    return {
      id: 'demo',
      ledger,
      sync: {
        get: snap.get,
        subscribe: snap.subscribe,
        setStrategy: () => undefined,
        setDeviceStrategy: () => undefined,
        setEditing: () => undefined,
      },
      saved: live({ kind: 'saved' } as const),
      introduce: async () => ({ ok: true, value: null }),
      inviteLink: (o) => `${o}/join/#abcdefghijklmnopqrstuvwx.mnopqrstuvwxyz234567abcdef.k7`,
      exportJson: async () => '{}',
      close: async () => undefined,
    };
  });
  return { books: books as unknown as readonly [OpenBook, OpenBook], online };
}

let demoPair: ReturnType<typeof pair> | null = null;
const thePair = () => {
  demoPair ??= pair();
  Object.assign(window, { pair: demoPair });
  return demoPair;
};

export const books: Books = {
  list: async () => [{ id: 'demo', name: 'The Lindwalls', entries: 1204, openedAt: Date.now() - 4e6 }],
  create: async () => ({ ok: true, value: 'demo' }),
  readInvite: (t) =>
    t.includes('.')
      ? { ok: true, value: { id: 'demo' } }
      : { ok: false, error: { kind: 'bad-invite', why: 'damaged' } },
  join: async () => ({ ok: true, value: 'demo' }),
  open: async (id) =>
    id === 'demo' ? { ok: true, value: thePair().books[0] } : { ok: false, error: { kind: 'unknown-book' } },
  forget: async () => ({ ok: true, value: null }),
  restore: async () => ({ ok: true, value: 'demo' }),
  addresses: async () => ['http://linden.local:3000', 'http://192.168.1.20:3000'],
  demo: async (): Promise<Demo> => {
    const { books: two, online } = thePair();
    return {
      books: two,
      online,
      setOnline: (i, on) => {
        const [x, y] = online.get();
        online.set(i === 0 ? [on, y] : [x, on]);
      },
      close: async () => undefined,
    };
  },
};
