/**
 * The attract roll: pages, not a marquee, and a notice after every second one. A touch on a posting or a notice opens it, on the page's
 * key turns it, elsewhere leads home.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { NoticeView, PostingCard } from '../../../shared/api/kiosk-api.ts';
import { getAmenity } from '../../../shared/domain/amenity.ts';
import { reach, useChanges, useNotices, useRoll, useStation, useSummary } from '../../api/station.ts';
import { useNowMs, When, Who } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { PostCard } from '../../components/post-card.tsx';
import { useLandscape } from '../../components/use-landscape.ts';
import { clockFace } from '../../format.ts';
import { useSession } from '../../session/session.tsx';
import { NoticePage } from './notice-page.tsx';
import { inPages, pauseMs, postingsPerPage, type RollPage, roundOf, stayMs } from './pages.ts';
import './roll.css';

const crossFadeMs = 600;
const noNotices: readonly NoticeView[] = [];

type Page = RollPage<PostingCard, NoticeView>;

export function Roll() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const landscape = useLandscape();
  const station = useStation().data;
  const changes = useChanges();
  const roll = useRoll();
  const summary = useSummary().data;
  const nowMs = useNowMs();
  const postings = roll.data?.postings ?? [];
  const postingPages = inPages(postings, postingsPerPage({ landscape, largeText: modes.largeText }));
  const notices = useNotices().data?.notices ?? noNotices;
  const rollSeconds = station?.rollSeconds ?? 10;
  const { pages, page, turns, turn } = useTurning(postingPages, notices, rollSeconds);
  const trusted = changes.data?.clock === 'suspect' ? null : nowMs;

  const open = (id: string) => {
    reach.touched(id);
    go(`/posting/${id}`);
  };
  const openNotice = (id: string) => go(`/notice/${id}`);

  const headline = (
    <h1>
      <Trans i18nKey="roll.headline" values={{ count: summary?.total ?? postings.length }} components={{ b: <b /> }} />
    </h1>
  );
  const pager = pages.length > 1 && (
    <Button className="key pager" onPress={turn}>
      <span className="visually-hidden">{t('roll.turn')}</span>
      {!modes.largeText && (
        <span className="bars">
          {pages.map((_, number) => (
            <i
              key={number}
              className={number < page ? 'past' : number === page ? 'now run' : ''}
              data-turns={number === page ? turns : undefined}
            />
          ))}
        </span>
      )}
      <span className="nb">
        {t(modes.largeText || !landscape ? 'roll.pageShort' : 'roll.page', { page: page + 1, pages: pages.length })}
      </span>
      <Icon name="caret-right" />
    </Button>
  );
  const shown = pages[page];
  const stage = (
    <Stage
      page={shown}
      turns={turns}
      loading={roll.isPending && !roll.isError}
      tall={landscape !== modes.largeText}
      nowMs={trusted}
      open={open}
      openNotice={openNotice}
    />
  );
  const bands = (
    <>
      {roll.isError || changes.isError ? (
        <p className="band">
          <Icon name="circle-notch" />
          {roll.dataUpdatedAt > 0 && nowMs !== null ? t('roll.silent', { time: clockFace(nowMs) }) : t('roll.silentNoTime')}
        </p>
      ) : (
        changes.data?.clock === 'suspect' && (
          <p className="band">
            <Icon name="warning" />
            {t('roll.clock')}
          </p>
        )
      )}
      {station?.demo && <p className="band demo">{t('roll.demo')}</p>}
    </>
  );
  const entries = (
    <div className="entries">
      {(['jobs', 'card', 'checkIn'] as const).map((entry) => (
        <Button key={entry} className="key" onPress={() => go(entryPaths[entry])}>
          <Icon name={entryIcons[entry]} />
          <span>{t(`roll.${entry}`)}</span>
        </Button>
      ))}
    </div>
  );
  const strip = !modes.largeText && (
    <ul className="strip">
      {(station?.services ?? []).slice(0, 6).map(({ amenity }) => (
        <li key={amenity}>
          <Icon name={getAmenity(amenity).icon} />
          <span>{t(`amenity.${amenity}`)}</span>
        </li>
      ))}
    </ul>
  );
  const home = { onClick: () => go('/home') };
  const style = { '--page-seconds': `${rollSeconds}s`, '--pages': pages.length } as React.CSSProperties;

  return landscape ? (
    <main className="screen roll land" data-screen="roll" style={style}>
      <section className="left">
        <div className="vest" />
        <header className="top" {...home}>
          <Who />
          {postings.length > 0 && headline}
        </header>
        {bands}
        {stage}
        <div className="turning">{pager}</div>
      </section>
      <section className="side">
        <When />
        <div className="call2">
          <Button className="call-words" onPress={home.onClick}>
            <Icon name="hand-tap" />
            <span>
              <Trans i18nKey="roll.callBroken" components={{ br: <br /> }} />
            </span>
          </Button>
          {entries}
        </div>
        {strip}
      </section>
    </main>
  ) : (
    <main className="screen roll" data-screen="roll" style={style}>
      <div className="vest" />
      <header className="top" {...home}>
        <Who />
        <When />
      </header>
      {postings.length > 0 && (
        <div className="headline">
          {headline}
          {pager}
        </div>
      )}
      {bands}
      {stage}
      <section className="call">
        <Button className="call-words" onPress={home.onClick}>
          <Icon name="hand-tap" />
          <b>{t('roll.call')}</b>
          {!modes.largeText && <span>{t('roll.free')}</span>}
        </Button>
        {entries}
      </section>
      {strip}
    </main>
  );
}

const entryPaths = { jobs: '/jobs', card: '/register', checkIn: '/check-in' } as const;
const entryIcons = { jobs: 'briefcase', card: 'identification-card', checkIn: 'door-open' } as const;

/** Which page is shown; `turns` counts every turn, so that a lone page also begins anew; rounds let every notice have its turn. */
function useTurning(postings: readonly (readonly PostingCard[])[], notices: readonly NoticeView[], rollSeconds: number) {
  const [{ page, turns, round }, setAt] = useState({ page: 0, turns: 0, round: 0 });
  const pausedUntilMs = useRef(0);
  const pages: readonly Page[] = roundOf(postings, notices, round);
  const count = pages.length;
  const shown = Math.min(page, count - 1);
  // What the station has stands still where nothing else is to be shown.
  const still = postings.length === 0 && count === 1;

  const turnOn = useCallback(
    () =>
      setAt((at) => {
        const next = Math.min(at.page, count - 1) + 1;
        return next < count ? { ...at, page: next, turns: at.turns + 1 } : { page: 0, turns: at.turns + 1, round: at.round + 1 };
      }),
    [count],
  );

  useEffect(() => {
    if (still) return;
    void turns;
    const timer = setTimeout(turnOn, stayMs(rollSeconds, pausedUntilMs.current, performance.now()));
    return () => clearTimeout(timer);
  }, [still, turnOn, rollSeconds, turns]);

  const at = pages[shown];
  const shownIds = at?.kind === 'postings' ? at.postings.map((posting) => posting.id).join(' ') : '';
  useEffect(() => {
    void turns;
    if (shownIds !== '') reach.shown(shownIds.split(' '));
  }, [shownIds, turns]);

  const turn = () => {
    pausedUntilMs.current = performance.now() + pauseMs;
    turnOn();
  };
  return { pages, page: shown, turns, turn };
}

interface StageProps {
  readonly page: Page | undefined;
  readonly turns: number;
  readonly loading: boolean;
  readonly tall: boolean;
  readonly nowMs: number | null;
  open(id: string): void;
  openNotice(id: string): void;
}

/** The page that is shown, and for the length of the cross-fade the one before; nothing else is ever in the document. */
function Stage({ page, turns, loading, tall, nowMs, open, openNotice }: StageProps) {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState<{ page: Page | undefined; turns: number } | null>(null);
  const before = useRef({ page, turns });

  useEffect(() => {
    if (before.current.turns === turns) {
      before.current = { page, turns };
      return;
    }
    setLeaving(before.current);
    before.current = { page, turns };
  }, [page, turns]);

  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => setLeaving(null), crossFadeMs);
    return () => clearTimeout(timer);
  }, [leaving]);

  const minute = nowMs === null ? null : Math.floor(nowMs / 60_000) * 60_000;
  const layer = (one: Page | undefined, key: number, kind: 'entering' | 'leaving') => (
    <div
      key={key}
      className={one?.kind === 'postings' ? `posts ${kind}` : `posts one ${kind}`}
      inert={kind === 'leaving'}
      aria-hidden={kind === 'leaving'}
    >
      {one?.kind === 'postings' &&
        one.postings.map((posting) => <PostCard key={posting.id} posting={posting} tall={tall} nowMs={minute} open={open} />)}
      {one?.kind === 'notice' && <NoticePage notice={one.notice} nowMs={minute} open={openNotice} />}
      {one?.kind === 'services' && <Nothing loading={loading} />}
    </div>
  );
  return (
    <section className="stage" aria-label={t(page?.kind === 'notice' ? 'notice.title' : 'roll.posts')}>
      {leaving && leaving.turns !== turns && layer(leaving.page, leaving.turns, 'leaving')}
      {layer(page, turns, 'entering')}
    </section>
  );
}

/** Never blank: without postings, what the station has, and whom to call. */
function Nothing({ loading }: { readonly loading: boolean }) {
  const { t } = useTranslation();
  const station = useStation().data;
  return (
    <section className="nothing" aria-busy={loading}>
      <h1>{loading ? t('common.wait') : t('roll.empty')}</h1>
      <p>{loading ? ' ' : t('roll.emptySub')}</p>
      <ul>
        {(station?.services ?? []).slice(0, 6).map(({ amenity, where }) => (
          <li key={amenity}>
            <Icon name={getAmenity(amenity).icon} />
            <b>{t(`amenity.${amenity}`)}</b>
            <span>{where}</span>
          </li>
        ))}
      </ul>
      <dl>
        <div>
          <dt>{t('roll.union')}</dt>
          <dd>12351</dd>
        </div>
        <div>
          <dt>{t('roll.bureau')}</dt>
          <dd>12333</dd>
        </div>
      </dl>
    </section>
  );
}
