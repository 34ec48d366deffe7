/** A run's figures as CSV, for whoever wants to reckon with them. */

import type { PatternState } from './session';
import type { Parameters } from './simulation/parameters';
import { toQuery } from './simulation/parameters';

const lines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows
    .map((row) => row.map((cell) => cell ?? '').join(','))
    .join('\r\n')
    .concat('\r\n');

/** One line for each pattern and moment. No cell holds a comma or a quote. */
export const seriesCsv = (patterns: readonly PatternState[]): string =>
  lines([
    [
      'second',
      'pattern',
      'messages/s',
      'bytes/s',
      'redundant bytes/s',
      'busiest peer bytes/s',
      'edits under way',
      'peers behind',
    ],
    ...patterns.flatMap(({ pattern, samples }) =>
      samples.map((one) => [
        one.at,
        pattern,
        one.messages,
        one.bytes,
        one.redundant,
        one.busiest,
        one.waiting,
        one.behind,
      ]),
    ),
  ]);

/** One line for each pattern; times in ms, amounts in bytes. */
export const totalsCsv = (patterns: readonly PatternState[], parameters: Parameters): string =>
  lines([
    [
      'pattern',
      ...['edits written', 'delivered', 'under way', 'lost', 'median ms', 'longest ms', 'agreed after s'],
      ...['data messages', 'data bytes', 'redundant bytes', 'busiest peer bytes', 'average peer bytes'],
      ...[
        'peers',
        'peers behind',
        'peers without server',
        'changes of server',
        'presence bytes',
        'upkeep bytes',
        'run',
      ],
    ],
    ...patterns.map(({ pattern, totals }) => [
      pattern,
      ...[
        totals.written,
        totals.delivered,
        totals.waiting,
        totals.lost,
        totals.median,
        totals.longest,
        totals.agreedAfter,
      ],
      ...[totals.data.messages, totals.data.bytes, totals.redundant, totals.busiest, totals.average],
      ...[totals.peers, totals.behind, totals.stalled, totals.officeChanges],
      ...[totals.byKind.presence.bytes, totals.byKind.upkeep.bytes, toQuery(parameters)],
    ]),
  ]);
