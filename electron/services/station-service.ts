import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { cardPrefixFault } from '../../shared/card/card-url.ts';
import { cardPrefix, type StationSettings } from '../../shared/domain/station.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import type { ReadableDb } from '../db/database.ts';
import { noticeReader } from '../db/notice-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { stationReader } from '../db/station-repository.ts';
import type { StationClock } from './clock.ts';

/** The settings, parsed again only when the revision has moved. */
export function settingsReader(db: ReadableDb): () => StationSettings {
  const reader = stationReader(db);
  let known: { revision: number; settings: StationSettings } | undefined;
  return () => {
    const revision = reader.revision();
    if (known?.revision === revision) return known.settings;
    const settings = reader.findSettings();
    if (!settings) throw new AppError('station_missing', 'the station has no settings yet');
    known = { revision, settings };
    return settings;
  };
}

/** Where a demo's cards lead before anyone has said otherwise: the site that `npm run site` serves on this machine. */
const demoCardSite = 'http://127.0.0.1:7420';

/** The site of this station's cards; null when none is set, or when it is one that only a demo may have. */
export function cardSiteOf(settings: StationSettings, demo: boolean): string | null {
  const site = settings.cardSite ?? (demo ? demoCardSite : null);
  return site !== null && cardPrefixFault(cardPrefix(site), { demo }) === null ? site : null;
}

export function stationQueries(
  db: ReadableDb,
  postings: PostingReader,
  settings: () => StationSettings,
  clock: StationClock,
): Pick<KioskApi, 'station.get' | 'changes.read'> {
  const reader = stationReader(db);
  const notices = noticeReader(db);
  return {
    async 'station.get'() {
      const known = settings();
      const { name, tagline, city, address, phone, hoursText, point, services, screenInches, rollSeconds, largeText } = known;
      const demo = reader.demoDay() !== null;
      const site = cardSiteOf(known, demo);
      return {
        name,
        tagline,
        city,
        address,
        phone,
        hoursText,
        point,
        services,
        screenInches,
        rollSeconds,
        largeText,
        demo,
        cardHost: site && new URL(site).host,
        mapSite: site && new URL(site).origin,
      };
    },

    async 'changes.read'() {
      const trustedMs = clock.trustedMs();
      const { open, stale } = postings.horizon(trustedMs);
      const { begun, over } = notices.horizon(trustedMs);
      const state = clock.state();
      return {
        version: [reader.revision(), workDayOf(trustedMs), open, stale, begun, over, state].join('.'),
        nowMs: clock.nowMs(),
        clock: state,
      };
    },
  };
}
