/** What stands on the paper, in the words of employers: always Chinese, whatever the screen's language is. */
import type { CardView } from '../../shared/api/kiosk-api.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { everyDayMask, groupPhone, liveInBit, nightsBit, verifications } from '../../shared/domain/worker.ts';

const weekdays = '一二三四五六日';
const levelWords = { 1: '学徒', 2: '一般', 3: '熟练' } as const;
const verifiedWords = [
  ['identity', '本人'],
  ['phone', '手机'],
  ['certificate', '工种证'],
  ['specialCertificate', '特种证'],
  ['reference', '老东家'],
] as const;

/** 周一到周六, 周一、三、五, 每天 */
export function daysText(mask: number): string {
  const days = [...weekdays].filter((_, day) => (mask & (1 << day)) !== 0);
  if ((mask & everyDayMask) === everyDayMask) return '每天';
  if (days.length === 0) return '';
  const first = weekdays.indexOf(days[0] ?? '');
  const row = weekdays.slice(first, first + days.length) === days.join('');
  return row && days.length > 2 ? `周${days[0]}到周${days.at(-1)}` : `周${days.join('、')}`;
}

export interface CardWords {
  readonly trades: readonly { readonly word: string; readonly icon: string; readonly level: string | null }[];
  readonly name: string;
  readonly years: string | null;
  /** The worker's number, or null: then one reaches them through the station. */
  readonly phone: string | null;
  /** Null = 工钱面议. */
  readonly wage: string | null;
  readonly available: string;
  /** Empty when the station verified nothing. */
  readonly verified: readonly string[];
  /** What only the worker says. */
  readonly said: readonly string[];
}

export function cardWords(card: CardView): CardWords {
  const { mask, from } = card.available;
  const days = daysText(mask);
  const available = [
    days && `${days}能干`,
    from <= card.issued ? '今天起' : `${Number(from.slice(5, 7))}月${Number(from.slice(8))}日起`,
    mask & nightsBit && '夜班也行',
    mask & liveInBit && '能住工地',
  ].filter(Boolean);
  return {
    trades: card.trades.map(({ code, level }) => {
      const { word, icon } = getTrade(code);
      return { word, icon, level: level && levelWords[level] };
    }),
    name: card.name,
    years: card.years === null ? null : `干了 ${card.years} 年`,
    phone: card.phone && groupPhone(card.phone),
    wage: card.dayWage && (card.dayWage[0] === card.dayWage[1] ? String(card.dayWage[0]) : `${card.dayWage[0]}–${card.dayWage[1]}`),
    available: available.join('，'),
    verified: verifiedWords.filter(([key]) => (card.verified & verifications[key]) !== 0).map(([, word]) => word),
    said: [card.dayWage && '工钱', card.years !== null && '年头', '哪天能干'].filter((word) => typeof word === 'string'),
  };
}
