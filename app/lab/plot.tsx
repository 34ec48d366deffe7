'use client';

import { useEffect, useId, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { StrategyName } from '@/lib/sync/strategy';
import { patternWords } from './words';

export interface Curve {
  readonly pattern: StrategyName;
  readonly values: readonly number[];
}

export interface PlotProps {
  readonly title: string;
  /** What the curve tells, in a sentence. */
  readonly text: string;
  /** Seconds. */
  readonly times: readonly number[];
  readonly curves: readonly Curve[];
  /** The whole of the time axis. */
  readonly seconds: number;
  /** Small and large side by side: as near zero as it is, then by powers of ten. */
  readonly isWide: boolean;
  readonly format: (value: number) => string;
}

const HEIGHT = 180;
const soft = 'oklch(0.745 0.012 88)';
const rule = 'oklch(0.3 0.01 250)';

/** Beside its hue each pattern has a dash of its own. */
const dashes: Readonly<Record<StrategyName, number[]>> = {
  'fixed-server': [8, 3],
  'elected-server': [3, 3],
  'data-blast': [10, 3, 2, 3],
  'nearest-peer': [],
};

const powersOfTen = [0, 100, 1_000, 10_000, 100_000, 1e6, 1e7, 1e8, 1e9];

const hueOf = (box: HTMLElement, pattern: StrategyName): string => {
  const probe = box.appendChild(document.createElement('span'));
  probe.className = pattern;
  const hue = getComputedStyle(probe).getPropertyValue('--hue');
  probe.remove();
  return hue;
};

const optionsFor = (box: HTMLElement, { curves, seconds, isWide, format }: PlotProps): UPlot.Options => ({
  width: box.clientWidth,
  height: HEIGHT,
  cursor: { y: false, sync: { key: 'lab' }, points: { size: 6 } },
  scales: {
    x: { time: false, range: [0, seconds] },
    y: isWide
      ? { distr: 4, asinh: 50, range: (_, __, most) => [0, Math.max(1_000, most)] }
      : { range: (_, __, most) => [0, Math.max(4, most * 1.1)] },
  },
  axes: [
    {
      stroke: soft,
      grid: { stroke: rule, width: 1 },
      ticks: { stroke: rule },
      values: (_, at) => at.map((s) => `${s} s`),
    },
    {
      stroke: soft,
      size: 62,
      grid: { stroke: rule, width: 1 },
      ticks: { stroke: rule },
      ...(isWide ? { splits: (_, __, ___, most) => powersOfTen.filter((mark) => mark <= most) } : {}),
      values: (_, marks) => marks.map((mark) => (mark === null ? '' : format(mark))),
    },
  ],
  series: [
    { label: 'Time', value: (_, at) => (at === null ? '–' : `${at} s`) },
    ...curves.map(({ pattern }) => ({
      label: patternWords[pattern].name,
      stroke: hueOf(box, pattern),
      width: 1.8,
      dash: dashes[pattern],
      points: { show: false },
      value: (_: UPlot, value: number | null) => (value === null ? '–' : format(value)),
    })),
  ],
});

/** Curves over the room's time, one for each pattern. Their numbers stand in a table too (series-table.tsx). */
export function Plot(props: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const title = useId();
  const { times, curves, seconds } = props;
  const shape = `${seconds} ${curves.map(({ pattern }) => pattern).join(' ')}`;
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew for another shape alone; new numbers are set below
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const made = new UPlot(
      optionsFor(element, latest.current),
      [[], ...latest.current.curves.map(() => [])],
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape]);

  useEffect(() => {
    plot.current?.setData([[...times], ...curves.map(({ values }) => [...values])]);
  }, [times, curves]);

  return (
    <figure aria-labelledby={title} className="min-w-0">
      <figcaption className="mb-2">
        <span id={title} className="block font-medium">
          {props.title}
        </span>
        <span className="block text-[0.8125rem] text-soft">{props.text}</span>
      </figcaption>
      <div ref={box} aria-hidden="true" className="min-w-0 overflow-hidden" />
    </figure>
  );
}
