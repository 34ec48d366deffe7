/** What the lab calls things, in plain words. */

import type { Frame } from '@/lib/sync/frames';
import type { StrategyName } from '@/lib/sync/strategy';
import type { FaultKind, SizeName, Sizes } from './simulation/parameters';
import type { Totals } from './simulation/report';

export interface PatternWords {
  readonly name: string;
  readonly text: string;
}

export const patternWords: Readonly<Record<StrategyName, PatternWords>> = {
  'fixed-server': {
    name: 'Fixed server',
    text: 'One machine that does nothing else keeps the state. Peers share through it alone.',
  },
  'elected-server': {
    name: 'Elected server',
    text: 'One of the peers keeps the state for all. If it fails, another one takes its place.',
  },
  'data-blast': {
    name: 'Data blast',
    text: 'Everyone sends everything to everyone, on joining and on request.',
  },
  'nearest-peer': {
    name: 'Nearest peer',
    text: 'Each asks a few neighbors, and passes on what is new. Nobody serves.',
  },
};

export interface SizeWords {
  readonly label: string;
  readonly unit: string;
}

export const sizeWords: Readonly<Record<SizeName, SizeWords>> = {
  peers: { label: 'Peers', unit: '' },
  records: { label: 'Records at the start', unit: '' },
  edits: { label: 'Edits', unit: 'a minute' },
  delay: { label: 'Delay', unit: 'ms' },
  loss: { label: 'Loss', unit: '%' },
  churn: { label: 'Peers replaced', unit: 'a minute' },
  seconds: { label: 'Length', unit: 's' },
  seed: { label: 'Seed', unit: '' },
};

export const faultWords: Readonly<Record<FaultKind, string>> = {
  kill: 'Kill the server',
  'black-hole': 'Make the server a black hole',
  cut: 'Cut the room in two',
  heal: 'Heal the cut',
};

export const happenedWords: Readonly<Record<FaultKind, string>> = {
  kill: 'the server is killed',
  'black-hole': 'the server becomes a black hole',
  cut: 'the room is cut in two',
  heal: 'the cut is healed',
};

export const frameWords: Readonly<Partial<Record<Frame['type'], string>>> = {
  digest: 'Do we agree? A fingerprint of all I hold',
  want: 'This is what I have: send me the rest',
  wantRanges: 'These entries are missing here',
  batch: 'Here they are',
  done: 'That was all',
  update: 'New entries',
  have: 'I hold new entries',
  prune: 'I had that already: only announce from now on',
  graft: 'Send me what you announced',
  sums: 'Where do we differ? Sums of all parts',
  groupSums: 'In these parts; finer sums',
  prints: 'These differ: what is missing here?',
  fingerprints: 'Prints of single journals',
  audit: 'Are you doing your work? Prove it',
  proof: 'This is how far I hold it',
};

const some = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What a run is made of, in one line. */
export const sayRoom = ({ peers, records, edits, delay, loss, churn, seconds, seed }: Sizes): string =>
  [
    some(peers, 'peer', 'peers'),
    some(records, 'record', 'records'),
    `${some(edits, 'edit', 'edits')} a minute`,
    `${delay} ms delay`,
    `${loss}% loss`,
    `${churn} replaced a minute`,
    `${seconds} s`,
    `seed ${seed}`,
  ].join(', ');

/** How it goes now, in one line. */
export const sayState = ({ peers, behind, stalled }: Totals): string => {
  if (stalled > 0) return `${some(stalled, 'peer sees', 'peers see')} no server; ${behind} lack something`;
  if (behind === 0) return `All ${peers} hold the same`;
  return `${some(behind, 'peer', 'peers')} of ${peers} ${behind === 1 ? 'lacks' : 'lack'} something`;
};

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const sayNumber = (value: number): string => whole.format(value);

export const sayBytes = (bytes: number): string => {
  if (bytes < 1_000) return `${whole.format(bytes)} B`;
  if (bytes < 1_000_000) return `${figures.format(bytes / 1_000)} KB`;
  return `${figures.format(bytes / 1_000_000)} MB`;
};

export const sayMs = (ms: number): string =>
  ms < 1_000 ? `${whole.format(ms)} ms` : `${figures.format(ms / 1_000)} s`;

export const sayTimes = (factor: number): string => `${figures.format(factor)}×`;

export const sayPercent = (share: number): string => `${figures.format(share * 100)}%`;
