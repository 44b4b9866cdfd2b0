import { describe, expect, it, onTestFinished } from 'vitest';
import { noticeReader } from '../../../electron/db/notice-repository.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { stationWriter } from '../../../electron/db/station-repository.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { keepDemoNotices } from '../../../electron/services/demo-notices.ts';
import { emptyDemo } from '../../../electron/services/demo-service.ts';
import type { NoticeContent } from '../../../shared/domain/notice.ts';
import { at, settings, today } from '../../support/builders.ts';
import { temporaryFolder, testClock, testIds, testStation } from '../../support/station.ts';

const actor = { staffId: 'staff-1', name: '值班员' };
const unknown = '0193582c-0000-7000-8000-00000000dead';
const day = 86_400_000;
const fair: NoticeContent = {
  ...{ kind: 'job_fair', title: '零工专场招聘会', text: '现场谈工钱', place: '大十字广场', link: 'https://xihe.example.cn/fair' },
  ...{ startsAtMs: at(9), endsAtMs: at(12), daysAhead: 0 },
};

function opened() {
  const station = testStation();
  const create = (over: Partial<NoticeContent> = {}) => station.api['notice.create']({ content: { ...fair, ...over } }, actor);
  const publish = async (over: Partial<NoticeContent> = {}) => {
    const { id, revision } = await create(over);
    return station.api['notice.publish']({ id, revision }, actor);
  };
  const shown = async () => (await station.api['notice.list']({})).notices.map(({ title }) => title);
  const version = async () => (await station.api['changes.read']({})).version;
  return { ...station, create, publish, shown, version };
}

describe('a notice at the desk', () => {
  it('begins as a draft that no screen shows, and is published', async () => {
    const { api, create, shown, db } = opened();
    const draft = await create();
    expect([draft, await shown()]).toEqual([
      {
        ...fair,
        id: draft.id,
        state: 'draft',
        revision: 1,
        origin: 'station',
        demo: false,
        updatedAtMs: at(6, 38),
        shownFromMs: at(0),
        showing: null,
      },
      [],
    ]);
    const published = await api['notice.publish']({ id: draft.id, revision: 1 }, actor);
    expect([published.state, published.showing, published.revision]).toEqual(['published', 'now', 2]);
    const { daysAhead, ...told } = fair;
    expect([daysAhead, (await api['notice.list']({})).notices]).toEqual([0, [{ ...told, id: draft.id, demo: false }]]);
    expect(db.prepare('SELECT action FROM audit ORDER BY id').pluck().all()).toEqual(['notice.create', 'notice.publish']);
  });

  it('is edited while it stands there, and taken down', async () => {
    const { api, publish, shown } = opened();
    const { id, revision } = await publish();
    const edited = await api['notice.edit']({ id, revision, content: { ...fair, title: '招聘会改地方' } }, actor);
    expect([edited.state, await shown()]).toEqual(['published', ['招聘会改地方']]);
    expect((await api['notice.withdraw']({ id, revision: edited.revision }, actor)).state).toBe('withdrawn');
    expect(await shown()).toEqual([]);
    expect((await api['notice.publish']({ id, revision: edited.revision + 1 }, actor)).state).toBe('published');
  });

  it('stands on the shelf in the order of what it asks of staff', async () => {
    const { api, create, publish, clock } = opened();
    await publish({ title: '过了', endsAtMs: at(9, 1) });
    const { id, revision } = await publish({ title: '撤了' });
    await api['notice.withdraw']({ id, revision }, actor);
    await create({ title: '草稿' });
    await publish({ title: '还没到', startsAtMs: at(9) + 3 * day, endsAtMs: at(12) + 3 * day });
    await publish({ title: '在屏上' });
    clock.set(at(9, 2));
    expect((await api['notice.shelf']({}, actor)).notices.map(({ title }) => title)).toEqual(['在屏上', '还没到', '草稿', '过了', '撤了']);
  });

  it.each([
    ['an end before its beginning', { endsAtMs: at(8) }, 'notice_times_invalid'],
    ['a link that is no https', { link: 'http://xihe.example.cn' }, 'notice_link_invalid'],
  ])('is not written with %s', async (_, over, code) => {
    const { create, publish, api } = opened();
    await expect(create(over)).rejects.toMatchObject({ code });
    const { id, revision } = await publish();
    await expect(api['notice.edit']({ id, revision, content: { ...fair, ...over } }, actor)).rejects.toMatchObject({ code });
  });

  it('may be a draft without a title, and is not published so', async () => {
    const { api, create, publish } = opened();
    const { id } = await create({ title: '' });
    await expect(api['notice.publish']({ id, revision: 1 }, actor)).rejects.toMatchObject({ code: 'notice_title_missing' });
    const whole = await publish();
    await expect(api['notice.edit']({ ...named(whole), content: { ...fair, title: '' } }, actor)).rejects.toMatchObject({
      code: 'notice_title_missing',
    });
  });

  it('is not published after its time, twice, or taken down when it is not there', async () => {
    const { api, create, publish } = opened();
    const over = await create({ startsAtMs: at(4), endsAtMs: at(5) });
    await expect(api['notice.publish'](named(over), actor)).rejects.toMatchObject({ code: 'notice_over' });
    await expect(api['notice.withdraw'](named(over), actor)).rejects.toMatchObject({ code: 'notice_state' });
    await expect(api['notice.publish'](named(await publish()), actor)).rejects.toMatchObject({ code: 'notice_state' });
  });

  it('is not overwritten when somebody was quicker, and unknown is unknown', async () => {
    const { api, publish } = opened();
    const { id } = await publish();
    for (const name of ['notice.publish', 'notice.withdraw'] as const)
      await expect(api[name]({ id, revision: 1 }, actor)).rejects.toMatchObject({ code: 'changed_meanwhile', details: { revision: 2 } });
    await expect(api['notice.edit']({ id, revision: 1, content: fair }, actor)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    await expect(api['notice.withdraw']({ id: unknown, revision: 1 }, actor)).rejects.toMatchObject({ code: 'notice_not_found' });
  });
});

const named = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });

describe('notices on the screens', () => {
  it('begin and end by themselves, and the version moves with each', async () => {
    const { publish, shown, version, clock } = opened();
    await publish({ title: '今天的', startsAtMs: at(9), endsAtMs: at(12) });
    await publish({ title: '后天的', startsAtMs: at(9) + 2 * day, endsAtMs: at(12) + 2 * day, daysAhead: 1 });
    const seen = [[await version(), await shown()]];
    for (const atMs of [at(11, 59), at(12), at(24), at(72) - 1, at(72)]) {
      clock.pass(atMs - clock.nowMs());
      seen.push([await version(), await shown()]);
    }
    expect(seen.map(([, titles]) => titles)).toEqual([['今天的'], ['今天的'], [], ['后天的'], [], []]);
    const versions = seen.map(([one]) => one);
    expect([versions[0] === versions[1], versions[1] === versions[2], versions[2] === versions[3], versions[3] === versions[4]]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('move the version when one begins in the moment in which another ends, on the same day', async () => {
    const { publish, version, clock, db } = opened();
    await publish({ title: '前', startsAtMs: at(7), endsAtMs: at(12) });
    await publish({ title: '后', startsAtMs: at(12), endsAtMs: at(13) });
    db.prepare("UPDATE notice SET shown_from_ms = starts_at_ms WHERE title = '后'").run();
    const before = await version();
    clock.pass(at(12) - clock.nowMs());
    expect(await version()).not.toBe(before);
  });

  it('stand in the order of what comes next: a beginning, or the end of what has begun', async () => {
    const { publish, shown } = opened();
    await publish({ title: '整月的', startsAtMs: at(0), endsAtMs: at(0) + 30 * day });
    await publish({ title: '明天的', startsAtMs: at(9) + day, endsAtMs: at(12) + day, daysAhead: 1 });
    await publish({ title: '正在的', startsAtMs: at(6), endsAtMs: at(8) });
    expect(await shown()).toEqual(['正在的', '明天的', '整月的']);
  });

  it('stand in the order of their beginning, and tell of no more than twelve', async () => {
    const { publish, shown } = opened();
    for (let number = 14; number > 0; number--)
      await publish({ title: `第${number}个`, startsAtMs: at(9, number), endsAtMs: at(10, number) });
    expect(await shown()).toEqual(Array.from({ length: 12 }, (_, number) => `第${number + 1}个`));
  });

  it('stand still while the clock is not to be believed', async () => {
    const { publish, shown, clock } = opened();
    await publish();
    clock.set(clock.nowMs() + 40 * day);
    expect(await shown()).toEqual(['零工专场招聘会']);
  });
});

describe('notices of the demo', () => {
  const { startsAtMs, endsAtMs, ...said } = fair;
  const demo = [{ ...said, inDays: 2, lastsDays: 1, startMinute: 540, endMinute: 720, daysAhead: 5 }];

  function demoDb() {
    const db = openDatabase(temporaryFolder());
    onTestFinished(() => void db.close());
    stationWriter(db).create(settings, today);
    const wall = testClock();
    const clock = stationClock(wall, 0);
    const ids = testIds();
    return { db, wall, keep: () => keepDemoNotices(db, clock, ids, demo), list: () => noticeReader(db).listDemo() };
  }

  it('count their days from today, and move on with it', () => {
    const { wall, keep, list } = demoDb();
    keep();
    expect([startsAtMs, endsAtMs, list().map(({ content }) => [content.startsAtMs, content.endsAtMs])]).toEqual([
      ...[at(9), at(12)],
      [[at(9) + 2 * day, at(12) + 3 * day]],
    ]);
    wall.pass(9 * day);
    keep();
    keep();
    expect(list().map(({ content, revision }) => [content.startsAtMs, revision])).toEqual([[at(9) + 11 * day, 2]]);
  });

  it('stay withdrawn when staff took one down, and go with the demo', () => {
    const { db, wall, keep, list } = demoDb();
    keep();
    db.prepare("UPDATE notice SET state = 'withdrawn'").run();
    wall.pass(day);
    keep();
    expect(list().map(({ state }) => state)).toEqual(['withdrawn']);
    emptyDemo(db);
    expect(list()).toEqual([]);
  });
});
