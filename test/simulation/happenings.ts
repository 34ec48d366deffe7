/** Makes what a scenario tells happen in a world, and ends what has an end. */

import type { Ledger } from '@/lib/ledger/ledger';
import { mayRepeat } from './frame-log';
import type { Happening } from './scenario';
import type { Tenant, World } from './world';

type Of<Kind extends Happening['kind']> = Extract<Happening, { readonly kind: Kind }>;

const ACCOUNT = '0.0';
/** Links are back, as far as they come back soon, when what was overheard is repeated. */
const ECHO_AFTER_MS = 1_500;

/** Writes transactions; a page that is frozen writes when it thaws. */
const write = (world: World, tenant: Tenant, count: number): void =>
  tenant.face.run(() => {
    const { journal } = tenant;
    const time = journal.latestTime() + 1;
    journal.append((_, clock) =>
      Array.from({ length: count }, () => {
        const what = ['2026-01-01', ACCOUNT, world.dice.below(10_000), `shop ${world.dice.below(50)}`];
        return [1, time - clock, 0, null, 0, 't', ...what, 1];
      }),
    );
  });

const identify = (ledger: Ledger): void => {
  if (ledger.identity() !== null) return;
  const member = ledger.create('member', { name: 'somebody', color: 0 });
  const device = member.ok ? ledger.create('device', { name: 'a device', member: member.value }) : member;
  if (device.ok) ledger.identify(device.value);
};

/** Changes a line that is here already, maybe while another does the same elsewhere. */
const edit = (world: World, tenant: Tenant): void =>
  tenant.face.run(() => {
    const register = tenant.ledger.register(ACCOUNT);
    const at = world.dice.below(Math.max(1, Math.min(register.length, 5)));
    const [line] = register.window(at, at + 1);
    if (line === undefined) return write(world, tenant, 1);
    const { ledger } = tenant;
    identify(ledger);
    if (world.dice.chance(0.2)) ledger.remove(line.transaction.id);
    else ledger.change('transaction', line.transaction.id, { amount: world.dice.below(10_000) });
  });

const divide = (world: World, { side, forMs }: Of<'divide'>): void => {
  const { network, clock, tenants } = world;
  const here = [...tenants.values()].filter(({ place }) => side.includes(place));
  const there = [...tenants.values()].filter(({ place }) => !side.includes(place));
  const pairs = here.flatMap((one) => there.map((other) => [one.peer, other.peer] as const));
  for (const pair of pairs) network.cut(...pair);
  clock.after(forMs, () => {
    for (const pair of pairs) network.heal(...pair);
  });
};

const slowDown = (world: World, tenant: Tenant, { ms, forMs }: Of<'slow'>): void => {
  const { faults } = world.network;
  const set = (slowness: number): void => {
    for (const { peer } of world.tenants.values()) {
      faults.slow(peer, tenant.peer, slowness);
      faults.slow(tenant.peer, peer, slowness);
    }
  };
  set(ms);
  world.clock.after(forMs, () => set(0));
};

/** The link breaks, and what was sent over it last comes again over the new one, in any order. */
const echo = (world: World, one: Tenant, other: Tenant): void => {
  const overheard = world.frames
    .latest(200)
    .filter((frame) => frame.from === one.peer && frame.to === other.peer && mayRepeat(frame))
    .slice(-12);
  world.network.breakLink(one.peer, other.peer);
  world.clock.after(ECHO_AFTER_MS, () => {
    for (const { bytes } of world.dice.shuffle(overheard))
      world.network.inject(one.peer, other.peer, bytes.slice());
  });
};

const crash = (world: World, { who, heardAfterMs, restartAfterMs, restored }: Of<'crash'>): void => {
  if (!world.tenants.has(who)) return;
  world.crash(who, heardAfterMs);
  world.clock.after(restartAfterMs, () => world.start(who, restored));
};

const leave = (world: World, place: number, returnAfterMs: number): void => {
  if (!world.tenants.has(place)) return;
  world.leave(place);
  world.clock.after(returnAfterMs, () => world.start(place, 'disk'));
};

/** Who said what is wrong comes to its senses by starting anew; the others go on. */
const becomeBlackHole = (world: World, tenant: Tenant, { manner, forMs }: Of<'black-hole'>): void => {
  const { hole, place } = tenant;
  hole.manner = manner;
  hole.wasEver = true;
  world.clock.after(forMs, () => {
    hole.manner = null;
    if (world.tenants.get(place) !== tenant) return;
    if (manner === 'wrong') leave(world, place, 1_000);
    else tenant.replica.wake();
  });
};

const between = (
  world: World,
  one: number,
  other: number,
  act: (one: Tenant, other: Tenant) => void,
): void => {
  const [here, there] = [world.tenants.get(one), world.tenants.get(other)];
  if (here !== undefined && there !== undefined) act(here, there);
};

const at = (world: World, place: number, act: (tenant: Tenant) => void): void => {
  const tenant = world.tenants.get(place);
  if (tenant !== undefined) act(tenant);
};

/** Begins something that ends after a while. */
const forAWhile = (world: World, forMs: number, begin: () => void, end: () => void): void => {
  begin();
  world.clock.after(forMs, end);
};

export const happen = (world: World, happening: Happening): void => {
  const { network } = world;
  const { faults } = network;
  switch (happening.kind) {
    case 'write':
      return at(world, happening.by, (tenant) => write(world, tenant, happening.count));
    case 'edit':
      return at(world, happening.by, (tenant) => edit(world, tenant));
    case 'break':
      return between(world, happening.one, happening.other, (one, other) =>
        network.breakLink(one.peer, other.peer, happening.laterMs),
      );
    case 'cut':
      return between(world, happening.one, happening.other, ({ peer: one }, { peer: other }) =>
        forAWhile(
          world,
          happening.forMs,
          () => network.cut(one, other),
          () => network.heal(one, other),
        ),
      );
    case 'block':
      return between(world, happening.from, happening.to, ({ peer: from }, { peer: to }) =>
        forAWhile(
          world,
          happening.forMs,
          () => faults.block(from, to),
          () => faults.unblock(from, to),
        ),
      );
    case 'divide':
      return divide(world, happening);
    case 'stall':
      return between(world, happening.from, happening.to, ({ peer: from }, { peer: to }) =>
        forAWhile(
          world,
          happening.forMs,
          () => faults.stall(from, to),
          () => faults.resume(from, to),
        ),
      );
    case 'slow':
      return at(world, happening.who, (tenant) => slowDown(world, tenant, happening));
    case 'echo':
      return between(world, happening.one, happening.other, (one, other) => echo(world, one, other));
    case 'freeze':
      return at(world, happening.who, ({ face, replica }) =>
        forAWhile(world, happening.forMs, face.freeze, () => {
          face.thaw();
          face.run(replica.wake);
        }),
      );
    case 'crash':
      return crash(world, happening);
    case 'leave':
      return leave(world, happening.who, happening.returnAfterMs);
    case 'black-hole':
      return at(world, happening.who, (tenant) => becomeBlackHole(world, tenant, happening));
    case 'hostile':
      return world.admitHostile(happening.manner, happening.forMs);
    case 'join':
      return void world.join();
  }
};
