/** Runs one scenario to its end, watches what must hold, and tells what went wrong in a form that a person can read. */

import { describeFrame } from './frame-log';
import { happen } from './happenings';
import { always, createMemory, onceQuiet } from './invariants';
import { fewOfficeChanges, noOfficeLostWithoutCause } from './office-changes';
import { LIVELY_MS, type Scenario } from './scenario';
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
/** In a quiet room what is new is everywhere after this and some ways. Links where it was long only announced wake first. */
const FIRST_NEWS_MS = 3_000;
const NEWS_MS = 1_000;
const NEWS_WAYS = 8;
/** Who has asked a black hole first waits so long for nothing before it asks another: SPEC.md, rule C3. */
const ASKED_IN_VAIN_MS = 2_000;
const NEWS = 3;
const FRAMES_SHOWN = 60;

type Found = Pick<Failure, 'invariant' | 'complaint'> | null;

const firstBroken = (world: World, invariants: typeof always): Found => {
  for (const [invariant, judge] of invariants) {
    const complaint = judge(world);
    if (complaint !== null) return { invariant, complaint };
  }
  return null;
};

const atTheEnd: typeof always = [
  ['few changes of office', fewOfficeChanges],
  ['no office lost without cause', noOfficeLostWithoutCause],
];

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
const writeOne = (world: World, soonMs: number): Found => {
  const { clock, tenants, dice } = world;
  const fit = [...tenants.values()].filter(({ hole }) => hole.manner === null);
  const writers = fit.filter(({ isRelay }) => !isRelay);
  if (writers.length === 0) return null;
  const writer = dice.pick(writers);
  happen(world, { at: clock.now(), kind: 'write', by: writer.place, count: 1 });
  const to = writer.journal.reach().get(writer.journal.writer()) ?? 0;
  const isAskedInVain = [...tenants.values()].some(({ hole }) => hole.manner !== null);
  const limit = soonMs + NEWS_WAYS * world.scenario.delay[1] + (isAskedInVain ? ASKED_IN_VAIN_MS : 0);
  clock.advance(limit);
  const without = fit.find(({ journal }) => (journal.reach().get(writer.journal.writer()) ?? 0) < to);
  if (without === undefined || world.forked.has(writer.journal.writer())) return null;
  const complaint = `${without.peer} has not heard after ${limit} ms what ${writer.peer} wrote`;
  return { invariant: 'news reaches all soon', complaint };
};

/** One after the other, in quiet between. */
const writeSome = (world: World): Found => {
  for (let written = 0; written < NEWS; written++) {
    const found = writeOne(world, written === 0 ? FIRST_NEWS_MS : NEWS_MS);
    if (found !== null) return found;
    world.clock.advance(2 * LOOK_MS);
  }
  return null;
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
  const rate = (frames.count - before) / (WATCH_MS / 1_000) / Math.max(1, links.size, world.tenants.size - 1);
  if (rate > MOST_FRAMES_A_SECOND)
    return {
      invariant: 'no chatter',
      complaint: `${rate.toFixed(1)} frames a second and link though all is quiet`,
    };
  if (firstUnsettled(world) === null) return null;
  // Over a link that came a moment ago little has been said yet.
  clock.advance(2 * LOOK_MS);
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
    found ??= watchQuiet(world) ?? firstBroken(world, atTheEnd) ?? writeSome(world);
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
