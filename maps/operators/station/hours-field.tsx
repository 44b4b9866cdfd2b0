/** The words on the door, and beside them what the map reads from them: a week, or nothing. */
import { readHours } from '../../../shared/domain/hours/read-hours.ts';
import type { DayHours, Schedule } from '../../../shared/domain/hours/schedule.ts';
import { clockText } from '../../../shared/domain/work-day.ts';
import { type Say, useWords } from '../messages.ts';
import { Field } from '../parts/field.tsx';
import { longest } from './draft.ts';

interface Props {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** What is kept for the words as they were: an import may have read more from them. */
  readonly kept: { readonly text: string; readonly schedule: Schedule | null } | null;
  readonly disabled: boolean;
}

export function HoursField({ text, onChange, kept, disabled }: Props) {
  const say = useWords();
  const schedule = kept?.text === text ? kept.schedule : readHours(text);
  return (
    <div className="hours">
      <Field
        label={say('station.hours')}
        hint={say('station.hoursHint')}
        value={text}
        onChange={onChange}
        longest={longest.hours}
        lines={3}
        disabled={disabled}
      />
      <div className="reading" aria-live="polite">
        {schedule ? (
          <WeekTable schedule={schedule} />
        ) : (
          <p className="state unknown">{say(text.trim() === '' ? 'station.hoursNone' : 'station.hoursUnread')}</p>
        )}
      </div>
    </div>
  );
}

/** 6:00–21:00, 次日 2:00 past midnight. */
export function dayHoursWords(say: Say, hours: DayHours): string {
  if (hours.length === 0) return say('station.dayShut');
  return hours.map(([from, to]) => (to - from === 1440 ? say('station.dayLong') : `${clockText(from)}–${timeText(say, to)}`)).join('  ');
}

const timeText = (say: Say, minute: number) =>
  minute === 1440 ? '24:00' : minute > 1440 ? say('station.nextDay', { at: clockText(minute - 1440) }) : clockText(minute);

function WeekTable({ schedule: { week, holidays } }: { readonly schedule: Schedule }) {
  const say = useWords();
  const ofHolidays = typeof holidays === 'string' ? say(`station.holidays.${holidays}`) : dayHoursWords(say, holidays);
  return (
    <table className="week">
      <caption>{say('station.hoursRead')}</caption>
      <tbody>
        {week.map((hours, weekday) => (
          <tr key={weekday}>
            <th scope="row">{say(`weekday.${weekday as 0}`)}</th>
            <td>{dayHoursWords(say, hours)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say('station.onHolidays')}</th>
          <td>{ofHolidays}</td>
        </tr>
      </tbody>
    </table>
  );
}
