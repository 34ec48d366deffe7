/** What happens in one simulated room, drawn whole from one seed before anything runs: plain data, so that it can be shrunk. */

import { type StrategyName, strategyNames } from '@/lib/sync/strategy';
import { createDice, type Dice } from '../random';

/** Peers are named by their place in the room; a place keeps its disk when its program starts anew. */
type Place = number;

/** A peer by its place, or whoever serves when it happens. */
export type Who = Place | 'server';

/** What a restarted program finds on its disk. A fork goes on under the writer's name that the snapshot had. */
export type Restored = 'disk' | 'snapshot' | 'fork';

/** A peer that is alive and accepts everything, and: says nothing at all, answers nothing, late, by an old state, wrongly. */
export const blackHoleManners = ['mute', 'silent', 'slow', 'stale', 'wrong'] as const;
/** Two more: one gives signs of life alone; one that no audit finds tells of all it has, proves it, and hands nothing over. */
export type BlackHoleManner = (typeof blackHoleManners)[number] | 'numb' | 'keeping';

export const hostileManners = ['random', 'mutated', 'huge', 'deletes', 'liar'] as const;
export type HostileManner = (typeof hostileManners)[number];

export type Happening = { readonly at: number } & (
  | { readonly kind: 'write'; readonly by: Place; readonly count: number }
  | { readonly kind: 'edit'; readonly by: Place }
  | { readonly kind: 'break'; readonly one: Place; readonly other: Place; readonly laterMs: number }
  | { readonly kind: 'cut'; readonly one: Place; readonly other: Place; readonly forMs: number }
  | { readonly kind: 'block'; readonly from: Place; readonly to: Place; readonly forMs: number }
  | { readonly kind: 'divide'; readonly side: readonly Place[]; readonly forMs: number }
  | { readonly kind: 'stall'; readonly from: Place; readonly to: Place; readonly forMs: number }
  | { readonly kind: 'slow'; readonly who: Place; readonly ms: number; readonly forMs: number }
  | { readonly kind: 'echo'; readonly one: Place; readonly other: Place }
  | { readonly kind: 'freeze'; readonly who: Who; readonly forMs: number }
  | { readonly kind: 'nap'; readonly who: Place; readonly forMs: number }
  | {
      readonly kind: 'crash';
      readonly who: Who;
      readonly heardAfterMs: number | null;
      readonly restartAfterMs: number;
      readonly restored: Restored;
    }
  | { readonly kind: 'leave'; readonly who: Who; readonly returnAfterMs: number }
  | {
      readonly kind: 'black-hole';
      readonly who: Who;
      readonly manner: BlackHoleManner;
      readonly forMs: number;
    }
  | { readonly kind: 'hostile'; readonly manner: HostileManner; readonly forMs: number }
  | { readonly kind: 'join' }
  | { readonly kind: 'switch'; readonly to: StrategyName; readonly forMs: number }
);

export interface Scenario {
  readonly seed: number;
  readonly strategy: StrategyName;
  /** Without the relay. */
  readonly peers: number;
  /** Place 0 is the relay then. */
  readonly hasRelay: boolean;
  /** One-way delay in ms, from and to. */
  readonly delay: readonly [number, number];
  /** Bytes per ms of each link; null: no bound. */
  readonly bandwidth: number | null;
  /** Peers whose clocks are wrong. */
  readonly hasSkewedClocks: boolean;
  /** Each holds some of the others to be failing, for no reason and for ever. */
  readonly isMistaken: boolean;
  /** In the order of time. */
  readonly happenings: readonly Happening[];
}

/** Faults begin and end within this; then there is quiet. */
export const LIVELY_MS = 30_000;
const FOR_EVER_MS = 1e9;
const SETTLING_MS = 4_000;

const between = (dice: Dice, from: number, to: number): number => from + dice.below(to - from);

const other = (dice: Dice, places: readonly Place[], than: Place): Place =>
  dice.pick(places.filter((place) => place !== than));

interface Setting {
  readonly strategy: StrategyName;
  readonly places: readonly Place[];
  readonly hasRelay: boolean;
}

const drawFault = (dice: Dice, at: number, { strategy, places, hasRelay }: Setting): Happening => {
  const one = dice.pick(places);
  const two = other(dice, places, one);
  const isElected = strategy === 'elected-server';
  const peer = isElected && dice.chance(0.4) ? 'server' : dice.pick(hasRelay ? places.slice(1) : places);
  const forMs = between(dice, 500, 12_000);
  const shortly = between(dice, 200, 6_000);
  const lasting: readonly BlackHoleManner[] = isElected
    ? ['mute', 'silent', 'numb']
    : ['mute', 'silent', 'stale', 'keeping'];
  const draws: readonly (() => Happening)[] = [
    () => ({ at, kind: 'break', one, other: two, laterMs: dice.chance(0.5) ? 0 : between(dice, 50, 6_000) }),
    () => ({ at, kind: 'cut', one, other: two, forMs }),
    () => ({ at, kind: 'block', from: one, to: two, forMs }),
    () => ({ at, kind: 'divide', side: places.filter(() => dice.chance(0.5)), forMs }),
    () => ({ at, kind: 'stall', from: one, to: two, forMs: shortly }),
    () => ({ at, kind: 'slow', who: one, ms: between(dice, 100, 2_500), forMs: shortly }),
    () => ({ at, kind: 'echo', one, other: two }),
    () => ({ at, kind: 'freeze', who: peer, forMs }),
    () => ({ at, kind: 'freeze', who: peer, forMs: shortly }),
    () => ({
      at,
      kind: 'crash',
      who: dice.chance(0.5) ? one : peer,
      heardAfterMs: dice.chance(0.5) ? null : between(dice, 0, 3_000),
      restartAfterMs: between(dice, 300, 9_000),
      restored: 'disk',
    }),
    () => ({
      at,
      kind: 'crash',
      who: one,
      heardAfterMs: null,
      restartAfterMs: between(dice, 300, 9_000),
      restored: dice.pick(['snapshot', 'fork', 'fork']),
    }),
    () => ({ at, kind: 'leave', who: peer, returnAfterMs: shortly }),
    () => ({ at, kind: 'black-hole', who: peer, manner: dice.pick(blackHoleManners), forMs }),
    () => ({ at, kind: 'black-hole', who: peer, manner: dice.pick(lasting), forMs: FOR_EVER_MS }),
    () => ({ at, kind: 'hostile', manner: dice.pick(hostileManners), forMs: shortly }),
    () => ({ at, kind: 'join' }),
    () => ({ at, kind: 'switch', to: dice.pick(strategyNames), forMs: shortly }),
  ];
  return dice.pick(draws)();
};

/** Judges that stand still for a while, now this one and now that, and nothing else. */
const drawNaps = (dice: Dice, at: () => number, places: readonly Place[]): Happening[] =>
  Array.from({ length: 4 + dice.below(12) }, () => ({
    at: at(),
    kind: 'nap',
    who: dice.pick(places),
    forMs: between(dice, 200, 5_000),
  }));

const drawEdit = (dice: Dice, at: number, writers: readonly Place[]): Happening => {
  const by = dice.pick(writers);
  if (dice.chance(0.4)) return { at, kind: 'edit', by };
  return { at, kind: 'write', by, count: dice.chance(0.05) ? between(dice, 100, 400) : 1 + dice.below(4) };
};

export const drawScenario = (seed: number, strategy?: StrategyName): Scenario => {
  const dice = createDice(seed * 7 + 1);
  const chosen = strategy ?? strategyNames[seed % strategyNames.length] ?? 'nearest-peer';
  const peers = 2 + Math.min(dice.below(11), dice.below(11));
  const hasRelay = chosen === 'fixed-server' || dice.chance(0.3);
  const places = Array.from({ length: peers + Number(hasRelay) }, (_, place) => place);
  const writers = hasRelay ? places.slice(1) : places;
  const setting: Setting = { strategy: chosen, places, hasRelay };
  const at = (): number => between(dice, SETTLING_MS, LIVELY_MS);
  const isDrowsy = chosen === 'elected-server' && dice.chance(0.25);
  const faults = isDrowsy
    ? drawNaps(dice, at, writers)
    : Array.from({ length: dice.below(9) }, () => drawFault(dice, at(), setting));
  const edits = Array.from({ length: 2 + dice.below(14) }, () => drawEdit(dice, at(), writers));
  return {
    seed,
    strategy: chosen,
    peers,
    hasRelay,
    delay: dice.pick([
      [1, 5],
      [5, 40],
      [20, 200],
    ] as const),
    bandwidth: dice.chance(0.3) ? between(dice, 50, 1_000) : null,
    hasSkewedClocks: dice.chance(0.3),
    isMistaken: dice.chance(0.1) && !isDrowsy,
    happenings: [...faults, ...edits].sort((one, two) => one.at - two.at),
  };
};
