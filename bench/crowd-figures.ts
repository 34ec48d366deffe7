/**
 * What sharing costs in rooms of many: how often a change crosses a room, how far it goes, and what is said beside it.
 * It does not know how replicas do it.
 */

import { nearestPeer } from '@/lib/sync/strategies/nearest-peer';
import { type CrowdCosts, type CrowdPlan, runCrowd } from './crowd';
import { atLeast, atMost, type Figure, plain } from './figures';

const SIZES = [20, 50, 100, 200];

/** A full mesh in which whoever learns something tells everyone, as y-webrtc does: messages for one update. */
const tellEveryone = (peers: number): number => {
  const heard = new Set([0]);
  let messages = 0;
  for (const peer of heard)
    for (let other = 0; other < peers; other++) {
      if (other === peer) continue;
      messages++;
      heard.add(other);
    }
  return messages;
};

/** By then whoever has come has the links that it keeps: those to spare are let go in waves, a minute apart. */
const SETTLED_S = 180;

const nearest = (plan: Omit<CrowdPlan, 'seed' | 'strategy' | 'settling'>): CrowdCosts => {
  const costs = runCrowd({ ...plan, seed: 1, strategy: nearestPeer, settling: SETTLED_S });
  if (!costs.agreed) throw new Error(`${plan.peers} peers do not agree`);
  return costs;
};

const hopsFigure = (peers: number, name: string, hops: number): Figure =>
  peers === 100 ? atMost(name, hops, 'hops', 6) : plain(name, hops, 'hops');

const crowdFigures = (peers: number, presenceBound = ''): Figure[] => {
  const name = `${peers.toLocaleString('en')} peers, 2 updates a second`;
  const costs = nearest({ peers, perSecond: 2, seconds: 10 });
  const { payloads, frames, bytes, dataBytes, presenceBytes, hops } = costs;
  return [
    atMost(`${name}: payloads per update and other peer`, payloads, '', 1.1),
    plain(`${name}: by y-webrtc’s rule in a full mesh`, tellEveryone(peers) / (peers - 1), ''),
    plain(`${name}: all messages per update and other peer`, frames, ''),
    plain(`${name}: all bytes per update and other peer`, bytes, 'bytes'),
    plain(`${name}: bytes of entries per update and other peer`, dataBytes, 'bytes'),
    atMost(
      `${name}: bytes of presence over those of entries`,
      presenceBytes / dataBytes,
      'times',
      1,
      presenceBound,
    ),
    hopsFigure(peers, `${name}: hops to the last peer, the median of all updates`, hops),
  ];
};

const strainFigures = (): Figure[] => {
  const busy = nearest({ peers: 50, perSecond: 30, seconds: 4 });
  const restless = nearest({ peers: 50, perSecond: 2, seconds: 10, churn: true });
  const thirty = nearest({ peers: 30, perSecond: 2, seconds: 60 });
  return [
    atMost('50 peers, 30 updates a second: payloads per update and other peer', busy.payloads, '', 1.4),
    atMost(
      '50 peers, a link breaks each second: payloads per update and other peer',
      restless.payloads,
      '',
      2,
    ),
    atLeast(
      '30 peers: simulated time over real time',
      thirty.pace,
      'times',
      100,
      'No single cost stands out: letting entries into 30 Yjs documents is a quarter, planning anew a sixth.',
    ),
  ];
};

/** Apart from the others: it takes a quarter of an hour and six gigabytes. */
export const measureThousand = (): Figure[] =>
  crowdFigures(
    1_000,
    'After three minutes a link still comes or goes each second somewhere in so large a room, and a thousand peers are told.',
  );

export const measureCrowds = (): Figure[] => [
  ...SIZES.flatMap((peers) => crowdFigures(peers)),
  ...strainFigures(),
];
