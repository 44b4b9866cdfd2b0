import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../electron/services/export/csv-line.ts';
import { postingCsv } from '../../../electron/services/export/posting-csv.ts';
import { postingJsonLd } from '../../../electron/services/export/posting-json-ld.ts';
import { readPostings } from '../../../electron/services/import/read-postings.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import { longestValidityMs, type Posting, type PublishableContent } from '../../../shared/domain/posting.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import { trades } from '../../../shared/domain/trade.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { content, now, posting, today } from '../../support/builders.ts';
import { pluggedIn, testStation } from '../../support/station.ts';

const actor: Actor = { staffId: '0193582b-0000-7000-8000-00000000aaaa', name: '马会计' };
const csvOf = (postings: readonly Posting[]) => postingCsv.head + postings.map(postingCsv.row).join('');
const jsonOf = (postings: readonly Posting[]) =>
  postingJsonLd.head + postings.map(postingJsonLd.row).join(postingJsonLd.between) + postingJsonLd.tail;
const readBack = (text: string, fileName: string) => {
  const read = readPostings(new TextEncoder().encode(text), { fileName, nowMs: now });
  if (!read.ok) throw new Error(read.fault.code);
  return read;
};

/** Words that tables and pages of HTML could trip over. */
const words = (longest: number) =>
  fc
    .array(
      fc.constantFrom('=1+1', '+86', '-3', '@sum', "'", '"', ',', ';', '\t', '&amp;', '&', '年龄<50', '刷墙', ' ', '，', '0123', 'x'),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => cleanText(parts.join('')).slice(0, longest).trim())
    .filter((text) => text !== '' && !text.includes('&amp;') && !/<[a-z!/]/i.test(text));

const anyContent: fc.Arbitrary<PublishableContent> = fc
  .record({
    title: words(40),
    trade: fc.constantFrom(...trades.map((trade) => trade.code)),
    employer: words(60),
    headcount: fc.integer({ min: 1, max: 999 }),
    conditions: words(200),
    content: words(500),
    place: words(80),
    point: fc.option(fc.record({ lat: fc.integer({ min: 4000, max: 53_000 }), lng: fc.integer({ min: 74_000, max: 135_000 }) })),
    workDate: fc.option(fc.integer({ min: -3, max: 20 }).map((days) => addDays(today, days))),
    start: fc.option(fc.integer({ min: 0, max: 1439 })),
    length: fc.option(fc.integer({ min: 1, max: 1440 })),
    durationDays: fc.option(fc.integer({ min: 1, max: 365 })),
    wage: fc.record({
      minFen: fc.integer({ min: 1, max: 90_000 }),
      more: fc.integer({ min: 0, max: 9000 }),
      unit: fc.constantFrom('hour', 'day', 'order', 'month'),
    }),
    settlement: fc.option(fc.constantFrom('day', 'week', 'month', 'completion')),
    meals: fc.option(fc.boolean()),
    tools: fc.option(fc.constantFrom('own', 'provided')),
    insurance: fc.option(fc.boolean()),
    contactName: fc.option(words(20)),
    contactPhone: fc.option(fc.constantFrom('19900002608', '09710000000', '12351', '4000000000')),
    validThroughMs: fc.integer({ min: now, max: now + longestValidityMs }),
    verifiedAtMs: fc.option(fc.integer({ min: now - 1e9, max: now })),
  })
  .map(({ point, start, length, wage, ...rest }) =>
    content({
      ...(rest as object),
      point: point && { lat: point.lat / 1000, lng: point.lng / 1000 },
      startMinute: start,
      endMinute: start === null || length === null ? null : start + length,
      wage: { minFen: wage.minFen, maxFen: wage.minFen + wage.more, unit: wage.unit as 'day' },
    }),
  );

describe('exported postings', () => {
  it('read back from CSV and from JSON-LD as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(anyContent, { minLength: 1, maxLength: 4 }), (contents) => {
        const postings = contents.map((one, index) => posting(one, { source: '区人社', sourceId: `0${index}` }));
        const wanted = postings.map(({ source, sourceId, content: held }) => ({ source, sourceId, content: held }));
        for (const read of [readBack(csvOf(postings), 'a.csv'), readBack(jsonOf(postings), 'a.json')]) {
          expect([read.faults, read.rows.map(({ row: _, ...rest }) => rest)]).toEqual([[], wanted]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('begin with the mark that Excel needs, and have one line each', () => {
    const text = csvOf([posting({ content: '抬 "重" 的，\n两层' })]);
    expect([text.slice(0, 3), text.split('\r\n').length]).toEqual(['\ufeff来源', 3]);
  });

  it('hold no cell that a spreadsheet would run, and long numbers as text', () => {
    const { id: _, ...one } = posting({ title: '=HYPERLINK("http://x")', employer: '+cmd', contactPhone: '19900002608' });
    const row = postingCsv.row({ ...one, id: '', sourceId: '007' } as Posting);
    expect([
      row.includes(`"'=HYPERLINK(""http://x"")"`),
      row.includes(",'+cmd,"),
      row.includes('"=""19900002608"""'),
      row.includes('"=""007"""'),
    ]).toEqual([true, true, true, true]);
    expect(csvLine([{ digits: '=1' }, -3, null])).toBe("'=1,-3,\r\n");
  });

  it('in JSON-LD speak schema.org', () => {
    const node = JSON.parse(jsonOf([posting()]))['@graph'][0];
    expect([
      node['@type'],
      node.employmentType,
      node.hiringOrganization.name,
      node.baseSalary.value.unitText,
      node.totalJobOpenings,
      node.validThrough,
    ]).toEqual(['JobPosting', 'PER_DIEM', '安居装修队', 'DAY', 3, '2026-11-23T23:59:59.999+08:00']);
  });
});

describe('an export', () => {
  it('writes what is on the screen, or all, to a new file on the drive', async () => {
    const drive = pluggedIn();
    const { api, publish, db } = testStation({ drives: drive.drives });
    publish(posting(), posting({}, { state: 'paused' }), posting({}, { taken: 3 }), posting({ validThroughMs: now - 1 }));
    const driveId = (await api['import.drives']({}, actor)).drives[0]?.id as string;
    const open = await api['export.postings']({ driveId, format: 'csv', scope: 'open' }, actor);
    const all = await api['export.postings']({ driveId, format: 'csv', scope: 'all' }, actor);
    expect([open.path, open.postings, all.path, all.postings]).toEqual(['驿站岗位 2026-11-23.csv', 1, '驿站岗位 2026-11-23 (2).csv', 4]);
    expect(readFileSync(join(drive.folder, all.path), 'utf8').split('\r\n').length).toBe(6);
    expect(db.prepare("SELECT details FROM audit WHERE action = 'posting.export' ORDER BY id").pluck().all()).toEqual([
      '{"format":"csv","scope":"open","postings":1}',
      '{"format":"csv","scope":"all","postings":4}',
    ]);
  });

  it('answers the same in pieces to a browser', async () => {
    const drive = pluggedIn();
    const { api, publish } = testStation({ drives: drive.drives });
    publish(...Array.from({ length: 4100 }, (_, index) => posting({}, index < 2050 ? { state: 'paused' } : {})));
    const driveId = (await api['import.drives']({}, actor)).drives[0]?.id as string;
    for (const format of ['csv', 'json-ld'] as const) {
      const { path } = await api['export.postings']({ driveId, format, scope: 'open' }, actor);
      let text = '';
      let pieces = 0;
      for (let after: string | null = null; pieces === 0 || after !== null; pieces++) {
        const piece: { text: string; next: string | null } = await api['export.piece']({ format, scope: 'open', after }, actor);
        text += piece.text;
        after = piece.next;
      }
      expect([pieces, text === readFileSync(join(drive.folder, path), 'utf8')]).toEqual([3, true]);
    }
  });

  it('leaves nothing on a drive that was pulled', async () => {
    const drive = pluggedIn();
    const { api, publish } = testStation({ drives: drive.drives });
    publish(posting());
    const driveId = (await api['import.drives']({}, actor)).drives[0]?.id as string;
    drive.pull();
    await expect(api['export.postings']({ driveId, format: 'csv', scope: 'all' }, actor)).rejects.toMatchObject({ code: 'drive_gone' });
    expect(() => readdirSync(drive.folder)).toThrow(/ENOENT/);
  });
});
