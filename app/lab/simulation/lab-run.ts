/**
 * All patterns of one run side by side, in step, with figures taken at regular moments of their own time.
 * It does not know real time, workers or any screen.
 */

import type { StrategyName } from '@/lib/sync/strategy';
import type { FaultKind, Parameters } from './parameters';
import { createPatternRun, type PatternRun } from './pattern-run';
import { lookAt, type PatternReport, pictureOf, type Sample, totalsOf } from './report';
import { drawSchedule, type Schedule } from './schedule';

/** Between two samples, in ms of the room's time. */
const SAMPLE_MS = 500;

export interface LabRun {
  /** Seconds from the start. */
  readonly at: number;
  readonly isOver: boolean;
  /** Goes on to this moment, in seconds; no further than the end. */
  advanceTo(seconds: number): void;
  befall(kind: FaultKind, at: number): void;
  /** Samples and flights are each told once. */
  report(mostFlights: number): readonly PatternReport[];
}

interface Watched {
  readonly run: PatternRun;
  samples: Sample[];
  agreedAt: number | null;
}

const sampleOf = (run: PatternRun, at: number, behind: number): Sample => {
  const perSecond = 1_000 / SAMPLE_MS;
  const { messages, bytes, redundant, busiest } = run.meter.takeWindow();
  return {
    at: at / 1_000,
    messages: messages * perSecond,
    bytes: bytes * perSecond,
    redundant: redundant * perSecond,
    busiest: busiest * perSecond,
    waiting: run.deliveries.waiting(),
    behind,
  };
};

const watch = (watched: Watched, at: number, { workEnds }: Schedule): void => {
  const { run } = watched;
  run.advanceTo(at);
  const { behind } = lookAt(run);
  watched.samples.push(sampleOf(run, at, behind.size));
  const agrees = behind.size === 0 && run.deliveries.waiting() === 0;
  if (at < workEnds || !agrees) watched.agreedAt = null;
  else watched.agreedAt ??= at;
};

export const createLabRun = (parameters: Parameters): LabRun => {
  const schedule = drawSchedule(parameters);
  const all: Watched[] = parameters.patterns.map((pattern: StrategyName) => ({
    run: createPatternRun(pattern, parameters, schedule),
    samples: [],
    agreedAt: null,
  }));
  const end = parameters.seconds * 1_000;
  let now = 0;
  let sampled = 0;

  const agreedAfter = ({ agreedAt }: Watched): number | null =>
    agreedAt === null ? null : (agreedAt - schedule.workEnds) / 1_000;

  return {
    get at() {
      return now / 1_000;
    },
    get isOver() {
      return now >= end;
    },
    advanceTo: (seconds) => {
      const until = Math.min(end, seconds * 1_000);
      while (sampled + SAMPLE_MS <= until) {
        sampled += SAMPLE_MS;
        for (const watched of all) watch(watched, sampled, schedule);
      }
      for (const { run } of all) run.advanceTo(until);
      now = Math.max(now, until);
    },
    befall: (kind, at) => {
      for (const { run } of all) run.befall(kind, at * 1_000);
    },
    report: (mostFlights) =>
      all.map((watched) => {
        const { run, samples } = watched;
        watched.samples = [];
        return {
          pattern: run.pattern,
          totals: totalsOf(run, agreedAfter(watched)),
          samples,
          mesh: pictureOf(run, mostFlights),
        };
      }),
  };
};
