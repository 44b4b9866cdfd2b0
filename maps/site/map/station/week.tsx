/** The week with today and now; a holiday near by comes with it. Without clock times the words on the door stand alone. */
import { Icon } from '../icon.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import type { HolidayNote, StationDetail, WeekDay } from '../station-view.ts';
import { clockParts, dayWords, weekdayIndex, weekdayWord } from './day-words.ts';

const dayMinutes = 1440;
const share = (minutes: number) => `${((minutes / dayMinutes) * 100).toFixed(2)}%`;

export function WeekSection({ detail: { week, holiday, hoursText }, nowMs }: { readonly detail: StationDetail; readonly nowMs: number }) {
  useLanguage();
  const now = clockParts(nowMs);
  return (
    <section className="sec">
      <h2>
        <Say k="hours.title" />{' '}
        <small>
          {weekdayWord(weekdayIndex(now.day))} <span className="n">{now.clock}</span>
        </small>
      </h2>
      {week ? (
        <div className="week">
          {week.map((day) => (
            <Day key={day.day} day={day} nowMinutes={now.minutes} />
          ))}
        </div>
      ) : (
        <p>
          <Say k="hours.unknown" />
        </p>
      )}
      {holiday && <Holiday note={holiday} />}
      {hoursText && (
        <p className="quote">
          <Say k="hours.quote" values={{ text: hoursText }} />
        </p>
      )}
    </section>
  );
}

function Day({ day: { day, isToday, bars, hours }, nowMinutes }: { readonly day: WeekDay; readonly nowMinutes: number }) {
  return (
    <div className={`day ${isToday ? 'today' : ''}`}>
      <span>{isToday ? textOf('day.today') : weekdayWord(weekdayIndex(day))}</span>
      <span className="bar" aria-hidden="true">
        {bars.map(([from, to]) => (
          <i key={from} style={{ left: share(from), width: share(to - from) }} />
        ))}
        {isToday && <u style={{ left: share(nowMinutes) }} />}
      </span>
      <span className="t">
        <Times hours={hours} />
      </span>
    </div>
  );
}

function Times({ hours }: { readonly hours: WeekDay['hours'] }) {
  if (hours.length === 0) return <Say k="hours.shut" />;
  return hours.map(([from, to], at) => (
    <span className="span" key={from + to}>
      {at > 0 && <br />}
      {from === '00:00' && to === '24:00' ? <Say k="state.allDay" /> : `${from}–${to}`}
    </span>
  ));
}

const said = { same: 'hours.holidaySame', closed: 'hours.holidayClosed', unknown: 'hours.holidayUnknown' } as const;

function Holiday({ note: { day, name, hours } }: { readonly note: HolidayNote }) {
  const values = { day: dayWords(day), name };
  return (
    <p className="holiday">
      <Icon name="calendar-blank-line" />
      <span>
        {typeof hours === 'string' ? (
          <Say k={said[hours]} values={values} />
        ) : hours.length === 0 ? (
          <Say k="hours.holidayClosed" values={values} />
        ) : (
          <Say k="hours.holidayHours" values={{ ...values, hours: hours.map(([from, to]) => `${from}–${to}`).join('，') }} />
        )}
      </span>
    </p>
  );
}
