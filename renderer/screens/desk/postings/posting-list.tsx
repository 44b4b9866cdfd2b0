/** The shelves of postings, with search. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingRow, PostingShelf } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { Flags } from './posting-page.tsx';
import { PostingFacts, PostingTitle } from './posting-words.tsx';

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
      <div className="shelves" role="group" aria-label={t('desk.postings.shelvesName')}>
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
      {found.data ? (
        <section className="box">
          {found.data.postings.length === 0 && (
            <p className="mute">{t(text.trim() === '' ? 'desk.postings.noneHere' : 'desk.postings.noneFound')}</p>
          )}
          <ul>
            {found.data.postings.map((posting) => (
              <Line key={posting.id} posting={posting} open={() => open(posting.id)} />
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
    </div>
  );
}

function Line({ posting, open }: { readonly posting: PostingRow; open(): void }) {
  const { t } = useTranslation();
  return (
    <li className="it">
      <Button className="it-open" onPress={open}>
        <span className="line">
          <PostingTitle posting={posting} />
          <Flags posting={posting} />
          {posting.state === 'closed' && posting.closedReason !== null && (
            <span className="chip">{t([`desk.postings.closeReasons.${posting.closedReason}`, posting.closedReason])}</span>
          )}
        </span>
        <PostingFacts posting={posting} />
      </Button>
      <span className="acts">
        <Button className="key" onPress={open}>
          {t('desk.postings.look')}
        </Button>
      </span>
    </li>
  );
}
