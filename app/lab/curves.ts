/** What is plotted over time. It does not know how. */

import type { Sample } from './simulation/report';
import { sayBytes, sayNumber } from './words';

export interface CurveKind {
  readonly title: string;
  readonly text: string;
  readonly key: Exclude<keyof Sample, 'at'>;
  readonly isWide: boolean;
  readonly format: (value: number) => string;
}

export const curveKinds: readonly CurveKind[] = [
  {
    title: 'Edits that somebody still lacks',
    text: 'A pattern that has stalled climbs; one that has healed falls back.',
    key: 'waiting',
    isWide: false,
    format: sayNumber,
  },
  {
    title: 'Bytes a second for the data',
    text: 'In the whole room, by powers of ten.',
    key: 'bytes',
    isWide: true,
    format: sayBytes,
  },
  {
    title: 'Messages a second for the data',
    text: 'In the whole room, by powers of ten.',
    key: 'messages',
    isWide: true,
    format: sayNumber,
  },
  {
    title: 'Bytes a second at the busiest peer',
    text: 'In and out, by powers of ten: a server carries everybody’s.',
    key: 'busiest',
    isWide: true,
    format: sayBytes,
  },
];
