import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { getAmenity } from '../../../shared/domain/amenity.ts';
import { useNotices, useStation } from '../../api/station.ts';
import { BackKey, EndKey, Slim, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { noticeWhen } from '../../components/notice-when.ts';
import { noticeIcons } from '../../components/notice-words.tsx';
import { phoneText } from '../../format.ts';
import './services.css';

/** As many as stand beside what the station has; the roll tells of all. */
const mostNotices = 2;

export function Services() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const station = useStation().data;
  const notices = useNotices().data?.notices ?? [];
  const nowMs = useNowMs();
  return (
    <main className="screen services" data-screen="services">
      <div className="vest" />
      <Slim title={t('services.title')} sub={t('services.sub')} />
      <ul className="things">
        {(station?.services ?? []).map(({ amenity, where }) => (
          <li key={amenity}>
            <Icon name={getAmenity(amenity).icon} />
            <b>{t(`amenity.${amenity}`)}</b>
            <span>{where}</span>
          </li>
        ))}
      </ul>
      {notices.length > 0 && (
        <section className="told">
          <h2>{t('notice.headline')}</h2>
          <div>
            {notices.slice(0, mostNotices).map((notice) => (
              <Button key={notice.id} className="key" onPress={() => go(`/notice/${notice.id}`)}>
                <Icon name={noticeIcons[notice.kind]} />
                <span>
                  <b className="name">{notice.title}</b>
                  {nowMs !== null && <small>{noticeWhen(t, notice, nowMs).join(' ')}</small>}
                </span>
                <Icon name="caret-right" />
              </Button>
            ))}
          </div>
        </section>
      )}
      <dl className="house">
        {(
          [
            ['hours', station?.hoursText],
            ['address', station?.address],
            ['phone', station && phoneText(station.phone)],
          ] as const
        ).map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{t(`services.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {notices.length === 0 && (
        <p className="note">
          <Icon name="hand-heart" />
          <span>{t('services.missing')}</span>
        </p>
      )}
      <footer className="foot">
        <BackKey wide={!station?.mapSite} onPress={() => go('/home')} />
        {station?.mapSite && (
          <Button className="key wide" onPress={() => go('/map')}>
            <Icon name="map-trifold" />
            {t('map.open')}
          </Button>
        )}
        <EndKey short />
      </footer>
    </main>
  );
}
