/**
 * What of postings waits today: to review, to verify again, expiring; each settled by one touch. `part` shows the first or the other
 * two boxes, for a page of two columns; both read the same answer.
 */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingRow } from '../../../../shared/api/desk/postings.ts';
import { daysBetween, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { momentText } from '../../../format.ts';
import { PostingPage } from './posting-page.tsx';
import { PostingFacts, PostingTitle, SaidLine, Verdict } from './posting-words.tsx';
import { type Asking, ReasonSheet } from './reason-sheet.tsx';
import { ReviewKeys } from './review-keys.tsx';
import { usePostingActions } from './use-posting-actions.ts';
import './postings.css';

const shownFirst = 3;
const shownAll = 50;

export function TodayPostings({ part }: { readonly part?: 'review' | 'shown' }) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(shownFirst);
  const [looking, setLooking] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const todo = useQuery({
    queryKey: ['desk', 'posting.todo', limit],
    queryFn: () => api['posting.todo']({ limit }),
    refetchInterval: 30_000,
  });
  const { act, said, busy } = usePostingActions();
  if (!todo.data) return <Waiting error={todo.isError} retry={() => void todo.refetch()} />;
  const { review, stale, expiring } = todo.data;
  const rest = ({ count, postings }: { count: number; postings: readonly unknown[] }) =>
    count > postings.length && (
      <Button className="key line" onPress={() => setLimit(shownAll)}>
        {t('desk.postings.todo.rest', { count: count - postings.length })}
      </Button>
    );
  const row = (posting: PostingRow, words: ReactNode, keys: ReactNode) => (
    <li key={posting.id} className="posting-line">
      <Button className="posting-open" onPress={() => setLooking(posting.id)}>
        <PostingTitle posting={posting} />
        {words}
      </Button>
      <span className="posting-acts">{keys}</span>
    </li>
  );

  return (
    <>
      <SaidLine said={said} />
      {part !== 'shown' && (
        <section className="box">
          <h2>
            <Icon name="briefcase" />
            {t('desk.postings.todo.review')}
            <em>{review.count}</em>
          </h2>
          {review.count === 0 && <p className="mute">{t('desk.postings.todo.noReview')}</p>}
          <ul>
            {review.postings.map((posting) =>
              row(
                posting,
                <>
                  <PostingFacts posting={posting} />
                  <Verdict verdict={posting} />
                </>,
                <ReviewKeys
                  verdict={posting}
                  look={() => setLooking(posting.id)}
                  publish={(asked) => act(posting, { do: 'publish', asked, verdict: posting })}
                  giveBack={() => setAsking({ what: 'return', posting })}
                />,
              ),
            )}
          </ul>
          {rest(review)}
        </section>
      )}
      {part !== 'review' && (
        <>
          <section className="box">
            <h2>
              <Icon name="seal-check" />
              {t('desk.postings.todo.stale')}
              <em>{stale.count}</em>
            </h2>
            {stale.count === 0 && <p className="mute">{t('desk.postings.todo.noStale')}</p>}
            <ul>
              {stale.postings.map((posting) =>
                row(
                  posting,
                  <LastVerified posting={posting} />,
                  <>
                    <Button className="key" isDisabled={busy} onPress={() => act(posting, { do: 'verify' })}>
                      <Icon name="check" />
                      {t('desk.postings.actions.verify')}
                    </Button>
                    <Button className="key" onPress={() => setAsking({ what: 'close', posting })}>
                      {t('desk.postings.actions.takeDown')}
                    </Button>
                  </>,
                ),
              )}
            </ul>
            {rest(stale)}
          </section>
          <section className="box">
            <h2>
              <Icon name="timer" />
              {t('desk.postings.todo.expiring')}
              <em>{expiring.count}</em>
            </h2>
            {expiring.count === 0 && <p className="mute">{t('desk.postings.todo.noExpiring')}</p>}
            <ul>
              {expiring.postings.map((posting) =>
                row(
                  posting,
                  <Filling posting={posting} />,
                  <>
                    {!posting.filled && (
                      <Button className="key" isDisabled={busy} onPress={() => act(posting, { do: 'extend' })}>
                        {t('desk.postings.actions.extend')}
                      </Button>
                    )}
                    <Button
                      className="key"
                      isDisabled={busy}
                      onPress={() =>
                        posting.taken > 0 ? act(posting, { do: 'close', reason: null }) : setAsking({ what: 'close', posting })
                      }
                    >
                      {t('desk.postings.actions.close')}
                    </Button>
                  </>,
                ),
              )}
            </ul>
            {rest(expiring)}
          </section>
        </>
      )}
      <ReasonSheet
        asking={asking}
        leave={() => setAsking(null)}
        close={(posting, reason) => act(posting, { do: 'close', reason })}
        giveBack={(posting, reason) => act(posting, { do: 'return', reason })}
      />
      <ModalOverlay className="veil desk" isOpen={looking !== null} onOpenChange={() => setLooking(null)} isDismissable>
        <Modal>
          <Dialog className="sheet whole" aria-label={t('desk.postings.review')}>
            {looking !== null && <PostingPage id={looking} back={() => setLooking(null)} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

/** 生物园区，上次昨天06:20 */
function LastVerified({ posting }: { readonly posting: PostingRow }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { verifiedAtMs, place } = posting;
  const when =
    verifiedAtMs === null || nowMs === null
      ? t('desk.postings.todo.never')
      : t('desk.postings.todo.lastVerified', { moment: momentText(t, verifiedAtMs, nowMs) });
  return <span className="mute">{[place, when].filter((part) => part !== null).join(t('common.comma'))}</span>;
}

/** 还差 1 人，招了 30 天 */
function Filling({ posting }: { readonly posting: PostingRow }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { headcount, taken, createdAtMs } = posting;
  const open = Math.max(0, (headcount ?? 0) - taken);
  const days = nowMs === null ? 0 : daysBetween(workDayOf(createdAtMs), workDayOf(nowMs));
  const words = [
    open === 0 ? t('desk.postings.full', { count: headcount ?? 0 }) : t('desk.postings.short', { count: open }),
    ...(days > 0 ? [t('desk.postings.todo.since', { count: days })] : []),
  ];
  return <span className="mute">{words.join(t('common.comma'))}</span>;
}
