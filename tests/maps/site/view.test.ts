import { describe, expect, it } from 'vitest';
import type { CardView, Setting } from '../../../maps/site/card/card-view.ts';
import { viewOf } from '../../../maps/site/card/view.ts';
import type { Words } from '../../../maps/site/card/words.ts';
import en from '../../../maps/site/i18n/en.json';
import zh from '../../../maps/site/i18n/zh.json';
import { cardDayOfDate } from '../../../shared/card/card-day.ts';
import { readCardNumber } from '../../../shared/card/card-number.ts';
import type { Verdict } from '../../../shared/card/verify-card.ts';
import { trades } from '../../../shared/domain/trade-catalogue.ts';
import type { LocalDate } from '../../../shared/domain/work-day.ts';
import { stationKid, workerCard } from './signing.ts';

const dayOf = (date: string) => cardDayOfDate(date as LocalDate);
const today = dayOf('2026-11-24');
const setting: Setting = {
  host: 'jy.example.cn',
  todayDay: today,
  reached: true,
  listDay: today,
  hotline: null,
  tradeOf: (code) => {
    const trade = trades.find((one) => one.code === code);
    return { word: trade?.word ?? `工种 ${code}`, icon: trade?.icon ?? null };
  },
};
const station = { name: '城北零工之家驿站', phone: '0900-555 0188' };
const number = '001841-01-00000412-1';
const good = (over: object = {}, code: 'VALID' | 'VALID_STALE_LIST' = 'VALID'): Verdict => ({
  code,
  card: workerCard(dayOf('2026-11-22'), over),
  kid: stationKid,
  station,
  number,
  listDay: dayOf('2026-11-12'),
});
const text = (words: Words | null) => words?.map((phrase) => phrase.map((piece) => piece.text).join('')).join('') ?? null;
const block = <Kind extends CardView['blocks'][number]['kind']>(view: CardView, kind: Kind) =>
  view.blocks.find((one): one is Extract<CardView['blocks'][number], { kind: Kind }> => one.kind === kind);
const facts = (view: CardView) => block(view, 'said')?.facts.map(({ label, value }) => [label, text(value)]);

describe('a good card', () => {
  it('shows who it is, what the station saw and what the worker said, each in its place', () => {
    const view = viewOf(good(), zh, setting);
    expect([view.tone, text(view.head), text(view.sub), view.offline]).toEqual([
      'ok',
      '核验通过',
      '城北零工之家驿站签发，内容没有改动，在有效期内',
      null,
    ]);
    expect(view.blocks.map(({ kind }) => kind)).toEqual(['who', 'faceCheck', 'seen', 'said', 'until', 'station', 'number', 'hire', 'fine']);
    expect(block(view, 'hire')?.card).toEqual(readCardNumber(number));
    expect(block(view, 'seen')?.items).toEqual(['看过身份证件', '打通过这个电话', '看过工种证书']);
    expect(facts(view)).toEqual([
      ['想要日薪', '260–320 元/天'],
      ['哪天有空', '从 11 月 23 日起，每天'],
      ['还有', '自带工具、可去外地'],
      ['会说', '普通话'],
    ]);
    expect(text(block(view, 'until')?.text ?? null)).toBe('有效到 2027 年 2 月 20 日');
    expect(view.bar).toEqual({
      above: null,
      actions: [{ kind: 'call', phone: '13800138000', label: '138 0013 8000', small: '打给王建国' }],
    });
  });

  it('without a phone is reached through the station, with the card number above the key', () => {
    const { phone: _, ...card } = workerCard(today);
    const view = viewOf({ ...good(), card } as Verdict, zh, setting);
    expect([text(view.bar.above), view.bar.actions]).toEqual([
      '卡号 001841-01-00000412-1',
      [{ kind: 'call', phone: '09005550188', label: '通过驿站联系', small: '0900-555 0188' }],
    ]);
    expect(block(view, 'seen')?.items).toContain('打通过本人的电话');
  });

  it('of which nothing was checked says so, and has no green box', () => {
    const { verified: _, ...card } = workerCard(today);
    const view = viewOf({ ...good(), card } as Verdict, zh, setting);
    expect([block(view, 'seen'), text(block(view, 'unseen')?.note ?? null)]).toEqual([undefined, '这张卡上的内容，驿站一项都没有核实过。']);
  });

  it('says days, nights, levels and an open wage in words', () => {
    const { dayWage: _, ...card } = workerCard(today, {
      availability: { startOffsetDays: 0, mask: 1 + 4 + 128 + 256 },
      levels: [3, 1],
      languages: 7,
      flags: 0,
    });
    expect(facts(viewOf({ ...good(), card } as Verdict, zh, setting))).toEqual([
      ['想要日薪', '面议'],
      ['哪天有空', '从 11 月 24 日起，周一、周三，能上夜班，能住下'],
      ['手艺', '油漆工 熟练、木工 学徒'],
      ['会说', '普通话、方言、民族语言'],
    ]);
  });

  it('names a trade that the page does not know by its code', () => {
    expect(block(viewOf(good({ trades: [9001] }), zh, setting), 'who')?.trades).toEqual([{ word: '工种 9001', icon: null }]);
  });

  it('with an old list says of which day, and offers to look again and to ask the station', () => {
    const view = viewOf(good({}, 'VALID_STALE_LIST'), zh, setting);
    expect([view.tone, text(view.sub), block(view, 'retry')?.actions.map(({ kind, label }) => [kind, label])]).toEqual([
      'care',
      '作废名单更新于 11 月 12 日，未能确认是否已作废',
      [
        ['recheck', '重新查名单'],
        ['call', '问驿站'],
      ],
    ]);
  });

  it('without any list says that', () => {
    const view = viewOf({ ...good({}, 'VALID_STALE_LIST'), listDay: null } as Verdict, zh, { ...setting, reached: false, listDay: null });
    expect([text(view.sub), text(view.offline)]).toEqual(['没有取到作废名单，未能确认是否已作废', '离线核验·还没有作废名单']);
  });

  it('checked offline names the day of the list', () => {
    const view = viewOf(good(), zh, { ...setting, reached: false, listDay: dayOf('2026-11-21') });
    expect([view.tone, text(view.offline)]).toEqual(['ok', '离线核验·用 11 月 21 日的作废名单']);
  });

  it('shows a name as it is, marks and all', () => {
    expect(block(viewOf(good({ name: '王*[建]|国' }), zh, setting), 'who')?.name).toBe('王*[建]|国');
  });
});

describe('a card that is not good', () => {
  const kid = stationKid;
  const verdicts: readonly (readonly [Verdict, CardView['tone'], string])[] = [
    [{ code: 'EXPIRED', trades: [203], daysAgo: 12, number, station }, 'grey', '已过期 12 天'],
    [{ code: 'REVOKED', station, number }, 'stop', '此卡已作废'],
    [{ code: 'KEY_WINDOW', station, number }, 'stop', '无法核验'],
    [{ code: 'KEY_REVOKED', station, number }, 'stop', '该驿站密钥已停用'],
    [{ code: 'NOT_YET', station }, 'care', '还没到签发日期'],
    [{ code: 'UNKNOWN_KEY', kid }, 'care', '无法识别签发驿站'],
    [{ code: 'BAD_SIGNATURE' }, 'stop', '无法核验'],
    [{ code: 'MALFORMED' }, 'grey', '没有读到完整信息'],
    [{ code: 'NEWER_VERSION' }, 'grey', '请刷新页面'],
  ];

  it.each(verdicts)('of $code has its plate, its words and something to do, in both languages', (verdict, tone, head) => {
    const view = viewOf(verdict, zh, setting);
    const english = viewOf(verdict, en, setting);
    expect([view.state, view.tone, text(view.head)]).toEqual([verdict.code, tone, head]);
    expect([english.tone, english.blocks.map(({ kind }) => kind)]).toEqual([tone, view.blocks.map(({ kind }) => kind)]);
    expect(block(view, 'steps')?.items.length).toBeGreaterThan(0);
    expect(view.blocks.some(({ kind }) => ['who', 'seen', 'said', 'until'].includes(kind))).toBe(false);
  });

  it('that expired shows trades and the day, no name and no phone but the station’s', () => {
    const view = viewOf({ code: 'EXPIRED', trades: [203, 204], daysAgo: 12, number, station }, zh, setting);
    expect([block(view, 'oldTrades')?.trades.map(({ word }) => word), text(view.sub), block(view, 'station')?.call]).toEqual([
      ['油漆工', '木工'],
      '签名有效，但有效期只到 2026 年 11 月 12 日',
      { kind: 'call', phone: '09005550188', label: '打电话', small: null },
    ]);
  });

  it('of an unknown station says whether the list was reached', () => {
    const view = viewOf({ code: 'UNKNOWN_KEY', kid }, zh, { ...setting, reached: false });
    expect(text(view.sub)).toBe('驿站名单没有取到，可能是网络不通');
  });

  it('offers the service line where there is one', () => {
    const kinds = (hotline: string | null) => viewOf({ code: 'BAD_SIGNATURE' }, zh, { ...setting, hotline }).blocks.map(({ kind }) => kind);
    expect([kinds(null), kinds('0900-555 0100')]).toEqual([
      ['steps', 'fine'],
      ['steps', 'station', 'fine'],
    ]);
  });

  it('offers no key to call a station that has no phone', () => {
    const view = viewOf({ code: 'REVOKED', station: { name: '城北驿站', phone: '' }, number }, zh, setting);
    expect(block(view, 'station')?.call).toBeNull();
  });
});
