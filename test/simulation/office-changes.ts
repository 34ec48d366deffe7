/** Whether peers changed their elected server no more often than the faults account for, and never without a cause. */

import type { PeerId } from '@/lib/sync/transport';
import type { Happening, Scenario } from './scenario';
import type { ChangeOfServer, Tenant, ViewOfServer, World } from './world';

const isFault = ({ kind }: Happening): boolean => kind !== 'write' && kind !== 'edit' && kind !== 'nap';

/** Who slept so long knows it on waking. */
const SURELY_ASLEEP_MS = 4_000;

/** For whom this happens to, everybody else fails. */
const cutsOff: ReadonlySet<Happening['kind']> = new Set(['divide', 'slow']);

/**
 * A fault and its end may each change the office once, at each peer; but who slept does not come back into it, unless its clock
 * is behind. One that is cut off tries all others in turn, and who means ill may claim the office again and again while it is there.
 */
const changesFor = (happening: Happening, peers: number, hasSkewedClocks: boolean): number => {
  if (!isFault(happening)) return 0;
  if (cutsOff.has(happening.kind)) return 2 + peers;
  if (happening.kind === 'hostile') return 6;
  const knowsOfItsSleep = happening.kind === 'freeze' && happening.forMs > SURELY_ASLEEP_MS;
  return knowsOfItsSleep && !hasSkewedClocks ? 1 : 2;
};

/** Where some are wrong about others, more than one may take itself for elected, until it finds that few follow it. */
const changesAllowed = ({ happenings, peers, hasSkewedClocks, isMistaken }: Scenario): number =>
  happenings.reduce(
    (allowed, happening) => allowed + changesFor(happening, peers, hasSkewedClocks),
    isMistaken ? peers : 0,
  );

/** It took itself for elected by mistake, and let go of the office. */
const hasSteppedDown = (world: World, server: PeerId, by: number): boolean =>
  [...world.tenants.values()].some(
    ({ peer, view }) =>
      peer === server && view.changes.some(({ at, from, to }) => from === server && to !== null && at <= by),
  );

/**
 * Who was alone has no server for the moment in which it meets somebody: that, and the same one again, is no change. Nor is it
 * one to follow another where who was followed has stepped down.
 */
const changesIn = (world: World, { changes }: ViewOfServer): number => {
  const [first] = changes;
  let server = first?.from ?? null;
  let count = 0;
  for (const { at, to } of changes) {
    if (to === null || to === server) continue;
    if (server === null || !hasSteppedDown(world, server, at)) count++;
    server = to;
  }
  return count;
};

export const fewOfficeChanges = (world: World): string | null => {
  if (world.scenario.strategy !== 'elected-server') return null;
  const allowed = changesAllowed(world.scenario);
  const restless = [...world.tenants.values()].find(
    ({ view, hole }) => changesIn(world, view) > allowed && !hole.wasEver,
  );
  if (restless === undefined) return null;
  return `${restless.peer} has changed its server ${changesIn(world, restless.view)} times: ${allowed} at most for these faults`;
};

/** A judge that slept no longer than this has no cause to blame anybody: no link ends of it. */
const HARMLESS_SLEEP_MS = 5_000;

/** The places whose ways or whose work a happening spoils; null: anybody's. */
const spoiledBy = (world: World, happening: Happening): readonly number[] | null => {
  switch (happening.kind) {
    case 'write':
    case 'edit':
    case 'nap':
      return [];
    case 'join':
      // By its own clock a newcomer may be the oldest.
      return world.scenario.hasSkewedClocks ? null : [];
    case 'break':
    case 'cut':
    case 'echo':
      return [happening.one, happening.other];
    case 'block':
    case 'stall':
      return [happening.from, happening.to];
    case 'freeze':
    case 'crash':
    case 'leave':
    case 'black-hole':
    case 'slow': {
      const place = world.struck.get(happening);
      return place === undefined ? [] : [place];
    }
    case 'divide':
    case 'hostile':
    case 'switch':
      return null;
  }
};

const isHarmless = (happening: Happening): boolean =>
  happening.kind === 'freeze' && happening.forMs <= HARMLESS_SLEEP_MS;

const hasCause = (
  world: World,
  { place, peer: leaver }: Tenant,
  { at, from, to }: ChangeOfServer,
): boolean => {
  // Who was alone may meet somebody of whom it knows nothing yet.
  if (from === null || to === null) return true;
  // Who is wrong alone comes back by way of others, and those step down again.
  const isSequel = [...world.tenants.values()].some(
    ({ peer, view }) => [leaver, from, to].includes(peer) && view.changes.some((earlier) => earlier.at < at),
  );
  if (isSequel) return true;
  const servers = [world.placeOf(from), world.placeOf(to)];
  return world.scenario.happenings
    .filter((happening) => happening.at <= at)
    .some((happening) => {
      const spoiled = spoiledBy(world, happening);
      if (spoiled === null || servers.some((server) => spoiled.includes(server))) return true;
      return spoiled.includes(place) && !isHarmless(happening);
    });
};

/** A server is left for another only if something has happened to one of the two or to who leaves it. */
export const noOfficeLostWithoutCause = (world: World): string | null => {
  const { strategy, isMistaken } = world.scenario;
  if (strategy !== 'elected-server' || isMistaken) return null;
  for (const tenant of world.tenants.values())
    for (const change of tenant.view.changes)
      if (!hasCause(world, tenant, change))
        return `${tenant.peer} left ${change.from} for ${change.to} at ${change.at / 1_000} s, though nothing had happened to them`;
  return null;
};
