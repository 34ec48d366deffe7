import type { PatternState } from './session';
import { totalsRows } from './totals-rows';
import { patternWords } from './words';

/** What each pattern did and what it cost, to be compared line by line. */
export function TotalsTable({ patterns }: { readonly patterns: readonly PatternState[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section aria-label="Totals" tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse phone:table-fixed phone:text-[0.75rem]">
        <caption className="sr-only">Totals of each pattern from the start of the run until now</caption>
        <thead>
          <tr className="border-b border-rule-strong">
            <th scope="col" className="py-2 pr-2 text-left align-bottom font-normal text-soft phone:w-[30%]">
              Until now
            </th>
            {patterns.map(({ pattern }) => (
              <th
                key={pattern}
                scope="col"
                className={`${pattern} py-2 pl-2 text-right align-bottom font-semibold phone:pl-1 text-(--hue)`}
              >
                {patternWords[pattern].name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totalsRows.map(({ label, hint, say, isWrong }) => (
            <tr key={label} className="border-b border-rule">
              <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                {label}
                {hint ? <span className="block text-[0.75rem] text-soft phone:sr-only">{hint}</span> : null}
              </th>
              {patterns.map(({ pattern, totals }) => (
                <td
                  key={pattern}
                  className={`figures py-1.5 pl-2 align-top phone:pl-1 phone:!whitespace-normal ${isWrong?.(totals) ? 'text-wrong' : ''}`}
                >
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
