import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { copyWriter } from '../../../electron/db/hub-copy-repository.ts';
import { conflictWriter } from '../../../electron/db/posting-conflict-repository.ts';
import { noHost } from '../../../electron/services/host-ports.ts';
import { answerBundle } from '../../../maps/hub/exchange/bundles.ts';
import { openHubKey } from '../../../maps/hub/exchange/hub-key.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { ImportProgress } from '../../../shared/api/desk/postings.ts';
import { operations, type StationApi } from '../../../shared/api/operations.ts';
import { addDays, endOfDayMs } from '../../../shared/domain/work-day.ts';
import { at, content, now, registration, today } from '../../support/builders.ts';
import { hubUrl, stationBesideHub } from '../../support/linked-station.ts';
import { pictureOf, pluggedIn, sessionA } from '../../support/station.ts';

type Command = {
  [Name in keyof typeof operations]: (typeof operations)[Name] extends { kind: 'command'; access: 'staff' } ? Name : never;
}[keyof typeof operations];

/** Names and numbers that are told to the station in this test: none of them may stand in the log. */
const secrets = ['王师傅', '赵师傅', '13800138001', '13800138002', '19900001234', '13900007412', '杨姐', '老马', '482915', '591736'];

/** What changes nothing. */
const silent: Readonly<Partial<Record<Command, string>>> = {
  'import.look': 'reads a file and writes nothing',
};

const uuid = () => crypto.randomUUID();
const list = `编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,结算,有效期
L1,分拣包裹,分拣打包,快递站,4,能上夜班,分拣装车,河东新区 物流园,260,天,日结,${addDays(today, 7)}
`;

/** What a file's reading or storing came to. */
async function settled(progress: () => Promise<ImportProgress>): Promise<ImportProgress> {
  for (;;) {
    const now = await progress();
    if (now.state !== 'looking' && now.state !== 'running') return now;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Every command of staff, one after another at one station, as somebody at the desk might; `did` runs it and notes what it logged. */
async function everyCommand() {
  const stick = pluggedIn('蓝色 U 盘', 1e9);
  writeFileSync(join(stick.folder, '本周.csv'), list);
  const station = await stationBesideHub({ drives: stick.drives, host: noHost });
  const { api, db, clock } = station;
  const { token } = await api['staff.set-up']({ name: '老马', pin: '482915' });
  const chief = station.actorOf(token) as Actor;
  db.exec('UPDATE staff SET phones = 1');
  const logged = new Map<string, number>();
  const rows = () => Number(db.prepare('SELECT count(*) FROM audit').pluck().get());

  async function did<Name extends Command>(
    name: Name,
    input: Parameters<StationApi[Name]>[0],
  ): Promise<Awaited<ReturnType<StationApi[Name]>>> {
    const before = rows();
    const run = api[name] as (input: unknown, actor: Actor) => Promise<unknown>;
    const answer = await run(operations[name].input.parse(input), chief);
    logged.set(name, (logged.get(name) ?? 0) + rows() - before);
    return answer as Awaited<ReturnType<StationApi[Name]>>;
  }

  // people at the desk
  const yang = await did('staff.add', { name: '杨姐', pin: '591736', manager: true, phones: false });
  await did('staff.change', { id: yang.id, revision: yang.revision, name: '杨姐', manager: false, phones: true });
  await did('staff.set-pin', { id: yang.id, pin: '736159' });
  await did('staff.switch-off', { id: yang.id });
  await did('staff.switch-on', { id: yang.id, pin: '591736' });
  await did('staff.new-recovery', {});

  // workers and their cards
  const register = (name: string, phone: string) =>
    did('worker.register', { requestId: uuid(), registration: registration({ name, phone }) });
  const { workerId: wangId } = await register('王师傅', '13800138001');
  const { workerId: zhaoId } = await register('赵师傅', '13800138002');
  await did('worker.reveal-phone', { id: wangId });
  await did('worker.verify', { id: wangId, verified: 1 });
  await did('worker.reissue', { id: wangId, requestId: uuid() });
  const card = await api['worker.card']({ id: zhaoId }, chief);
  await did('worker.print', { cardIds: [card.cardId], jobId: uuid(), picture: pictureOf(card.url) });

  // postings
  const far = endOfDayMs(addDays(today, 5));
  const draft = { ...content({ validThroughMs: far, contactPhone: '19900001234', employer: '安居装修队' }) };
  const one = async (id: string) => {
    const { revision } = await api['posting.read']({ id }, chief);
    return { id, revision };
  };
  const { id: postingId } = await did('posting.create', { content: draft, verified: true });
  await did('posting.submit', await one(postingId));
  await did('posting.return', { ...(await one(postingId)), reason: 'incomplete' });
  await did('posting.edit', { ...(await one(postingId)), content: { ...draft, headcount: 4 }, verified: true, confirmed: [] });
  await did('posting.publish', { ...(await one(postingId)), confirmed: [], verified: true });
  await did('posting.pause', await one(postingId));
  await did('posting.resume', { ...(await one(postingId)), confirmed: [] });
  await did('posting.verify', await one(postingId));
  await did('posting.extend', { ...(await one(postingId)), days: 2 });
  db.prepare('UPDATE posting SET work_date = ? WHERE id = ?').run(addDays(today, -1), postingId);
  await did('posting.copy-yesterday', { publish: false });
  db.prepare('UPDATE posting SET work_date = ? WHERE id = ?').run(today, postingId);
  const { drives } = await api['import.drives']({}, chief);
  const driveId = drives[0]?.id ?? '';
  await did('import.look', { driveId, path: '本周.csv' });
  const looked = await settled(() => api['import.progress']({}, chief));
  const digest = looked.state === 'looked' ? looked.look.digest : '';
  const beforeImport = rows();
  await did('import.run', { digest, publish: 'published', goodRowsOnly: false });
  expect(await settled(() => api['import.progress']({}, chief))).toMatchObject({ state: 'done', added: 1 });
  // it goes on in slices, and logs what came of it at its end
  logged.set('import.run', rows() - beforeImport);
  const parcels = db.prepare<[], string>("SELECT id FROM posting WHERE source_id = 'L1'").pluck().get() ?? '';
  const copied = await did('posting.copy', { id: parcels, publish: false });
  await did('posting.close', { ...(await one(copied.id)), reason: 'duplicate' });
  await did('export.postings', { driveId, format: 'csv', scope: 'all' });
  await did('export.piece', { format: 'csv', scope: 'all', after: null });

  // matches
  const refer = (workerId: string) => did('match.refer', { workerId, work: { postingId } });
  let match = await refer(wangId);
  match = await did('match.no-answer', { id: match.id, revision: match.revision });
  match = await did('match.advance', { id: match.id, revision: match.revision, step: { to: 'agreed', workDate: addDays(today, 1) } });
  await did('match.undo', { id: match.id, revision: match.revision });
  await api['card.issue']({ sessionId: sessionA, requestId: uuid(), registration: registration({ phone: '13900007412' }) });
  await api['referral.request']({ sessionId: sessionA, postingId });
  const { requests } = (await api['match.todo']({ limit: 10 }, chief)).requests;
  const referral = requests[0]?.id ?? '';
  await did('referral.dismiss', { id: referral });
  db.prepare('UPDATE posting SET taken = headcount WHERE id = ?').run(postingId);
  await did('posting.complete-day', {});

  // employers
  const { employers } = await api['employer.list']({ text: '', offset: 0, limit: 50 }, chief);
  const employerId = employers.find(({ name }) => name === '安居装修队')?.id ?? '';
  const employer = async () => api['employer.get']({ id: employerId }, chief);
  await did('employer.edit', { id: employerId, revision: (await employer()).revision, notes: '说话算数', phone: '19900001234' });
  await did('employer.reveal-phone', { id: employerId });
  const sanction = { reason: 'unpaid', until: addDays(today, 7) } as const;
  await did('employer.sanction', { id: employerId, revision: (await employer()).revision, sanction });

  // joining two registrations, taking one back
  await did('worker.join', { keepId: wangId, joinId: zhaoId });
  await did('worker.withdraw', { id: wangId, reason: '本人要求' });

  // visits
  const visit = await did('visit.add', { purpose: 'rest', requestId: uuid() });
  await did('visit.correct', { visitId: visit.visitId, reason: 'twice' });

  // power banks and other people's cabinets
  const bank = await did('bank.add', { code: 'CDB-0007', label: 7 });
  const { loan } = await did('bank.lend', { id: bank.id, phone: '13900007412' });
  await did('bank.reveal-phone', { loanId: loan.id });
  const back = await did('bank.take-back', { id: bank.id });
  await did('bank.mark', { id: bank.id, revision: back.revision, state: 'faulty' });
  const cabinet = await did('cabinet.count', { vendor: '街电', available: 3, free: 2, faulty: 0 });
  await did('cabinet.remove', { id: cabinet.id, revision: cabinet.revision });

  // notices
  const said = {
    kind: 'training',
    title: '电工班',
    text: '',
    place: '',
    link: '',
    startsAtMs: now,
    endsAtMs: at(20),
    daysAhead: 0,
  } as const;
  let notice = await did('notice.create', { content: said });
  notice = await did('notice.edit', { id: notice.id, revision: notice.revision, content: { ...said, text: '免费' } });
  notice = await did('notice.publish', { id: notice.id, revision: notice.revision });
  await did('notice.withdraw', { id: notice.id, revision: notice.revision });

  // figures, and what leaves the station
  const range = { from: today, to: today };
  const file = { kind: 'csv', figure: 'visits', filter: {}, whole: true, ...range } as const;
  await did('report.export', { driveId, file });
  await did('report.piece', { file, after: null });
  await did('report.print', { ...range, jobId: uuid(), picture: pictureOf('2026年11月') });
  await did('phones.export', { driveId });
  await did('phones.piece', { after: null });

  // the hub
  await did('link.enrol', { url: hubUrl, code: await station.code() });
  await did('link.send', {});
  await did('link.confirm', {});
  await did('link.forget-faults', {});
  const shut = await did('door.close', { closure: { from: today, to: null, reason: '停电' } });
  await did('door.reopen', { id: shut.closures[0]?.id ?? '' });
  await did('door.set-broken', { amenity: 'microwave', broken: true });
  const both = await api['posting.create']({ content: { ...content(), title: '两边都改' }, verified: false }, chief);
  inTransaction(db, () => {
    conflictWriter(db).put({ postingId: both.id, field: 'headcount', theirs: 9, atMs: now });
    copyWriter(db).put({ kind: 'trust', key: '', revision: 1, content: { reports: [{ kind: 'locked', count: 2, lastMs: now }] } });
  });
  await did('link.resolve', { postingId: both.id, field: 'headcount', revision: both.revision, take: 'theirs' });
  await did('link.settle', { kind: 'trust', key: '' });
  const { path } = await did('link.bundle-make', { driveId });
  const bundle = join(stick.folder, path);
  const { db: hubDb, folder, clock: hubClock, hub } = station.hub;
  const parts = { ...hub.parts, db: hubDb, hubKey: openHubKey(folder), nowMs: hubClock.nowMs, onRead: async () => {} };
  writeFileSync(`${bundle}-reply`, (await answerBundle(parts, readFileSync(bundle, 'utf8'))).answer);
  await did('link.bundle-take', { driveId, path: `${path}-reply` });
  await did('link.leave', {});

  // care
  await did('care.check', {});
  const { name } = await did('backup.make', { driveId: null });
  const view = await api['settings.get']({}, chief);
  await did('settings.change', { revision: view.revision, settings: { ...view.settings, bankHours: 6 }, printer: null });
  await did('printer.test', { jobId: uuid(), picture: pictureOf('试打一张纸看看') });
  await did('lan.switch', { on: true });
  db.prepare('UPDATE station SET demo_day = ?').run(today);
  await did('demo.leave', {});
  clock.pass(1000);
  await did('restore.begin', { from: { kind: 'here', name }, code: '' });
  await did('staff.sign-out', {});
  return { ...station, logged };
}

const commands = Object.entries(operations).flatMap(([name, { kind, access }]) => (kind === 'command' && access === 'staff' ? [name] : []));

describe('the log of what staff do', () => {
  it('has a row for each command, whoever added it, and no name or number of anybody', { timeout: 60_000 }, async () => {
    const { db, logged } = await everyCommand();
    expect([...logged.keys()].sort()).toEqual([...commands].sort());
    const unlogged = [...logged].flatMap(([name, rows]) => (rows === 0 ? [name] : []));
    expect(unlogged.sort()).toEqual(Object.keys(silent).sort());
    const whole = JSON.stringify(db.prepare('SELECT * FROM audit').all());
    expect(secrets.filter((secret) => whole.includes(secret))).toEqual([]);
  });
});
