/** A week in few words: days with the same hours together, the most usual first. 周一至周五 06:00–21:00. */
import { textOf } from '../say.tsx';
import { weekdayIndex, weekdayWord } from '../station/day-words.ts';
import type { WeekDay } from '../station-view.ts';

const hoursText = ({ hours }: WeekDay) => {
  if (hours.length === 0) return textOf('hours.shut');
  return hours.map(([from, to]) => (from === '00:00' && to === '24:00' ? textOf('state.allDay') : `${from}–${to}`)).join('，');
};

/** Runs of days, Monday first. */
export function weekLines(week: readonly WeekDay[]): readonly string[] {
  const days = [...week].sort((a, b) => weekdayIndex(a.day) - weekdayIndex(b.day));
  const runs: { from: number; to: number; text: string }[] = [];
  for (const day of days) {
    const index = weekdayIndex(day.day);
    const text = hoursText(day);
    const last = runs.at(-1);
    if (last?.text === text) last.to = index;
    else runs.push({ from: index, to: index, text });
  }
  const longest = runs.reduce(
    (best, run) => (run.to - run.from > best.to - best.from ? run : best),
    runs[0] ?? { from: 0, to: 0, text: '' },
  );
  const [only] = runs;
  if (runs.length === 1 && only) return [only.text === textOf('state.allDay') ? textOf('sign.allDay') : `${daysWord(0, 6)} ${only.text}`];
  return [longest, ...runs.filter((run) => run !== longest)].map(({ from, to, text }) => `${daysWord(from, to)} ${text}`);
}

function daysWord(from: number, to: number): string {
  if (from === to) return weekdayWord(from);
  return textOf('day.fromTo', { from: weekdayWord(from), to: weekdayWord(to) });
}
