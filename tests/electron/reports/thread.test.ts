import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { reportSource } from '../../../electron/reports/answer.ts';
import { reportThread } from '../../../electron/reports/thread.ts';
import { now, posting, today } from '../../support/builders.ts';
import { sessionA, temporaryFolder, testStation } from '../../support/station.ts';

const everything = { from: today, to: today, filter: {}, after: null, limit: 10 } as const;

function opened() {
  const station = testStation({ reports: reportSource });
  station.publish(posting({}, { publishedAtMs: now }));
  const thread = reportThread(station.db.name);
  onTestFinished(() => thread.close());
  return { ...station, thread, here: reportSource(station.db) };
}

describe('the thread of the reports', () => {
  it('answers what the reader itself answers', async () => {
    const { thread, here, api } = opened();
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    expect(await thread.read(today, today)).toEqual(await here.read(today, today));
    expect(await thread.rows({ figure: 'visits', ...everything })).toEqual(await here.rows({ figure: 'visits', ...everything }));
    expect(await thread.lines({ figure: 'postings', ...everything }, 'masked')).toEqual(
      await here.lines({ figure: 'postings', ...everything }, 'masked'),
    );
    expect(await thread.funnel(today, today, { offset: 0, limit: 5 })).toEqual(await here.funnel(today, today, { offset: 0, limit: 5 }));
    expect((await thread.book(today, today)).subarray(0, 2)).toEqual(new Uint8Array(Buffer.from('PK')));
  });

  it('sees what was written since the last question', async () => {
    const { thread, api } = opened();
    const before = await thread.read(today, today);
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    const after = await thread.read(today, today);
    expect([before.figures.visits, after.figures.visits]).toEqual([0, 1]);
  });

  it('hands on refusals as they are, and goes on', async () => {
    const { thread } = opened();
    const wrong = thread.rows({ figure: 'visits', ...everything, filter: { trade: 203 } });
    await expect(wrong).rejects.toMatchObject({ name: 'AppError', code: 'input_invalid', details: { filter: 'trade' } });
    expect((await thread.read(today, today)).figures.postings).toBe(1);
  });

  it('tells of a database that it cannot open', async () => {
    const thread = reportThread(`${temporaryFolder()}/none.db`);
    onTestFinished(() => thread.close());
    await expect(thread.read(today, today)).rejects.toThrow(/unable to open database file/);
  });

  it('ends a minute after the last question, and begins anew with the next', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { thread } = opened();
    const first = await thread.read(today, today);
    vi.advanceTimersByTime(59_000);
    expect(await thread.read(today, today)).toEqual(first);
    vi.advanceTimersByTime(60_000);
    expect(await thread.read(today, today)).toEqual(first);
  });

  it('refuses who still waits when the station closes', async () => {
    const { thread } = opened();
    const asked = thread.read(today, today);
    thread.close();
    await expect(asked).rejects.toMatchObject({ code: 'database_busy' });
  });
});
