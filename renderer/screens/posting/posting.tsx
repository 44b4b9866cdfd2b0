import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AppError } from '../../../shared/api/errors.ts';
import type { PostingDetail } from '../../../shared/api/kiosk-api.ts';
import { getTrade } from '../../../shared/domain/trade.ts';
import { amountText } from '../../../shared/domain/wage.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { useChanges, usePosting, useStation } from '../../api/station.ts';
import { EndKey, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Fresh, lengthClass } from '../../components/post-card.tsx';
import { Qr } from '../../components/qr.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dayText, distanceText, minuteText, phoneText } from '../../format.ts';
import { useReadAloud } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import { Want } from './want.tsx';
import './posting.css';

export function PostingScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const say = useReadAloud();
  const posting = usePosting(id);
  const nowMs = useNowMs();
  const gone = posting.error instanceof AppError && posting.error.code === 'posting_not_found';
  const spoken = posting.data?.takeaway;

  useEffect(() => {
    if (modes.readAloud && spoken) say?.(spoken);
  }, [modes.readAloud, say, spoken]);

  return (
    <main className="screen posting" data-screen="posting">
      <div className="vest" />
      {posting.data && nowMs !== null ? (
        <Detail posting={posting.data} nowMs={nowMs} similar={(trade) => go(`/jobs/${trade}`)} />
      ) : (
        <div className="body">
          {gone ? (
            <p className="toast bad missing">{t('posting.missing')}</p>
          ) : (
            <Waiting error={posting.isError} retry={() => void posting.refetch()} />
          )}
        </div>
      )}
      <footer className="foot">
        <Button className="key wide" onPress={() => go('/jobs')}>
          <Icon name="arrow-left" />
          {t('posting.back')}
        </Button>
        {say && spoken && (
          <Button className="key wide" onPress={() => say(spoken)}>
            <Icon name="speaker-high" />
            {t('posting.read')}
          </Button>
        )}
        <EndKey short />
      </footer>
    </main>
  );
}

function Detail({ posting, nowMs, similar }: { readonly posting: PostingDetail; readonly nowMs: number; similar(trade: number): void }) {
  const { t } = useTranslation();
  const suspect = useChanges().data?.clock === 'suspect';
  const { wage, settlement, standing } = posting;
  const icon = getTrade(posting.trade).icon;
  const amount = amountText(wage);

  return (
    <div className={standing === 'open' ? 'body' : 'body gone'}>
      <div className="tell">
        <section className="hero">
          <div className="pic">
            <Icon name={icon} />
          </div>
          <div>
            <h1>{posting.title}</h1>
            <p>
              <span>
                <Trans
                  i18nKey="posting.need"
                  values={{ count: posting.headcount, open: posting.open }}
                  components={{ b: <b className="nb" /> }}
                />
              </span>
              {posting.demo && <span className="chip demo">{t('post.demo')}</span>}
            </p>
          </div>
          <div className={`money ${lengthClass(amount)}`}>
            <b>{amount}</b>
            <span>{t(`unit.${wage.unit}`)}</span>
            {settlement && (
              <em>
                {t(`settlement.${settlement}`)}
                <small>{t(`settlementMeans.${settlement}`)}</small>
              </em>
            )}
          </div>
        </section>
        <Facts posting={posting} nowMs={nowMs} icon={icon} />
        <p className="seen">
          <Fresh posting={posting} nowMs={suspect ? null : nowMs} hint />
        </p>
      </div>
      <div className="act">
        <p className="note safe">
          <Icon name="shield-check" />
          <span>
            <Trans i18nKey="posting.safe" components={{ b: <b />, br: <br /> }} />
          </span>
        </p>
        {standing === 'open' ? (
          <>
            <Away posting={posting} />
            <Want postingId={posting.id} />
          </>
        ) : (
          <section className="away over">
            <p className="toast wait">
              <Icon name="users-three" />
              <b>{t(`posting.gone.${standing}`)}</b>
            </p>
            <Button className="key main" onPress={() => similar(posting.trade)}>
              {t('posting.similar')}
            </Button>
          </section>
        )}
      </div>
    </div>
  );
}

/** Facts of more characters are set smaller, so that all five stay on the glass. */
const roomyLength = 70;

function Facts({ posting, nowMs, icon }: { readonly posting: PostingDetail; readonly nowMs: number; readonly icon: string }) {
  const { t } = useTranslation();
  const day = posting.workDate ? dayText(t, posting.workDate, nowMs) : t('post.anyDay');
  const start = posting.startMinute === null ? null : minuteText(t, posting.startMinute);
  const when =
    start === null
      ? day
      : posting.endMinute === null
        ? t('posting.from', { day, start })
        : t('posting.span', { day, start, end: minuteText(t, posting.endMinute) });
  const days = posting.durationDays === null ? null : t('posting.days', { count: posting.durationDays });
  const until = t('posting.untilMoment', { day: dayText(t, workDayOf(posting.validThroughMs), nowMs) });
  const gets = [
    posting.meals && t('post.meals'),
    posting.insurance && t('post.insurance'),
    posting.tools && t(`post.${posting.tools}`),
  ].filter(Boolean);
  const facts = [
    { icon: 'clock', name: t('posting.when'), value: when, sub: [days, until].filter(Boolean).join(t('common.comma')) },
    {
      icon: 'map-pin',
      name: t('posting.where'),
      value: posting.place,
      sub: posting.distanceMetres === null ? '' : distanceText(t, posting.distanceMetres),
    },
    { icon: 'user', name: t('posting.boss'), value: posting.employer, sub: '' },
    { icon, name: t('posting.what'), value: posting.content, sub: posting.conditions },
    {
      icon: 'bowl-food',
      name: t('posting.gets'),
      value: gets.length > 0 ? gets.join(t('common.comma')) : t('posting.nothingSaid'),
      sub: '',
    },
  ];
  const length = facts.reduce((sum, fact) => sum + fact.value.length + fact.sub.length, 0);
  return (
    <dl className={length > roomyLength ? 'facts dense' : 'facts'}>
      {facts.map((fact) => (
        <div key={fact.name}>
          <Icon name={fact.icon} />
          <dt>{fact.name}</dt>
          <dd>
            <b>{fact.value}</b>
            {fact.sub && <small>{fact.sub}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a worker leaves with: the number in large figures, and all of it as text in a code. */
function Away({ posting }: { readonly posting: PostingDetail }) {
  const { t } = useTranslation();
  const station = useStation().data;
  const phone = posting.contactPhone ?? station?.phone ?? '';
  return (
    <section className="away">
      <div className="ring">
        <p>
          <Icon name="phone-call" />
          <b>{t(posting.contactPhone ? 'posting.callYourself' : 'posting.orphan')}</b>
        </p>
        {posting.contactPhone === null ? (
          <p className="mute">{t('posting.orphanSub')}</p>
        ) : (
          posting.contactName && <p className="mute">{t('posting.ask', { name: posting.contactName })}</p>
        )}
        <strong className="num">{phoneText(phone)}</strong>
      </div>
      <figure>
        <Qr text={posting.takeaway} label={t('posting.takeLabel')} />
        <figcaption>{t('posting.take')}</figcaption>
      </figure>
    </section>
  );
}
