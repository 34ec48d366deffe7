/** Makes what a scenario tells happen in a world, and ends what has an end. */

import type { Ledger } from '@/lib/ledger/ledger';
import { strategies } from '@/lib/sync/strategies/by-name';
import { mayRepeat } from './frame-log';
import type { Happening, Who } from './scenario';
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

/** The ways are kept in mind: a relay that is away when they become quick again comes back under its name. */
const slowDown = (world: World, tenant: Tenant, { ms, forMs }: Of<'slow'>): void => {
  const { faults } = world.network;
  const others = [...world.tenants.values()].map(({ peer }) => peer);
  const set = (slowness: number): void => {
    for (const peer of others) {
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

const crash = (
  world: World,
  { place }: Tenant,
  { heardAfterMs, restartAfterMs, restored }: Of<'crash'>,
): void => {
  world.crash(place, heardAfterMs);
  world.clock.after(restartAfterMs, () => world.start(place, restored));
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

/** The ledger's setting becomes another for all that are here, and again what it was; who comes meanwhile does not know. */
const switchTo = ({ tenants, clock }: World, { to, forMs }: Of<'switch'>): void => {
  for (const { face, replica } of tenants.values()) face.run(() => replica.setStrategy(strategies[to]));
  clock.after(forMs, () => {
    for (const { face, replica, strategy } of tenants.values()) face.run(() => replica.setStrategy(strategy));
  });
};

/** Whom most hold to be elected, if it is here. */
const serverOf = ({ tenants }: World): Tenant | undefined => {
  const votes = (peer: string): number =>
    [...tenants.values()].filter(({ view }) => view.server === peer).length;
  const [first] = [...tenants.values()].sort((one, other) => votes(other.peer) - votes(one.peer));
  return first !== undefined && votes(first.peer) > 0 ? first : undefined;
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

/** As `at`, for what may be meant for whoever serves: whom it struck is kept in mind. */
const strike = (
  world: World,
  happening: Extract<Happening, { readonly who: Who }>,
  act: (tenant: Tenant) => void,
): void => {
  const tenant = happening.who === 'server' ? serverOf(world) : world.tenants.get(happening.who);
  if (tenant === undefined) return;
  world.struck.set(happening, tenant.place);
  act(tenant);
};

/** Begins something that ends after a while. */
const forAWhile = (world: World, forMs: number, begin: () => void, end: () => void): void => {
  begin();
  world.clock.after(forMs, end);
};

const freeze = (world: World, { face, replica }: Tenant, forMs: number): void =>
  forAWhile(world, forMs, face.freeze, () => {
    face.thaw();
    face.run(replica.wake);
  });

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
      return strike(world, happening, (tenant) => slowDown(world, tenant, happening));
    case 'echo':
      return between(world, happening.one, happening.other, (one, other) => echo(world, one, other));
    case 'freeze':
      return strike(world, happening, (tenant) => freeze(world, tenant, happening.forMs));
    case 'nap':
      return at(world, happening.who, (tenant) => {
        if (tenant !== serverOf(world)) freeze(world, tenant, happening.forMs);
      });
    case 'crash':
      return strike(world, happening, (tenant) => crash(world, tenant, happening));
    case 'leave':
      return strike(world, happening, ({ place }) => leave(world, place, happening.returnAfterMs));
    case 'black-hole':
      return strike(world, happening, (tenant) => becomeBlackHole(world, tenant, happening));
    case 'hostile':
      return world.admitHostile(happening.manner, happening.forMs);
    case 'join':
      return void world.join();
    case 'switch':
      return switchTo(world, happening);
  }
};
