'use client';

import { useState } from 'react';
import { Button } from '@/app/ui/button';
import { type GrowthRow, growthSizes } from './simulation/growth';
import type { Parameters } from './simulation/parameters';
import { useTask } from './use-task';
import { sayBytes, sayNumber, sayTimes } from './words';

const blastOf = (row: GrowthRow | undefined): number => row?.redundant['data-blast'] ?? 0;

/** By how much each doubling multiplies, on average over the last two: an exponent of the peers is its logarithm. */
const exponentOf = (rows: readonly GrowthRow[]): number | null => {
  const [early, late] = [rows.at(-3), rows.at(-1)];
  if (early === undefined || late === undefined || blastOf(early) === 0) return null;
  return Math.log(blastOf(late) / blastOf(early)) / Math.log(late.peers / early.peers);
};

const exponent = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** Where the article was wrong, measured: the waste of the data blast against the number of peers. */
export function Growth({ parameters }: { readonly parameters: Parameters }) {
  const [rows, setRows] = useState<readonly GrowthRow[]>([]);
  const task = useTask((said) => {
    if (said.kind !== 'growth') return false;
    setRows((before) => [...before, said.row]);
    return said.isLast;
  });
  const isRunning = task.state === 'running';
  const measure = () => {
    setRows([]);
    task.run({ kind: 'growth', parameters });
  };
  const found = exponentOf(rows);
  return (
    <section aria-labelledby="growth-title" className="mt-14">
      <h2 id="growth-title" className="text-2xl">
        How the waste of the blast grows
      </h2>
      <p className="mt-2 max-w-[46rem] leading-relaxed">
        The article says that redundant data grows exponentially with the peers. It does not: everyone sends
        to everyone, which among n peers is n × (n − 1) ways, and each of these carries a copy. That is a
        polynomial. What grows exponentially <em>squares</em> when the peers double; this is multiplied by
        about four for the joining, and by no more than eight where each newcomer makes all others send again.
        Measure it: the same 50 records and 12 edits among 4, 8, 16, 32 and 64 peers.
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {isRunning ? (
          <Button onClick={task.cancel}>Cancel</Button>
        ) : (
          <Button onClick={measure}>{rows.length > 0 ? 'Measure again' : 'Measure it here'}</Button>
        )}
        {isRunning ? (
          <label className="flex items-center gap-3 text-[0.875rem] text-soft">
            Room {rows.length + 1} of {growthSizes.length}
            <progress className="progress w-40" value={rows.length} max={growthSizes.length} />
          </label>
        ) : null}
        <p role="status" className="text-[0.875rem] text-soft">
          {task.state === 'failed' ? 'The simulation broke off.' : ''}
          {!isRunning && found !== null
            ? `Here it grows with the power ${exponent.format(found)} of the peers.`
            : ''}
        </p>
      </div>
      {rows.length > 0 ? <GrowthTable rows={rows} /> : null}
    </section>
  );
}

function GrowthTable({ rows }: { readonly rows: readonly GrowthRow[] }) {
  const factor = (index: number): string => {
    const before = blastOf(rows[index - 1]);
    return before === 0 ? '–' : sayTimes(blastOf(rows[index]) / before);
  };
  return (
    <table className="mt-4 w-full max-w-[40rem] border-collapse">
      <caption className="sr-only">Redundant bytes by the number of peers</caption>
      <thead>
        <tr className="border-b border-rule-strong text-soft">
          <th scope="col" className="py-1.5 text-right font-normal">
            Peers
          </th>
          <th scope="col" className="px-2 py-1.5 text-right font-normal">
            Redundant, data blast
          </th>
          <th scope="col" className="px-2 py-1.5 text-right font-normal">
            Of the row above
          </th>
          <th scope="col" className="py-1.5 pl-2 text-right font-normal">
            Redundant, nearest peer
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.peers} className="border-b border-rule">
            <th scope="row" className="figures py-1.5 font-normal">
              {sayNumber(row.peers)}
            </th>
            <td className="figures px-2 py-1.5">{sayBytes(blastOf(row))}</td>
            <td className="figures px-2 py-1.5">{factor(index)}</td>
            <td className="figures py-1.5 pl-2">{sayBytes(row.redundant['nearest-peer'] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
