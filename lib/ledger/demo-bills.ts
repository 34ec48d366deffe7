/**
 * What comes to the demo household on fixed days: wages, rent, bills and subscriptions. All names are invented.
 * It does not know dates of a particular year, nor chance: demo-household.ts plays these through a calendar.
 */
import type { DemoAccount, DemoCategory, DemoMember } from './demo-records';

/** Comes on a day of the month, in some months or in all. Amounts are in cents, as the account sees them. */
export interface Bill {
  readonly day: number;
  readonly months?: readonly number[];
  readonly account: DemoAccount;
  readonly payee: string;
  readonly category: DemoCategory;
  /** From the smallest to the largest; one number where it is always the same. */
  readonly amount: readonly [number, number] | number;
  readonly memo?: string;
  /** Paid with a numbered check. */
  readonly check?: true;
  readonly by: DemoMember;
}

const winter = [1, 2, 3, 11, 12];
const termTime = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12];

export const demoBills: readonly Bill[] = [
  {
    day: 28,
    account: 'checking',
    payee: 'Kestrel Engineering',
    category: 'salary',
    amount: 2_794_20,
    by: 'nora',
  },
  { day: 15, account: 'checking', payee: 'Town Library', category: 'salary', amount: 1_462_75, by: 'tom' },
  { day: 5, account: 'checking', payee: 'Family Office', category: 'benefits', amount: 280_00, by: 'nora' },
  { day: 1, account: 'checking', payee: 'Quayside Homes', category: 'rent', amount: -1_690_00, by: 'nora' },
  {
    day: 4,
    account: 'checking',
    payee: 'Bright Electric',
    category: 'utilities',
    amount: [-96_00, -58_00],
    by: 'tom',
  },
  {
    day: 6,
    months: winter,
    account: 'checking',
    payee: 'Lough Gas',
    category: 'utilities',
    amount: [-148_00, -74_00],
    by: 'tom',
  },
  {
    day: 12,
    months: [2, 5, 8, 11],
    account: 'checking',
    payee: 'City Waterworks',
    category: 'utilities',
    amount: [-71_00, -52_00],
    by: 'tom',
  },
  { day: 8, account: 'checking', payee: 'Fjord Broadband', category: 'phone', amount: -39_90, by: 'nora' },
  {
    day: 8,
    account: 'checking',
    payee: 'Pebble Mobile',
    category: 'phone',
    amount: -34_98,
    memo: 'two lines',
    by: 'tom',
  },
  {
    day: 3,
    account: 'checking',
    payee: 'Anchor Insurance',
    category: 'insurance',
    amount: -62_40,
    memo: 'household',
    by: 'nora',
  },
  {
    day: 3,
    account: 'checking',
    payee: 'Anchor Insurance',
    category: 'insurance',
    amount: -48_15,
    memo: 'car',
    by: 'nora',
  },
  {
    day: 9,
    account: 'card',
    payee: 'Lantern Streaming',
    category: 'subscriptions',
    amount: -12_99,
    by: 'tom',
  },
  {
    day: 11,
    account: 'card',
    payee: 'Songbird Music',
    category: 'subscriptions',
    amount: -16_99,
    memo: 'family',
    by: 'nora',
  },
  {
    day: 17,
    account: 'card',
    payee: 'The Morning Courier',
    category: 'subscriptions',
    amount: -19_00,
    by: 'tom',
  },
  {
    day: 22,
    account: 'card',
    payee: 'Attic Cloud Storage',
    category: 'subscriptions',
    amount: -2_99,
    by: 'nora',
  },
  {
    day: 2,
    months: termTime,
    account: 'checking',
    payee: 'St. Brigid’s School',
    category: 'school',
    amount: -84_00,
    memo: 'lunches',
    by: 'nora',
  },
  {
    day: 14,
    months: termTime,
    account: 'checking',
    payee: 'Mrs. Farrell',
    category: 'school',
    amount: -75_00,
    memo: 'piano lessons',
    check: true,
    by: 'tom',
  },
  {
    day: 27,
    months: [8],
    account: 'checking',
    payee: 'Chapter & Verse',
    category: 'school',
    amount: [-214_00, -165_00],
    memo: 'school books',
    by: 'nora',
  },
  {
    day: 19,
    months: [3, 10],
    account: 'checking',
    payee: 'St. Brigid’s School',
    category: 'school',
    amount: -120_00,
    memo: 'class trip',
    check: true,
    by: 'tom',
  },
  {
    day: 21,
    months: [4],
    account: 'checking',
    payee: 'Hegarty Garage',
    category: 'car',
    amount: [-410_00, -265_00],
    memo: 'service',
    check: true,
    by: 'tom',
  },
  {
    day: 13,
    months: [1],
    account: 'checking',
    payee: 'Motor Tax Office',
    category: 'car',
    amount: -280_00,
    by: 'tom',
  },
  {
    day: 24,
    months: [9],
    account: 'checking',
    payee: 'Chimney Sweep Moran',
    category: 'home',
    amount: -70_00,
    check: true,
    by: 'nora',
  },
  {
    day: 18,
    months: [6],
    account: 'checking',
    payee: 'Revenue Office',
    category: 'refunds',
    amount: [220_00, 480_00],
    memo: 'tax refund',
    by: 'nora',
  },
  {
    day: 16,
    months: [3],
    account: 'card',
    payee: 'Gannet Air',
    category: 'holidays',
    amount: [-780_00, -610_00],
    memo: 'flights for three',
    by: 'nora',
  },
  {
    day: 10,
    months: [7],
    account: 'card',
    payee: 'Casa Amarela',
    category: 'holidays',
    amount: [-1_240_00, -980_00],
    memo: 'two weeks by the sea',
    by: 'nora',
  },
  {
    day: 30,
    months: [3, 6, 9, 12],
    account: 'savings',
    payee: 'Harbour Bank',
    category: 'interest',
    amount: [21_00, 38_00],
    by: 'nora',
  },
];
