/** Items that are chosen by touch: the trade, how many, how much, which day. */
import { useState } from 'react';
import { trades } from '../../../../shared/domain/trade-catalogue.ts';
import { addDays, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import { Icon } from '../icon.tsx';
import { Modal } from '../modal.tsx';
import { farthestDays, longest, mostPeople, settlements, units, validThroughMs } from './draft.ts';
import { type FieldProps, Fieldset } from './post-fields.tsx';
import { usePostWords } from './post-words.ts';
import { useTradeWord } from './trade-words.ts';

/** What employers ask for most; the others stand behind 更多. */
const first = [301, 101, 201, 205, 302, 102, 202];

export function WorkItem({ draft, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  const tradeWord = useTradeWord();
  const [isMore, setMore] = useState(false);
  // one from behind 更多 takes the last place
  const shown = draft.trade === null || first.includes(draft.trade) ? first : [...first.slice(0, 6), draft.trade];
  const choose = (trade: number) => {
    change({ trade });
    setMore(false);
  };
  return (
    <Fieldset item="work" title={words.work} isDone={isDone} fault={fault}>
      <div className="tradegrid">
        {shown.map((code) => (
          <button
            key={code}
            type="button"
            className={code === draft.trade ? 'tg on' : 'tg'}
            aria-pressed={code === draft.trade}
            onClick={() => choose(code)}
          >
            <Icon name={trades.find((trade) => trade.code === code)?.icon ?? 'dots-three-line'} />
            {tradeWord(code)}
          </button>
        ))}
        <button type="button" className="tg" aria-haspopup="dialog" onClick={() => setMore(true)}>
          <Icon name="dots-three-line" />
          {words.more}
        </button>
      </div>
      <textarea
        className={fault === null ? 'input top8' : 'input top8 bad'}
        aria-label={words.work}
        placeholder={words.workHint}
        rows={2}
        value={draft.content}
        maxLength={longest.content}
        onChange={(event) => change({ content: event.currentTarget.value })}
      />
      {isMore && (
        <Modal title={words.allTrades} onClose={() => setMore(false)}>
          <div className="picks">
            {trades.map(({ code }) => (
              <button key={code} type="button" className={code === draft.trade ? 'pick on' : 'pick'} onClick={() => choose(code)}>
                {tradeWord(code)}
              </button>
            ))}
          </div>
        </Modal>
      )}
    </Fieldset>
  );
}

export function HeadcountItem({ draft: { headcount }, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  const step = (by: number) => change({ headcount: Math.max(1, Math.min(mostPeople, headcount + by)) });
  return (
    <Fieldset item="headcount" title={words.headcount} isDone={isDone} fault={fault}>
      <div className="stepper">
        <button type="button" aria-label={words.fewer} onClick={() => step(-1)}>
          <Icon name="minus-line" className="plainline" />
        </button>
        <b className="n" role="status">
          {headcount} <small>{words.people}</small>
        </b>
        <button type="button" aria-label={words.another} onClick={() => step(1)}>
          <Icon name="plus-line" className="plainline" />
        </button>
      </div>
    </Fieldset>
  );
}

export function WageItem({ draft, change, fault, isDone }: FieldProps) {
  const { words } = usePostWords();
  return (
    <Fieldset item="wage" title={words.wage} isDone={isDone} fault={fault}>
      <div className="payline">
        <label className={fault === null ? 'input' : 'input bad'}>
          <input
            aria-label={words.amount}
            inputMode="decimal"
            value={draft.yuan}
            maxLength={8}
            onChange={(event) => change({ yuan: event.currentTarget.value.normalize('NFKC').replace(/[^\d.]/g, '') })}
          />
          <span className="end">{words.yuan}</span>
        </label>
        <select
          className="input"
          aria-label={words.unit}
          value={draft.unit}
          onChange={(event) => {
            const unit = units.find((one) => one === event.currentTarget.value);
            if (unit) change({ unit });
          }}
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {words.units[unit]}
            </option>
          ))}
        </select>
      </div>
      <div className="picks eq top8" role="group" aria-label={words.settlement}>
        {settlements.map((one) => (
          <Pick key={one} isOn={one === draft.settlement} word={words.settlements[one]} onPress={() => change({ settlement: one })} />
        ))}
      </div>
    </Fieldset>
  );
}

export function DaysItem({ draft, change, nowMs, fault, isDone }: FieldProps) {
  const { words, say } = usePostWords();
  const today = workDayOf(nowMs);
  const near = [words.today, words.tomorrow, words.after].map((word, away) => ({ word, day: addDays(today, away) }));
  const isNear = near.some(({ day }) => day === draft.day);
  const [isOther, setOther] = useState(!isNear && draft.day !== '');
  return (
    <Fieldset item="days" title={words.days} isDone={isDone} fault={fault}>
      <div className="picks eq">
        {near.map(({ word, day }) => (
          <Pick
            key={day}
            isOn={!isOther && day === draft.day}
            word={word}
            onPress={() => {
              setOther(false);
              change({ day });
            }}
          />
        ))}
        <Pick isOn={isOther} word={words.otherDay} onPress={() => setOther(true)} />
      </div>
      {isOther && (
        <input
          className="input top8"
          type="date"
          aria-label={words.otherDay}
          min={today}
          max={addDays(today, farthestDays)}
          value={draft.day}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
      )}
      <div className="pair top8">
        <label className="input">
          <input
            type="time"
            aria-label={words.start}
            value={draft.start}
            onChange={(event) => change({ start: event.currentTarget.value })}
          />
          <span className="end">{words.start}</span>
        </label>
        <label className="input">
          <input type="time" aria-label={words.end} value={draft.end} onChange={(event) => change({ end: event.currentTarget.value })} />
          <span className="end">{words.end}</span>
        </label>
      </div>
      {draft.day !== '' && (
        <p className="fine top8">
          {isUntilStart(draft.day, draft.start, nowMs)
            ? say(words.untilStart, { day: dayOf(draft.day), clock: draft.start })
            : say(words.untilDay, { day: dayOf(draft.day) })}
        </p>
      )}
    </Fieldset>
  );
}

const dayOf = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;

function isUntilStart(day: string, start: string, nowMs: number): boolean {
  return start !== '' && validThroughMs({ day, start }, nowMs) !== validThroughMs({ day: day as LocalDate, start: '' }, nowMs);
}

function Pick({ isOn, word, onPress }: { readonly isOn: boolean; readonly word: string; onPress(): void }) {
  return (
    <button type="button" className={isOn ? 'pick on' : 'pick'} aria-pressed={isOn} onClick={onPress}>
      {isOn && <Icon name="check-line" className="plainline" />}
      {word}
    </button>
  );
}
