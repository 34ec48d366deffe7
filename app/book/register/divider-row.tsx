import { locale } from '@/app/ui/locale';
import { formatDate } from '@/lib/ledger/dates';

/** `month` is YYYY-MM. */
export function MonthRow({ month }: { readonly month: string }) {
  return (
    <div role="row" className="flex h-full items-end border-b border-rule px-4 pb-1">
      <span role="gridcell" className="font-serif text-[1.0625rem] leading-none font-semibold">
        {formatDate(`${month}-01`, locale(), 'month')}
      </span>
    </div>
  );
}

export function FutureRow() {
  return (
    <div role="row" className="flex h-full items-center gap-3 px-4 text-[0.75rem] text-soft">
      <span role="gridcell" className="shrink-0">
        After today
      </span>
      <span aria-hidden="true" className="w-full border-t border-dashed border-rule-strong" />
    </div>
  );
}
