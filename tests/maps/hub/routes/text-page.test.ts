import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../../shared/domain/hours/schedule.ts';
import { at } from '../../../support/builders.ts';
import { hubOrigin, openHub, type TestHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const everyDay = (...hours: [number, number][]): { text: string; schedule: Schedule } => ({
  text: '',
  schedule: { week: [hours, hours, hours, hours, hours, hours, hours], holidays: 'same', exceptions: [] },
});
const text = async ({ hub }: TestHub, query = '', init?: RequestInit) => {
  const answer = await hub.fetch(new Request(`${hubOrigin}/text${query}`, init));
  return { html: await answer.text(), headers: answer.headers };
};
/** Names and states, in their order. */
const lines = (html: string) =>
  [...html.matchAll(/<h2><a href="\/s\/(\d+)">[\s\S]*?【(.*?)】<\/span>([^<]*)</g)].map(
    ([, number, state, detail]) => `${number} ${state} ${detail}`,
  );

describe('the text page', () => {
  it('says of each station whether it is open, and never guesses', async () => {
    const test = await openHub();
    test.clock.set(at(11, 35));
    await test.hub.parts.stations.put(
      [
        stationToPut({ hours: everyDay([480, 1260]) }),
        stationToPut({ hours: everyDay([0, 1440]) }),
        stationToPut({ hours: everyDay([480, 720], [840, 1080]) }),
        stationToPut({ hours: everyDay([840, 1080]) }),
        stationToPut({ hours: everyDay([300, 600]) }),
        stationToPut(),
        stationToPut({ phone: '' }),
        stationToPut({ hours: everyDay([480, 1260]), closures: [{ from: '2026-11-20', to: '2026-11-30', reason: '装修' }] }),
      ],
      'import',
    );
    expect(lines((await text(test)).html)).toEqual([
      '1 开着 到 21:00',
      '2 开着 24 小时',
      '3 快关门 25 分钟后休息，14:00 再开',
      '4 关着 14:00 开',
      '5 关着 明天 5:00 开',
      '6 时间不明 去前先打电话',
      '7 时间不明 去前先问一问',
      '8 暂停 装修，到 2026-11-30 为止',
    ]);
    expect(lines((await text(test, '?open=1')).html).map((line) => line[0])).toEqual(['1', '2', '3']);
  });

  it('lists by distance around a place, to whatever distance there is something', async () => {
    const test = await openHub();
    const near = (lat: number, lng: number) => stationToPut({ point: { lat, lng } });
    await test.hub.parts.stations.put([near(36.7, 101.77), near(36.651, 101.77), near(36.65, 101.8), near(38, 101.77)], 'import');
    const { html } = await text(test, '?lat=36.65&lng=101.77');
    expect([...html.matchAll(/href="\/s\/(\d+)/g)].map(([, number]) => number)).toEqual(['2', '3', '1', '4']);
    expect(html).toContain('110 米，走 2 分钟');
    expect(
      (
        await text(test, '', {
          method: 'POST',
          body: 'lat=36.65&lng=101.77',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
      ).html,
    ).toBe(html);
  });

  it('carries no more than some hundred metres of a place on in its links', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    const { html } = await text(test, '?lat=36.6512345&lng=101.7712345');
    expect(html).toContain('lat=36.651&amp;lng=101.771&amp;open=1');
    expect(html).not.toContain('36.6512');
  });

  it('does without what is no place', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    for (const query of ['?lat=91&lng=0', '?lat=x&lng=y', '?lat=&lng=', '?after=-1', '?has=sauna', '?d=']) {
      expect(lines((await text(test, query)).html)).toHaveLength(1);
    }
  });

  it('has every script in a name escaped, and allows none', async () => {
    const test = await openHub();
    const evil = '<script>alert(1)</script>';
    await test.hub.parts.stations.put(
      [stationToPut({ name: evil, address: '"><img src=x onerror=alert(1)>', accessNote: evil, district: [evil, '"', "'"] })],
      'import',
    );
    for (const query of ['', `?q=${encodeURIComponent('"><script>')}`, `?d=${encodeURIComponent(evil)}`, '?lat=36.65&lng=101.77']) {
      const { html, headers } = await text(test, query);
      expect(html).not.toMatch(/<script|<img/);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/);
    }
  });

  it('shows power banks with their age, and hides them after five minutes', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    await test.hub.parts.live.put({ number: 1, banks: { available: 3, slots: 1, faulty: 0 }, jobs: null, atMs: test.clock.nowMs() });
    test.clock.pass(2 * 60_000);
    const fresh = (await text(test)).html;
    test.clock.pass(3 * 60_000);
    expect([fresh.includes('充电宝 3 个（2 分钟前）'), (await text(test)).html.includes('充电宝')]).toEqual([true, false]);
  });

  it('says what two people said, and that nobody has looked yet', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    for (const address of ['a', 'b'])
      await test.hub.parts.reports.add({ number: 1, kind: 'locked', amenity: null, address }, test.clock.nowMs());
    expect((await text(test)).html).toContain('有人说锁着门，还没有核实');
  });

  it('offers districts where there are many, pages of twenty, and a search', async () => {
    const test = await openHub();
    const many = Array.from({ length: 45 }, (_, at) =>
      stationToPut({ district: ['河西省', '西河市', at % 2 ? '城东区' : '城北区'], name: `${at} 号站` }),
    );
    await test.hub.parts.stations.put(many, 'import');
    const choose = (await text(test)).html;
    expect([...choose.matchAll(/>([^<]*，\d+ 个)</g)].map(([, words]) => words)).toEqual(['城东区，22 个', '城北区，23 个']);
    const first = (await text(test, '?d=河西省&d=西河市&d=城北区')).html;
    expect(lines(first)).toHaveLength(20);
    const next = /href="([^"]*)">下一页/.exec(first)?.[1]?.replaceAll('&amp;', '&').replace('/text', '');
    expect(lines((await text(test, next)).html)).toHaveLength(3);
    expect(lines((await text(test, '?q=44 号站')).html)).toHaveLength(1);
    expect((await text(test, '?q=nothing')).html).toContain('没有找到');
  });

  it('stays below 50 KB with the longest words', async () => {
    const test = await openHub();
    const long = (length: number) => '驿'.repeat(length);
    const rows = Array.from({ length: 30 }, () =>
      stationToPut({ name: long(40), address: long(80), accessNote: long(80), amenities: { yes: 2 ** 24 - 1, known: 2 ** 24 - 1 } }),
    );
    await test.hub.parts.stations.put(rows, 'import');
    const { html } = await text(test, '?lat=36.65&lng=101.77');
    const bytes = Buffer.byteLength(html);
    expect(lines(html)).toHaveLength(20);
    expect(bytes).toBeLessThan(50 * 1024);
    expect(html).toContain(`本页 ${Math.round(bytes / 1024)} KB，6:38 的数据`);
  });
});
