/** Runs one scenario to its end, watches what must hold, and tells what went wrong in a form that a person can read. */

import { describeFrame } from './frame-log';
import { happen } from './happenings';
import { always, createMemory, onceQuiet } from './invariants';
import { type Happening, LIVELY_MS, type Scenario } from './scenario';
import { createWorld, type World } from './world';

export interface Failure {
  readonly invariant: string;
  /** At whom, and what. */
  readonly complaint: string;
  readonly at: number;
  /** The last frames before it. */
  readonly frames: readonly string[];
}

export interface Outcome {
  readonly failure: Failure | null;
  /** Virtual ms from the start to the end. */
  readonly took: number;
  /** Virtual ms from the last fault until all was well. */
  readonly settledAfter: number;
}

const LOOK_MS = 1_000;
/** The last fault ends, and whoever comes back has come, before this is over. */
const SOON_QUIET_MS = 15_000;
const LONGEST_SETTLING_MS = 180_000;
const WATCH_MS = 20_000;
/** Frames a second and link in a quiet room: heartbeats, words of presence, now and then a digest, and an audit a second. */
const MOST_FRAMES_A_SECOND = 5;
const FRAMES_SHOWN = 60;

const isFault = ({ kind }: Happening): boolean => kind !== 'write' && kind !== 'edit';

/** A fault and its end may each change the office once, at each peer. */
const changesAllowed = ({ happenings }: Scenario): number => 2 * happenings.filter(isFault).length;

type Found = Pick<Failure, 'invariant' | 'complaint'> | null;

const churn: Found = { invariant: 'no churn', complaint: 'links come and go though all is quiet' };

const firstBroken = (world: World, invariants: typeof always): Found => {
  for (const [invariant, judge] of invariants) {
    const complaint = judge(world);
    if (complaint !== null) return { invariant, complaint };
  }
  return null;
};

const officeChanges = (world: World): Found => {
  const allowed = changesAllowed(world.scenario);
  const restless = [...world.tenants.values()].find(({ view }) => view.changes > allowed);
  if (restless === undefined || world.scenario.strategy !== 'elected-server') return null;
  const complaint = `${restless.peer} has changed its server ${restless.view.changes} times, for ${allowed / 2} faults`;
  return { invariant: 'few changes of office', complaint };
};

const startAll = (world: World): void => {
  const { scenario, clock, dice } = world;
  const places = scenario.peers + Number(scenario.hasRelay);
  for (let place = 0; place < places; place++)
    clock.after(dice.below(2_000), () => world.start(place, 'disk'));
};

const live = (world: World): Found => {
  const remembers = createMemory();
  for (const happening of world.scenario.happenings)
    world.clock.after(happening.at, () => happen(world, happening));
  while (world.clock.now() < LIVELY_MS + SOON_QUIET_MS) {
    world.clock.advance(LOOK_MS);
    const broken = firstBroken(world, always);
    if (broken !== null) return broken;
    const complaint = world.clock.now() % (5 * LOOK_MS) === 0 ? remembers(world) : null;
    if (complaint !== null) return { invariant: 'nothing lost', complaint };
  }
  return null;
};

const linksOf = ({ network }: World): string => JSON.stringify(network.links());

const settle = (world: World): Found => {
  const start = world.clock.now();
  for (;;) {
    const links = linksOf(world);
    world.clock.advance(5 * LOOK_MS);
    const broken = firstBroken(world, [...always, ...onceQuiet]) ?? (linksOf(world) === links ? null : churn);
    if (broken === null) return null;
    if (world.clock.now() - start >= LONGEST_SETTLING_MS) return broken;
  }
};

const watchQuiet = (world: World): Found => {
  const { clock, frames, network } = world;
  const links = linksOf(world);
  const before = frames.count;
  for (let passed = 0; passed < WATCH_MS; passed += LOOK_MS) {
    clock.advance(LOOK_MS);
    if (linksOf(world) !== links)
      return { invariant: 'no churn', complaint: 'links come and go though all is quiet' };
  }
  const count = Math.max(1, network.links().length);
  const rate = (frames.count - before) / (WATCH_MS / 1_000) / count;
  if (rate > MOST_FRAMES_A_SECOND)
    return {
      invariant: 'no chatter',
      complaint: `${rate.toFixed(1)} frames a second and link though all is quiet`,
    };
  return firstBroken(world, [...always, ...onceQuiet]);
};

export const runScenario = (scenario: Scenario): Outcome => {
  const world = createWorld(scenario);
  startAll(world);
  let found: Found;
  let settledAt = 0;
  try {
    found = live(world) ?? settle(world);
    settledAt = world.clock.now();
    found ??= watchQuiet(world) ?? officeChanges(world);
  } catch (error) {
    found = {
      invariant: 'no error',
      complaint: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  const at = world.clock.now();
  const failure =
    found === null ? null : { ...found, at, frames: world.frames.latest(FRAMES_SHOWN).map(describeFrame) };
  return { failure, took: at, settledAfter: settledAt - LIVELY_MS - SOON_QUIET_MS };
};
