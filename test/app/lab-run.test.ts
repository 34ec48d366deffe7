import { describe, expect, it } from 'vitest';
import { createLabRun } from '@/app/lab/simulation/lab-run';
import { type Fault, type Parameters, usualParameters } from '@/app/lab/simulation/parameters';
import type { PatternReport, Totals } from '@/app/lab/simulation/report';
import type { StrategyName } from '@/lib/sync/strategy';

const small: Parameters = { ...usualParameters, peers: 8, records: 40, seconds: 40 };

const reportsOf = (parameters: Parameters): readonly PatternReport[] => {
  const run = createLabRun(parameters);
  run.advanceTo(parameters.seconds);
  return run.report(0);
};

const totalsOf = (pattern: StrategyName, changes: Partial<Parameters>): Totals => {
  const [report] = reportsOf({ ...small, ...changes, patterns: [pattern] });
  if (report === undefined) throw new Error(`no report of ${pattern}`);
  return report.totals;
};

const kill: readonly Fault[] = [{ kind: 'kill', at: 12 }];
const blackHole: readonly Fault[] = [{ kind: 'black-hole', at: 12 }];

describe('a run of the lab', () => {
  it('gives the same figures for the same parameters, however it is cut into pieces', () => {
    const run = createLabRun(small);
    const samples = new Map<StrategyName, number>();
    for (let at = 0; at < small.seconds; at += 0.37) {
      run.advanceTo(at);
      for (const report of run.report(5))
        samples.set(report.pattern, (samples.get(report.pattern) ?? 0) + report.samples.length);
    }
    run.advanceTo(small.seconds);
    const [pieces, whole] = [run.report(0), reportsOf(small)];
    expect(pieces.map(({ totals }) => totals)).toEqual(whole.map(({ totals }) => totals));
    for (const { pattern, samples: last } of pieces)
      expect((samples.get(pattern) ?? 0) + last.length).toBe(2 * small.seconds);
  });

  it('gives other figures for another seed', () => {
    const bytes = [1, 2].map((seed) => totalsOf('nearest-peer', { seed }).data.bytes);
    expect(bytes[0]).not.toBe(bytes[1]);
  });

  it('is the same whether a fault is in the link or comes while it runs', () => {
    const run = createLabRun({ ...small, patterns: ['elected-server'] });
    run.advanceTo(11.96);
    run.befall('kill', 12);
    run.advanceTo(small.seconds);
    expect(run.report(0)[0]?.totals).toEqual(totalsOf('elected-server', { faults: kill }));
  });

  it('has every pattern do the same work, and all agree in the end', () => {
    for (const { totals } of reportsOf(small)) {
      expect(totals).toMatchObject({ delivered: totals.written, waiting: 0, lost: 0, behind: 0 });
      expect(totals.written).toBe(22);
      expect(totals.agreedAfter).not.toBeNull();
    }
  });
});

describe('when the server dies', () => {
  it('nobody shares by the fixed server any more, and nothing is lost', () => {
    const totals = totalsOf('fixed-server', { faults: kill });
    expect(totals.stalled).toBe(8);
    expect(totals.waiting).toBeGreaterThan(0);
    expect(totals).toMatchObject({ lost: 0, agreedAfter: null, delivered: totals.written - totals.waiting });
  });

  it.each(['elected-server', 'data-blast', 'nearest-peer'] as const)('all go on by %s', (pattern) => {
    const totals = totalsOf(pattern, { faults: kill });
    expect(totals).toMatchObject({ peers: 7, waiting: 0, lost: 0, behind: 0, stalled: 0 });
    expect(totals.officeChanges).toBe(pattern === 'elected-server' ? 1 : 0);
  });
});

describe('when the server becomes a black hole', () => {
  it('nobody notices by the fixed server, and nothing is shared', () => {
    const totals = totalsOf('fixed-server', { faults: blackHole });
    expect(totals.stalled).toBe(0);
    expect(totals.behind).toBe(8);
  });

  it('the elected one loses its office, and all agree', () => {
    const totals = totalsOf('elected-server', { faults: blackHole });
    expect(totals).toMatchObject({ peers: 7, waiting: 0, behind: 0, officeChanges: 1 });
  });
});

describe('when the room is cut in two', () => {
  it.each(['fixed-server', 'elected-server', 'data-blast', 'nearest-peer'] as const)(
    'edits wait while it is, and all agree after, by %s',
    (pattern) => {
      const faults: readonly Fault[] = [
        { kind: 'cut', at: 10 },
        { kind: 'heal', at: 16 },
      ];
      const totals = totalsOf(pattern, { faults });
      expect(totals.longest ?? 0).toBeGreaterThan(2_000);
      expect(totals).toMatchObject({ waiting: 0, lost: 0, behind: 0 });
    },
  );
});

describe('what it costs', () => {
  it('is redundant for the most part in the blast, and hardly by nearest peer', () => {
    const share = ({ redundant, data }: Totals): number => redundant / data.bytes;
    expect(share(totalsOf('data-blast', {}))).toBeGreaterThan(0.5);
    expect(share(totalsOf('nearest-peer', {}))).toBeLessThan(0.2);
  });

  it('falls on the server where there is one', () => {
    const { busiest, average } = totalsOf('fixed-server', {});
    expect(busiest / average).toBeGreaterThan(3);
  });

  it('does not hinder newcomers while others leave', () => {
    for (const { totals } of reportsOf({ ...small, churn: 20 })) {
      expect(totals.peers).toBeGreaterThanOrEqual(8);
      expect(totals).toMatchObject({ behind: 0, waiting: 0 });
    }
  });
});
