/** What the map is told of the door: the days on which the station is shut, and what is broken. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DoorView } from '../../../../shared/api/desk/door.ts';
import type { Closure } from '../../../../shared/domain/listed-station.ts';
import { addDays, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { dayText } from '../../../format.ts';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';

const longestReason = 60;

function closureText(t: TFunction, { from, to, reason }: Closure, nowMs: number): string {
  const day = (date: string) => dayText(t, date as LocalDate, nowMs);
  const days =
    to === null
      ? t('desk.link.door.open', { from: day(from) })
      : to === from
        ? t('desk.link.door.day', { from: day(from) })
        : t('desk.link.door.days', { from: day(from), to: day(to) });
  return reason === '' ? days : days + t('desk.link.door.because', { reason });
}

export function DoorBox() {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const door = useQuery({ queryKey: ['desk', 'door'], queryFn: () => api['door.read']({}), gcTime: 0 });
  const [adding, setAdding] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const act = useMutation({
    mutationFn: (work: () => Promise<DoorView>) => work(),
    onSuccess: (view) => {
      setSaid(null);
      setAdding(false);
      queries.setQueryData(['desk', 'door'], view);
    },
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'link', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!door.data || nowMs === null) return <Waiting error={door.isError} retry={() => void door.refetch()} />;
  const { closures, amenities } = door.data;
  return (
    <section className="box">
      <h2>
        <Icon name="door-open" />
        {t('desk.link.door.title')}
      </h2>
      <p className="mute">{t('desk.link.door.sub')}</p>
      <SaidLine said={said} />
      {closures.map(({ id, ...closure }) => {
        const what = closureText(t, closure, nowMs);
        return (
          <div key={id} className="closure">
            <b>{what}</b>
            <Button
              className="key line"
              isDisabled={act.isPending}
              aria-label={t('desk.link.door.reopenOf', { what })}
              onPress={() => act.mutate(() => api['door.reopen']({ id }))}
            >
              {t('desk.link.door.reopen')}
            </Button>
          </div>
        );
      })}
      {adding ? (
        <ClosureForm
          today={workDayOf(nowMs)}
          busy={act.isPending}
          leave={() => setAdding(false)}
          tell={(closure) => act.mutate(() => api['door.close']({ closure }))}
        />
      ) : (
        <Button className="key" onPress={() => setAdding(true)}>
          <Icon name="plus" />
          {t('desk.link.door.add')}
        </Button>
      )}
      {amenities.length > 0 && (
        <>
          <p className="mute">{t('desk.link.door.broken')}</p>
          <div className="ticks">
            {amenities.map(({ amenity, broken }) => (
              <Button
                key={amenity}
                className={broken ? 'key on' : 'key'}
                isDisabled={act.isPending}
                aria-pressed={broken}
                onPress={() => act.mutate(() => api['door.set-broken']({ amenity, broken: !broken }))}
              >
                {broken ? t('desk.link.door.isBroken', { name: t(`amenity.${amenity}`) }) : t(`amenity.${amenity}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

const starts = { todayWord: 0, tomorrow: 1, afterTomorrow: 2 } as const;
/** Days from the first to the last. */
const lengths = { sameDay: 0, threeDays: 2, week: 6, month: 29, unknown: null } as const;

type Start = keyof typeof starts;
type Length = keyof typeof lengths;
type DayWord = Start | Length;

interface ClosureFormProps {
  readonly today: LocalDate;
  readonly busy: boolean;
  leave(): void;
  tell(closure: Closure): void;
}

/** A touch for the first day, a touch for the last: dates are typed wrong. */
function ClosureForm({ today, busy, leave, tell }: ClosureFormProps) {
  const { t } = useTranslation();
  const [start, setStart] = useState<Start>('todayWord');
  const [length, setLength] = useState<Length>('sameDay');
  const [reason, setReason] = useState('');
  const from = addDays(today, starts[start]);
  const days = lengths[length];
  return (
    <div className="closing">
      <Choice name={t('desk.link.door.from')} words={Object.keys(starts) as Start[]} chosen={start} choose={(word) => setStart(word)} />
      <Choice name={t('desk.link.door.to')} words={Object.keys(lengths) as Length[]} chosen={length} choose={(word) => setLength(word)} />
      <Writing
        label={t('desk.link.door.reason')}
        hint={t('desk.link.door.reasonHint')}
        value={reason}
        longest={longestReason}
        onChange={setReason}
        phrases={t('desk.link.door.phrases', { returnObjects: true }) as string[]}
      />
      <div className="acts">
        <Button
          className="key main"
          isDisabled={busy}
          onPress={() => tell({ from, to: days === null ? null : addDays(from, days), reason: reason.trim() })}
        >
          {t('desk.link.door.tell')}
        </Button>
        <Button className="key line" onPress={leave}>
          {t('common.back')}
        </Button>
      </div>
    </div>
  );
}

interface ChoiceProps<W extends DayWord> {
  readonly name: string;
  readonly words: readonly W[];
  readonly chosen: W;
  choose(word: W): void;
}

function Choice<W extends DayWord>({ name, words, chosen, choose }: ChoiceProps<W>) {
  const { t } = useTranslation();
  return (
    <div className="choice" role="group" aria-label={name}>
      <span className="mute">{name}</span>
      <div className="ticks">
        {words.map((word) => (
          <Button key={word} className={word === chosen ? 'key on' : 'key'} aria-pressed={word === chosen} onPress={() => choose(word)}>
            {t(`desk.link.door.${word as DayWord}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
