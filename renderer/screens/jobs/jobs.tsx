/** 找活: the list first; trades, order and paging under it, where the thumb is. */
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { PostingSummary } from '../../../shared/api/kiosk-api.ts';
import { type PostingOrder, postingOrders } from '../../../shared/domain/posting.ts';
import { getTrade } from '../../../shared/domain/trade.ts';
import { yuanText } from '../../../shared/domain/wage.ts';
import { reach, useChanges, usePostings, useSummary } from '../../api/station.ts';
import { BackKey, Slim, Top, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { GhostCard, PostCard } from '../../components/post-card.tsx';
import { useLandscape } from '../../components/use-landscape.ts';
import { Waiting } from '../../components/waiting.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './jobs.css';

const tilesBesideAll = 4;

function postingsOnScreen({
  landscape,
  largeText,
  low,
}: {
  readonly landscape: boolean;
  readonly largeText: boolean;
  readonly low: boolean;
}): number {
  if (landscape) return largeText ? 3 : 6;
  if (low) return largeText ? 2 : 3;
  return largeText ? 4 : 6;
}

export function Jobs({ trade: wanted }: { readonly trade: number | undefined }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const landscape = useLandscape();
  const [trade, setTrade] = useState(wanted);
  const [order, setOrder] = useState<PostingOrder>('today');
  const [page, setPage] = useState(0);
  const summary = useSummary().data;
  const suspect = useChanges().data?.clock === 'suspect';
  const nowMs = useNowMs();

  const limit = postingsOnScreen({ landscape, ...modes });
  const list = usePostings({ order, trade, offset: page * limit, limit });
  const total = list.data?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / limit));
  useReadOnOpen(modes.readAloud, summary && `${t('jobs.title')}，${t('jobs.count', { count: summary.total })}`);

  const choose = (code: number | undefined) => {
    setTrade(code);
    setPage(0);
  };
  const open = (id: string) => {
    reach.touched(id);
    go(`/posting/${id}`);
  };

  return (
    <main className="screen jobs" data-screen="jobs">
      <div className="vest" />
      {modes.low && !landscape ? (
        <LowUpper summary={summary} />
      ) : (
        <Slim title={t('jobs.title')} {...(summary ? { sub: t('jobs.count', { count: summary.total }) } : {})} />
      )}
      <section className="posts" aria-label={t('roll.posts')} aria-busy={list.isPending}>
        {list.data === undefined ? (
          <Waiting error={list.isError} retry={() => void list.refetch()}>
            {Array.from({ length: limit }, (_, number) => (
              <GhostCard key={number} />
            ))}
          </Waiting>
        ) : list.data.postings.length === 0 ? (
          <None trade={trade} total={summary?.total ?? 0} all={() => choose(undefined)} />
        ) : (
          list.data.postings.map((posting) => (
            <PostCard key={posting.id} posting={posting} tall={landscape !== modes.largeText} nowMs={suspect ? null : nowMs} open={open} />
          ))
        )}
        {list.data &&
          list.data.postings.length > 0 &&
          Array.from({ length: limit - list.data.postings.length }, (_, number) => <div key={number} className="room" />)}
      </section>
      <section className="knobs">
        <Trades summary={summary} trade={trade} choose={choose} />
        <div className="seg" role="group" aria-label={t('jobs.order')}>
          {postingOrders.map((one) => (
            <Button
              key={one}
              className={one === order ? 'key on' : 'key'}
              aria-pressed={one === order}
              onPress={() => {
                setOrder(one);
                setPage(0);
              }}
            >
              {one === order && <Icon name="check" />}
              {t(`jobs.orders.${one}`)}
            </Button>
          ))}
        </div>
      </section>
      <footer className="foot">
        <BackKey onPress={() => go('/home')} />
        <Button className="key pg" isDisabled={page === 0} onPress={() => setPage(page - 1)}>
          <Icon name="caret-left" />
          {t('jobs.previous')}
        </Button>
        <span className="at">
          <b>{page + 1}</b> / {pages}
        </span>
        <Button className="key dark pg wide" isDisabled={page + 1 >= pages} onPress={() => setPage(page + 1)}>
          {t('jobs.next')}
          <Icon name="caret-right" />
        </Button>
      </footer>
    </main>
  );
}

/** In 低位 the upper 40 % only informs. */
function LowUpper({ summary }: { readonly summary: PostingSummary | undefined }) {
  const { t } = useTranslation();
  return (
    <section className="upper">
      <Top />
      <div className="ask">
        <h2>{t('jobs.title')}</h2>
      </div>
      {summary && (
        <p className="counts">
          <span>
            <b>{summary.total}</b> {t('home.total')}
          </span>
          <span>
            <b>{summary.startingToday}</b> {t('home.today')}
          </span>
          {summary.topDayFen !== null && (
            <span>
              <b className="red">{yuanText(Math.floor(summary.topDayFen / 100) * 100)}</b> {t('home.top')}
            </span>
          )}
        </p>
      )}
      <p className="note">
        <Icon name="shield-check" />
        <span>
          <Trans i18nKey="jobs.safe" components={{ b: <b />, br: <br /> }} />
        </span>
      </p>
    </section>
  );
}

interface TradesProps {
  readonly summary: PostingSummary | undefined;
  readonly trade: number | undefined;
  choose(code: number | undefined): void;
}

function Trades({ summary, trade, choose }: TradesProps) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  const asking = useAsking();
  const present = summary?.trades ?? [];
  const first = present.slice(0, tilesBesideAll).map((one) => one.code);
  // A trade chosen behind 更多 takes the last place, so that what is chosen can always be seen.
  const tiles = trade === undefined || first.includes(trade) ? first : [...first.slice(0, -1), trade];
  const pick = (code: number | undefined) => {
    setMore(false);
    choose(code);
  };

  return (
    <>
      <div className="tiles six" role="group" aria-label={t('jobs.trades')}>
        <Tile icon="list-bullets" word={t('jobs.all')} on={trade === undefined} onPress={() => choose(undefined)} />
        {tiles.map((code) => (
          <Tile key={code} icon={getTrade(code).icon} word={t(`trades.${code}`)} on={code === trade} onPress={() => choose(code)} />
        ))}
        {present.length > tilesBesideAll && (
          <Button className="key tile" onPress={() => setMore(true)}>
            <Icon name="dots-three" />
            {t('jobs.more')}
          </Button>
        )}
      </div>
      <ModalOverlay className="veil" isOpen={more && !asking} onOpenChange={setMore} isDismissable>
        <Modal>
          <Dialog className="sheet trades" aria-label={t('jobs.moreTitle')}>
            <h2>{t('jobs.moreTitle')}</h2>
            <div className="tiles all">
              {present.map(({ code, count }) => (
                <Tile
                  key={code}
                  icon={getTrade(code).icon}
                  word={t(`trades.${code}`)}
                  small={t('jobs.tradeCount', { count })}
                  on={code === trade}
                  onPress={() => pick(code)}
                />
              ))}
            </div>
            <Button className="key line" onPress={() => setMore(false)}>
              {t('common.close')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

interface TileProps {
  readonly icon: string;
  readonly word: string;
  readonly small?: string;
  readonly on: boolean;
  onPress(): void;
}

function Tile({ icon, word, small, on, onPress }: TileProps) {
  return (
    <Button className={on ? 'key tile on' : 'key tile'} aria-pressed={on} onPress={onPress}>
      <Icon name={icon} />
      <span>
        {word}
        {small !== undefined && <small>{small}</small>}
      </span>
      {on && (
        <i className="tick">
          <Icon name="check" />
        </i>
      )}
    </Button>
  );
}

function None({ trade, total, all }: { readonly trade: number | undefined; readonly total: number; all(): void }) {
  const { t } = useTranslation();
  return (
    <div className="none">
      <Icon name={trade === undefined ? 'briefcase' : getTrade(trade).icon} />
      <h2>{trade === undefined ? t('jobs.noneAtAll') : t('jobs.none', { trade: t(`trades.${trade}`) })}</h2>
      {trade !== undefined && total > 0 && (
        <Button className="key main" onPress={all}>
          {t('jobs.seeAll', { count: total })}
        </Button>
      )}
    </div>
  );
}
