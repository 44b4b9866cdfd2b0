import { describe, expect, it } from 'vitest';
import { postingReader } from '../../../electron/db/posting-repository.ts';
import { stationReader } from '../../../electron/db/station-repository.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { type ImportBatch, importPostings } from '../../../electron/services/posting-import.ts';
import { lintPosting } from '../../../shared/domain/posting-lint.ts';
import { at, content, now, posting } from '../../support/builders.ts';
import { type TestStation, testIds, testStation } from '../../support/station.ts';

const nothingKnown = { nowMs: now, payFloorFenPerHour: null, usualDayFen: null, isDuplicate: false, sanctionUntil: null };

describe('importPostings', () => {
  const row = (sourceId: string, over: Parameters<typeof content>[0] = {}) => ({ row: 2, source: 'csv', sourceId, content: content(over) });
  const ids = testIds();
  const run = (station: TestStation, batch: Partial<ImportBatch>) =>
    importPostings(station.db, stationClock(station.clock, 0), ids, {
      rows: [],
      publish: 'published',
      demo: false,
      dryRun: false,
      ...batch,
    });
  const none = { added: 0, changed: 0, unchanged: 0, closedUntouched: 0, held: 0, faults: [] };

  it('publishes what is complete', async () => {
    const station = testStation();
    expect(run(station, { rows: [row('1'), row('2')] })).toEqual({ ...none, added: 2 });
    expect((await station.api['posting.summarise']({})).total).toBe(2);
  });

  it('changes nothing when the same file comes again', () => {
    const station = testStation();
    run(station, { rows: [row('1')] });
    const before = [postingReader(station.db).findByOrigin('csv', '1'), stationReader(station.db).revision()];
    station.clock.pass(60_000);
    expect(run(station, { rows: [row('1')] })).toEqual({ ...none, unchanged: 1 });
    expect([postingReader(station.db).findByOrigin('csv', '1'), stationReader(station.db).revision()]).toEqual(before);
  });

  it('changes the fields that differ, and their revisions only', () => {
    const station = testStation();
    run(station, { rows: [row('1')] });
    expect(run(station, { rows: [row('1', { headcount: 5 })] })).toEqual({ ...none, changed: 1 });
    const after = postingReader(station.db).findByOrigin('csv', '1');
    expect([after?.content.headcount, after?.revision, after?.fieldRevisions]).toEqual([5, 2, { headcount: 2 }]);
  });

  it('keeps nothing of a dry run', () => {
    const station = testStation();
    expect(run(station, { rows: [row('1')], dryRun: true })).toEqual({ ...none, added: 1 });
    expect(postingReader(station.db).findByOrigin('csv', '1')).toBeUndefined();
  });

  it('holds postings for review when asked', () => {
    const station = testStation();
    run(station, { rows: [row('1')], publish: 'pending' });
    expect(postingReader(station.db).findByOrigin('csv', '1')?.state).toBe('pending');
  });

  it('names rows that are expired already or valid for more than 30 days, and takes the others', () => {
    const station = testStation();
    const outcome = run(station, {
      rows: [row('1', { validThroughMs: now - 1 }), row('2', { validThroughMs: now + 31 * 86_400_000 }), row('3')],
    });
    expect([outcome.added, outcome.faults.map((fault) => fault.code)]).toEqual([1, ['expired', 'validity_too_long']]);
  });

  it('does not complain of a row that is stored already and has expired since', () => {
    const station = testStation();
    run(station, { rows: [row('1')] });
    station.clock.pass(10 * 86_400_000);
    expect(run(station, { rows: [row('1')] })).toEqual({ ...none, unchanged: 1 });
  });

  it('does not open again what staff have closed', () => {
    const station = testStation();
    station.publish(posting({}, { source: 'csv', sourceId: '1', state: 'closed', closedReason: '招满了' }));
    expect(run(station, { rows: [row('1', { headcount: 9 })] })).toEqual({ ...none, closedUntouched: 1 });
  });

  it('keeps none of a file that breaks off half-way', () => {
    const station = testStation();
    const broken = { ...row('2'), content: { ...content(), trade: 77 } };
    expect(() => run(station, { rows: [row('1'), broken] })).toThrow(RangeError);
    expect(postingReader(station.db).findByOrigin('csv', '1')).toBeUndefined();
  });

  it('tells how far it has come', () => {
    const station = testStation();
    const told: number[] = [];
    run(station, { rows: Array.from({ length: 1100 }, (_, index) => row(String(index))), onProgress: (done) => told.push(done) });
    expect(told).toEqual([0, 500, 1000, 1100]);
  });

  it('keeps a later verification by staff, and the code that a table has no column for', () => {
    const station = testStation();
    run(station, { rows: [row('1', { occupationCode: '4-10-01-06' })] });
    const verified = { ...row('1', { verifiedAtMs: at(3), headcount: 7, occupationCode: null }) };
    run(station, { rows: [verified] });
    const { content: stored } = postingReader(station.db).findByOrigin('csv', '1') ?? {};
    expect([stored?.headcount, stored?.verifiedAtMs, stored?.occupationCode]).toEqual([7, at(6, 12), '4-10-01-06']);
  });

  it('keeps from the screen what the lint blocks, new or changed, and says so', () => {
    const station = testStation();
    const lint: ImportBatch['lint'] = (one) => lintPosting(one, { ...nothingKnown });
    run(station, { rows: [row('1')], lint });
    const outcome = run(station, {
      rows: [row('1', { conditions: '限男性' }), row('2', { content: '交押金' }), row('3', { headcount: 500 })],
      lint,
    });
    const states = ['1', '2', '3'].map((id) => postingReader(station.db).findByOrigin('csv', id)?.state);
    expect([outcome, states]).toEqual([{ ...none, added: 2, changed: 1, held: 2 }, ['pending', 'pending', 'published']]);
  });
});
