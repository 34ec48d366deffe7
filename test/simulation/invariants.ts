/** What must hold in a simulated room: always, and once everything is quiet. Each says in words where it does not. */

import { createJournal } from '@/lib/ledger/journal';
import { carriesData } from '@/lib/sync/strategy';
import type { PeerId } from '@/lib/sync/transport';
import { conflictsIn } from './conflicts';
import type { Tenant, World } from './world';

/** null: it holds. */
type Complaint = string | null;

const hex = (bytes: Uint8Array | null): string =>
  [...(bytes ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Those of whom everything may be asked. */
const fitTenants = ({ tenants }: World): Tenant[] =>
  [...tenants.values()].filter(({ hole }) => hole.manner === null);

const firstOf = <Item>(items: Iterable<Item>, judge: (item: Item) => Complaint): Complaint => {
  for (const item of items) {
    const complaint = judge(item);
    if (complaint !== null) return complaint;
  }
  return null;
};

// ---- always

const nothingPending = (world: World): Complaint =>
  firstOf(world.tenants.values(), ({ peer, journal }) =>
    journal.isSettled() ? null : `something is pending in Yjs at ${peer}`,
  );

/** What a journal held at the last look it holds now, unaltered. */
export const createMemory = () => {
  const before = new Map<Tenant, Map<number, { readonly to: number; readonly print: string }>>();
  return (world: World): Complaint =>
    firstOf(world.tenants.values(), (tenant) => {
      const { journal, peer } = tenant;
      const known = before.get(tenant) ?? new Map();
      before.set(tenant, known);
      const lost = firstOf(known, ([writer, { to, print }]) =>
        hex(journal.printOf(writer, to)) === print
          ? null
          : `entries of writer ${writer} are not what they were at ${peer}`,
      );
      for (const [writer, to] of journal.reach())
        if (known.get(writer)?.to !== to) known.set(writer, { to, print: hex(journal.printOf(writer, to)) });
      return lost;
    });
};

export const always: readonly (readonly [string, (world: World) => Complaint])[] = [
  ['nothing pending', nothingPending],
];

// ---- once it is quiet

const equalDigests = (world: World): Complaint => {
  const [first, ...others] = fitTenants(world);
  if (first === undefined) return null;
  const digest = first.journal.digest(world.forked);
  return firstOf(others, ({ peer, journal }) => {
    const other = journal.digest(world.forked);
    return hex(other.hash) === hex(digest.hash)
      ? null
      : `${peer} holds ${other.entries} entries, ${first.peer} ${digest.entries}, and they are not the same`;
  });
};

const pictureOf = ({ ledger }: Tenant): string =>
  JSON.stringify([
    ledger.register('0.0').window(0, 100_000),
    [...ledger.openConflicts()].sort(),
    ledger.entryCount(),
  ]);

const equalFolds = (world: World): Complaint => {
  if (world.forked.size > 0) return null;
  const [first, ...others] = fitTenants(world);
  if (first === undefined) return null;
  const picture = pictureOf(first);
  return firstOf(others, (tenant) =>
    pictureOf(tenant) === picture ? null : `${tenant.peer} shows another book than ${first.peer}`,
  );
};

/** Who meets this copy as the first can take all of it, and then holds the same. */
const copiesAreLegal = (world: World): Complaint =>
  firstOf(fitTenants(world), ({ peer, journal }) => {
    const copy = createJournal(() => 1);
    const admissions = copy.admitAll([...journal.updatesSince(new Map())], 'storage');
    const isWhole = admissions.every(({ refused }) => refused.length === 0) && copy.isSettled();
    return isWhole && hex(copy.digest().hash) === hex(journal.digest().hash)
      ? null
      : `what ${peer} holds cannot be handed over whole`;
  });

/** Of what is shown as in conflict every version was written in ignorance of the others, and nothing else is shown so. */
const conflictsAsWritten = (world: World): Complaint => {
  if (world.forked.size > 0) return null;
  return firstOf(fitTenants(world).slice(0, 1), ({ peer, ledger, journal }) => {
    const expected = JSON.stringify(conflictsIn(world.written, journal.reach()));
    const shown = JSON.stringify(
      [...ledger.openConflicts()].sort().map((id) => [
        id,
        ledger
          .conflicts(id)
          .map(({ field }) => field)
          .sort(),
      ]),
    );
    return shown === expected ? null : `${peer} shows the conflicts ${shown}, and should ${expected}`;
  });
};

/** Every entry is what its author wrote. */
const nothingAltered = (world: World): Complaint =>
  firstOf(fitTenants(world), ({ peer, journal }) =>
    firstOf(journal.reach(), ([writer, to]) => {
      if (world.forked.has(writer)) return null;
      const truth = world.written.get(writer) ?? [];
      const here = journal.read(writer, 0, to).map((entry) => JSON.stringify(entry));
      const wrong = here.findIndex((entry, clock) => entry !== truth[clock]?.json);
      return wrong < 0 && here.length === to
        ? null
        : `entry ${wrong} of writer ${writer} is not what was written, at ${peer}`;
    }),
  );

/** What was on a disk that nobody took back is everywhere. */
const nothingFlushedLost = (world: World): Complaint => {
  const fit = fitTenants(world);
  const safe = fit.map(({ place }) => world.disks.get(place)?.reach() ?? new Map<number, number>());
  return firstOf(fit, ({ peer, journal }) =>
    firstOf(safe, (reach) =>
      firstOf(reach, ([writer, to]) =>
        world.forked.has(writer) || (journal.reach().get(writer) ?? 0) >= to
          ? null
          : `${peer} lacks entries of writer ${writer} that were on a disk`,
      ),
    ),
  );
};

const dataLinks = (world: World): Map<PeerId, Set<PeerId>> => {
  const fit = new Set(fitTenants(world).map(({ peer }) => peer));
  const graph = new Map<PeerId, Set<PeerId>>([...fit].map((peer) => [peer, new Set()]));
  for (const { peer, replica } of fitTenants(world))
    for (const other of replica.status().peers)
      if (other.linked && carriesData(other.exchange) && fit.has(other.peer))
        graph.get(peer)?.add(other.peer);
  return graph;
};

const inOnePiece = (world: World): Complaint => {
  const graph = dataLinks(world);
  const [start] = graph.keys();
  const reached = new Set(start === undefined ? [] : [start]);
  for (const peer of reached) for (const other of graph.get(peer) ?? []) reached.add(other);
  const outside = [...graph.keys()].find((peer) => !reached.has(peer));
  return outside === undefined ? null : `no data can flow between ${start} and ${outside}`;
};

const agreedWithNeighbors = (world: World): Complaint => {
  const fit = new Set(fitTenants(world).map(({ peer }) => peer));
  return firstOf(fitTenants(world), ({ peer, replica }) => {
    const doubtful = replica
      .status()
      .peers.find((other) => fit.has(other.peer) && carriesData(other.exchange) && !other.agreed);
    return doubtful === undefined ? null : `${peer} does not know that ${doubtful.peer} agrees`;
  });
};

/** Two copies of one writer's journal that differ are known to somebody. */
const forksFound = (world: World): Complaint =>
  firstOf(world.forked, (writer) => {
    const held = fitTenants(world).filter(({ journal }) => (journal.reach().get(writer) ?? 0) > 0);
    const shortest = Math.min(...held.map(({ journal }) => journal.reach().get(writer) ?? 0));
    const prints = new Set(held.map(({ journal }) => hex(journal.printOf(writer, shortest))));
    const finders = fitTenants(world).filter(({ replica }) => replica.status().forks.includes(writer));
    return prints.size < 2 || finders.length >= 2 ? null : `the fork of writer ${writer} was not found`;
  });

const MOST_LINKS = 8;
const FEWEST_LINKS = 4;
const FULL_MESH = 6;

const degreesInBounds = (world: World): Complaint => {
  if (world.scenario.strategy !== 'nearest-peer' || world.scenario.isMistaken) return null;
  const peers = [...world.tenants.values()].filter(({ isRelay }) => !isRelay);
  const others = peers.length - 1;
  const fewest = others <= FULL_MESH ? others : FEWEST_LINKS;
  if (peers.some(({ hole }) => hole.manner !== null)) return null;
  return firstOf(peers, ({ peer, replica }) => {
    const links = replica.status().peers.filter(({ linked, role }) => linked && role === 'peer').length;
    return links >= fewest && links <= MOST_LINKS ? null : `${peer} has ${links} links, of ${others} others`;
  });
};

const oneServer = (world: World): Complaint => {
  if (world.scenario.strategy !== 'elected-server' || world.scenario.isMistaken) return null;
  const fit = fitTenants(world).filter(({ isRelay }) => !isRelay);
  const servers = new Map(fit.map(({ peer, view }) => [peer, view.server]));
  const [server] = servers.values();
  if (server === undefined) return null;
  if (new Set(servers.values()).size > 1)
    return `they name different servers: ${[...servers].map(([peer, named]) => `${peer} says ${named}`).join(', ')}`;
  return fit.some(({ peer }) => peer === server) ? null : `they name ${server}, which is not fit to serve`;
};

const nobodyStalled = (world: World): Complaint =>
  firstOf(fitTenants(world), ({ peer, replica }) => {
    const { stalled } = replica.status();
    return stalled === null ? null : `${peer} is stalled: ${stalled}`;
  });

export const onceQuiet: readonly (readonly [string, (world: World) => Complaint])[] = [
  ['the room is in one piece', inOnePiece],
  ['equal digests', equalDigests],
  ['equal folds', equalFolds],
  ['conflicts as written', conflictsAsWritten],
  ['copies are legal', copiesAreLegal],
  ['nothing altered', nothingAltered],
  ['nothing flushed lost', nothingFlushedLost],
  ['agreed with neighbors', agreedWithNeighbors],
  ['forks are found', forksFound],
  ['one elected server', oneServer],
  ['nobody is stalled', nobodyStalled],
  ['degrees in bounds', degreesInBounds],
];
