import { formatDate } from '@/lib/ledger/dates';

/** A date as it stands in a date field: in numbers, in the reader's order, so that it can be read back. */
export const showDate = (date: string, locale: string): string => formatDate(date, locale, 'numeric');
