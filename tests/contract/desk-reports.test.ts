import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportsOperations } from '../../shared/api/desk/reports.ts';
import { addDays } from '../../shared/domain/work-day.ts';
import { now, posting, today } from '../support/builders.ts';
import { pluggedIn, sessionA, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

describe.each(transports)('reports at the desk over $name', ({ open }) => {
  async function opened() {
    const drive = pluggedIn();
    const station = testStation({ drives: drive.drives });
    let token: string | null = null;
    const api = await open(station.api, { actorOf: station.actorOf, staffToken: () => token });
    token = (await api['staff.set-up']({ name: '马会计', pin: '482915' })).token;
    const one = posting({ headcount: 4 }, { publishedAtMs: now });
    station.publish(one);
    await api['visit.log']({ purpose: 'rest', sessionId: sessionA });
    await api['reach.record']({ reach: [{ postingId: one.id, shown: 3, touched: 1 }] });
    const signOut = () => {
      token = null;
    };
    return { ...station, api, drive, one, signOut };
  }
  const whole = { from: today, to: today };

  it('reads figures, their rows and the funnel', async () => {
    const { api, one } = await opened();
    const { figures, byPurpose } = await api['report.read'](whole);
    const { rows, next } = await api['report.rows']({ ...whole, figure: 'postings', filter: { trade: 203 }, after: null, limit: 5 });
    const funnel = await api['report.funnel']({ ...whole, offset: 0, limit: 5 });
    expect([figures.visits, figures.postings, figures.demand, byPurpose.rest, rows.map(({ id }) => id), next, funnel.total.shown]).toEqual([
      ...[1, 1, 4, 1, [one.id], null, 3],
    ]);
  });

  it('takes files along, to a drive and in pieces, and prints', async () => {
    const { api, drive, printer } = await opened();
    const { drives } = await api['import.drives']({});
    const file = { kind: 'csv', figure: 'visits', filter: {}, whole: false, ...whole } as const;
    const { path, rows } = await api['report.export']({ driveId: drives[0]?.id ?? '', file });
    const piece = await api['report.piece']({ file, after: null });
    expect([rows, readFileSync(join(drive.folder, path), 'base64'), piece.next]).toEqual([1, piece.bytes, null]);
    const book = await api['report.piece']({ file: { kind: 'xlsx', ...whole }, after: null });
    expect([book.name, Buffer.from(book.bytes, 'base64').subarray(0, 2).toString()]).toEqual([`驿站报表 ${today}.xlsx`, 'PK']);
    const picture = { widthDots: 8, heightDots: 8, bits: Buffer.alloc(8, 255).toString('base64') };
    expect([await api['report.print']({ ...whole, jobId: sessionA, picture }), printer.printed]).toEqual([
      { outcome: 'printed' },
      [sessionA],
    ]);
  });

  it('refuses with codes: the range, a drive that is none, phones without leave, input that is none', async () => {
    const { api } = await opened();
    const file = { kind: 'csv', figure: 'visitors', filter: {}, whole: true, ...whole } as const;
    const codes = await Promise.all(
      [
        api['report.read']({ from: today, to: addDays(today, -1) }),
        api['report.read']({ from: addDays(today, -800), to: today }),
        api['report.export']({ driveId: '0123456789abcdef', file: { kind: 'xlsx', ...whole } }),
        api['report.piece']({ file, after: null }),
        api['report.read']({ from: '2026-02-30' as never, to: today }),
        api['report.rows']({ ...whole, figure: 'rate' as never, filter: {}, after: null, limit: 5 }),
      ].map((asked) =>
        asked.then(
          () => 'answered',
          (error: { code?: string }) => error.code,
        ),
      ),
    );
    expect(codes).toEqual(['range_reversed', 'range_too_long', 'drive_gone', 'staff_not_allowed', 'input_invalid', 'input_invalid']);
  });

  it('answers nobody without a session of the staff', async () => {
    const { api, signOut } = await opened();
    signOut();
    for (const name of Object.keys(reportsOperations) as (keyof typeof reportsOperations)[]) {
      await expect(api[name]({} as never)).rejects.toMatchObject({ code: 'staff_only' });
    }
  });
});
