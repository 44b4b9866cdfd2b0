import { type NoticeContent, noticeContentSchema } from '../../shared/domain/notice.ts';
import type { Posting, PublishableContent } from '../../shared/domain/posting.ts';
import { type StationSettings, stationSettingsSchema } from '../../shared/domain/station.ts';
import { endOfDayMs, type LocalDate, startOfDayMs } from '../../shared/domain/work-day.ts';
import { type Registration, registrationSchema } from '../../shared/domain/worker.ts';

/** A Monday morning, 06:38 at the station: the moment of the design's pictures. */
export const today = '2026-11-23' as LocalDate;
export const at = (hour: number, minute = 0) => startOfDayMs(today) + (hour * 60 + minute) * 60_000;
export const now = at(6, 38);

export function content(over: Partial<PublishableContent> = {}): PublishableContent {
  return {
    title: '刷墙刮腻子',
    trade: 203,
    occupationCode: null,
    employer: '安居装修队',
    headcount: 3,
    conditions: '会刮腻子就行',
    content: '三间屋刮腻子、刷白墙',
    place: '海棠新区 文苑路工地',
    point: { lat: 36.63, lng: 101.77 },
    workDate: today,
    startMinute: 480,
    endMinute: 1020,
    durationDays: 1,
    wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' },
    settlement: 'day',
    meals: true,
    tools: 'provided',
    insurance: true,
    contactName: '马师傅',
    contactPhone: '19900002608',
    validThroughMs: endOfDayMs(today),
    verifiedAtMs: at(6, 12),
    ...over,
  };
}

let serial = 0;

export function posting(over: Partial<PublishableContent> = {}, record: Partial<Posting> = {}): Posting {
  serial += 1;
  return {
    id: `0193582b-0000-7000-8000-${String(serial).padStart(12, '0')}`,
    source: 'test',
    sourceId: `T${serial}`,
    state: 'published',
    closedReason: null,
    revision: 1,
    fieldRevisions: {},
    demo: false,
    reviewer: null,
    taken: 0,
    createdAtMs: at(5),
    updatedAtMs: at(5),
    publishedAtMs: at(5),
    content: content(over),
    ...record,
  } as Posting;
}

export function noticeContent(over: Partial<NoticeContent> = {}): NoticeContent {
  const words = { kind: 'job_fair', title: '秋季招聘会', text: '四十家单位，当场面谈。', place: '文化广场', link: '' } as const;
  return noticeContentSchema.parse({ ...words, startsAtMs: at(5), endsAtMs: at(5) + 86_400_000, daysAhead: 3, ...over });
}

/** The `at`th of the city's notices, as its hub tells it. */
export const cityNotice = (at: number, over: Partial<NoticeContent> = {}) => {
  const key = `0193582f-0000-7000-8000-${String(at).padStart(12, '0')}`;
  return { scope: 'all', kind: 'notice', key, content: noticeContent({ title: `通知 ${at}`, ...over }) } as const;
};

export const settings: StationSettings = stationSettingsSchema.parse({
  name: '西河·零工之家',
  tagline: '工会爱心驿站',
  city: '西河市',
  address: '河东新区海棠路 8 号',
  phone: '0970-0000000',
  hoursText: '每天 5:00-21:00',
  point: { lat: 36.62, lng: 101.76 },
  services: [{ amenity: 'water', where: '进门左手边' }],
  screenInches: 21.5,
  rollSeconds: 10,
  cardSite: 'https://jy.example.cn',
});

export function registration(over: Partial<Registration> = {}): Registration {
  return registrationSchema.parse({
    trades: [
      { code: 203, level: 3 },
      { code: 202, level: 2 },
    ],
    years: 12,
    name: '王师傅',
    phone: '13800138000',
    dayWage: [260, 320],
    available: { fromOffsetDays: 0, mask: 127 },
    consent: { card: true, phoneOnCard: false, wall: true },
    ...over,
  });
}
