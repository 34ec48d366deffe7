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
const SOON_QUIET_MS = 12_000;
const LONGEST_SETTLING_MS = 180_000;
const WATCH_MS = 20_000;
/** Frames a second and link in a quiet room: heartbeats, words of presence, now and then a digest, and an audit a second. */
const MOST_FRAMES_A_SECOND = 5;
/** Links that come or go in a quiet room meanwhile, and how often the watch begins anew if there are more. */
const MOST_CHANGES = 2;
const MOST_WATCHES = 6;
/** In a quiet room what is new is everywhere after this, whatever the way. */
const NEWS_MS = 3_000;
const FRAMES_SHOWN = 60;

const isFault = ({ kind }: Happening): boolean => kind !== 'write' && kind !== 'edit';

/** For whom this happens to, everybody else fails. */
const cutsOff: ReadonlySet<Happening['kind']> = new Set(['divide', 'slow']);

/**
 * A fault and its end may each change the office once, at each peer. One that is cut off tries all others in turn, and who
 * means ill may claim the office again and again while it is there.
 */
const changesAllowed = ({ happenings, peers }: Scenario): number =>
  happenings
    .filter(isFault)
    .reduce(
      (allowed, { kind }) => allowed + 2 + (cutsOff.has(kind) ? peers : 0) + (kind === 'hostile' ? 4 : 0),
      0,
    );

type Found = Pick<Failure, 'invariant' | 'complaint'> | null;

const firstBroken = (world: World, invariants: typeof always): Found => {
  for (const [invariant, judge] of invariants) {
    const complaint = judge(world);
    if (complaint !== null) return { invariant, complaint };
  }
  return null;
};

const officeChanges = (world: World): Found => {
  const allowed = changesAllowed(world.scenario);
  const restless = [...world.tenants.values()].find(
    ({ view, hole }) => view.changes > allowed && !hole.wasEver,
  );
  if (restless === undefined || world.scenario.strategy !== 'elected-server') return null;
  const complaint = `${restless.peer} has changed its server ${restless.view.changes} times: ${allowed} at most for these faults`;
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

const restless: Found = { invariant: 'no churn', complaint: 'links come and go though all is quiet' };

const firstUnsettled = (world: World): Found => firstBroken(world, [...always, ...onceQuiet]);

/** Between those of whom anything may be asked: a black hole is dialled again and again. */
const linksOf = ({ network, tenants }: World): Set<string> => {
  const fit = new Set(
    [...tenants.values()].filter(({ hole }) => hole.manner === null).map(({ peer }) => peer),
  );
  const between = network.links().filter(([one, other]) => fit.has(one) && fit.has(other));
  return new Set(between.map((pair) => pair.join(' ')));
};

/** How many links came or went in between. */
const difference = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((link) => !other.has(link)).length + [...other].filter((link) => !one.has(link)).length;

/** Well at two looks in a row, with no link come or gone in between. */
const settle = (world: World): Found => {
  const start = world.clock.now();
  let links = linksOf(world);
  let wasWell = false;
  for (;;) {
    world.clock.advance(5 * LOOK_MS);
    const now = linksOf(world);
    const isStill = difference(links, now) === 0 || world.scenario.strategy === 'nearest-peer';
    links = now;
    const broken = firstUnsettled(world);
    const isWell = broken === null && isStill;
    if (isWell && wasWell) return null;
    wasWell = isWell;
    if (world.clock.now() - start >= LONGEST_SETTLING_MS) return broken ?? restless;
  }
};

/** Whoever is left writes something, and soon everybody has it. */
const writeOne = (world: World): Found => {
  const { clock, tenants, dice } = world;
  const fit = [...tenants.values()].filter(({ hole }) => hole.manner === null);
  const writer = dice.pick(fit.filter(({ isRelay }) => !isRelay));
  happen(world, { at: clock.now(), kind: 'write', by: writer.place, count: 1 });
  const to = writer.journal.reach().get(writer.journal.writer()) ?? 0;
  clock.advance(NEWS_MS);
  const without = fit.find(({ journal }) => (journal.reach().get(writer.journal.writer()) ?? 0) < to);
  if (without === undefined || world.forked.has(writer.journal.writer())) return null;
  const complaint = `${without.peer} has not heard after ${NEWS_MS} ms what ${writer.peer} wrote`;
  return { invariant: 'news reaches all soon', complaint };
};

const watchOnce = (world: World): Found => {
  const { clock, frames } = world;
  const before = frames.count;
  let changes = 0;
  let links = linksOf(world);
  for (let passed = 0; passed < WATCH_MS; passed += LOOK_MS) {
    clock.advance(LOOK_MS);
    const now = linksOf(world);
    changes += difference(links, now);
    links = now;
  }
  if (changes > MOST_CHANGES) return restless;
  const rate = (frames.count - before) / (WATCH_MS / 1_000) / Math.max(1, links.size);
  if (rate > MOST_FRAMES_A_SECOND)
    return {
      invariant: 'no chatter',
      complaint: `${rate.toFixed(1)} frames a second and link though all is quiet`,
    };
  return firstUnsettled(world);
};

/** Links that are not needed are let go of in waves, a minute apart: quiet need not be at once, but must come. */
const watchQuiet = (world: World): Found => {
  for (let watches = 1; ; watches++) {
    const found = watchOnce(world);
    if (found?.invariant !== restless?.invariant || watches === MOST_WATCHES) return found;
  }
};

export const runScenario = (scenario: Scenario): Outcome => {
  const world = createWorld(scenario);
  startAll(world);
  let found: Found;
  let settledAt = 0;
  try {
    found = live(world) ?? settle(world);
    settledAt = world.clock.now();
    found ??= watchQuiet(world) ?? officeChanges(world) ?? writeOne(world);
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
