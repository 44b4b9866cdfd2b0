/** The end of the day: what is filled is closed at once, what is not stays to be asked about. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { PostingFacts, PostingTitle, SaidLine } from './posting-words.tsx';
import { type Asking, ReasonSheet } from './reason-sheet.tsx';
import { refusedText } from './refused.ts';
import { usePostingActions } from './use-posting-actions.ts';

export function DayEnd({ open }: { open(id: string): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [settled, setSettled] = useState<ReadonlySet<string>>(new Set());
  const run = useMutation({
    mutationFn: () => api['posting.complete-day']({}),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const { act, said } = usePostingActions();
  const outcome = run.data;
  // what has to be asked about stands before what simply goes on
  const stay = (outcome?.stay.filter((posting) => !settled.has(posting.id)) ?? []).sort(
    (a, b) => Number(a.why === 'goes_on') - Number(b.why === 'goes_on'),
  );
  return (
    <>
      <p className="mute">{t('desk.postings.dayPage.sub')}</p>
      {run.error && <SaidLine said={{ tone: 'bad', text: refusedText(t, run.error) }} />}
      <SaidLine said={said} />
      {!outcome && (
        <div className="posting-ways">
          <Button className="key main" isDisabled={run.isPending} onPress={() => run.mutate()}>
            <Icon name="check" />
            {t('desk.postings.dayPage.run')}
          </Button>
        </div>
      )}
      {outcome && (
        <>
          <section className="box">
            <h2>
              <Icon name="check-circle" />
              {t('desk.postings.dayPage.closed', { count: outcome.closedCount })}
            </h2>
            {outcome.closed.length === 0 && <p className="mute">{t('desk.postings.dayPage.closedNone')}</p>}
            <ul>
              {outcome.closed.map((posting) => (
                <li key={posting.id} className="posting-line">
                  <span className="posting-open">
                    <PostingTitle posting={posting} />
                    <PostingFacts posting={posting} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <section className="box">
            <h2>
              <Icon name="warning" />
              {t('desk.postings.dayPage.stay', { count: stay.length })}
            </h2>
            {stay.length === 0 && <p className="mute">{t('desk.postings.dayPage.stayNone')}</p>}
            <ul>
              {stay.map((posting) => (
                <li key={posting.id} className="posting-line">
                  <Button className="posting-open" onPress={() => open(posting.id)}>
                    <PostingTitle posting={posting} />
                    <span className="lint warn">
                      {t(`desk.postings.dayPage.why.${posting.why}`, { count: Math.max(0, (posting.headcount ?? 0) - posting.taken) })}
                    </span>
                  </Button>
                  <span className="posting-acts">
                    <Button className="key" onPress={() => open(posting.id)}>
                      {t('desk.postings.look')}
                    </Button>
                    {posting.why === 'unfilled' && (
                      <Button className="key" onPress={() => setAsking({ what: 'close', posting })}>
                        {t('desk.postings.actions.close')}
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      <ReasonSheet
        asking={asking}
        leave={() => setAsking(null)}
        close={(posting, reason) => {
          act(posting, { do: 'close', reason });
          setSettled(new Set([...settled, posting.id]));
        }}
        giveBack={() => {}}
      />
    </>
  );
}
