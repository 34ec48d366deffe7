'use client';

import { useMemo } from 'react';
import { type CurveKind, curveKinds } from './curves';
import { Plot } from './plot';
import type { PatternState } from './session';
import type { Sample } from './simulation/report';
import { patternWords } from './words';

export interface PlotsProps {
  readonly patterns: readonly PatternState[];
  readonly seconds: number;
}

/** Samples over which rates are averaged, so that single messages do not make a hedge of the curve: two seconds. */
const AVERAGED = 4;

const averaged = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value, index) => {
    sum += value - (values[index - AVERAGED] ?? 0);
    return sum / Math.min(AVERAGED, index + 1);
  });
};

const valuesOf = ({ key, isRate }: CurveKind, samples: readonly Sample[]): readonly number[] => {
  const values = samples.map((one) => one[key]);
  return isRate ? averaged(values) : values;
};

function PlotOf({ kind, patterns, seconds }: PlotsProps & { readonly kind: CurveKind }) {
  const times = useMemo(() => patterns[0]?.samples.map(({ at }) => at) ?? [], [patterns]);
  const curves = useMemo(
    () => patterns.map(({ pattern, samples }) => ({ pattern, values: valuesOf(kind, samples) })),
    [patterns, kind],
  );
  return <Plot {...kind} isWide={kind.isRate} times={times} curves={curves} seconds={seconds} />;
}

/** The figures over time. */
export function Plots(props: PlotsProps) {
  return (
    <div className="grid gap-x-10 gap-y-8 desk:grid-cols-2">
      {curveKinds.map((kind) => (
        <PlotOf key={kind.key} kind={kind} {...props} />
      ))}
    </div>
  );
}

/** Every so many seconds, so that the table stays readable. */
const ROWS = 12;

/** The same numbers for whoever cannot see curves. */
export function SeriesTable({ patterns, seconds }: PlotsProps) {
  const every = Math.max(1, Math.round(seconds / ROWS));
  const rows = (patterns[0]?.samples ?? []).flatMap(({ at }, index) =>
    at % every === 0 ? [{ at, index }] : [],
  );
  return (
    <details className="mt-8">
      <summary className="py-2">The curves as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys */}
      <section aria-label="The curves as a table" tabIndex={0} className="overflow-x-auto">
        <table className="min-w-full border-collapse text-[0.8125rem]">
          <thead>
            <tr className="border-b border-rule-strong text-left">
              <th scope="col" className="py-1 pr-3 font-normal text-soft">
                Second
              </th>
              {curveKinds.flatMap(({ key, title }) =>
                patterns.map(({ pattern }) => (
                  <th
                    key={`${key} ${pattern}`}
                    scope="col"
                    className="px-2 py-1 text-right align-bottom font-normal"
                  >
                    {title}: {patternWords[pattern].name}
                  </th>
                )),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ at, index }) => (
              <tr key={at} className="border-b border-rule">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {at}
                </th>
                {curveKinds.flatMap(({ key, format }) =>
                  patterns.map(({ pattern, samples }) => (
                    <td key={`${key} ${pattern}`} className="figures px-2 py-1">
                      {format(samples[index]?.[key] ?? 0)}
                    </td>
                  )),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
