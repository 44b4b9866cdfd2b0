import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportSource } from '../../../electron/reports/answer.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { lintRules } from '../../../shared/domain/posting-lint.ts';
import { type ReportFigure, reportFigures, withoutFuture } from '../../../shared/domain/report.ts';
import { addDays, endOfDayMs, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { content, registration, today } from '../../support/builders.ts';
import { testStation } from '../../support/station.ts';
import { type Action, action } from './history.ts';
import { type KnownMatch, type KnownWorker, ledger, unordered } from './oracle.ts';

const actor: Actor = { staffId: '0193582c-0000-7000-8000-0000000000aa', name: '马会计' };
const phones = ['13800138000', '13900139000', '13700137000', '13600136000'];

/** What was refused did not happen; anything but a refusal is a bug. */
async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function play() {
  const { api, clock, db } = testStation({ reports: reportSource });
  const watch = stationClock(clock, 0);
  const known = ledger();
  const sessions = [0, 1, 2, 3].map(() => crypto.randomUUID());
  const pick = <T>(list: readonly T[], nth: number): T | undefined => list[list.length === 0 ? 0 : nth % list.length];
  const revisionOf = (table: 'posting' | 'work_match', id: string) =>
    Number(db.prepare(`SELECT revision FROM ${table} WHERE id = ?`).pluck().get(id));

  /** Both guards look at the clock at the same moments. */
  async function look(): Promise<number> {
    await api['changes.read']({});
    return watch.trustedMs();
  }

  async function advance(match: KnownMatch, to: Extract<Action, { do: 'advance' }>['to'], atMs: number): Promise<void> {
    const terms = { workDate: workDayOf(atMs), pay: { fen: 28_000, unit: 'day' as const }, beyondHeadcount: true };
    const step =
      to === 'agreed'
        ? { to, ...terms }
        : to === 'failed'
          ? { to, reason: 'pay' as const }
          : to === 'no_show'
            ? { to, reason: 'unknown' as const }
            : to === 'cancelled'
              ? { to, by: 'worker' as const, reason: 'other' as const }
              : { to };
    const input = { id: match.id, revision: revisionOf('work_match', match.id), step } as Parameters<(typeof api)['match.advance']>[0];
    if (await unlessRefused(api['match.advance'](input, actor))) match.steps.push({ to, atMs });
  }

  async function step(one: Action): Promise<void> {
    if (one.do === 'pass') return clock.pass(one.minutes * 60_000);
    if (one.do === 'set') return clock.set(clock.nowMs() + one.minutes * 60_000);
    const atMs = await look();
    const sessionId = 'session' in one ? (sessions[one.session] ?? '') : '';
    switch (one.do) {
      case 'visit': {
        const { visitId, repeated } = await api['visit.log']({ purpose: one.purpose, sessionId });
        if (!repeated) known.visits.push({ id: visitId, atMs, purpose: one.purpose, sessionId, corrected: false });
        return;
      }
      case 'takeBack':
      case 'correct': {
        const visit = pick(known.visits, one.nth);
        if (!visit) return;
        const done =
          one.do === 'correct'
            ? await unlessRefused(api['visit.correct']({ visitId: visit.id, reason: 'twice' }, actor))
            : await unlessRefused(api['visit.take-back']({ visitId: visit.id, sessionId: visit.sessionId }));
        if (done) visit.corrected = true;
        return;
      }
      case 'add': {
        const [day, requestId] = [addDays(workDayOf(atMs), -one.daysBack), crypto.randomUUID()];
        const added = await unlessRefused(api['visit.add']({ purpose: one.purpose, day, hour: one.hour, requestId }, actor));
        const momentMs = startOfDayMs(day) + one.hour * 3_600_000;
        if (added) known.visits.push({ id: added.visitId, atMs: momentMs, purpose: one.purpose, sessionId: requestId, corrected: false });
        return;
      }
      case 'register': {
        const said = registration({ phone: phones[one.who] ?? '', name: `${'王李张马'[one.who]}师傅` });
        const requestId = crypto.randomUUID();
        const done = one.desk
          ? await unlessRefused(api['worker.register']({ requestId, registration: said }, actor))
          : await unlessRefused(api['card.issue']({ sessionId, requestId, registration: said }));
        if (!done) return;
        const id = String(db.prepare('SELECT id FROM worker ORDER BY rowid DESC LIMIT 1').pluck().get());
        const worker: KnownWorker = { id, registeredMs: atMs, same: null };
        known.workers.push(worker);
        known.seen.push({ worker, atMs });
        known.cards.push(atMs);
        return;
      }
      case 'scan': {
        const worker = pick(known.workers, one.nth);
        const card = worker && (await unlessRefused(api['worker.card']({ id: worker.id }, actor)));
        if (worker && card && (await unlessRefused(api['card.scan']({ sessionId, text: card.url })))) known.seen.push({ worker, atMs });
        return;
      }
      case 'reissue': {
        const worker = pick(known.workers, one.nth);
        const request = { id: worker?.id ?? '', requestId: crypto.randomUUID() };
        if (worker && (await unlessRefused(api['worker.reissue'](request, actor)))) known.cards.push(atMs);
        return;
      }
      case 'join': {
        const [keep, other] = [pick(known.workers, one.nth), pick(known.workers, one.other)];
        if (!keep || !other) return;
        if (await unlessRefused(api['worker.join']({ keepId: keep.id, joinId: other.id }, actor))) known.joined(keep, other, atMs);
        return;
      }
      case 'withdraw': {
        const worker = pick(known.workers, one.nth);
        if (worker && (await unlessRefused(api['worker.withdraw']({ id: worker.id, reason: '' }, actor)))) known.withdrew(worker, atMs);
        return;
      }
      case 'publish': {
        const { employer, trade, headcount } = one;
        const earlier = one.copy ? pick(known.postings, headcount) : undefined;
        if (earlier) {
          const copied = await unlessRefused(api['posting.copy']({ id: earlier.id, publish: true }, actor));
          if (copied?.state === 'published' && copied.why !== 'again')
            known.postings.push({ ...earlier, id: copied.id, publishedMs: atMs });
          return;
        }
        const day = workDayOf(atMs);
        const written = content({
          employer,
          trade,
          headcount,
          workDate: day,
          validThroughMs: endOfDayMs(addDays(day, 3)),
          verifiedAtMs: null,
        });
        const draft = await api['posting.create']({ content: written, verified: true }, actor);
        const asked = { id: draft.id, revision: draft.revision, confirmed: [...lintRules], verified: false };
        const done = await unlessRefused(api['posting.publish'](asked, actor));
        if (done) known.postings.push({ id: draft.id, publishedMs: atMs, trade, employer, headcount });
        return;
      }
      case 'shelve': {
        const posting = pick(known.postings, one.nth);
        if (!posting) return;
        const asked = { id: posting.id, revision: revisionOf('posting', posting.id) };
        if (one.to === 'pause') await unlessRefused(api['posting.pause'](asked, actor));
        if (one.to === 'resume') await unlessRefused(api['posting.resume']({ ...asked, confirmed: [...lintRules] }, actor));
        if (one.to === 'close') await unlessRefused(api['posting.close']({ ...asked, reason: 'other' }, actor));
        return;
      }
      case 'reach': {
        const posting = pick(known.postings, one.nth);
        if (!posting) return;
        const { shown, touched } = one;
        await api['reach.record']({ reach: [{ postingId: posting.id, shown, touched }] });
        known.reach.push({ atMs, shown, touched });
        return;
      }
      case 'refer': {
        const worker = pick(known.workers, one.nth);
        const posting = one.posting === null ? null : (pick(known.postings, one.posting) ?? null);
        if (!worker) return;
        const [employer, trade] = posting ? [posting.employer, posting.trade] : ['老陈家', 205];
        const work = posting ? { postingId: posting.id } : { employer, trade };
        const referred = await unlessRefused(api['match.refer']({ workerId: worker.id, work }, actor));
        if (referred) known.matches.push({ id: referred.id, worker, posting, trade, employer, steps: [{ to: 'referred', atMs }] });
        return;
      }
      case 'advance': {
        const match = pick(known.matches, one.nth);
        return match && advance(match, one.to, atMs);
      }
      case 'undo': {
        const match = pick(known.matches, one.nth);
        if (!match) return;
        const undone = await unlessRefused(api['match.undo']({ id: match.id, revision: revisionOf('work_match', match.id) }, actor));
        if (undone) match.steps.pop();
      }
    }
  }

  return { api, known, step, look };
}

describe('reports and what happened', () => {
  it('agree in every history: each figure, each part of it, and the rows that it counts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { minLength: 20, maxLength: 80, size: 'max' }),
        fc.integer({ min: -4, max: 12 }),
        fc.nat(20),
        fc.constantFrom<ReportFigure>(...reportFigures),
        async (history, begin, length, figure) => {
          const { api, known, step, look } = play();
          for (const one of history) await step(one);
          const now = workDayOf(await look());
          const asked = { from: addDays(today, begin), to: addDays(today, begin + length) };
          const { from, to } = withoutFuture(asked.from, asked.to, now);
          const report = await api['report.read'](asked, actor);
          expect(unordered(report)).toEqual(unordered(known.report(from, to)));
          expect((await api['report.funnel']({ ...asked, offset: 0, limit: 1 }, actor)).total).toEqual(known.funnel(from, to));

          let count = 0;
          for (let after: readonly (string | number)[] | null = null, first = true; first || after !== null; first = false) {
            const page: Awaited<ReturnType<(typeof api)['report.rows']>> = await api['report.rows'](
              { ...asked, figure, filter: {}, after, limit: 3 },
              actor,
            );
            for (const row of page.rows) count += figure === 'demand' && row.kind === 'posting' ? row.headcount : 1;
            after = page.next;
          }
          expect(count).toBe(report.figures[figure]);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
