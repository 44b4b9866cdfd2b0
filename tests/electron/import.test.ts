import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/db/open.ts';
import { postingReader } from '../../electron/db/posting-repository.ts';
import { stationReader, stationWriter } from '../../electron/db/station-repository.ts';
import { importCommand } from '../../electron/import.ts';
import { settings, today } from '../support/builders.ts';
import { temporaryFolder, testClock } from '../support/station.ts';

const header = '编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,有效期';
const row = (id: string | number, pay = '280', until = '2026-11-24') =>
  `${id},刷墙,油漆工,安居装修队,3,会刮腻子,刷白墙,河东 文苑路,${pay},天,${until}`;

/** A station's data folder beside a file to import; `demoDay` as on a station that still shows the demo. */
function desk({ demo = false, station = true } = {}) {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const db = openDatabase(data);
  if (station) stationWriter(db).create(settings, demo ? today : null);
  db.close();
  return {
    folder,
    data,
    write: (text: string | Uint8Array, name = 'a.csv') => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    run: (...argv: string[]) => {
      const lines: string[] = [];
      const progress: string[] = [];
      const output = { write: (line: string) => void lines.push(line), progress: (line: string) => void progress.push(line) };
      const exitCode = importCommand(argv, { YIZHAN_DATA: data }, output, testClock());
      return { exitCode, text: lines.join('\n'), last: lines.at(-1), lines, progress };
    },
    stored: (id: string, source = 'csv') => {
      const opened = openDatabase(data);
      try {
        const posting = postingReader(opened).findByOrigin(source, id);
        return (
          posting && { state: posting.state, demo: posting.demo, fen: posting.content.wage?.minFen, verified: posting.content.verifiedAtMs }
        );
      } finally {
        opened.close();
      }
    },
  };
}

describe('npm run import -- postings', () => {
  it('publishes what is complete and tells what it did; nothing counts as verified by being imported', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1'), row('D2')].join('\n')));
    expect(done.exitCode).toBe(0);
    expect(done.text).toBe(
      [
        '读了 a.csv（CSV，UTF-8 编码）。',
        '认出 11 列（逗号分隔）：编号、标题、工种、用人单位、人数、条件、内容、地点、最低工钱、计价单位、有效期。',
        '没错的岗位 2 个，错 0 处。',
        '',
        '导入完成：新增 2，更新 0，没有变化 0。',
      ].join('\n'),
    );
    expect(stored('D2')).toEqual({ state: 'published', demo: false, fen: 28_000, verified: null });
  });

  it('is idempotent, and takes over what changed', () => {
    const { write, run, stored } = desk();
    run('postings', write([header, row('D1'), row('D2')].join('\n')));
    expect(run('postings', write([header, row('D1'), row('D2', '300')].join('\n'))).last).toBe('导入完成：新增 0，更新 1，没有变化 1。');
    expect(run('postings', write([header, row('D1'), row('D2', '300')].join('\n'))).last).toBe('导入完成：新增 0，更新 0，没有变化 2。');
    expect(stored('D2')?.fen).toBe(30_000);
  });

  it('keeps nothing on a dry run, and counts as the real one would', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1')].join('\n')), '--dry-run');
    expect([done.exitCode, done.last, stored('D1')]).toEqual([
      0,
      '检查完了，什么也没有写入。真正导入时会：新增 1，更新 0，没有变化 0。',
      undefined,
    ]);
  });

  it('holds postings for review with --pending', () => {
    const { write, run, stored } = desk();
    expect(run('postings', write([header, row('D1')].join('\n')), '--pending').last).toBe('新岗位在等审核，还没有上屏。');
    expect(stored('D1')?.state).toBe('pending');
  });

  it('keeps from the screen what the law forbids, and says so', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1'), row('D2').replace('会刮腻子', '限男性，交押金')].join('\n')));
    expect([done.exitCode, done.last]).toEqual([0, '1 个写了招工不能写的话（限男女、收押金这些），不上屏，放在等审核里，请在工作台上看。']);
    expect([stored('D1')?.state, stored('D2')?.state]).toEqual(['published', 'pending']);
  });

  it('imports nothing when a row is faulty, and names row, column and rule', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1'), row('D2', '面议')].join('\n')));
    expect(done.exitCode).toBe(1);
    expect(done.lines).toContain('第 3 行，「最低工钱」：工钱不能写「面议」：招聘信息必须写明工钱，请写数字。');
    expect(done.last).toBe('有 1 行出错（1 处），什么也没有导入。改好再来；或者加 --good-rows，只导入没错的。');
    expect(stored('D1')).toBeUndefined();
  });

  it('imports nothing either when a fault shows only beside the stored postings', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1'), row('D2', '280', '2026-11-22'), row('D3', '280', '2027-03-01')].join('\n')));
    expect([done.exitCode, stored('D1')]).toEqual([1, undefined]);
    expect(done.text).toMatch(/第 3 行，「有效期[^」]*」：有效期已经过了/);
    expect(done.text).toMatch(/第 4 行，「有效期[^」]*」：有效期最长 30 天/);
  });

  it('imports the good rows when asked to, and counts the rest', () => {
    const { write, run, stored } = desk();
    const done = run('postings', write([header, row('D1'), row('D2', '面议'), row('D3', '280', '2026-11-22')].join('\n')), '--good-rows');
    expect([done.exitCode, done.last]).toEqual([0, '导入完成：新增 1，更新 0，没有变化 0，跳过有错的 2。']);
    expect([stored('D1')?.state, stored('D2'), stored('D3')]).toEqual(['published', undefined, undefined]);
  });

  it('shows 50 faults and counts the others', () => {
    const { write, run } = desk();
    const done = run('postings', write([header, ...Array.from({ length: 61 }, (_, index) => row(index, '面议'))].join('\n')));
    expect(done.lines.filter((line) => line.startsWith('第 '))).toHaveLength(50);
    expect(done.lines).toContain('……还有 11 处错，没有全部列出。');
    expect(done.last).toContain('有 61 行出错（61 处）');
  });

  it('tells an English heading with its Chinese name', () => {
    const { write, run } = desk();
    const english = 'id,title,trade,employer,headcount,conditions,content,place,pay_min,pay_unit,valid_through';
    expect(run('postings', write([english, row('D1', '面议')].join('\n'))).text).toContain('第 2 行，「最低工钱 pay_min」：');
  });

  it('keeps the postings of a source apart by --source', () => {
    const { write, run, stored } = desk();
    run('postings', write([header, row('D1')].join('\n')), '--source', '人社局');
    expect([stored('D1', '人社局')?.state, stored('D1')]).toEqual(['published', undefined]);
  });

  it('tells how to clear the demo while it is there, and not afterwards', () => {
    const hint = '屏幕上还有演示岗位。真正使用前请清空：npm run demo -- empty';
    const first = desk({ demo: true });
    expect(first.run('postings', first.write([header, row('D1')].join('\n'))).last).toBe(hint);
    const second = desk();
    expect(second.run('postings', second.write([header, row('D1')].join('\n'))).text).not.toContain('演示');
  });

  it('warns on a machine where no station has run yet', () => {
    const { write, run } = desk({ station: false });
    expect(run('postings', write([header, row('D1')].join('\n'))).last).toContain('第一次启动时会装入演示岗位');
  });

  it('tells how far a long file is, reading and writing', () => {
    const { write, run } = desk();
    const done = run('postings', write([header, ...Array.from({ length: 1200 }, (_, index) => row(index))].join('\n')));
    expect(done.progress).toEqual([
      '检查 500 / 1200',
      '检查 1000 / 1200',
      '检查 1200 / 1200',
      '写入 0 / 1200',
      '写入 500 / 1200',
      '写入 1000 / 1200',
      '写入 1200 / 1200',
    ]);
  });

  it('works beside a kiosk that has the database open', () => {
    const { data, write, run, stored } = desk();
    const kiosk = openDatabase(data);
    try {
      expect(run('postings', write([header, row('D1')].join('\n'))).exitCode).toBe(0);
      expect(postingReader(kiosk).findByOrigin('csv', 'D1')?.content.title).toBe('刷墙');
      expect(stored('D1')?.state).toBe('published');
    } finally {
      kiosk.close();
    }
  });

  it('numbers the postings of a JSON-LD file', () => {
    const { write, run } = desk();
    const done = run('postings', write('[{"@type":"JobPosting","title":"招送水工","identifier":"7"}]', 'a.json'));
    expect(done.lines).toContain('第 1 条，「hiringOrganization」：缺 用人单位：招聘信息必须写明用人单位。');
  });

  it('refuses a file that cannot be read, in one sentence', () => {
    const { folder, write, run } = desk();
    mkdirSync(join(folder, '表格'));
    expect(run('postings', join(folder, '没有.csv'))).toMatchObject({ exitCode: 1, text: expect.stringMatching(/^没有导入：找不到文件/) });
    expect(run('postings', join(folder, '表格'))).toMatchObject({ exitCode: 1, text: expect.stringMatching(/^没有导入：.*是文件夹/) });
    expect(run('postings', write(Uint8Array.from([0x50, 0x4b, 3, 4]), 'a.xlsx'))).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('另存为「CSV」'),
    });
  });

  it('refuses a data folder that is none, in one sentence', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), '');
    writeFileSync(join(folder, 'a.csv'), [header, row('D1')].join('\n'));
    const lines: string[] = [];
    const output = { write: (line: string) => void lines.push(line), progress: () => {} };
    expect(importCommand(['postings', join(folder, 'a.csv')], { YIZHAN_DATA: join(folder, 'data') }, output, testClock())).toBe(1);
    expect(lines.at(-1)).toMatch(/^没有导入：数据文件夹不能用。.*（data_folder_unusable）$/);
  });

  it('explains itself, and answers 2 to what it does not understand', () => {
    const { run } = desk();
    expect(run('--help')).toMatchObject({ exitCode: 0, text: expect.stringContaining('--good-rows') });
    expect(run()).toMatchObject({ exitCode: 2, text: expect.stringMatching(/^没有写要导入什么。\s*用法/) });
    expect(run('workers', 'a.csv')).toMatchObject({ exitCode: 2, text: expect.stringMatching(/^不会导入「workers」/) });
    expect(run('postings')).toMatchObject({ exitCode: 2, text: expect.stringMatching(/^没有写文件名。/) });
    expect(run('postings', '我的', '岗位.csv')).toMatchObject({ exitCode: 2, text: expect.stringContaining('用引号括起来') });
    expect(run('postings', 'a.csv', '--force')).toMatchObject({ exitCode: 2, text: expect.stringMatching(/^选项不对：--force/) });
  });
});

describe('npm run import -- station', () => {
  const own = { ...settings, name: '河湾·零工之家', city: '河湾市', screenInches: 32 };

  it('puts the station’s own settings in place of the demo’s', () => {
    const { data, run, write } = desk({ demo: true });
    expect(run('station', write(JSON.stringify(own), 'station.json'))).toMatchObject({
      exitCode: 0,
      last: '换好了：河湾·零工之家。屏幕几秒后就变。',
    });
    const db = openDatabase(data);
    expect([stationReader(db).findSettings(), stationReader(db).revision()]).toEqual([own, 1]);
    db.close();
  });

  it('works before the first start, which then loads no demo', () => {
    const { data, run, write } = desk({ station: false });
    run('station', write(JSON.stringify(own), 'station.json'));
    const db = openDatabase(data);
    expect([stationReader(db).findSettings()?.name, stationReader(db).demoDay()]).toEqual(['河湾·零工之家', null]);
    db.close();
  });

  it('keeps the site of the cards when the file names none or one that cannot be used, and says so', () => {
    const { data, run, write } = desk();
    const { cardSite, ...without } = own;
    run('station', write(JSON.stringify(without), 'station.json'));
    const told = run('station', write(JSON.stringify({ ...own, cardSite: 'JY.example.cn' }), 'station.json')).lines;
    const db = openDatabase(data);
    expect([told[0], stationReader(db).findSettings()?.cardSite]).toEqual([
      '「卡片网址」用不了，没有换。写成 https://jy.example.cn 这样：小写、后面不带东西、越短越好。',
      cardSite,
    ]);
    db.close();
  });

  it('clamps what is out of range, and says so', () => {
    const { run, write } = desk();
    const told = run('station', write(JSON.stringify({ ...own, rollSeconds: 9_999_999_999_999 }), 'station.json')).lines;
    expect(told).toEqual(['「每页秒数」9999999999999 用不了，改成了 30。', '换好了：河湾·零工之家。屏幕几秒后就变。']);
  });

  it.each([
    ['a file that is not there', undefined, /^没有导入：找不到文件/],
    ['half a file', '{"name":', /^没有导入：文件不是完整的 JSON/],
    ['a station without a name', JSON.stringify({ ...settings, name: '' }), /^没有导入：这些写得不对：站名。/],
    ['an unknown amenity', JSON.stringify({ ...settings, services: [{ amenity: 'pool', where: '' }] }), /^没有导入：这些写得不对：服务。/],
    ['a list', '[]', /^没有导入：这些写得不对：/],
  ])('refuses %s, and changes nothing', (_, text, sentence) => {
    const { data, folder, run, write } = desk();
    const { exitCode, last } = run('station', text === undefined ? join(folder, 'none.json') : write(text, 'station.json'));
    expect([exitCode, last]).toEqual([1, expect.stringMatching(sentence)]);
    const db = openDatabase(data);
    expect(stationReader(db).findSettings()).toEqual(settings);
    db.close();
  });

  it('writes nothing in a dry run', () => {
    const { data, run, write } = desk();
    run('station', write(JSON.stringify(own), 'station.json'), '--dry-run');
    const db = openDatabase(data);
    expect(stationReader(db).findSettings()).toEqual(settings);
    db.close();
  });
});
