/**
 * What the demo household buys on some days and not on others. All names are invented.
 * It does not know dates of a particular year, nor chance: demo-household.ts plays these through a calendar.
 */
import type { DemoAccount, DemoCategory } from './demo-records';

/** May happen on any day; `chance` is that of a usual day. */
export interface Habit {
  readonly chance: number;
  readonly weekdays?: readonly number[];
  readonly months?: readonly number[];
  readonly account: DemoAccount;
  readonly payees: readonly string[];
  readonly category: DemoCategory;
  readonly amount: readonly [number, number];
  /** Prices are multiples of this many cents. */
  readonly step?: number;
  readonly memos?: readonly string[];
  /** The chance that the same is bought a second time that day, at the same price. */
  readonly again?: number;
}

const weekend = [5, 6];
const workdays = [0, 1, 2, 3, 4];
const market = ['Harbour Market', 'Harbour Market', 'Fresh & Near', 'Greengrocer Nolan', 'Valu Centre'];

export const demoHabits: readonly Habit[] = [
  { chance: 0.3, account: 'checking', payees: market, category: 'groceries', amount: [-88_00, -9_00] },
  {
    chance: 0.16,
    account: 'card',
    payees: ['Valu Centre', 'Fresh & Near'],
    category: 'groceries',
    amount: [-120_00, -14_00],
  },
  {
    chance: 0.3,
    account: 'cash',
    payees: ['Bakery Keane', 'Bakery Keane', 'The Crusty Loaf'],
    category: 'groceries',
    amount: [-12_40, -2_80],
    step: 10,
  },
  {
    chance: 0.4,
    weekdays: weekend,
    account: 'cash',
    payees: ['Farmers’ Market'],
    category: 'groceries',
    amount: [-26_00, -6_00],
    step: 50,
  },
  {
    chance: 0.4,
    weekdays: workdays,
    account: 'card',
    payees: ['Café Tern', 'Café Tern', 'Bean & Leaf'],
    category: 'eatingOut',
    amount: [-4_20, -3_40],
    step: 40,
    again: 0.15,
  },
  {
    chance: 0.24,
    weekdays: workdays,
    account: 'card',
    payees: ['The Lunch Counter', 'Noodle Bar Oishi', 'Soup Kitchen No. 9'],
    category: 'eatingOut',
    amount: [-14_50, -8_50],
    step: 50,
  },
  {
    chance: 0.22,
    weekdays: weekend,
    account: 'card',
    payees: ['Trattoria Lucia', 'The Anchor Inn', 'Palace of Spice'],
    category: 'eatingOut',
    amount: [-92_00, -38_00],
    step: 50,
  },
  {
    chance: 0.12,
    account: 'card',
    payees: ['Coastal Fuel', 'Hegarty Garage'],
    category: 'car',
    amount: [-74_00, -38_00],
  },
  {
    chance: 0.14,
    weekdays: workdays,
    account: 'card',
    payees: ['Metro Top-up', 'Regional Rail'],
    category: 'transport',
    amount: [-24_00, -5_00],
    step: 50,
  },
  {
    chance: 0.05,
    account: 'checking',
    payees: ['Pharmacy O’Dea'],
    category: 'health',
    amount: [-38_00, -6_00],
  },
  {
    chance: 0.012,
    account: 'checking',
    payees: ['Dr. Lynch', 'Seaview Dental'],
    category: 'health',
    amount: [-110_00, -55_00],
    step: 500,
  },
  {
    chance: 0.04,
    account: 'card',
    payees: ['Thread & Needle', 'Little Feet', 'Northwear'],
    category: 'clothes',
    amount: [-118_00, -14_00],
  },
  {
    chance: 0.05,
    account: 'checking',
    payees: ['Nail & Hammer', 'Garden World', 'Valu Home'],
    category: 'home',
    amount: [-94_00, -7_00],
  },
  {
    chance: 0.045,
    account: 'card',
    payees: ['Chapter & Verse', 'Rex Cinema', 'City Pool', 'Puppet Theatre'],
    category: 'leisure',
    amount: [-42_00, -9_00],
    step: 50,
  },
  {
    chance: 0.025,
    account: 'cash',
    payees: ['Barber Sal', 'Salon Fern'],
    category: 'health',
    amount: [-48_00, -18_00],
    step: 100,
  },
  {
    chance: 0.14,
    weekdays: weekend,
    account: 'cash',
    payees: ['Mia'],
    category: 'leisure',
    amount: [-10_00, -10_00],
    memos: ['pocket money'],
  },
  {
    chance: 0.02,
    account: 'card',
    payees: ['Toy Chest', 'Bloom Florist'],
    category: 'gifts',
    amount: [-55_00, -15_00],
    memos: ['birthday', ''],
  },
  {
    chance: 0.3,
    months: [12],
    account: 'card',
    payees: ['Toy Chest', 'Chapter & Verse', 'Northwear', 'Bloom Florist'],
    category: 'gifts',
    amount: [-85_00, -12_00],
    memos: ['Christmas'],
  },
  {
    chance: 0.008,
    account: 'card',
    payees: ['Northwear', 'Thread & Needle'],
    category: 'refunds',
    amount: [12_00, 48_00],
    memos: ['sent back'],
  },
];

/** On each day of the summer holiday, instead of the habits at home. */
export const demoHolidayHabits: readonly Habit[] = [
  {
    chance: 0.8,
    account: 'card',
    payees: ['Marisqueira do Porto', 'Tasca da Avó', 'Pizzeria Mar'],
    category: 'holidays',
    amount: [-78_00, -24_00],
    step: 50,
  },
  { chance: 0.6, account: 'card', payees: ['Mercado Azul'], category: 'holidays', amount: [-46_00, -8_00] },
  {
    chance: 0.5,
    account: 'cash',
    payees: ['Gelados Rita', 'Beach kiosk'],
    category: 'holidays',
    amount: [-14_00, -3_00],
    step: 50,
  },
];
