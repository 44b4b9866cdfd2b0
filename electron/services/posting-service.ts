/** Postings: what screens read of them. */
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi, PostingCard, PostingDetail } from '../../shared/api/kiosk-api.ts';
import {
  areaOf,
  isMorning,
  isPublishable,
  isStale,
  type Posting,
  type PublishableContent,
  standingOf,
} from '../../shared/domain/posting.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { takeawayText } from '../../shared/domain/takeaway.ts';
import { searchKey } from '../../shared/domain/text.ts';
import { localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { distanceMetres } from '../../shared/geo/distance.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import type { StationClock } from './clock.ts';

type Published = Posting & { readonly content: PublishableContent };

function toCard(posting: Published, station: StationSettings, nowMs: number): PostingCard {
  const { content } = posting;
  return {
    id: posting.id,
    title: content.title,
    trade: content.trade,
    wage: content.wage,
    settlement: content.settlement,
    workDate: content.workDate,
    startMinute: content.startMinute,
    area: areaOf(content.place),
    distanceMetres: content.point && station.point && Math.round(distanceMetres(station.point, content.point)),
    meals: content.meals,
    tools: content.tools,
    insurance: content.insurance,
    headcount: content.headcount,
    open: Math.max(0, content.headcount - posting.taken),
    verifiedAtMs: content.verifiedAtMs,
    stale: isStale(content, nowMs),
    demo: posting.demo,
  };
}

function toDetail(posting: Published, station: StationSettings, nowMs: number): PostingDetail {
  const { content } = posting;
  return {
    ...toCard(posting, station, nowMs),
    standing: standingOf(posting, nowMs),
    employer: content.employer,
    conditions: content.conditions,
    content: content.content,
    place: content.place,
    endMinute: content.endMinute,
    durationDays: content.durationDays,
    contactName: content.contactName,
    contactPhone: content.contactPhone,
    validThroughMs: content.validThroughMs,
    takeaway: takeawayText(content, station),
  };
}

function isShowable(posting: Posting): posting is Published {
  return posting.state !== 'draft' && posting.state !== 'pending' && isPublishable(posting.content);
}

type PostingQueries = Pick<KioskApi, 'roll.read' | 'posting.summarise' | 'posting.list' | 'posting.get'>;

export function postingQueries(postings: PostingReader, station: () => StationSettings, clock: StationClock): PostingQueries {
  const now = () => {
    const nowMs = clock.trustedMs();
    return { nowMs, today: workDayOf(nowMs), minute: localMinuteOf(nowMs) };
  };
  const cards = (page: Posting[], nowMs: number): PostingCard[] => {
    const settings = station();
    return page.filter(isShowable).map((posting) => toCard(posting, settings, nowMs));
  };

  return {
    async 'roll.read'({ limit = 48 }) {
      const at = now();
      const order = isMorning(at.minute) ? 'morning' : 'today';
      return { postings: cards(postings.pageOpen({ ...at, order, from: null, limit, offset: 0 }), at.nowMs) };
    },

    async 'posting.summarise'() {
      const trades = postings.countByTrade(now());
      const tops = trades.map((trade) => trade.top).filter((top) => top !== null);
      return {
        total: trades.reduce((sum, trade) => sum + trade.count, 0),
        startingToday: trades.reduce((sum, trade) => sum + trade.today, 0),
        topDayFen: tops.length > 0 ? Math.max(...tops) : null,
        trades: trades.map(({ trade, count }) => ({ code: trade, count })),
      };
    },

    async 'posting.list'({ order, trade, text, offset, limit }) {
      const key = searchKey(text ?? '');
      const query = { ...now(), trade, text: key === '' ? undefined : key };
      const page = postings.listOpen({ ...query, order, from: station().point, limit, offset });
      return { total: page.total, postings: cards(page.postings, query.nowMs) };
    },

    async 'posting.get'({ id }) {
      const posting = postings.get(id);
      if (!posting || !isShowable(posting)) throw new AppError('posting_not_found', 'no such posting', { id });
      return toDetail(posting, station(), clock.trustedMs());
    },
  };
}
