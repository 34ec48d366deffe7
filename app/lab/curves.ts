/** What is plotted over time. It does not know how. */

import type { Sample } from './simulation/report';
import { sayBytes, sayNumber } from './words';

export interface CurveKind {
  readonly title: string;
  readonly text: string;
  readonly key: Exclude<keyof Sample, 'at'>;
  /** An amount a second, averaged and plotted by powers of ten; else a count at the moment. */
  readonly isRate: boolean;
  readonly format: (value: number) => string;
}

export const curveKinds: readonly CurveKind[] = [
  {
    title: 'Edits that somebody still lacks',
    text: 'A pattern that has stalled climbs; one that has healed falls back.',
    key: 'waiting',
    isRate: false,
    format: sayNumber,
  },
  {
    title: 'Bytes a second for the data',
    text: 'In the whole room, over two seconds each; by powers of ten.',
    key: 'bytes',
    isRate: true,
    format: sayBytes,
  },
  {
    title: 'Messages a second for the data',
    text: 'In the whole room, over two seconds each; by powers of ten.',
    key: 'messages',
    isRate: true,
    format: sayNumber,
  },
  {
    title: 'Bytes a second at the busiest peer',
    text: 'In and out, over two seconds each; by powers of ten. A server carries everybody’s.',
    key: 'busiest',
    isRate: true,
    format: sayBytes,
  },
];
