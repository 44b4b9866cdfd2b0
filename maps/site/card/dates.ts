/** Days of the card as people read them. */
import { cardDayDate } from '../../../shared/card/card-day.ts';
import type { Messages } from './words.ts';

/** `2027 年 2 月 20 日`; the year is left out where it is the year of `todayDay`. */
export function shortDate(day: number, todayDay: number, messages: Messages): string {
  const sameYear = cardDayDate(day).slice(0, 4) === cardDayDate(todayDay).slice(0, 4);
  return written(day, sameYear ? messages.date.short : messages.date.full, messages);
}

export function fullDate(day: number, messages: Messages): string {
  return written(day, messages.date.full, messages);
}

function written(day: number, form: string, messages: Messages): string {
  const [year = '', month = '', dayOfMonth = ''] = cardDayDate(day).split('-');
  return form
    .replace('{year}', year)
    .replace('{month}', messages.date.months.split(' ')[Number(month) - 1] ?? month)
    .replace('{day}', String(Number(dayOfMonth)));
}
