/** One run as the page sees it: a worker with the simulation, and what it has reported so far. It draws nothing. */

import type { StrategyName } from '@/lib/sync/strategy';
import type { FromWorker, Speed, ToWorker } from './messages';
import type { Fault, FaultKind, Parameters } from './simulation/parameters';
import type { MeshPicture, PatternReport, Sample, Totals } from './simulation/report';

/** Numbers on the page change at most so often, so that they can be read. */
const REFRESH_MS = 200;

export interface PatternState {
  readonly pattern: StrategyName;
  readonly totals: Totals;
  readonly samples: readonly Sample[];
}

export interface SessionState {
  /** Seconds of the room's time. */
  readonly at: number;
  readonly isPlaying: boolean;
  readonly isOver: boolean;
  readonly patterns: readonly PatternState[];
  /** The worker has come to its end by itself; null while it has not. */
  readonly failure: string | null;
}

export interface LabSession {
  state(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Every picture, as soon as it is there. */
  onPicture(pattern: StrategyName, listener: (picture: MeshPicture) => void): () => void;
  play(speed: Speed): void;
  pause(): void;
  step(): void;
  befall(kind: FaultKind): void;
  close(): void;
}

export const startWorker = (heard: (message: FromWorker) => void, failed: (why: string) => void) => {
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url));
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => heard(data);
  worker.onerror = ({ message }) => failed(message);
  return {
    tell: (message: ToWorker) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
};

const added = (states: readonly PatternState[], reports: readonly PatternReport[]): readonly PatternState[] =>
  reports.map(({ pattern, totals, samples }) => {
    const before = states.find((state) => state.pattern === pattern)?.samples ?? [];
    return { pattern, totals, samples: samples.length === 0 ? before : [...before, ...samples] };
  });

/** @param befell hears of each fault what to write into the link, so that the run is the same again. */
export const createLabSession = (parameters: Parameters, befell: (fault: Fault) => void): LabSession => {
  const listeners = new Set<() => void>();
  const pictured = new Map<StrategyName, Set<(picture: MeshPicture) => void>>();
  const lastPictures = new Map<StrategyName, MeshPicture>();
  let latest: SessionState = { at: 0, isPlaying: false, isOver: false, patterns: [], failure: null };
  /** What is shown: `latest`, a moment later. */
  let shown = latest;
  let timer = 0;

  const show = (): void => {
    window.clearTimeout(timer);
    timer = 0;
    shown = latest;
    for (const listener of [...listeners]) listener();
  };

  const become = (next: Partial<SessionState>, isUrgent: boolean): void => {
    latest = { ...latest, ...next };
    if (isUrgent) show();
    else if (timer === 0) timer = window.setTimeout(show, REFRESH_MS);
  };

  const heard = (message: FromWorker): void => {
    if (message.kind === 'befell') return befell(message.fault);
    if (message.kind !== 'report') return;
    for (const { pattern, mesh } of message.patterns) {
      lastPictures.set(pattern, mesh);
      for (const listener of pictured.get(pattern) ?? []) listener(mesh);
    }
    const { at, isOver } = message;
    const patterns = added(latest.patterns, message.patterns);
    become({ at, isOver, patterns, isPlaying: latest.isPlaying && !isOver }, isOver || !latest.isPlaying);
  };

  const worker = startWorker(heard, (failure) => become({ failure, isPlaying: false }, true));
  worker.tell({ kind: 'run', parameters });

  return {
    state: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onPicture: (pattern, listener) => {
      const all = pictured.get(pattern) ?? new Set();
      pictured.set(pattern, all.add(listener));
      const last = lastPictures.get(pattern);
      if (last !== undefined) listener(last);
      return () => all.delete(listener);
    },
    play: (speed) => {
      if (latest.isOver) return;
      become({ isPlaying: true }, true);
      worker.tell({ kind: 'play', speed });
    },
    pause: () => {
      become({ isPlaying: false }, true);
      worker.tell({ kind: 'pause' });
    },
    step: () => {
      become({ isPlaying: false }, true);
      worker.tell({ kind: 'step' });
    },
    befall: (fault) => worker.tell({ kind: 'befall', fault }),
    close: () => {
      window.clearTimeout(timer);
      listeners.clear();
      worker.end();
    },
  };
};
