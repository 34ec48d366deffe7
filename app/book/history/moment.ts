import { locale } from '@/app/ui/locale';

const day = 86_400_000;

/** A moment as people say it: the time if it was today, the weekday within a week, the date before that. */
export function sayMoment(at: number, now: number = Date.now()): string {
  const time = new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' });
  const date = new Date(at);
  if (new Date(now).toDateString() === date.toDateString()) return time.format(date);
  const recent = Math.abs(now - at) < 6 * day;
  const format = recent
    ? new Intl.DateTimeFormat(locale(), { weekday: 'long', hour: '2-digit', minute: '2-digit' })
    : new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(date);
}
