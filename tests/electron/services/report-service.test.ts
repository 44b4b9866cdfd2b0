import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { reportSource } from '../../../electron/reports/answer.ts';
import type { Drives } from '../../../electron/services/drives.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { hireRate, type ReportFigure, reportFigures } from '../../../shared/domain/report.ts';
import { addDays, endOfDayMs } from '../../../shared/domain/work-day.ts';
import { at, posting, registration, today } from '../../support/builders.ts';
import { pluggedIn, sessionA, sessionB, testStation } from '../../support/station.ts';

const everything = {};
const whole = { from: today, to: today };
const wage = { fen: 28_000, unit: 'day' } as const;

const actor: Actor = { staffId: '0193582c-0000-7000-8000-0000000000aa', name: '马会计' };

/** A day: four visits of which one was a slip, a worker with a card, two postings, two referrals, one of them agreed. */
async function aDay(drives?: Drives) {
  const station = testStation({ reports: reportSource, ...(drives && { drives }) });
  const { api, publish } = station;
  const posted = [
    posting({ title: '=刷墙', headcount: 3 }, { publishedAtMs: at(5) }),
    posting(
      { trade: 202, employer: '兴旺劳务', headcount: 5, title: '搬砖' },
      { publishedAtMs: at(6), state: 'closed', closedReason: 'done' },
    ),
    posting({}, { publishedAtMs: at(-3) }),
    posting({}, { publishedAtMs: null, state: 'draft' }),
  ];
  publish(...posted);
  await api['visit.log']({ purpose: 'drink', sessionId: sessionB });
  const slip = await api['visit.log']({ purpose: 'meal', sessionId: sessionB });
  await api['visit.take-back']({ visitId: slip.visitId, sessionId: sessionB });
  await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration({ name: '王大力' }) });
  await api['visit.log']({ purpose: 'jobs', sessionId: sessionA });
  station.clock.pass(3_600_000);
  await api['visit.log']({ purpose: 'drink', sessionId: crypto.randomUUID() });
  const worker = (await api['worker.search']({ text: '王大力' }, actor)).workers[0];
  const [one, other] = posted;
  if (!worker || !one || !other) throw new Error('nobody');
  const agreed = await api['match.refer']({ workerId: worker.id, work: { postingId: one.id } }, actor);
  await api['match.refer']({ workerId: worker.id, work: { employer: '张家饭馆', trade: 203 } }, actor);
  await api['match.advance']({ id: agreed.id, revision: agreed.revision, step: { to: 'agreed', workDate: today, pay: wage } }, actor);
  return { ...station, worker, posted: { one, other } };
}

const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? { code: error.code, details: error.details } : error;
};

describe('a report', () => {
  it('counts what the definitions say', async () => {
    const { api } = await aDay();
    const report = await api['report.read'](whole, actor);
    const figures = { visits: 3, visitors: 1, registrations: 1, cards: 1, postings: 2, demand: 8, referrals: 2, hires: 1, hired: 1 };
    expect(report).toEqual({
      ...whole,
      figures,
      byDay: [{ day: today, ...figures }],
      byTrade: [
        { trade: 203, postings: 1, demand: 3, referrals: 2, hires: 1 },
        { trade: 202, postings: 1, demand: 5, referrals: 0, hires: 0 },
      ],
      byEmployer: [
        { employer: '安居装修队', postings: 1, demand: 3, referrals: 1, hires: 1 },
        { employer: '张家饭馆', postings: 0, demand: 0, referrals: 1, hires: 0 },
        { employer: '兴旺劳务', postings: 1, demand: 5, referrals: 0, hires: 0 },
      ],
      byHour: Array.from({ length: 24 }, (_, hour) => ({ 6: 2, 7: 1 })[hour] ?? 0),
      byPurpose: { rest: 0, drink: 2, meal: 0, charge: 0, jobs: 1, card: 0, advice: 0 },
    });
  });

  it('tells employers beyond fifty together, so that the parts add up to the whole', async () => {
    const { api, publish } = await aDay();
    publish(...Array.from({ length: 60 }, (_, number) => posting({ employer: `单位${number}`, headcount: 2 }, { publishedAtMs: at(6) })));
    const { byEmployer, byTrade, figures } = await api['report.read'](whole, actor);
    const sum = (rows: readonly { postings: number; demand: number }[]) =>
      rows.reduce((total, row) => total + row.postings + row.demand, 0);
    expect([byEmployer.length, byEmployer.at(-1)?.employer]).toEqual([51, null]);
    expect([sum(byEmployer), sum(byTrade)]).toEqual([figures.postings + figures.demand, figures.postings + figures.demand]);
  });

  it('counts people of several days once, and days apart', async () => {
    const { api, clock, worker } = await aDay();
    clock.pass(86_400_000);
    const { url } = await api['worker.card']({ id: worker.id }, actor);
    await api['card.scan']({ sessionId: crypto.randomUUID(), text: url });
    const { figures, byDay } = await api['report.read']({ from: addDays(today, -1), to: addDays(today, 1) }, actor);
    expect([figures.visitors, byDay.map((one) => one.visitors)]).toEqual([1, [0, 1, 1]]);
  });

  it('knows no day to come, and refuses reversed and longer ranges', async () => {
    const { api } = await aDay();
    const far = await api['report.read']({ from: today, to: addDays(today, 300) }, actor);
    expect([far.to, far.byDay.length]).toEqual([today, 1]);
    expect((await api['report.read']({ from: addDays(today, 5), to: addDays(today, 9) }, actor)).from).toBe(today);
    expect(await refused(api['report.read']({ from: today, to: addDays(today, -1) }, actor))).toMatchObject({ code: 'range_reversed' });
    expect(await refused(api['report.read']({ from: addDays(today, -731), to: today }, actor))).toMatchObject({
      code: 'range_too_long',
      details: { mostDays: 731 },
    });
    const funnel = api['report.funnel']({ from: addDays(today, -92), to: today, offset: 0, limit: 1 }, actor);
    expect(await refused(funnel)).toMatchObject({ code: 'range_too_long', details: { mostDays: 92 } });
  });

  it('counts a visitor once whose two registrations were joined', async () => {
    const { api, worker } = await aDay();
    await api['card.issue']({ sessionId: sessionB, requestId: sessionB, registration: registration({ name: '王大力' }) });
    const before = (await api['report.read'](whole, actor)).figures;
    const [twin] = (await api['worker.get']({ id: worker.id }, actor)).twins;
    await api['worker.join']({ keepId: worker.id, joinId: twin?.id ?? '' }, actor);
    const { figures, byDay } = await api['report.read'](whole, actor);
    expect([before.visitors, before.registrations, figures.visitors, figures.registrations, byDay[0]?.visitors, figures.cards]).toEqual([
      2, 2, 1, 1, 1, 2,
    ]);
  });
});

describe('the rows of a figure', () => {
  it('are as many as it says, page by page, and no more', async () => {
    const { api } = await aDay();
    const { figures } = await api['report.read'](whole, actor);
    const counted: Partial<Record<ReportFigure, number>> = {};
    for (const figure of reportFigures) {
      let count = 0;
      const seen = new Set<string>();
      for (let after: readonly (string | number)[] | null = null, more = true; more; ) {
        const page: Awaited<ReturnType<(typeof api)['report.rows']>> = await api['report.rows'](
          { ...whole, figure, filter: everything, after, limit: 1 },
          actor,
        );
        for (const row of page.rows) {
          seen.add(row.id);
          count += figure === 'demand' && row.kind === 'posting' ? row.headcount : 1;
        }
        after = page.next;
        more = after !== null;
      }
      counted[figure] = count;
      if (figure !== 'demand') expect(seen.size).toBe(count);
    }
    expect(counted).toEqual(figures);
  });

  it('say who and what, with phones masked', async () => {
    const { api, worker, posted } = await aDay();
    const rows = async (figure: ReportFigure) =>
      (await api['report.rows']({ ...whole, figure, filter: everything, after: null, limit: 50 }, actor)).rows.map(
        ({ id: _, ...row }) => row,
      );
    const who = { id: worker.id, name: '王大力', phone: '138 **** 8000' };
    expect(await rows('visits')).toEqual([
      { kind: 'visit', day: today, atMs: at(6, 38), number: 1, purpose: 'drink', worker: null },
      { kind: 'visit', day: today, atMs: at(6, 38), number: 3, purpose: 'jobs', worker: { id: worker.id, name: '王大力' } },
      { kind: 'visit', day: today, atMs: at(7, 38), number: 4, purpose: 'drink', worker: null },
    ]);
    expect(await rows('visitors')).toEqual([{ kind: 'worker', day: today, times: 1, worker: who }]);
    expect(await rows('cards')).toEqual([{ kind: 'card', day: today, number: worker.liveCard?.number, state: 'live', worker: who }]);
    expect(await rows('hires')).toEqual([
      {
        ...{ kind: 'match', referredDay: today, agreedDay: today, state: 'agreed', trade: 203, employer: '安居装修队', title: '=刷墙' },
        ...{ workDate: today, pay: wage, worker: who },
      },
    ]);
    expect((await rows('postings'))[1]).toEqual({
      ...{ kind: 'posting', day: today, title: '搬砖', trade: 202, employer: '兴旺劳务', headcount: 5, taken: 0, state: 'closed' },
    });
    expect(posted.other.content.title).toBe('搬砖');
  });

  it('can be narrowed to a part of the figure', async () => {
    const { api } = await aDay();
    const count = async (figure: ReportFigure, filter: object) =>
      (await api['report.rows']({ ...whole, figure, filter, after: null, limit: 50 }, actor)).rows.length;
    expect([
      await count('visits', { purpose: 'drink' }),
      await count('visits', { purpose: 'drink', hour: 7 }),
      await count('postings', { trade: 202 }),
      await count('referrals', { employer: '张家饭馆' }),
      await count('hires', { trade: 203, employer: '安居装修队' }),
      await count('hires', { trade: 202 }),
    ]).toEqual([2, 1, 1, 1, 1, 0]);
  });

  it('refuse a part that the figure has not, and a place that is none', async () => {
    const { api } = await aDay();
    const ask = (over: object) =>
      refused(api['report.rows']({ ...whole, figure: 'visits', filter: {}, after: null, limit: 5, ...over }, actor));
    expect([
      await ask({ filter: { trade: 203 } }),
      await ask({ figure: 'visitors', filter: { purpose: 'rest' } }),
      await ask({ after: ['2026-11-23'] }),
      await ask({ after: [1, '2026-11-23'] }),
    ]).toEqual([
      { code: 'input_invalid', details: { filter: 'trade' } },
      { code: 'input_invalid', details: { filter: 'purpose' } },
      { code: 'input_invalid', details: { figure: 'visits' } },
      { code: 'input_invalid', details: { figure: 'visits' } },
    ]);
  });

  it('never reach before the range, whatever place is named', async () => {
    const { api } = await aDay();
    const page = await api['report.rows'](
      { from: addDays(today, 1), to: addDays(today, 1), figure: 'postings', filter: {}, after: [0, 0], limit: 5 },
      actor,
    );
    expect(page.rows.every((row) => row.kind === 'posting' && row.day === today)).toBe(true);
    const before = await api['report.rows']({ ...whole, figure: 'visits', filter: {}, after: ['', 0], limit: 1 }, actor);
    expect(before.rows[0]).toMatchObject({ number: 1 });
  });
});

describe('the funnel', () => {
  it('follows each posting from shown to hired, by local hour', async () => {
    const { api, posted } = await aDay();
    const { one, other } = posted;
    await api['reach.record']({
      reach: [
        { postingId: one.id, shown: 9, touched: 2 },
        { postingId: other.id, shown: 20, touched: 1 },
      ],
    });
    const funnel = await api['report.funnel']({ ...whole, offset: 0, limit: 1 }, actor);
    const seven = { shown: 29, touched: 3, referred: 1, hired: 1 };
    const none = { shown: 0, touched: 0, referred: 0, hired: 0 };
    expect(funnel).toEqual({
      ...whole,
      total: seven,
      byHour: Array.from({ length: 24 }, (_, hour) => (hour === 7 ? seven : none)),
      postings: [{ postingId: other.id, title: '搬砖', employer: '兴旺劳务', trade: 202, shown: 20, touched: 1, referred: 0, hired: 0 }],
      count: 2,
    });
    const next = await api['report.funnel']({ ...whole, offset: 1, limit: 5 }, actor);
    expect(next.postings.map(({ postingId, hired }) => [postingId, hired])).toEqual([[one.id, 1]]);
  });
});

describe('a file of rows', () => {
  const csv = (figure: ReportFigure, over: object = {}) => ({ kind: 'csv', figure, filter: {}, whole: false, ...whole, ...over }) as const;

  it('stands on the drive whole: a mark, heads, names and phones masked, nothing that is a formula', async () => {
    const { drives, folder } = pluggedIn();
    const { api, db } = await aDay(drives);
    const [drive] = await drives.list();
    const done = await api['report.export']({ driveId: drive?.id ?? '', file: csv('hires') }, actor);
    expect(done).toEqual({ path: `驿站达成用工 ${today}.csv`, sizeBytes: expect.any(Number), rows: 1 });
    const text = readFileSync(join(folder, done.path), 'utf8');
    expect(text).toBe(
      '\ufeff推荐日期,达成日期,现在,岗位,工种,用人单位,上工日期,工钱,师傅,手机\r\n' +
        `${today},${today},达成用工,'=刷墙,油漆工,安居装修队,${today},280元/天,王师傅,138 **** 8000\r\n`,
    );
    const log = db.prepare("SELECT actor, details FROM audit WHERE action = 'report.export'").all();
    expect(log).toEqual([
      {
        actor: actor.staffId,
        details: JSON.stringify({ kind: 'csv', figure: 'hires', whole: false, from: today, to: today, where: 'drive' }),
      },
    ]);
  });

  it('holds whole names and phones, as text, only for those who may take them out', async () => {
    const { api, actorOf } = await aDay();
    const first = actorOf((await api['staff.set-up']({ name: '马会计', pin: '482915' })).token) as Actor;
    const file = csv('registrations', { whole: true });
    expect(await refused(api['report.piece']({ file, after: null }, first))).toMatchObject({
      code: 'staff_not_allowed',
      details: { needs: 'phones' },
    });
    await api['staff.change']({ id: first.staffId, revision: 1, name: '马会计', manager: true, phones: true }, first);
    const { bytes, next } = await api['report.piece']({ file, after: null }, first);
    expect([Buffer.from(bytes, 'base64').toString(), next]).toEqual([
      `\ufeff登记日期,师傅,手机\r\n${today},王大力,"=""13800138000"""\r\n`,
      null,
    ]);
  });

  it('is refused when the drive is gone or full, and nothing of it stays', async () => {
    const { drives, folder, pull } = pluggedIn();
    const [drive] = await drives.list();
    const full: Drives = {
      ...drives,
      create: async (driveId, name) => {
        const writer = await drives.create(driveId, name);
        const write = () => Promise.reject(new AppError('drive_full', 'no room', {}));
        return { ...writer, write };
      },
    };
    const { api } = await aDay(full);
    const ask = () => refused(api['report.export']({ driveId: drive?.id ?? '', file: csv('visits') }, actor));
    expect([await ask(), readdirSync(folder)]).toEqual([{ code: 'drive_full', details: {} }, []]);
    pull();
    expect(await ask()).toMatchObject({ code: 'drive_gone' });
  });
});

describe('the workbook', () => {
  it('says the same figures as the screen, and its parts add up to them', async () => {
    const { api } = await aDay();
    const range = { from: addDays(today, -6), to: today };
    const report = await api['report.read'](range, actor);
    const { name, bytes } = await api['report.piece']({ file: { kind: 'xlsx', ...range }, after: null }, actor);
    expect(name).toBe(`驿站报表 ${range.from} 至 ${range.to}.xlsx`);
    const book = new Map((await readXlsxFile(Buffer.from(bytes, 'base64'))).map(({ sheet, data }) => [sheet, data]));
    expect([...book.keys()]).toEqual(['汇总', '每天', '工种', '用人单位', '时段', '用途']);
    const summary = book.get('汇总') ?? [];
    expect(summary.slice(1).map((row) => row[1])).toEqual([
      ...reportFigures.map((figure) => report.figures[figure]),
      hireRate(report.figures),
    ]);
    const sum = (sheet: string, column: number) => (book.get(sheet) ?? []).slice(1).reduce((total, row) => total + Number(row[column]), 0);
    const { visits, postings, demand, referrals, hires } = report.figures;
    expect([sum('每天', 1), sum('时段', 1), sum('用途', 1)]).toEqual([visits, visits, visits]);
    for (const sheet of ['工种', '用人单位']) {
      expect([1, 2, 3, 4].map((column) => sum(sheet, column))).toEqual([postings, demand, referrals, hires]);
    }
    expect((book.get('每天') ?? []).slice(1).map((row) => row[0])).toEqual(report.byDay.map(({ day }) => day));
  });
});

describe('a sheet on paper', () => {
  it('goes to the printer once, and is logged', async () => {
    const { api, printer, db } = await aDay();
    const picture = { widthDots: 8, heightDots: 1, bits: Buffer.of(255).toString('base64') };
    const jobId = crypto.randomUUID();
    const print = () => api['report.print']({ ...whole, jobId, picture }, actor);
    expect([await print(), await print(), printer.printed]).toEqual([{ outcome: 'printed' }, { outcome: 'printed' }, [jobId]]);
    expect(db.prepare("SELECT count(*) FROM audit WHERE action = 'report.print'").pluck().get()).toBe(2);
  });

  it('is refused when its picture has not the bits of its size', async () => {
    const { api } = await aDay();
    const picture = { widthDots: 8, heightDots: 2, bits: Buffer.of(255).toString('base64') };
    expect(await refused(api['report.print']({ ...whole, jobId: crypto.randomUUID(), picture }, actor))).toMatchObject({
      code: 'input_invalid',
    });
  });
});

describe('the end of the day', () => {
  it('parts 23:59 from 00:01', async () => {
    const { api, clock } = await aDay();
    clock.set(endOfDayMs(today) - 30_000);
    await api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() });
    clock.pass(60_000);
    await api['visit.log']({ purpose: 'rest', sessionId: crypto.randomUUID() });
    const { byDay } = await api['report.read']({ from: today, to: addDays(today, 1) }, actor);
    expect(byDay.map((day) => day.visits)).toEqual([4, 1]);
  });
});
