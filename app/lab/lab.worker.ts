/**
 * Runs simulations beside the page, so that neither waits for the other. It does not know any screen: it is told what to
 * run and how fast, and reports.
 */

import type { FromWorker, Speed, ToWorker } from './messages';
import { growthSizes, measureGrowth } from './simulation/growth';
import { traceJoin } from './simulation/join-trace';
import { createLabRun, type LabRun } from './simulation/lab-run';
import type { FaultKind } from './simulation/parameters';

/** How often the page hears of a run that is playing, in ms of its time. */
const REPORT_MS = 50;
/** The room's time is advanced in pieces of this, in seconds, so that a word from the page is heard in between. */
const PIECE = 0.05;
const STEP = 0.1;
/** Messages drawn for each pattern in one report. */
const MOST_FLIGHTS = 120;

let run: LabRun | null = null;
let speed: Speed = 1;
let isPlaying = false;
/** Seconds of the room's time that are due and not yet run. */
let due = 0;
let last = 0;

const tell = (message: FromWorker): void => self.postMessage(message);

const report = (): void => {
  if (run === null) return;
  tell({ kind: 'report', at: run.at, isOver: run.isOver, patterns: run.report(MOST_FLIGHTS) });
};

/** As much as is due, or as can be done until the page should hear again. */
const work = (current: LabRun): void => {
  const began = performance.now();
  if (speed !== null) due = Math.min(due + ((began - last) / 1_000) * speed, speed);
  last = began;
  while (!current.isOver && performance.now() - began < REPORT_MS) {
    const piece = speed === null ? PIECE : Math.min(PIECE, due);
    if (piece <= 0) return;
    current.advanceTo(current.at + piece);
    due -= piece;
  }
};

const go = (): void => {
  if (!isPlaying || run === null) return;
  const began = performance.now();
  work(run);
  report();
  if (run.isOver) isPlaying = false;
  else setTimeout(go, Math.max(0, REPORT_MS - (performance.now() - began)));
};

const play = (next: Speed): void => {
  speed = next;
  if (isPlaying) return;
  isPlaying = true;
  due = 0;
  last = performance.now();
  go();
};

/** On the next tenth of a second, so that it is short in the link. */
const befall = (kind: FaultKind): void => {
  if (run === null || run.isOver) return;
  const at = Math.ceil(run.at * 10 + 0.01) / 10;
  run.befall(kind, at);
  tell({ kind: 'befell', fault: { kind, at } });
};

const hear = (message: ToWorker): void => {
  switch (message.kind) {
    case 'run':
      run = createLabRun(message.parameters);
      return report();
    case 'play':
      return play(message.speed);
    case 'pause':
      isPlaying = false;
      return;
    case 'step':
      isPlaying = false;
      run?.advanceTo(run.at + STEP);
      return report();
    case 'befall':
      return befall(message.fault);
    case 'join':
      return tell({ kind: 'join', trace: traceJoin(message.parameters, message.pattern) });
    case 'growth':
      for (const peers of growthSizes)
        tell({
          kind: 'growth',
          row: measureGrowth(message.parameters, peers),
          isLast: peers === growthSizes.at(-1),
        });
  }
};

self.onmessage = ({ data }: MessageEvent<ToWorker>) => hear(data);
