/** Words that stand for one of a few values. */
import type { PayUnit, Settlement } from '../../../shared/domain/wage.ts';
import { means, plain, quoted, type Reading, unread } from './reading.ts';

function choice<T>(values: readonly (readonly [T, string])[], example: string): (text: string) => Reading<T> {
  const byWord = new Map(values.flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)));
  return (text) => {
    const value = byWord.get(plain(text));
    return value === undefined ? unread(`看不懂${quoted(text)}，请写 ${example}。`) : means(value);
  };
}

export const readPayUnit = choice<PayUnit>(
  [
    ['hour', 'hour 时 小时 每小时 每时 元/时 元/小时 按时 按小时 时薪'],
    ['day', 'day 天 日 每天 每日 元/天 元/日 按天 日薪'],
    ['order', 'order 单 次 每单 每次 元/单 元/次 按单 按次'],
    ['month', 'month 月 每月 元/月 按月 月薪'],
  ],
  '时、天、单、月 中的一个',
);

export const readSettlement = choice<Settlement>(
  [
    ['day', 'day 日结 天结 每日结 当日结 当天结'],
    ['week', 'week 周结 每周结'],
    ['month', 'month 月结 每月结'],
    ['completion', 'completion 完工结 完工结算 做完结 干完结'],
  ],
  '日结、周结、月结、完工结 中的一个',
);

export const readTools = choice<'provided' | 'own'>(
  [
    ['provided', 'provided 提供 提供工具 有 单位提供 老板提供'],
    ['own', 'own 自带 自带工具 自备 自备工具'],
  ],
  '提供 或 自带',
);

const yes = 'yes y true 1 是 有 管 包 提供 买 上 √ 对';
const no = 'no n false 0 否 无 没有 不管 不包 不提供 不买 不上 × 不';

export const readMeals = choice<boolean>(
  [
    [true, `${yes} 管饭 包饭 包吃 包餐`],
    [false, `${no} 不管饭 不包饭 不包吃 不包餐`],
  ],
  '管 或 不管',
);

export const readInsurance = choice<boolean>(
  [
    [true, `${yes} 有保险 买保险 上保险`],
    [false, `${no} 没保险 没有保险 无保险`],
  ],
  '有 或 无',
);
