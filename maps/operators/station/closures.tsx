/** Days on which it is shut for a time: it stays on the map, with the reason and the end. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Closure } from '../../../shared/domain/listed-station.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { ask } from '../api/ask.ts';
import { type DeskStation, storedStation } from '../api/shapes.ts';
import { type Say, useWords } from '../messages.ts';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Refusal } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { dayText } from '../parts/times.ts';

interface Props {
  readonly stored: DeskStation;
  readonly onChanged: () => void;
  readonly mayEdit: boolean;
}

export function closureText(say: Say, { from, to, reason }: Closure): string {
  const today = workDayOf(Date.now());
  const days =
    to === null
      ? say('closures.open', { from: dayText(say, from, today) })
      : say('closures.days', { from: dayText(say, from, today), to: dayText(say, to, today) });
  return reason === '' ? days : `${days}，${reason}`;
}

export function Closures({ stored: { station, updatedAtMs }, onChanged, mayEdit }: Props) {
  const say = useWords();
  const today = workDayOf(Date.now());
  const [from, setFrom] = useState<string>(today);
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const path = `/api/stations/${station.number}`;
  const add = useMutation({
    mutationFn: () => ask(storedStation, `POST ${path}/closures`, { body: { from, to: to || null, reason } }),
    onSuccess: () => {
      setTo('');
      setReason('');
      onChanged();
    },
  });
  const remove = useMutation({
    mutationFn: (gone: Closure) =>
      ask(storedStation, `PATCH ${path}`, { body: { closures: station.closures.filter((one) => one !== gone), seenMs: updatedAtMs } }),
    onSettled: onChanged,
  });
  const reversed = to !== '' && to < from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (from !== '' && !reversed) add.mutate();
  };
  return (
    <Box title={say('closures.title')} icon="barricade">
      {station.closures.length === 0 && <p className="mute">{say('closures.none')}</p>}
      <ul className="plain">
        {station.closures.map((closure) => (
          <li key={`${closure.from} ${closure.to}`} className={closure.to !== null && closure.to < today ? 'it past' : 'it'}>
            <span>{closureText(say, closure)}</span>
            {mayEdit && (
              <Key small label={say('closures.removeOf', { what: closureText(say, closure) })} onPress={() => remove.mutate(closure)}>
                <Icon name="trash" />
                {say('remove')}
              </Key>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <Refusal error={remove.error} />}
      {mayEdit && (
        <form className="stack add" onSubmit={submit}>
          {add.error && <Refusal error={add.error} />}
          <div className="two-fields">
            <Field label={say('closures.from')} type="date" value={from} onChange={setFrom} longest={10} />
            <Field
              label={say('closures.to')}
              hint={say('closures.toHint')}
              fault={reversed ? say('closures.reversed') : null}
              type="date"
              value={to}
              onChange={setTo}
              longest={10}
            />
          </div>
          <Field label={say('closures.reason')} hint={say('closures.reasonHint')} value={reason} onChange={setReason} longest={60} />
          <div className="acts">
            <Key type="submit" busy={add.isPending} disabled={from === '' || reversed}>
              {say('closures.add')}
            </Key>
          </div>
        </form>
      )}
    </Box>
  );
}
