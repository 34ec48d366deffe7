/**
 * The book that is measured: records and edits as a household writes them over many sessions, from one seed.
 * It does not know how a model keeps them.
 */

/** What one person did while the program ran once: each session is another writer. */
export interface Session {
  readonly writer: number;
  readonly deeds: readonly Deed[];
}

export type Deed =
  | { readonly kind: 'birth'; readonly record: number; readonly fields: Fields }
  | { readonly kind: 'edit'; readonly record: number; readonly field: keyof Fields; readonly value: string };

export interface Fields {
  readonly date: string;
  readonly account: number;
  /** Minor units. */
  readonly amount: number;
  readonly payee: string;
  readonly memo: string;
  readonly category: number;
  readonly cleared: boolean;
}

export interface Workload {
  readonly records: number;
  readonly edits: number;
  readonly sessions: readonly Session[];
}

export const ACCOUNTS = 4;
export const CATEGORIES = 24;
const PAYEES = 400;
/** One record in ten is edited one to three times. */
const EDITED = 0.1;
const RECORDS_PER_SESSION = 50;

/** Mulberry32. */
const createRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const words =
  'Grocer Bakery Market Pharmacy Cinema Garage Railway Bookshop Café Florist Insurance School'.split(' ');
const towns = 'North South Old New Upper Lower River Hill Lake Station Harbour Mill'.split(' ');

const dateOf = (record: number, records: number): string =>
  new Date(Date.UTC(2006, 0, 1) + Math.floor((record / records) * 7_300) * 86_400_000)
    .toISOString()
    .slice(0, 10);

/** @param records spread over sessions of 50, so that 100,000 records are 2,000 sessions. */
export const createWorkload = (records: number, seed = 20_260_711): Workload => {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const payees = Array.from(
    { length: PAYEES },
    (_, index) => `${words[index % words.length]} ${towns[below(towns.length)]} ${index}`,
  );

  const birth = (record: number): Deed => ({
    kind: 'birth',
    record,
    fields: {
      date: dateOf(record, records),
      account: below(ACCOUNTS),
      amount: -below(20_000) - 1,
      payee: payees[Math.floor(random() ** 3 * PAYEES)] ?? '',
      memo: random() < 0.15 ? `note ${below(5_000)}` : '',
      category: below(CATEGORIES),
      cleared: random() < 0.5,
    },
  });

  const edits = (record: number): Deed[] =>
    random() < EDITED
      ? Array.from({ length: 1 + below(3) }, (_, index) => ({
          kind: 'edit',
          record: Math.max(0, record - below(30)),
          field: index === 0 ? 'memo' : 'payee',
          value: `edited ${below(1_000)}`,
        }))
      : [];

  const sessions: Session[] = [];
  for (let first = 0; first < records; first += RECORDS_PER_SESSION) {
    const deeds: Deed[] = [];
    for (let record = first; record < Math.min(records, first + RECORDS_PER_SESSION); record++)
      deeds.push(birth(record), ...edits(record));
    sessions.push({ writer: 1 + below(2 ** 31) * 2 ** 21 + below(2 ** 21), deeds });
  }
  const all = sessions.reduce((sum, { deeds }) => sum + deeds.length, 0);
  return { records, edits: all - records, sessions };
};
