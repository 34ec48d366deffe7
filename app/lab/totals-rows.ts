/** The totals of a run as rows of a table: what is measured, and each pattern's figure. It does not know how they are shown. */

import type { Totals } from './simulation/report';
import { sayBytes, sayMs, sayNumber, sayPercent, sayTimes } from './words';

export interface TotalsRow {
  readonly label: string;
  /** What it means, where the label does not say it all. */
  readonly hint?: string;
  readonly say: (totals: Totals) => string;
  /** Bad news. */
  readonly isWrong?: (totals: Totals) => boolean;
}

const none = '–';

export const totalsRows: readonly TotalsRow[] = [
  {
    label: 'Edits that reached everyone',
    say: ({ delivered, written }) => `${sayNumber(delivered)} of ${sayNumber(written)}`,
  },
  {
    label: 'Edits still under way',
    hint: 'Stalled, if this does not fall again.',
    say: ({ waiting }) => sayNumber(waiting),
    isWrong: ({ waiting, behind }) => waiting > 0 && behind > 0,
  },
  {
    label: 'Edits lost',
    hint: 'Nobody who is left has them.',
    say: ({ lost }) => sayNumber(lost),
    isWrong: ({ lost }) => lost > 0,
  },
  { label: 'Time to everyone, median', say: ({ median }) => (median === null ? none : sayMs(median)) },
  {
    label: 'Time to everyone, longest',
    hint: 'Or how long one has been waiting by now.',
    say: ({ longest }) => (longest === null ? none : sayMs(longest)),
  },
  {
    label: 'All agreed after the last edit',
    say: ({ agreedAfter }) =>
      agreedAfter === null ? 'not yet' : `within ${sayMs(Math.max(500, agreedAfter * 1_000))}`,
  },
  { label: 'Messages for the data', say: ({ data }) => sayNumber(data.messages) },
  { label: 'Bytes for the data', say: ({ data }) => sayBytes(data.bytes) },
  {
    label: 'Of these redundant',
    hint: 'Entries that were there already.',
    say: ({ data, redundant }) =>
      `${sayBytes(redundant)}, ${sayPercent(data.bytes === 0 ? 0 : redundant / data.bytes)}`,
  },
  {
    label: 'Load on the busiest peer',
    hint: 'Bytes for the data, in and out.',
    say: ({ busiest }) => sayBytes(busiest),
  },
  {
    label: 'As often the average peer’s',
    say: ({ busiest, average }) => (average === 0 ? none : sayTimes(busiest / average)),
  },
  {
    label: 'Peers that see no server',
    say: ({ stalled }) => sayNumber(stalled),
    isWrong: ({ stalled }) => stalled > 0,
  },
  { label: 'Changes of server', say: ({ officeChanges }) => sayNumber(officeChanges) },
  {
    label: 'Beside it: who is there',
    hint: 'Words of presence, and finding each other.',
    say: ({ byKind }) => sayBytes(byKind.presence.bytes),
  },
  { label: 'Beside it: greetings and signs of life', say: ({ byKind }) => sayBytes(byKind.upkeep.bytes) },
];
