/** A worker's work: what they were referred to, which open postings fit them, and work that no posting tells of. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SuggestedPosting } from '../../../../shared/api/desk/matches.ts';
import { amountText } from '../../../../shared/domain/wage.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { dayText, minuteText, phoneText } from '../../../format.ts';
import { AdHocSheet } from './ad-hoc-sheet.tsx';
import { FitWords } from './fit-words.tsx';
import { MatchKeys } from './match-keys.tsx';
import { MatchLine } from './match-line.tsx';
import { refusedText } from './refused.ts';
import { useMatchSteps } from './use-match-steps.tsx';
import './matches.css';

const shown = 6;

export function ReferWorker({ workerId, trades }: { readonly workerId: string; readonly trades: readonly number[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const steps = useMatchSteps();
  const [adHoc, setAdHoc] = useState(false);
  const matches = useQuery({
    queryKey: ['desk', 'matches-of-worker', workerId],
    queryFn: () => api['match.list']({ of: { workerId }, offset: 0, limit: 10 }),
    gcTime: 0,
  });
  const suggested = useQuery({
    queryKey: ['desk', 'postings-for', workerId],
    queryFn: () => api['match.suggest-postings']({ workerId, limit: shown }),
    gcTime: 0,
  });
  const refer = useMutation({
    mutationFn: (work: { postingId: string } | { employer: string; trade: number }) => api['match.refer']({ workerId, work }),
    onSuccess: (match) => steps.tell({ tone: 'good', text: t('desk.matches.referredNow'), undo: match }),
    onError: (error) => steps.tell({ tone: 'bad', text: refusedText(t, error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const known = matches.data?.matches ?? [];
  const suggestions = suggested.data?.suggestions ?? [];
  return (
    <>
      {steps.shown}
      {known.length > 0 && (
        <section className="box">
          <h2>
            <Icon name="handshake" />
            {t('desk.matches.ofWorker')}
          </h2>
          {known.map((match) => (
            <div key={match.id} className="row">
              <div className="row-open">
                <MatchLine match={match} />
              </div>
              <MatchKeys match={match} steps={steps} only={['agreed', 'failed', 'started', 'completed', 'no_show']} />
            </div>
          ))}
        </section>
      )}
      <section className="box">
        <h2>
          <Icon name="briefcase" />
          {t('desk.matches.fitting')}
          <Button className="key line" onPress={() => setAdHoc(true)}>
            <Icon name="plus" />
            {t('desk.matches.adHoc')}
          </Button>
        </h2>
        {suggested.isSuccess && suggestions.length === 0 && <p className="mute">{t('desk.matches.fittingNone')}</p>}
        {suggestions.map(({ posting, fit }) => (
          <div key={posting.id} className="row">
            <div className="row-open">
              <PostingLine posting={posting} />
              <FitWords fit={fit} of="posting" />
            </div>
            <Button className="key" isDisabled={refer.isPending} onPress={() => refer.mutate({ postingId: posting.id })}>
              <Icon name="check" />
              {t('desk.matches.refer')}
            </Button>
          </div>
        ))}
      </section>
      {adHoc && (
        <AdHocSheet
          trades={trades}
          leave={() => setAdHoc(false)}
          refer={(work) => {
            setAdHoc(false);
            refer.mutate(work);
          }}
        />
      )}
    </>
  );
}

function PostingLine({ posting }: { readonly posting: SuggestedPosting }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { wage, settlement, workDate, startMinute, contactPhone } = posting;
  return (
    <>
      <span className="line">
        <b>{posting.title}</b>
        {wage && (
          <span className="pay-line num nb">
            {amountText(wage)} {t(`unit.${wage.unit}`)}
            {settlement && ` ${t(`settlement.${settlement}`)}`}
          </span>
        )}
        {posting.demo && <span className="chip demo">{t('post.demo')}</span>}
      </span>
      <span className="line mute">
        <span>{posting.employer}</span>
        {posting.place !== null && <span>{posting.place}</span>}
        {workDate !== null && nowMs !== null && (
          <span className="nb">
            {dayText(t, workDate, nowMs)} {startMinute === null ? '' : minuteText(t, startMinute)}
          </span>
        )}
        {contactPhone !== null && <span className="num nb">{phoneText(contactPhone)}</span>}
      </span>
    </>
  );
}
