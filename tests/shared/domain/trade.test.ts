import { describe, expect, it } from 'vitest';
import { findTrade, getTrade, tradeCodeSchema, trades } from '../../../shared/domain/trade.ts';

describe('the trade catalogue', () => {
  it('keeps the codes that stand on printed cards, the 24 tiles first', () => {
    expect(trades.map((trade) => `${trade.code} ${trade.word}`).join(' · ')).toBe(
      '101 保洁 · 102 做饭帮厨 · 103 带孩子 · 104 照顾老人 · 105 洗碗服务员 · 201 小工 · 202 瓦工 · 203 油漆工 · 204 木工 · 205 水电工 · 206 焊工 · 207 钢筋工 · 208 拆墙清运 · 301 搬运装卸 · 302 搬家 · 303 送水 · 304 外卖快递 · 305 分拣打包 · 306 司机 · 401 家电维修 · 402 疏通管道 · 501 绿化 · 502 保安 · 512 促销发单 · 503 环卫 · 504 工厂普工 · 505 农活采摘 · 599 其他',
    );
  });

  it('finds a trade by code, word, or what people also call it', () => {
    expect(['205', '水电工', '维修水电工', '刮腻子', ' 送水⼯ ', '宇航员'].map((name) => findTrade(name)?.code)).toEqual([
      205,
      205,
      205,
      203,
      303,
      undefined,
    ]);
  });

  it('refuses a code that it does not have', () => {
    expect(tradeCodeSchema.safeParse(100).success).toBe(false);
    expect(() => getTrade(100)).toThrow(RangeError);
  });
});
