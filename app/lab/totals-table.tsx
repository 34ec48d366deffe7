import type { PatternState } from './session';
import { totalsRows } from './totals-rows';
import { patternWords } from './words';

/** What each pattern did and what it cost, to be compared line by line. */
export function TotalsTable({ patterns }: { readonly patterns: readonly PatternState[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section aria-label="Totals" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-[38rem] border-collapse">
        <caption className="sr-only">Totals of each pattern from the start of the run until now</caption>
        <thead>
          <tr className="border-b border-rule-strong">
            <th scope="col" className="sticky left-0 bg-paper py-2 pr-3 text-left font-normal text-soft">
              Until now
            </th>
            {patterns.map(({ pattern }) => (
              <th
                key={pattern}
                scope="col"
                className={`${pattern} px-2 py-2 text-right font-semibold text-(--hue)`}
              >
                {patternWords[pattern].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totalsRows.map(({ label, hint, say, isWrong }) => (
            <tr key={label} className="border-b border-rule">
              <th
                scope="row"
                className="sticky left-0 max-w-[9rem] bg-paper py-1.5 pr-3 text-left font-normal desk:max-w-none"
              >
                {label}
                {hint ? <span className="block text-[0.75rem] text-soft">{hint}</span> : null}
              </th>
              {patterns.map(({ pattern, totals }) => (
                <td key={pattern} className={`figures px-2 py-1.5 ${isWrong?.(totals) ? 'text-wrong' : ''}`}>
                  {say(totals)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
