import { describe, expect, it } from 'vitest';
import { describeFailure } from './describe';
import { runScenario } from './run-scenario';
import type { Scenario } from './scenario';

/** Scenarios that once failed, shrunk, each with what was wrong. */
const once: readonly (readonly [string, Scenario])[] = [
  [
    'a plan that changed between the two greetings was never told, so that one end took the session to carry data [S4]',
    {
      seed: 2,
      strategy: 'elected-server',
      peers: 4,
      hasRelay: false,
      delay: [5, 40],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 16_768, kind: 'join' }],
    },
  ],
  [
    'one broken way left a judge with a server of its own for ever [E3]',
    {
      seed: 15,
      strategy: 'elected-server',
      peers: 4,
      hasRelay: false,
      delay: [20, 200],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 36_651, kind: 'cut', one: 0, other: 2, forMs: 12_924 }],
    },
  ],
  [
    'a program restored while it ran was asked again and again for what its door refuses [C6]',
    {
      seed: 18,
      strategy: 'fixed-server',
      peers: 3,
      hasRelay: true,
      delay: [5, 40],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [
        { at: 28_154, kind: 'hostile', manner: 'liar', forMs: 4_424 },
        { at: 28_346, kind: 'write', by: 3, count: 2 },
        { at: 30_995, kind: 'crash', who: 3, heardAfterMs: null, restartAfterMs: 7_788, restored: 'fork' },
      ],
    },
  ],
  [
    'a peer that slept blamed its server for the link that broke meanwhile [E2]',
    {
      seed: 5,
      strategy: 'elected-server',
      peers: 12,
      hasRelay: true,
      delay: [5, 40],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 25_193, kind: 'freeze', who: 12, forMs: 9_302 }],
    },
  ],
  [
    'a server that gave nothing was elected again when it joined anew, by a clock that was behind [E3]',
    {
      seed: 76,
      strategy: 'elected-server',
      peers: 2,
      hasRelay: false,
      delay: [20, 200],
      bandwidth: null,
      hasSkewedClocks: true,
      isMistaken: false,
      happenings: [{ at: 14_860, kind: 'black-hole', who: 'server', manner: 'silent', forMs: 1e9 }],
    },
  ],
  [
    'who woke lost all its links where a regular look fell between the answer and the end of the wait [S6]',
    {
      seed: 117,
      strategy: 'elected-server',
      peers: 7,
      hasRelay: false,
      delay: [20, 200],
      bandwidth: 328,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 7_255, kind: 'freeze', who: 5, forMs: 437 }],
    },
  ],
  [
    'entries of a forked journal were asked for and refused again and again, and nobody compared what lies before them [C6]',
    {
      seed: 30205,
      strategy: 'fixed-server',
      peers: 3,
      hasRelay: true,
      delay: [20, 200],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [
        { at: 4309, kind: 'write', by: 3, count: 3 },
        { at: 4447, kind: 'break', one: 3, other: 1, laterMs: 4639 },
        { at: 7423, kind: 'write', by: 3, count: 1 },
        { at: 9094, kind: 'crash', who: 3, heardAfterMs: null, restartAfterMs: 2848, restored: 'fork' },
        { at: 9146, kind: 'edit', by: 2 },
        { at: 18190, kind: 'write', by: 3, count: 3 },
        { at: 20548, kind: 'crash', who: 3, heardAfterMs: 2075, restartAfterMs: 7705, restored: 'disk' },
      ],
    },
  ],
  [
    'a plan that was said while its hearer was not quite alive was never known, and no digest came back [S4]',
    {
      seed: 36718,
      strategy: 'elected-server',
      peers: 5,
      hasRelay: false,
      delay: [1, 5],
      bandwidth: null,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [
        { at: 4790, kind: 'black-hole', who: 1, manner: 'slow', forMs: 3768 },
        { at: 11553, kind: 'black-hole', who: 0, manner: 'mute', forMs: 5400 },
        { at: 13400, kind: 'edit', by: 2 },
        { at: 17186, kind: 'block', from: 4, to: 3, forMs: 9403 },
      ],
    },
  ],
  [
    'a server took its one follower that stood still for five seconds to have left it, and stepped down [E4]',
    {
      seed: 50093,
      strategy: 'elected-server',
      peers: 2,
      hasRelay: false,
      delay: [20, 200],
      bandwidth: 743,
      hasSkewedClocks: false,
      isMistaken: false,
      happenings: [{ at: 10271, kind: 'nap', who: 1, forMs: 4909 }],
    },
  ],
  [
    'a way that had been slow for a while was taken to be slow for minutes, and what was announced was asked for late [C10]',
    {
      seed: 105318,
      strategy: 'elected-server',
      peers: 8,
      hasRelay: false,
      delay: [5, 40],
      bandwidth: null,
      hasSkewedClocks: true,
      isMistaken: false,
      happenings: [
        { at: 4978, kind: 'write', by: 0, count: 3 },
        { at: 5680, kind: 'edit', by: 6 },
        { at: 6859, kind: 'edit', by: 2 },
        { at: 7311, kind: 'edit', by: 7 },
        { at: 7523, kind: 'edit', by: 0 },
        { at: 8924, kind: 'edit', by: 6 },
        { at: 9214, kind: 'black-hole', who: 7, manner: 'mute', forMs: 9832 },
        { at: 10334, kind: 'write', by: 7, count: 1 },
        { at: 12911, kind: 'switch', to: 'nearest-peer', forMs: 5273 },
        { at: 13746, kind: 'divide', side: [2, 3, 4], forMs: 11146 },
        { at: 15494, kind: 'write', by: 5, count: 2 },
        { at: 17779, kind: 'edit', by: 6 },
        { at: 21340, kind: 'divide', side: [0, 4, 6, 7], forMs: 7673 },
        { at: 21480, kind: 'edit', by: 1 },
        { at: 21687, kind: 'edit', by: 2 },
        { at: 22191, kind: 'write', by: 7, count: 1 },
        { at: 22469, kind: 'black-hole', who: 'server', manner: 'slow', forMs: 11324 },
        { at: 23740, kind: 'edit', by: 2 },
        { at: 24811, kind: 'write', by: 4, count: 4 },
        { at: 27567, kind: 'write', by: 4, count: 2 },
      ],
    },
  ],
  [
    'who slept came back into office, as by its clock it had joined first all the same: the bound did not foresee it',
    {
      seed: 100654,
      strategy: 'elected-server',
      peers: 2,
      hasRelay: true,
      delay: [20, 200],
      bandwidth: null,
      hasSkewedClocks: true,
      isMistaken: false,
      happenings: [{ at: 6734, kind: 'freeze', who: 'server', forMs: 7618 }],
    },
  ],
];

describe('what once went wrong', () => {
  it.each(once)('does not any more: %s', (_, scenario) => {
    const { failure } = runScenario(scenario);
    if (failure !== null) expect.fail(describeFailure(scenario, failure));
  });
});
