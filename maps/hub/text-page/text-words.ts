/** The words of the text page: everything about a station in two lines. */
import type { AccessMethod } from '../../../shared/domain/access-method.ts';
import { amenities } from '../../../shared/domain/amenity.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import { type OpenState, openState } from '../../../shared/domain/hours/open-state.ts';
import type { ListedStation, LiveFigures, ShownTrust } from '../../../shared/domain/listed-station.ts';
import { clockText, daysBetween, localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';

const accessWords: Readonly<Record<AccessMethod, string>> = {
  unknown: '怎么进门不清楚',
  'walk-in': '推门就进',
  scan: '扫码进门',
  app: '用手机应用开门',
  attendant: '按铃叫人',
};
const doubtWords: Readonly<Record<NonNullable<ShownTrust['doubt']>, string>> = {
  locked: '有人说锁着门',
  moved: '有人说搬走了',
  'never-existed': '有人说没有这个站',
  broken: '有人说东西坏了',
};
const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
/** Older figures of power banks are not shown: they are guessed by then. */
const freshMs = 5 * 60_000;

export interface StateWords {
  /** Stands in brackets: 开着. */
  readonly state: string;
  readonly detail: string;
  readonly isOpen: boolean;
}

export function stateWords(station: ListedStation, nowMs: number, holidays: HolidayTable): StateWords {
  const state = openState(station.hours.schedule, station.closures, nowMs, holidays);
  return { ...wordsOf(state, nowMs, station.phone !== ''), isOpen: state.state === 'open' || state.state === 'closing' };
}

function wordsOf(state: OpenState, nowMs: number, hasPhone: boolean): Omit<StateWords, 'isOpen'> {
  switch (state.state) {
    case 'open':
      return { state: '开着', detail: state.untilMs === null ? '24 小时' : `到 ${whenText(state.untilMs, nowMs)}` };
    case 'closing': {
      const minutes = Math.max(1, Math.round((state.untilMs - nowMs) / 60_000));
      return state.reason === 'break'
        ? { state: '快关门', detail: `${minutes} 分钟后休息，${whenText(state.opensAgainMs, nowMs)} 再开` }
        : { state: '快关门', detail: `${minutes} 分钟后关门` };
    }
    case 'closed': {
      if (state.suspended) {
        const { reason, until } = state.suspended;
        return { state: '暂停', detail: `${reason || '暂停开放'}，${until === null ? '什么时候恢复不清楚' : `到 ${until} 为止`}` };
      }
      return { state: '关着', detail: state.opensMs === null ? '什么时候开不清楚' : `${whenText(state.opensMs, nowMs)} 开` };
    }
    case 'unknown':
      return { state: '时间不明', detail: hasPhone ? '去前先打电话' : '去前先问一问' };
  }
}

/** 21:00 today; 明天 8:00; 星期一 8:00; 2026-12-01 8:00. */
function whenText(atMs: number, nowMs: number): string {
  const day = workDayOf(atMs);
  const days = daysBetween(workDayOf(nowMs), day);
  const time = clockText(localMinuteOf(atMs));
  if (days === 0) return time;
  if (days === 1) return `明天 ${time}`;
  return `${days < 7 ? weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] : day} ${time}`;
}

/** 推门就进：饮水、热饭；充电宝 3 个（2 分钟前） */
export function insideWords({ access, amenities: { yes } }: ListedStation, live: LiveFigures | undefined, nowMs: number): string {
  const there = amenities.filter(({ bit }) => (yes & (1 << bit)) !== 0).map(({ word }) => word);
  const ageMs = nowMs - (live?.atMs ?? 0);
  const banks =
    live?.banks && ageMs < freshMs ? `充电宝 ${live.banks.available} 个（${Math.max(0, Math.round(ageMs / 60_000))} 分钟前）` : '';
  const parts = [there.join('、'), banks].filter((part) => part !== '');
  return parts.length > 0 ? `${accessWords[access]}：${parts.join('；')}` : accessWords[access];
}

export function doubtOf(trust: ShownTrust | undefined): string {
  return trust?.doubt ? doubtWords[trust.doubt] : '';
}
