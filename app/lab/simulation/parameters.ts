/** What a run of the lab is made from, and its form in a link: the same link gives the same figures. */

import type { StrategyName } from '@/lib/sync/strategy';

/** The article's order: from one server to none. */
export const patternNames: readonly StrategyName[] = [
  'fixed-server',
  'elected-server',
  'data-blast',
  'nearest-peer',
];

export const faultKinds = ['kill', 'black-hole', 'cut', 'heal'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** Seconds from the start. */
  readonly at: number;
}

/** What is set by a number. The units are those of `numbers` below. */
export interface Sizes {
  readonly peers: number;
  readonly records: number;
  readonly edits: number;
  readonly delay: number;
  readonly loss: number;
  readonly churn: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface Parameters extends Sizes {
  /** Whom peers elect: the one longest or shortest present. The article names both. */
  readonly elect: 'oldest' | 'youngest';
  readonly patterns: readonly StrategyName[];
  readonly faults: readonly Fault[];
}

export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

export type SizeName = keyof Sizes;

export const sizeRanges: { readonly [Name in SizeName]: NumberRange } = {
  /** Beside the fixed server, which is one more. */
  peers: { least: 2, most: 200, usual: 16 },
  /** In the book before anybody else joins. */
  records: { least: 0, most: 2_000, usual: 200 },
  /** A minute, in the whole room. */
  edits: { least: 0, most: 1_200, usual: 60 },
  /** One way, in ms: each message takes between half and one and a half of it. */
  delay: { least: 1, most: 1_000, usual: 40 },
  /** Of 100 messages, so many have to be sent again. */
  loss: { least: 0, most: 30, usual: 0 },
  /** Peers that go, and newcomers that take their places, a minute. */
  churn: { least: 0, most: 120, usual: 0 },
  /** How long a run takes in the room's own time. */
  seconds: { least: 20, most: 600, usual: 60 },
  seed: { least: 1, most: 999_999, usual: 2008 },
};

export const sizeNames = Object.keys(sizeRanges) as readonly SizeName[];

const MOST_FAULTS = 20;

export const usualParameters: Parameters = {
  ...(Object.fromEntries(sizeNames.map((name) => [name, sizeRanges[name].usual])) as unknown as Sizes),
  elect: 'oldest',
  patterns: patternNames,
  faults: [],
};

export const clamped = (name: SizeName, value: number): number => {
  const { least, most, usual } = sizeRanges[name];
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.round(value))) : usual;
};

export const toQuery = (parameters: Parameters): string => {
  const query = new URLSearchParams();
  for (const name of sizeNames) query.set(name, String(parameters[name]));
  query.set('elect', parameters.elect);
  query.set('patterns', parameters.patterns.join('.'));
  if (parameters.faults.length > 0)
    query.set('faults', parameters.faults.map(({ kind, at }) => `${kind}@${at}`).join('!'));
  return query.toString();
};

const readFault = (text: string): Fault | null => {
  const [name, when] = text.split('@');
  const kind = faultKinds.find((known) => known === name);
  const at = Number(when);
  if (kind === undefined || !(at >= 0) || at > sizeRanges.seconds.most) return null;
  return { kind, at: Math.round(at * 10) / 10 };
};

/** Whatever the link says that is not understood is as usual. */
export const fromQuery = (text: string): Parameters => {
  const query = new URLSearchParams(text);
  const size = (name: SizeName): [SizeName, number] => {
    const said = query.get(name);
    return [name, said === null || said === '' ? sizeRanges[name].usual : clamped(name, Number(said))];
  };
  const named = query.get('patterns')?.split('.') ?? [];
  const patterns = patternNames.filter((name) => named.includes(name));
  const faults = (query.get('faults')?.split('!') ?? []).map(readFault).filter((fault) => fault !== null);
  return {
    ...(Object.fromEntries(sizeNames.map(size)) as unknown as Sizes),
    elect: query.get('elect') === 'youngest' ? 'youngest' : 'oldest',
    patterns: patterns.length > 0 ? patterns : patternNames,
    faults: faults.slice(0, MOST_FAULTS).sort((one, other) => one.at - other.at),
  };
};
