import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stationServices } from '../../electron/compose.ts';
import { keyUseReader } from '../../electron/db/key-repository.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { stationReader, stationWriter } from '../../electron/db/station-repository.ts';
import { verifies } from '../../electron/keys/ed25519.ts';
import { keyFilePath } from '../../electron/keys/key-file.ts';
import { openKeys } from '../../electron/keys/station-keys.ts';
import { keysCommand } from '../../electron/keys.ts';
import { createNoPrinter } from '../../electron/printing/none.ts';
import { createPrintQueue } from '../../electron/printing/queue.ts';
import { stationClock } from '../../electron/services/clock.ts';
import { lockStation } from '../../electron/station-lock.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { openKeyList } from '../../shared/card/key-list.ts';
import { openRevocationList } from '../../shared/card/revocation-list.ts';
import { verifyCard } from '../../shared/card/verify-card.ts';
import { now, registration, settings, today } from '../support/builders.ts';
import { sessionA, temporaryFolder, testClock } from '../support/station.ts';

/** An operator's desk and one station, each with its folder. */
function place({ demo = false, named = true } = {}) {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const file = (name: string) => join(folder, name);
  const db = openDatabase(data);
  if (named) stationWriter(db).create({ ...settings, cardSite: null }, demo ? today : null);
  db.close();
  const clock = testClock();

  async function run(...argv: string[]) {
    const lines: string[] = [];
    const exitCode = await keysCommand(argv, { YIZHAN_DATA: data }, (line) => void lines.push(line), clock);
    return { exitCode, text: lines.join('\n'), first: lines[0]?.split('\n')[0] };
  }

  /** The station at work: cards of new workers, the first `thrownAway` of them void. */
  async function issue(count: number, thrownAway = 0) {
    const opened = openDatabase(data);
    const keys = openKeys(data, { demoStation: null, used: keyUseReader(opened).list(), nowMs: clock.nowMs() });
    const printing = { queue: createPrintQueue(createNoPrinter()), readBack: async () => null };
    const { api } = stationServices({ db: opened, clock: stationClock(clock, 0), keys, printing });
    const cards = [];
    for (let number = 0; number < count; number++) {
      const phone = `138001380${String(number).padStart(2, '0')}`;
      const card = await api['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration({ phone }) });
      if (number < thrownAway) await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
      cards.push(card);
    }
    if (keys.kind === 'ready') keys.keys.close();
    opened.close();
    return cards;
  }

  const publish = (...files: string[]) =>
    run('publish', '--root', file('root'), '--list-key', file('list'), '--out', file('site'), '--stations', ...files);

  /** What the card page says of a card, with what is published. */
  async function verdict(url: string) {
    const root = /公钥（写进核验网页）：(\S+)/.exec(rootText)?.[1] ?? '';
    const read = (name: string) => new Uint8Array(readFileSync(join(file('site'), name)));
    const keys = await openKeyList(read('keys.cose'), [new Uint8Array(Buffer.from(root, 'base64url'))], verifies);
    const revoked = await openRevocationList(read('revoked.cose'), keys, verifies);
    const { code } = await verifyCard(url, { keys, revoked, todayDay: cardDayOf(clock.nowMs()), verify: verifies });
    return { code, listNo: keys.listNo };
  }

  let rootText = '';
  async function authority() {
    rootText = (await run('root', file('root'))).text;
    await run('list-key', file('list'));
  }
  return { data, file, clock, run, issue, publish, verdict, authority };
}

const mode = (path: string) => statSync(path).mode & 0o777;

describe('npm run keys', () => {
  it('says how it is used', async () => {
    const { run } = place();
    expect(await run('--help')).toMatchObject({ exitCode: 0, first: '用法：npm run keys -- 命令' });
    expect(await run()).toMatchObject({ exitCode: 2, first: '没有写命令。' });
    expect(await run('dance')).toMatchObject({ exitCode: 2, first: '没有「dance」这个命令。' });
    expect(await run('root', '--wrong')).toMatchObject({ exitCode: 2, first: '选项不对：--wrong' });
  });

  it.each([
    [['root'], '没有写文件名。'],
    [['list-key', 'f', '--generation', '0'], '代数要写 1 到 99 的数，不是「0」。'],
    [['station', '--number', '1000000', '--site', 'x.cn'], '站号要写 1 到 999999 的数，不是「1000000」。'],
    [['station', '--number', '5'], '没有写 --site（卡上的网址）。'],
    [['publish', '--out', 'd'], '没有写 --stations（驿站交来的文件）。'],
    [['compromised', '7345', '--safe-before', 'all'], '要写站号和代数，如 7345-1。'],
    [['compromised', '7345-1', '--safe-before', '2026-13-01', '--out', 'd'], '日期要写成 2026-11-23 这样，不是「2026-13-01」。'],
    [
      ['compromised', '7345-1', '--safe-before', '2019-12-31', '--out', 'd'],
      '没有 2019-12-31 的卡：最早是 2020-01-01；要全部作废就写 all。',
    ],
  ])('asks for what is missing or wrong: %j', async (argv, first) => {
    expect(await place().run(...argv)).toMatchObject({ exitCode: 2, first });
  });
});

describe('keys at the desk', () => {
  it('are made for one user only, and never written over', async () => {
    const { run, file } = place();
    expect((await run('root', file('root'))).text).toMatch(/公钥（写进核验网页）：[\w-]{43}$/);
    const before = readFileSync(file('root'), 'utf8');
    expect(await run('root', file('root'))).toMatchObject({ exitCode: 1, first: `已经有文件了，不覆盖：${file('root')}` });
    expect([readFileSync(file('root'), 'utf8'), mode(file('root'))]).toEqual([before, 0o600]);
  });

  it('are refused when others may read them, or when they are something else', async () => {
    const { authority, publish, file } = place();
    await authority();
    writeFileSync(file('a.json'), '{}');
    chmodSync(file('root'), 0o644);
    expect((await publish(file('a.json'))).text).toContain('别人也能读');
    chmodSync(file('root'), 0o600);
    expect(await publish(file('a.json'))).toEqual({
      exitCode: 1,
      text: 'a.json 不是驿站导出的文件，或者坏了。',
      first: 'a.json 不是驿站导出的文件，或者坏了。',
    });
    expect(await publish(file('none.json'))).toMatchObject({ exitCode: 1 });
  });
});

describe('a real station', () => {
  it('gets its number and its site, issues, and is vouched for once the lists are published', async () => {
    const { run, file, issue, authority, publish, verdict, data } = place();
    await authority();
    expect(await run('station', '--number', '7345', '--site', 'jy.example.cn')).toMatchObject({
      exitCode: 0,
      first: '卡上的网址：https://jy.example.cn',
    });
    expect(mode(keyFilePath(data))).toBe(0o600);
    const [thrownAway, kept] = await issue(2, 1);
    await run('export', file('station.json'));
    await run('revocations', file('revoked.json'));
    expect((await publish(file('station.json'), file('revoked.json'))).first).toBe(
      `发布好了，第 1 号：1 把驿站钥匙，1 张作废的卡。放在 ${file('site')}。`,
    );
    expect([await verdict(thrownAway?.url ?? ''), await verdict(kept?.url ?? '')]).toEqual([
      { code: 'REVOKED', listNo: 1 },
      { code: 'VALID', listNo: 1 },
    ]);
    expect(readFileSync(file('station.json'), 'utf8')).not.toContain(JSON.parse(readFileSync(keyFilePath(data), 'utf8')).signingSeed);
  });

  it('stays in the lists, with its void cards, when the next time only others are named', async () => {
    const one = place();
    const other = place();
    await one.authority();
    await one.run('station', '--number', '7345', '--site', 'jy.example.cn');
    await other.run('station', '--number', '7346', '--site', 'jy.example.cn');
    const [thrownAway] = await one.issue(1, 1);
    const [foreign] = await other.issue(1);
    await one.run('export', one.file('a'));
    await one.run('revocations', one.file('b'));
    await other.run('export', one.file('c'));
    await one.publish(one.file('a'), one.file('b'));
    expect((await one.publish(one.file('c'))).text).toContain('照旧保留的：7345-1');
    expect([await one.verdict(thrownAway?.url ?? ''), await one.verdict(foreign?.url ?? '')]).toEqual([
      { code: 'REVOKED', listNo: 2 },
      { code: 'VALID', listNo: 2 },
    ]);
  });

  it('does not bring a void card back to life when it has forgotten that it is void', async () => {
    const { run, file, issue, authority, publish, verdict } = place();
    await authority();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    const [thrownAway] = await issue(1, 1);
    await run('export', file('a'));
    await run('revocations', file('b'));
    await publish(file('a'), file('b'));
    writeFileSync(file('b'), JSON.stringify({ ...JSON.parse(readFileSync(file('b'), 'utf8')), revoked: [] }));
    await publish(file('a'), file('b'));
    expect(await verdict(thrownAway?.url ?? '')).toEqual({ code: 'REVOKED', listNo: 2 });
  });

  it('takes a new generation each year; the cards of the old one stay good', async () => {
    const { run, file, issue, authority, publish, verdict } = place();
    await authority();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    const [old] = await issue(1);
    expect((await run('rotate')).first).toBe('现在是 7345 号站，第 2 代钥匙。');
    const [fresh] = await issue(1);
    await run('export', file('a'));
    await publish(file('a'));
    expect([old?.number, fresh?.number]).toEqual(['007345-01-00000000-0', expect.stringMatching(/^007345-02-00000000-/)]);
    expect([(await verdict(old?.url ?? '')).code, (await verdict(fresh?.url ?? '')).code]).toEqual(['VALID', 'VALID']);
  });

  it('whose key was stolen has its cards rejected from a day on, or all of them', async () => {
    const { run, file, issue, authority, publish, verdict } = place();
    await authority();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    const [card] = await issue(1);
    await run('export', file('a'));
    await run('compromised', '7345-1', '--safe-before', '2026-11-24', '--out', file('site'));
    await publish(file('a'));
    expect((await verdict(card?.url ?? '')).code).toBe('VALID');
    await run('compromised', '7345-1', '--safe-before', 'all', '--out', file('site'));
    await publish(file('a'));
    expect((await verdict(card?.url ?? '')).code).toBe('KEY_REVOKED');
    await run('compromised', '9-1', '--safe-before', 'all', '--out', file('site'));
    expect(await publish(file('a'))).toMatchObject({ exitCode: 1, first: '记为失窃的 9-1 不在名单里，站号或代数写错了？' });
  });

  it('keeps its keys when only its site changes, and its phones when its number does', async () => {
    const { run, data } = place();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    const keys = () => JSON.parse(readFileSync(keyFilePath(data), 'utf8'));
    const first = keys();
    await run('station', '--number', '7345', '--site', 'https://k.example.cn/');
    expect(keys()).toEqual(first);
    await run('station', '--number', '8', '--site', 'k.example.cn');
    const { station, generation, phoneKey, signingSeed } = keys();
    expect([station, generation, phoneKey === first.phoneKey, signingSeed === first.signingSeed]).toEqual([8, 1, true, false]);
    const db = openDatabase(data);
    expect(stationReader(db).findSettings()?.cardSite).toBe('https://k.example.cn');
    db.close();
  });

  it('takes a generation that nobody has used when its key file is gone', async () => {
    const { run, issue, data, file } = place();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    await issue(1);
    renameSync(keyFilePath(data), file('lost'));
    expect(await run('export')).toMatchObject({ exitCode: 1, first: expect.stringContaining('没有钥匙文件') });
    expect((await run('station', '--number', '7345', '--site', 'jy.example.cn')).text).toContain('第 2 代钥匙');
  });

  it('gets going again with a new generation when its count of serials is damaged', async () => {
    const { run, issue, data } = place();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    await issue(1);
    writeFileSync(join(data, 'serials.json'), 'damaged');
    expect(await run('export')).toMatchObject({ exitCode: 1, first: expect.stringContaining('钥匙文件坏了') });
    expect((await run('rotate')).exitCode).toBe(0);
    expect((await issue(1))[0]?.number).toMatch(/^007345-02-00000000-/);
  });

  it.each(['http://jy.example.cn', 'JY.example.cn/x', 'a-very-long-name-of-a-host.example.cn'])('refuses the site %s', async (site) => {
    const { run, data } = place();
    expect(await run('station', '--number', '7345', '--site', site)).toMatchObject({
      exitCode: 1,
      first: expect.stringContaining('网址不能用'),
    });
    expect(existsSync(keyFilePath(data))).toBe(false);
  });

  it('must have a name, and must not be a demo', async () => {
    const argv = ['station', '--number', '7345', '--site', 'jy.example.cn'];
    expect((await place({ named: false }).run(...argv)).first).toContain('还没有站名');
    expect((await place({ demo: true }).run(...argv)).first).toContain('还是演示');
  });

  it('must be closed while its keys change', async () => {
    const { run, data } = place();
    const lock = lockStation(data);
    const refused = await run('station', '--number', '7345', '--site', 'jy.example.cn');
    const alsoRefused = await run('rotate');
    lock.release();
    expect([refused.exitCode, refused.first, alsoRefused.exitCode]).toEqual([1, expect.stringContaining('already_running'), 1]);
    expect(existsSync(keyFilePath(data))).toBe(false);
  });
});

describe('publishing', () => {
  it('refuses the keys of a demo', async () => {
    const { run, authority, publish, file, data } = place();
    await authority();
    openKeys(data, { demoStation: 1, used: [], nowMs: now });
    await run('export', file('a'));
    expect(await publish(file('a'))).toMatchObject({ exitCode: 1, first: expect.stringContaining('演示钥匙') });
    expect(existsSync(file('site'))).toBe(false);
  });

  it('refuses two stations with one number', async () => {
    const one = place();
    const other = place();
    await one.authority();
    for (const station of [one, other]) await station.run('station', '--number', '7345', '--site', 'jy.example.cn');
    await one.run('export', one.file('a'));
    await other.run('export', one.file('b'));
    expect(await one.publish(one.file('a'), one.file('b'))).toMatchObject({
      exitCode: 1,
      first: expect.stringContaining('已经有另一把公钥'),
    });
  });

  it('refuses to go on from lists that another root signed', async () => {
    const { run, authority, publish, file } = place();
    await authority();
    await run('station', '--number', '7345', '--site', 'jy.example.cn');
    await run('export', file('a'));
    mkdirSync(file('site'));
    writeFileSync(join(file('site'), 'keys.cose'), 'something else');
    expect(await publish(file('a'))).toMatchObject({ exitCode: 1, first: expect.stringContaining('不是这把根钥匙签的') });
  });
});
