/** The shelves of postings, with search. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingShelf, ShelfRow } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { Flags } from './posting-signs.tsx';
import { PostingFacts, PostingTitle, SaidLine, Verdict } from './posting-words.tsx';
import { type Asking, ReasonSheet } from './reason-sheet.tsx';
import { ReviewKeys } from './review-keys.tsx';
import { usePostingActions } from './use-posting-actions.ts';

const shelves = [
  'pending',
  'published',
  'stale',
  'orphan',
  'filled',
  'expired',
  'paused',
  'draft',
  'closed',
] as const satisfies PostingShelf[];
const pageOf = 20;
const longestPage = 50;

interface ListProps {
  readonly shelf: PostingShelf;
  setShelf(shelf: PostingShelf): void;
  open(id: string): void;
  go(where: 'new' | 'yesterday' | 'day' | 'import' | 'export'): void;
}

const ways = [
  { where: 'yesterday', icon: 'arrow-counter-clockwise' },
  { where: 'day', icon: 'check-circle' },
  { where: 'import', icon: 'list-bullets' },
  { where: 'export', icon: 'clipboard-text' },
] as const;

export function PostingList({ shelf, setShelf, open, go }: ListProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [offset, setOffset] = useState(0);
  const [limit, setLimit] = useState(pageOf);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { act, said } = usePostingActions();
  const found = useQuery({
    queryKey: ['desk', 'postings', shelf, text.trim(), offset, limit],
    queryFn: () => api['posting.search']({ shelf, text, offset, limit }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
    gcTime: 0,
  });
  const fromStart = () => {
    setOffset(0);
    setLimit(pageOf);
  };
  return (
    <div className="posting-list">
      <div className="posting-ways">
        <Button className="key main" onPress={() => go('new')}>
          <Icon name="plus" />
          {t('desk.postings.new')}
        </Button>
        {ways.map(({ where, icon }) => (
          <Button key={where} className="key" onPress={() => go(where)}>
            <Icon name={icon} />
            {t(`desk.postings.${where}`)}
          </Button>
        ))}
      </div>
      <div className="posting-shelves" role="group" aria-label={t('desk.postings.shelvesName')}>
        {shelves.map((one) => (
          <Button
            key={one}
            className={one === shelf ? 'key on' : 'key'}
            aria-pressed={one === shelf}
            onPress={() => {
              setShelf(one);
              fromStart();
            }}
          >
            {t(`desk.postings.shelves.${one}`)}
            <b className="num">{found.data?.counts[one] ?? '…'}</b>
          </Button>
        ))}
      </div>
      <Writing
        label={t('desk.postings.search')}
        hint={t('desk.postings.search')}
        longest={20}
        value={text}
        onChange={(value) => {
          setText(value);
          fromStart();
        }}
      />
      <SaidLine said={said} />
      {found.data ? (
        <section className="box">
          {found.data.postings.length === 0 && (
            <p className="mute">{t(text.trim() === '' ? 'desk.postings.noneHere' : 'desk.postings.noneFound')}</p>
          )}
          <ul>
            {found.data.postings.map((posting) => (
              <Line
                key={posting.id}
                posting={posting}
                open={() => open(posting.id)}
                publish={(asked) => posting.verdict && act(posting, { do: 'publish', asked, verdict: posting.verdict })}
                giveBack={() => setAsking({ what: 'return', posting })}
              />
            ))}
          </ul>
          {(found.data.more || offset > 0) && (
            <div className="posting-turn">
              <Button className="key" isDisabled={offset === 0} onPress={() => setOffset(Math.max(0, offset - limit))}>
                <Icon name="caret-left" />
                {t('jobs.previous')}
              </Button>
              <Button
                className="key"
                isDisabled={!found.data.more}
                onPress={() => {
                  setOffset(offset + limit);
                  setLimit(longestPage);
                }}
              >
                {t('jobs.next')}
                <Icon name="caret-right" />
              </Button>
            </div>
          )}
        </section>
      ) : (
        <Waiting error={found.isError} retry={() => void found.refetch()} />
      )}
      <ReasonSheet
        asking={asking}
        leave={() => setAsking(null)}
        close={(posting, reason) => act(posting, { do: 'close', reason })}
        giveBack={(posting, reason) => act(posting, { do: 'return', reason })}
      />
    </div>
  );
}

interface LineProps {
  readonly posting: ShelfRow;
  open(): void;
  publish(asked: boolean): void;
  giveBack(): void;
}

function Line({ posting, open, publish, giveBack }: LineProps) {
  const { t } = useTranslation();
  const { state, verdict, closedReason } = posting;
  return (
    <li className="posting-line">
      <Button className="posting-open" onPress={open}>
        <span className="line">
          <PostingTitle posting={posting} />
          <Flags posting={posting} />
          {state === 'closed' && closedReason !== null && (
            <span className="chip">{t([`desk.postings.closeReasons.${closedReason}`, closedReason])}</span>
          )}
        </span>
        <PostingFacts posting={posting} />
        {verdict && <Verdict verdict={verdict} />}
      </Button>
      <span className="posting-acts">
        {verdict && state === 'pending' ? (
          <ReviewKeys verdict={verdict} look={open} publish={publish} giveBack={giveBack} />
        ) : (
          <Button className="key" onPress={open}>
            {t('desk.postings.look')}
          </Button>
        )}
      </span>
    </li>
  );
}
