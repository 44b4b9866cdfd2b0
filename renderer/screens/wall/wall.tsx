/** 找师傅: who ticked to be shown and is available today. Surnames only; a number needs the worker's card or staff. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { WallEntry, WallPage } from '../../../shared/api/kiosk-api.ts';
import { getTrade } from '../../../shared/domain/trade.ts';
import { api, useStation } from '../../api/station.ts';
import { BackKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useLandscape } from '../../components/use-landscape.ts';
import { Waiting } from '../../components/waiting.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './wall.css';

const tilesBesideAll = 4;

export function Wall() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const landscape = useLandscape();
  const [trade, setTrade] = useState<number | undefined>();
  const [page, setPage] = useState(0);
  const [asked, setAsked] = useState<WallEntry | null>(null);
  const limit = landscape || modes.largeText ? 6 : 8;
  const wall = useQuery({
    queryKey: ['wall', trade, page, limit],
    queryFn: () => api['wall.list']({ trade, offset: page * limit, limit }),
    placeholderData: keepPreviousData,
  });
  const total = wall.data?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / limit));
  useReadOnOpen(modes.readAloud, wall.data && `${t('card.wall.title')}，${t('card.wall.sub', { count: total })}`);
  const choose = (code: number | undefined) => {
    setTrade(code);
    setPage(0);
  };

  return (
    <main className="screen wall" data-screen="wall">
      <div className="vest" />
      <Slim title={t('card.wall.title')} {...(wall.data ? { sub: t('card.wall.sub', { count: total }) } : {})} />
      <section className="men" aria-label={t('card.wall.title')} aria-busy={wall.isPending}>
        {wall.data === undefined ? (
          <Waiting error={wall.isError} retry={() => void wall.refetch()} />
        ) : total === 0 ? (
          <div className="none">
            <Icon name={trade === undefined ? 'users-three' : getTrade(trade).icon} />
            <h2>{trade === undefined ? t('card.wall.none') : t('card.wall.noneTrade', { trade: t(`trades.${trade}`) })}</h2>
            <p>{t('card.wall.noneHow')}</p>
          </div>
        ) : (
          wall.data.entries.map((entry) => <Man key={entry.id} entry={entry} trade={trade} press={() => setAsked(entry)} />)
        )}
      </section>
      <section className="knobs">
        <p className="note">
          <Icon name="phone-call" />
          <span>
            <b>{t('card.wall.phone')}</b> {t('card.wall.phoneHow')}
          </span>
        </p>
        <Trades trades={wall.data?.trades ?? []} trade={trade} choose={choose} />
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
      <Ask entry={asked} close={() => setAsked(null)} />
    </main>
  );
}

function Man({ entry, trade, press }: { readonly entry: WallEntry; readonly trade: number | undefined; press(): void }) {
  const { t } = useTranslation();
  // The trade that was asked for comes first.
  const [first, ...others] = [...entry.trades].sort((a, b) => Number(b.code === trade) - Number(a.code === trade));
  if (!first) return null;
  return (
    <Button className="key man" onPress={press}>
      <span className="pic">
        <Icon name={getTrade(first.code).icon} />
      </span>
      <span className="w">
        <b>{t(`trades.${first.code}`)}</b>
        <em>
          {[first.level && t(`register.levels.${first.level}`), ...others.map(({ code }) => t(`trades.${code}`))]
            .filter(Boolean)
            .join('，')}
        </em>
      </span>
      <span className="who">
        <b>{entry.name}</b>
        {entry.years !== null && <span className="nb">{t('card.wall.years', { count: entry.years })}</span>}
        {entry.verified > 0 && (
          <span className="fresh">
            <Icon name="seal-check" />
            {t('card.wall.verified')}
          </span>
        )}
        {entry.demo && <span className="chip demo">{t('post.demo')}</span>}
      </span>
      <span className="pw">
        {entry.dayWage ? (
          <>
            <b>{entry.dayWage[0] === entry.dayWage[1] ? entry.dayWage[0] : `${entry.dayWage[0]}–${entry.dayWage[1]}`}</b> {t('unit.day')}
          </>
        ) : (
          <b>{t('card.wall.open')}</b>
        )}
      </span>
    </Button>
  );
}

function Trades({
  trades,
  trade,
  choose,
}: {
  readonly trades: WallPage['trades'];
  readonly trade: number | undefined;
  choose(code: number | undefined): void;
}) {
  const { t } = useTranslation();
  const asking = useAsking();
  const [more, setMore] = useState(false);
  const first = trades.slice(0, tilesBesideAll).map(({ code }) => code);
  const tiles = trade === undefined || first.includes(trade) ? first : [...first.slice(0, -1), trade];
  const tile = (code: number) => (
    <Button
      key={code}
      className={code === trade ? 'key tile on' : 'key tile'}
      aria-pressed={code === trade}
      onPress={() => {
        setMore(false);
        choose(code);
      }}
    >
      <Icon name={getTrade(code).icon} />
      {t(`trades.${code}`)}
    </Button>
  );
  return (
    <>
      <div className="tiles six" role="group" aria-label={t('jobs.trades')}>
        <Button
          className={trade === undefined ? 'key tile on' : 'key tile'}
          aria-pressed={trade === undefined}
          onPress={() => choose(undefined)}
        >
          <Icon name="list-bullets" />
          {t('jobs.all')}
        </Button>
        {tiles.map(tile)}
        {trades.length > tilesBesideAll && (
          <Button className="key tile" onPress={() => setMore(true)}>
            <Icon name="dots-three" />
            {t('jobs.more')}
          </Button>
        )}
      </div>
      <ModalOverlay className="veil" isOpen={more && !asking} onOpenChange={setMore} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('jobs.moreTitle')}>
            <h2>{t('jobs.moreTitle')}</h2>
            <div className="tiles all">{trades.map(({ code }) => tile(code))}</div>
            <Button className="key line" onPress={() => setMore(false)}>
              {t('common.close')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Ask({ entry, close }: { readonly entry: WallEntry | null; close(): void }) {
  const { t } = useTranslation();
  const asking = useAsking();
  const phone = useStation().data?.phone ?? '';
  return (
    <ModalOverlay className="veil" isOpen={entry !== null && !asking} onOpenChange={close} isDismissable>
      <Modal>
        <Dialog className="sheet" aria-label={t('card.wall.phone')}>
          <h2>{entry && t('card.wall.ask', { name: entry.name })}</h2>
          <p>{t('card.wall.askHow')}</p>
          {phone !== '' && (
            <p className="note">
              <Icon name="phone-call" />
              <b className="nb">{t('card.wall.call', { phone })}</b>
            </p>
          )}
          <Button className="key line" onPress={close}>
            {t('common.close')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
