/**
 * The records of the demo household: its members, accounts and categories, under local keys. All names are invented.
 * It does not know what they earn and spend (demo-bills.ts, demo-habits.ts).
 */
import type { Fields } from './records';

export type DemoAccount = 'checking' | 'savings' | 'card' | 'cash';
export type DemoMember = 'nora' | 'tom' | 'mia';
export type DemoCategory = keyof typeof demoCategories;

export const demoName = 'The Doyle household';

export const demoMembers: Readonly<Record<DemoMember, Fields<'member'>>> = {
  nora: { name: 'Nora', color: 0 },
  tom: { name: 'Tom', color: 1 },
  mia: { name: 'Mia', color: 2 },
};

export const demoAccounts: Readonly<Record<DemoAccount, Fields<'account'>>> = {
  checking: { name: 'Joint checking', kind: 'checking', currency: 'EUR', opening: 2_184_37 },
  savings: { name: 'Rainy days', kind: 'savings', currency: 'EUR', opening: 6_500_00 },
  card: { name: 'Credit card', kind: 'card', currency: 'EUR', opening: -312_45 },
  cash: { name: 'Kitchen purse', kind: 'cash', currency: 'EUR', opening: 85_00 },
};

export const demoCategories = {
  salary: { name: 'Salary', flow: 'in' },
  benefits: { name: 'Child benefit', flow: 'in' },
  interest: { name: 'Interest', flow: 'in' },
  refunds: { name: 'Refunds', flow: 'in' },
  rent: { name: 'Rent', flow: 'out' },
  utilities: { name: 'Utilities', flow: 'out' },
  insurance: { name: 'Insurance', flow: 'out' },
  phone: { name: 'Phone and internet', flow: 'out' },
  subscriptions: { name: 'Subscriptions', flow: 'out' },
  groceries: { name: 'Groceries', flow: 'out' },
  eatingOut: { name: 'Eating out', flow: 'out' },
  transport: { name: 'Transport', flow: 'out' },
  car: { name: 'Car', flow: 'out' },
  school: { name: 'School', flow: 'out' },
  health: { name: 'Health', flow: 'out' },
  clothes: { name: 'Clothes', flow: 'out' },
  home: { name: 'Home and garden', flow: 'out' },
  leisure: { name: 'Leisure', flow: 'out' },
  gifts: { name: 'Gifts', flow: 'out' },
  holidays: { name: 'Holidays', flow: 'out' },
} as const satisfies Readonly<Record<string, Fields<'category'>>>;
