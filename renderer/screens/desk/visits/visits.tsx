/** 到站: a day's 人次 and 人数, its visits, what staff write down for somebody and what they take out of the count. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CorrectionReason, VisitRow } from '../../../../shared/api/desk/visits.ts';
import { addDays, type LocalDate } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { clockFace, dayText } from '../../../format.ts';
import { refusedIn } from '../refused-in.ts';
import { AddVisit } from './add-visit.tsx';
import { CorrectVisit } from './correct-visit.tsx';
import { DayCounts } from './day-counts.tsx';
import '../day.css';
import './visits.css';

const aPage = 20;

export function Visits() {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<LocalDate | undefined>(undefined);
  const [beforeNumber, setBefore] = useState<number | undefined>(undefined);
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<VisitRow | null>(null);
  const [said, setSaid] = useState<{ readonly bad: boolean; readonly text: string } | null>(null);
  const read = useQuery({
    queryKey: ['desk', 'visits', asked, beforeNumber],
    queryFn: () => api['visit.day']({ day: asked, beforeNumber, limit: aPage }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 10_000,
  });
  const correct = useMutation({
    mutationFn: ({ visit, reason }: { visit: VisitRow; reason: CorrectionReason }) => api['visit.correct']({ visitId: visit.id, reason }),
    onSuccess: (_, { visit }) => setSaid({ bad: false, text: t('desk.visits.saidCorrected', { number: visit.dailyNumber }) }),
    onError: (error) => setSaid({ bad: true, text: refusedIn(t, 'visits', error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!read.data) return <Waiting error={read.isError} retry={() => void read.refetch()} />;
  const { data } = read;
  const turn = (days: number) => {
    const day = addDays(data.day, days);
    setBefore(undefined);
    setSaid(null);
    setAsked(day === data.today ? undefined : day);
  };

  return (
    <div className="visits">
      <div className="visit-head">
        <h2>{nowMs === null ? data.day : dayText(t, data.day, nowMs)}</h2>
        <span className="day-acts">
          <Button className="key" onPress={() => turn(-1)}>
            <Icon name="caret-left" />
            {t('desk.visits.dayBefore')}
          </Button>
          <Button className="key" isDisabled={data.day === data.today} onPress={() => turn(1)}>
            {t('desk.visits.dayAfter')}
            <Icon name="caret-right" />
          </Button>
          {data.day !== data.today && (
            <Button className="key" onPress={() => setAsked(undefined)}>
              {t('desk.visits.today')}
            </Button>
          )}
          <Button className="key main" onPress={() => setAdding(true)}>
            <Icon name="plus" />
            {t('desk.visits.add')}
          </Button>
        </span>
      </div>
      {said && (
        <p className={said.bad ? 'toast bad' : 'toast'} role="status">
          <Icon name={said.bad ? 'warning' : 'check-circle'} />
          {said.text}
        </p>
      )}
      <div className="visit-cols">
        <DayCounts day={data} />
        <section className="box">
          <h2>
            <Icon name="list-bullets" />
            {t('desk.visits.list')}
            <em>{data.visits}</em>
          </h2>
          {data.rows.length === 0 && <p className="mute">{t('desk.visits.none')}</p>}
          <ul>
            {data.rows.map((visit) => (
              <VisitLine key={visit.id} visit={visit} correct={() => setCorrecting(visit)} />
            ))}
          </ul>
          <p className="day-head">
            {beforeNumber !== undefined && (
              <Button className="key line" onPress={() => setBefore(undefined)}>
                {t('desk.visits.newest')}
              </Button>
            )}
            {data.more && (
              <Button className="key line" onPress={() => setBefore(data.rows.at(-1)?.dailyNumber)}>
                {t('desk.visits.more')}
              </Button>
            )}
          </p>
        </section>
      </div>
      <AddVisit
        key={String(adding)}
        open={adding}
        day={data.day}
        today={data.today}
        leave={() => setAdding(false)}
        say={(bad, text) => setSaid({ bad, text })}
      />
      <CorrectVisit visit={correcting} leave={() => setCorrecting(null)} correct={(visit, reason) => correct.mutate({ visit, reason })} />
    </div>
  );
}

function VisitLine({ visit, correct }: { readonly visit: VisitRow; correct(): void }) {
  const { t } = useTranslation();
  const { corrected, addedBy } = visit;
  return (
    <li className={corrected ? 'day-it uncounted' : 'day-it'}>
      <span className="visit-line">
        <b className="num">{t('desk.visits.number', { number: visit.dailyNumber })}</b>
        <span className="num">{clockFace(visit.atMs)}</span>
        <span className="what">{t(`visit.purposes.${visit.purpose}`)}</span>
        {addedBy !== null && <span className="chip">{t('desk.visits.addedBy', { name: addedBy })}</span>}
        {corrected && (
          <span className="chip warn">
            {t(corrected.by === 'worker' ? 'desk.visits.takenBack' : 'desk.visits.corrected', {
              reason: t(`desk.visits.reasons.${corrected.reason}`),
            })}
          </span>
        )}
      </span>
      {!corrected && (
        <Button className="key" onPress={correct}>
          {t('desk.visits.correct')}
        </Button>
      )}
    </li>
  );
}
