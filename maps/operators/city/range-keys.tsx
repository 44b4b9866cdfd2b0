/** Today, this week, this month, the last, or days of one's own. */
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { LocalDate } from '../../../shared/domain/work-day.ts';
import { type MessageKey, useWords } from '../messages.ts';
import { Field } from '../parts/field.tsx';
import { Key } from '../parts/key.tsx';
import { type CityAsked, type CitySpan, citySpans, ownFault, searchOf } from './range.ts';

const words: Readonly<Record<CitySpan, MessageKey>> = {
  day: 'city.spans.day',
  week: 'city.spans.week',
  month: 'city.spans.month',
  lastMonth: 'city.spans.lastMonth',
  own: 'city.spans.own',
};

export function RangeKeys({ asked }: { readonly asked: CityAsked }) {
  const say = useWords();
  const [, go] = useLocation();
  const [choosing, setChoosing] = useState(false);
  const marked = choosing ? 'own' : asked.span;
  return (
    <fieldset className="seg">
      <legend className="vh">{say('city.range')}</legend>
      {citySpans.map((span) => (
        <button
          key={span}
          type="button"
          className={span === marked ? 'on' : ''}
          aria-pressed={span === marked}
          onClick={() => {
            setChoosing(span === 'own');
            if (span !== 'own') go(`/city?${searchOf(asked, { span })}`);
          }}
        >
          {say(words[span])}
        </button>
      ))}
      {marked === 'own' && (
        <OwnDays
          key={`${asked.from} ${asked.to}`}
          asked={asked}
          onChosen={(from, to) => {
            setChoosing(false);
            go(`/city?${searchOf(asked, { span: 'own', from, to })}`);
          }}
        />
      )}
    </fieldset>
  );
}

function OwnDays({ asked, onChosen }: { readonly asked: CityAsked; readonly onChosen: (from: string, to: string) => void }) {
  const say = useWords();
  const [from, setFrom] = useState<string>(asked.from);
  const [to, setTo] = useState<string>(asked.to);
  const fault = from === '' || to === '' ? null : ownFault(from as LocalDate, to as LocalDate);
  const said = fault === null ? null : say(fault === 'range_reversed' ? 'closures.reversed' : 'city.tooLong');
  return (
    <form
      className="own"
      onSubmit={(event) => {
        event.preventDefault();
        if (from !== '' && to !== '' && fault === null) onChosen(from, to);
      }}
    >
      <Field type="date" label={say('city.from')} value={from} onChange={setFrom} longest={10} />
      <Field type="date" label={say('city.to')} value={to} onChange={setTo} longest={10} fault={said} />
      <Key main type="submit" disabled={from === '' || to === '' || fault !== null}>
        {say('city.look')}
      </Key>
    </form>
  );
}
