/** Whether peers changed their elected server no more often than the faults account for, and never without a cause. */

import type { Happening, Scenario } from './scenario';
import type { ChangeOfServer, Tenant, World } from './world';

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

export const fewOfficeChanges = (world: World): string | null => {
  if (world.scenario.strategy !== 'elected-server') return null;
  const allowed = changesAllowed(world.scenario);
  const restless = [...world.tenants.values()].find(
    ({ view, hole }) => view.changes.length > allowed && !hole.wasEver,
  );
  if (restless === undefined) return null;
  return `${restless.peer} has changed its server ${restless.view.changes.length} times: ${allowed} at most for these faults`;
};

/** A judge that slept no longer than this has no cause to blame anybody: no link ends of it. */
const HARMLESS_SLEEP_MS = 5_000;

/** The places whose ways or whose work a happening spoils; null: anybody's. */
const spoiledBy = (happening: Happening): readonly number[] | null => {
  switch (happening.kind) {
    case 'write':
    case 'edit':
    case 'join':
      return [];
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
    case 'slow':
      return happening.who === 'server' ? null : [happening.who];
    case 'divide':
    case 'hostile':
    case 'switch':
      return null;
  }
};

const isHarmlessFor = (happening: Happening, judge: number): boolean =>
  happening.kind === 'freeze' && happening.who === judge && happening.forMs <= HARMLESS_SLEEP_MS;

const hasCause = (world: World, { place }: Tenant, { at, from, to }: ChangeOfServer): boolean => {
  // Who was alone may meet somebody of whom it knows nothing yet.
  if (from === null || to === null) return true;
  const servers = [world.placeOf(from), world.placeOf(to)];
  return world.scenario.happenings
    .filter((happening) => happening.at <= at)
    .some((happening) => {
      const spoiled = spoiledBy(happening);
      if (spoiled === null || servers.some((server) => spoiled.includes(server))) return true;
      return spoiled.includes(place) && !isHarmlessFor(happening, place);
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
