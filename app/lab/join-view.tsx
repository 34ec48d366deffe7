'use client';

import { useEffect, useState } from 'react';
import type { StrategyName } from '@/lib/sync/strategy';
import type { JoinStep, JoinTrace } from './simulation/join-trace';
import { type Parameters, patternNames } from './simulation/parameters';
import { useTask } from './use-task';
import { frameWords, patternWords, sayBytes, sayNumber } from './words';

/** One newcomer's join, message by message: the article's Figure 5. */
export function JoinView({ parameters }: { readonly parameters: Parameters }) {
  const [pattern, setPattern] = useState<StrategyName>('nearest-peer');
  const [trace, setTrace] = useState<JoinTrace | null>(null);
  const { state, run } = useTask((said) => {
    if (said.kind === 'join') setTrace(said.trace);
    return true;
  });
  useEffect(() => run({ kind: 'join', parameters, pattern }), [run, parameters, pattern]);
  return (
    <section aria-labelledby="join-title" className="mt-14">
      <h2 id="join-title" className="text-2xl">
        One join, message by message
      </h2>
      <p className="mt-2 max-w-[46rem] leading-relaxed">
        The article’s Figure 5. A newcomer meets four peers that hold {sayNumber(parameters.records)} records.
        By nearest peer it says to each what it holds, asks the first that answers for what it lacks, and
        nobody else: the later answers find nothing left to ask for.
      </p>
      <div className="instrument mt-4 -mx-4 px-4 py-5 desk:-mx-8 desk:px-8">
        <fieldset className="mb-4 flex flex-wrap gap-x-5 gap-y-1">
          <legend className="sr-only">By which pattern</legend>
          {patternNames.map((name) => (
            <label key={name} className="inline-flex min-h-9 cursor-pointer items-center gap-2">
              <input
                type="radio"
                name="join-pattern"
                className="accent-(--accent)"
                checked={pattern === name}
                onChange={() => setPattern(name)}
              />
              {patternWords[name].name}
            </label>
          ))}
        </fieldset>
        {state === 'failed' ? <p role="status">This join could not be simulated.</p> : null}
        {trace === null ? (
          <p role="status" className="text-soft">
            Letting somebody join.
          </p>
        ) : (
          <Sequence trace={trace} />
        )}
      </div>
    </section>
  );
}

function Sequence({ trace }: { readonly trace: JoinTrace }) {
  const { columns, steps, leftOut, entries, pattern } = trace;
  return (
    <>
      <table className={`${pattern} w-full border-collapse text-[0.875rem]`}>
        <caption className="sr-only">
          The messages for the data between a newcomer and the room, in their order, by the pattern{' '}
          {patternWords[pattern].name}
        </caption>
        <thead>
          <tr className="border-b border-rule-strong text-left text-soft">
            <th scope="col" className="py-1.5 pr-2 text-right font-normal">
              ms
            </th>
            <th scope="col" className="w-[8.5rem] px-2 py-1.5 font-normal desk:w-[26rem]">
              <Heads columns={columns} />
            </th>
            <th scope="col" className="px-2 py-1.5 font-normal">
              What is said
            </th>
            <th scope="col" className="hidden py-1.5 pl-2 text-right font-normal desk:table-cell">
              Newcomer holds
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one trace never move
            <tr key={index} className="border-b border-rule">
              <td className="figures py-1 pr-2">{sayNumber(step.at)}</td>
              <td className="px-2 py-0">
                <span className="sr-only">
                  {columns[step.from]} to {columns[step.to]}
                </span>
                <Arrow step={step} columns={columns.length} />
              </td>
              <td className="px-2 py-1 leading-snug">
                {frameWords[step.frame] ?? step.frame}
                <span className="text-soft">
                  {' '}
                  {step.count > 1 ? `${step.count} parts, ` : ''}
                  {sayBytes(step.bytes)}
                </span>
              </td>
              <td className="figures hidden py-1 pl-2 text-soft desk:table-cell">
                {sayNumber(step.entries)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-[0.8125rem] text-soft">
        In the end the newcomer holds {sayNumber(entries)} entries. {sayNumber(leftOut)} greetings, words of
        presence and signs of life are left out.
      </p>
    </>
  );
}

const laneOf = (column: number, columns: number): number => ((column + 0.5) / columns) * 100;

function Heads({ columns }: { readonly columns: readonly string[] }) {
  return (
    <span className="grid" style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}>
      {columns.map((name, index) => (
        <span key={name} className="text-center text-[0.75rem]">
          <span className="desk:hidden" aria-hidden="true">
            {index === 0 ? 'New' : name.replace(/^Peer /, '').slice(0, 3)}
          </span>
          <span className="phone:sr-only">{name}</span>
        </span>
      ))}
    </span>
  );
}

function Arrow({ step, columns }: { readonly step: JoinStep; readonly columns: number }) {
  const [start, end] = [laneOf(step.from, columns), laneOf(step.to, columns)];
  const isData = step.frame === 'batch' || step.frame === 'update' || step.frame === 'step2';
  const tip = end > start ? -1 : 1;
  return (
    <svg
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block h-9 w-full overflow-visible"
    >
      {Array.from({ length: columns }, (_, column) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes never move
          key={column}
          x1={laneOf(column, columns)}
          x2={laneOf(column, columns)}
          y1="-1"
          y2="13"
          stroke="var(--rule)"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <g
        fill="none"
        stroke={isData ? 'var(--hue)' : 'var(--soft)'}
        strokeWidth={isData ? 2.5 : 1.2}
        vectorEffect="non-scaling-stroke"
      >
        <line x1={start} x2={end} y1="6" y2="6" vectorEffect="non-scaling-stroke" />
        <path d={`M${end + tip * 1.6} 3.4L${end} 6l${tip * 1.6} 2.6`} vectorEffect="non-scaling-stroke" />
      </g>
    </svg>
  );
}
