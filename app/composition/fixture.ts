/** Development only, until the real ledger is here: two years of lines in memory. */
import type { Account, Category, Device, Member, RecordId, Transaction } from '@/lib/ledger/records';
import type { Books, Demo, OpenBook, SyncSnapshot } from './contract';
import type { Conflict, HistoryLine, Ledger, LedgerChange, Register, RegisterLine } from './ledger-shape';

function fakeLedger(): Ledger & { poke(): void } {
  const members: Member[] = [
    { id: 'm1', name: 'Ana', color: 0, deleted: false },
    { id: 'm2', name: 'Ben', color: 1, deleted: false },
  ];
  const devices: Device[] = [
    { id: 'd1', name: 'Ana’s laptop', member: 'm1', deleted: false },
    { id: 'd2', name: 'Ben’s phone', member: 'm2', deleted: false },
  ];
  let accounts: Account[] = [
    {
      id: 'a1',
      name: 'Everyday account',
      kind: 'checking',
      currency: 'EUR',
      opening: 124050,
      deleted: false,
    },
    { id: 'a2', name: 'Savings', kind: 'savings', currency: 'EUR', opening: 880000, deleted: false },
    { id: 'a3', name: 'Credit card', kind: 'card', currency: 'EUR', opening: -23412, deleted: false },
  ];
  let categories: Category[] = [
    'Groceries',
    'Rent',
    'Salary',
    'Eating out',
    'Transport',
    'Children',
    'Health',
  ].map((name, i) => ({ id: `c${i}`, name, flow: name === 'Salary' ? 'in' : 'out', deleted: false }));
  const txs = new Map<RecordId, Transaction>();
  const payees = [
    'Corner Market',
    'Rose Bakery',
    'City Transport',
    'Pharmacy on Hill Street',
    'Noodle House',
    'Hill School canteen',
  ];
  const cats = ['c0', 'c3', 'c4', 'c6', 'c3', 'c5'];
  let seed = 7;
  const rnd = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  let n = 0;
  for (let m = 0; m < 24; m++) {
    const y = 2024 + Math.floor((m + 11) / 12);
    const mo = ((m + 11) % 12) + 1;
    const ym = `${y}-${String(mo).padStart(2, '0')}`;
    const add = (
      day: number,
      amount: number,
      payee: string,
      category: string | null,
      memo = '',
      number = '',
    ) => {
      const id = `t${n++}`;
      txs.set(id, {
        id,
        date: `${ym}-${String(day).padStart(2, '0')}`,
        account: 'a1',
        amount,
        payee,
        memo,
        category,
        number,
        cleared: m < 22,
        deleted: false,
      });
    };
    add(1, -125000, 'Hill Street Housing', 'c1', 'Rent');
    add(25, 412050, 'Lindwall Instruments', 'c2', 'Salary');
    for (let i = 0; i < 22; i++) {
      const p = Math.floor(rnd() * 6);
      add(
        1 + Math.floor(rnd() * 28),
        -Math.floor(rnd() * 9000 + 180),
        payees[p] ?? '',
        cats[p] ?? null,
        rnd() < 0.2 ? 'with Mia' : '',
        rnd() < 0.05 ? String(1000 + n) : '',
      );
    }
  }
  let version = 0;
  const listeners = new Set<(c: LedgerChange) => void>();
  let registers = new Map<RecordId, Register>();
  const undo: (() => void)[] = [];
  const emit = (ids: RecordId[], local: boolean, by: Member | null = null) => {
    version++;
    registers = new Map();
    for (const l of listeners) l({ records: new Set(ids), local, by: new Map(ids.map((i) => [i, by])) });
  };
  const build = (account: RecordId): Register => {
    const list = [...txs.values()]
      .filter((t) => t.account === account && !t.deleted)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1));
    let b = accounts.find((a) => a.id === account)?.opening ?? 0;
    const sum = (x: number) => {
      b += x;
      return b;
    };
    const lines: RegisterLine[] = list.map((t) => ({
      transaction: t,
      balance: sum(t.amount),
      conflicted: t.id === 't500',
    }));
    return {
      length: lines.length,
      balance: b,
      window: (f, t) => lines.slice(f, t),
      indexOf: (id) => list.findIndex((t) => t.id === id),
      firstAfter: (d) => {
        const i = list.findIndex((t) => t.date > d);
        return i < 0 ? list.length : i;
      },
    };
  };
  const l: Ledger & { poke(): void } = {
    accounts: () => accounts,
    members: () => members,
    categories: () => categories,
    devices: () => devices,
    settings: () => settings,
    transaction: (id) => txs.get(id) ?? null,
    member: (id) => members.find((m) => m.id === id) ?? null,
    account: (id) => accounts.find((m) => m.id === id) ?? null,
    category: (id) => categories.find((m) => m.id === id) ?? null,
    device: (id) => devices.find((m) => m.id === id) ?? null,
    register: (a) => {
      let r = registers.get(a);
      if (!r) {
        r = build(a);
        registers.set(a, r);
      }
      return r;
    },
    payees: (p, limit) => {
      const seen = new Map<string, Transaction>();
      for (const t of txs.values())
        if (t.payee.toLowerCase().startsWith(p.toLowerCase())) seen.set(t.payee, t);
      return [...seen.values()]
        .slice(0, limit)
        .map((t) => ({ payee: t.payee, category: t.category, amount: t.amount, memo: t.memo }));
    },
    history: (): readonly HistoryLine[] => [
      {
        at: Date.parse('2026-10-02T18:12:00Z'),
        member: members[0] ?? null,
        device: devices[0] ?? null,
        what: 'born',
        changes: [
          { field: 'amount', from: undefined, to: -1200 },
          { field: 'payee', from: undefined, to: 'Rose Bakery' },
        ],
      },
      {
        at: Date.parse('2026-10-03T08:40:00Z'),
        member: members[1] ?? null,
        device: devices[1] ?? null,
        what: 'changed',
        changes: [{ field: 'amount', from: -1200, to: -1300 }],
      },
    ],
    conflicts: (id): readonly Conflict[] =>
      id !== 't500'
        ? []
        : [
            {
              field: 'amount',
              options: [
                {
                  value: -1300,
                  member: members[1] ?? null,
                  device: devices[1] ?? null,
                  at: Date.parse('2026-10-03T08:40:00Z'),
                  shown: true,
                },
                {
                  value: -1200,
                  member: members[0] ?? null,
                  device: devices[0] ?? null,
                  at: Date.parse('2026-10-03T08:41:00Z'),
                  shown: false,
                },
              ],
            },
          ],
    openConflicts: () => ['t500'],
    isEmpty: () => false,
    entryCount: () => txs.size,
    create: (kind, fields) => {
      const id = `n${n++}`;
      if (kind === 'transaction') {
        txs.set(id, { ...(fields as unknown as Transaction), id, deleted: false });
        undo.push(() => {
          txs.delete(id);
          emit([id], true);
        });
      } else if (kind === 'category')
        categories = [...categories, { ...(fields as unknown as Category), id, deleted: false }];
      else if (kind === 'account')
        accounts = [...accounts, { ...(fields as unknown as Account), id, deleted: false }];
      emit([id], true);
      return { ok: true, value: id };
    },
    change: (_kind, id, fields) => {
      const t = txs.get(id);
      if (t) {
        txs.set(id, { ...t, ...fields });
        undo.push(() => {
          txs.set(id, t);
          emit([id], true);
        });
      }
      emit([id], true);
      return { ok: true, value: null };
    },
    remove: (id) => {
      const t = txs.get(id);
      if (t) {
        txs.set(id, { ...t, deleted: true });
        undo.push(() => {
          txs.set(id, t);
          emit([id], true);
        });
      }
      emit([id], true);
      return { ok: true, value: null };
    },
    restore: (id) => {
      const t = txs.get(id);
      if (t) txs.set(id, { ...t, deleted: false });
      emit([id], true);
      return { ok: true, value: null };
    },
    settle: (id) => {
      emit([id], true);
      return { ok: true, value: null };
    },
    importLines: () => ({ ok: true, value: { added: 0 } }),
    undo: () => {
      const u = undo.pop();
      u?.();
      return { done: u ? 1 : 0, kept: 0, label: 'amount' };
    },
    redo: () => ({ done: 0, kept: 0, label: '' }),
    canUndo: () => undo.length > 0,
    canRedo: () => false,
    identify: () => undefined,
    identity: () => {
      const device = devices[0];
      const member = members[0];
      return device && member ? { device, member } : null;
    },
    subscribe: (f) => {
      listeners.add(f);
      return () => listeners.delete(f);
    },
    version: () => version,
    poke: () => {
      const id = `r${n++}`;
      txs.set(id, {
        id,
        date: '2026-11-20',
        account: 'a1',
        amount: -1999,
        payee: 'From Ben',
        memo: '',
        category: 'c0',
        number: '',
        cleared: false,
        deleted: false,
      });
      emit([id], false, members[1] ?? null);
    },
  };
  const settings = { name: 'The Lindwalls', strategy: 'nearest-peer' };
  return l;
}

const fakeBook = (): OpenBook => {
  const ledger = fakeLedger();
  if (typeof window !== 'undefined') Object.assign(window, { ledger });
  const snap: SyncSnapshot = {
    peers: [
      {
        peer: 'aaaa',
        role: 'peer',
        member: ledger.member('m2'),
        device: 'Ben’s phone',
        neighbor: true,
        rtt: 12,
        via: 'webrtc',
        editing: 't560',
      },
      {
        peer: 'bbbb',
        role: 'peer',
        member: ledger.member('m1'),
        device: 'Kitchen tablet',
        neighbor: false,
        rtt: null,
        via: null,
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
        device: 'd1',
        name: 'Ana’s laptop',
        member: ledger.member('m1'),
        self: true,
        here: true,
        lastSeen: Date.now(),
        lacks: 0,
        exact: true,
      },
      {
        device: 'd2',
        name: 'Ben’s phone',
        member: ledger.member('m2'),
        self: false,
        here: true,
        lastSeen: Date.now(),
        lacks: 0,
        exact: true,
      },
      {
        device: 'd3',
        name: 'Old tablet',
        member: ledger.member('m2'),
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
    troubles: [{ transport: 'webrtc', trouble: { kind: 'no-direct-path', detail: 'ICE failed with bbbb' } }],
    refused: [{ from: 'Ben’s phone', reason: 'a delete set', count: 2 }],
    allAgree: true,
    unsharedChanges: 3,
  };
  return {
    id: 'demo',
    ledger,
    sync: {
      get: () => snap,
      subscribe: () => () => undefined,
      setStrategy: () => undefined,
      setDeviceStrategy: () => undefined,
      setEditing: () => undefined,
    },
    saved: { get: () => saved, subscribe: () => () => undefined },
    introduce: async () => ({ ok: true, value: null }),
    inviteLink: (o) => `${o}/join/#abcdefghijklmnopqrstuvwx.mnopqrstuvwxyz234567abcdef.k7`,
    exportJson: async () => '{}',
    close: async () => undefined,
  };
};
const saved = { kind: 'saved' } as const;

export const books: Books = {
  list: async () => [{ id: 'demo', name: 'The Lindwalls', entries: 1204, openedAt: Date.now() - 4e6 }],
  create: async () => ({ ok: true, value: 'demo' }),
  readInvite: (t) =>
    t.includes('.')
      ? { ok: true, value: { id: 'demo' } }
      : { ok: false, error: { kind: 'bad-invite', why: 'damaged' } },
  join: async () => ({ ok: true, value: 'demo' }),
  open: async (id) =>
    id === 'demo' ? { ok: true, value: fakeBook() } : { ok: false, error: { kind: 'unknown-book' } },
  forget: async () => ({ ok: true, value: null }),
  restore: async () => ({ ok: true, value: 'demo' }),
  addresses: async () => ['http://linden.local:3000', 'http://192.168.1.20:3000'],
  demo: async (): Promise<Demo> => {
    const on = [true, true] as const;
    return {
      books: [fakeBook(), fakeBook()],
      online: { get: () => on, subscribe: () => () => undefined },
      setOnline: () => undefined,
      close: async () => undefined,
    };
  },
};
