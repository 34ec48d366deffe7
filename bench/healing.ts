/**
 * How soon a room heals, in virtual time: nearest peers of whom many crash at once, and an elected server that crashes, turns
 * into a black hole, or is judged by peers that slept. It does not know how replicas do it.
 */

import { timeUntilReconnected } from '../test/simulation/crashed-room';
import {
  createOfficeRoom,
  type OfficeRoom,
  percentile,
  stallJudges,
  timeUntilServed,
} from '../test/simulation/office-room';
import { blackHoleManners } from '../test/simulation/scenario';
import { atLeast, atMost, type Figure, plain } from './figures';

const PEERS = 30;
const CRASHED = 9;
/** Links that break are heard of, as when a process is killed on a machine that lives. */
const HEARD_AFTER_MS = 300;
const LONGEST_MS = 60_000;
const CRASH_SEEDS = 60;
const UNHEARD_SEEDS = 10;
const OFFICE_SEEDS = 120;
const STALL_SEEDS = 1_000;

const seedsTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const seconds = (times: readonly number[], percent: number): number => percentile(times, percent) / 1_000;

const reconnectionTimes = (seeds: number, heardAfterMs: number | null): number[] =>
  seedsTo(seeds).map((seed) =>
    timeUntilReconnected({ seed, peers: PEERS, crashed: CRASHED, heardAfterMs }, LONGEST_MS),
  );

const crashFigures = (): Figure[] => {
  const name = `${CRASHED} of ${PEERS} peers crash at once, no server`;
  const heard = reconnectionTimes(CRASH_SEEDS, HEARD_AFTER_MS);
  const unheard = reconnectionTimes(UNHEARD_SEEDS, null);
  const whole = [...heard, ...unheard].filter((time) => time < LONGEST_MS);
  return [
    atMost(`${name}: one room again, p99 of ${heard.length} runs`, seconds(heard, 99), 's', 5),
    plain(`${name}: one room again, median`, seconds(heard, 50), 's'),
    atLeast(
      `${name}: share of runs that healed`,
      whole.length / (heard.length + unheard.length),
      'of them',
      1,
    ),
    plain(`${name} and no link says so: p99 of ${unheard.length} runs`, seconds(unheard, 99), 's'),
  ];
};

type Fate = (room: OfficeRoom, seed: number) => void;

/** Every second one is gone without a sign. */
const crash: Fate = ({ world, server }, seed) => world.crash(server.place, seed % 2 === 0 ? null : 200);

const becomeBlackHole: Fate = ({ server }, seed) => {
  server.hole.manner = blackHoleManners[seed % blackHoleManners.length] ?? 'silent';
};

const successionTimes = (befall: Fate): number[] =>
  seedsTo(OFFICE_SEEDS).map((seed) => {
    const room = createOfficeRoom(seed);
    befall(room, seed);
    return timeUntilServed(room, LONGEST_MS);
  });

const successionFigures = (what: string, befall: Fate, goal: number): Figure[] => {
  const times = successionTimes(befall);
  const name = `elected server ${what}: another in office for all`;
  return [
    atMost(`${name}, p99 of ${times.length} runs`, seconds(times, 99), 's', goal),
    plain(`${name}, median`, seconds(times, 50), 's'),
  ];
};

/** Whether any peer that lives left the healthy server. */
const isDemoted = (seed: number): boolean => {
  const room = createOfficeRoom(seed, 5);
  stallJudges(room, seed, 2);
  return [...room.world.tenants.values()].some(
    ({ view }) => view.server !== room.server.peer || view.changes.length > 0,
  );
};

export const measureHealing = (): Figure[] => [
  ...crashFigures(),
  ...successionFigures('crashes', crash, 3),
  ...successionFigures('turns into a black hole', becomeBlackHole, 5),
  atMost(
    `healthy elected server left by judges that stalled up to 5 s, in ${STALL_SEEDS.toLocaleString('en')} rooms`,
    seedsTo(STALL_SEEDS).filter(isDemoted).length,
    'rooms',
    0,
  ),
];
