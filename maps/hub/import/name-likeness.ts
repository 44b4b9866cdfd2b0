/** Whether two names mean one place. Half the names of a city are the same words (工会户外劳动者服务站点): what is left without them counts. */
import { searchKey } from '../../../shared/domain/text.ts';

/** Words that every rest station may carry. Longer ones first; 公共厕所 is not one: it says what the place is. */
const genericWords = [
  '户外劳动者服务站点',
  '户外劳动者服务站',
  '户外劳动者驿站',
  '户外劳动者',
  '新就业形态劳动者',
  '新就业群体',
  '快递小哥',
  '外卖小哥',
  '外卖骑手',
  '环卫工人',
  '环卫工',
  '零工之家',
  '司机之家',
  '职工之家',
  '暖心驿站',
  '爱心驿站',
  '工会驿站',
  '劳动者驿站',
  '服务站点',
  '服务驿站',
  '休息驿站',
  '服务站',
  '休息站',
  '休息点',
  '服务点',
  '驿站',
  '总工会',
  '工会',
  '爱心',
  '暖心',
  '温馨',
  '户外',
  '劳动者',
  '职工',
  '骑手',
  '司机',
  '零工',
  '小哥',
  '站点',
];
const generic = new RegExp(genericWords.join('|'), 'g');
const brackets = /[()[\]{}<>《》「」『』【】〔〕·・,，.。:：;；'"“”‘’\-—_/|&+]/g;
const toilet = /厕|卫生间|洗手间/;
const digitsOf: Readonly<Record<string, string>> = Object.fromEntries([...'一二三四五六七八九'].map((word, at) => [word, String(at + 1)]));

/** Also of pairs of letters (Sørensen-Dice). */
const leastLikeness = 0.6;

export interface NameForm {
  /** All of the name that is compared. */
  readonly whole: string;
  /** What is left of it without generic words and ordinals; may be nothing. */
  readonly core: string;
  /** 第二, 3号: two places of one name differ by them. */
  readonly ordinals: string;
  readonly toilet: boolean;
}

export function nameForm(name: string): NameForm {
  const whole = searchKey(name).replace(brackets, '');
  const ordinals: string[] = [];
  const core = whole
    .replace(/第([一二三四五六七八九]|\d{1,4})|(\d{1,4})号?/g, (_, counted: string | undefined, plain: string | undefined) => {
      const figure = counted ?? plain ?? '';
      ordinals.push(digitsOf[figure] ?? figure);
      return '';
    })
    .replace(generic, '');
  return { whole, core, ordinals: ordinals.toSorted().join(','), toilet: toilet.test(whole) };
}

function bigrams(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

function dice(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0;
  const [ofA, ofB] = [bigrams(a), bigrams(b)];
  let shared = 0;
  for (const [pair, count] of ofA) shared += Math.min(count, ofB.get(pair) ?? 0);
  return (2 * shared) / (a.length - 1 + b.length - 1);
}

const contains = (a: string, b: string) => (a.length < b.length ? b.includes(a) : a.includes(b));

/** 0-1; what contains the other is 1. Symmetric. */
export function nameLikeness(a: NameForm, b: NameForm): number {
  if (a.whole === b.whole) return 1;
  if (a.toilet !== b.toilet) return 0;
  if (a.ordinals !== b.ordinals && a.ordinals !== '' && b.ordinals !== '') return 0;
  // A name of generic words alone is found only within one of the same words.
  if (a.core === '' || b.core === '') return contains(a.whole, b.whole) ? 1 : 0;
  if (Math.min(a.core.length, b.core.length) >= 2 && contains(a.core, b.core)) return 1;
  return dice(a.core, b.core);
}

export function isLikeName(a: NameForm, b: NameForm): boolean {
  return nameLikeness(a, b) >= leastLikeness;
}
