import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ReadOptions, readPostings } from '../../../../electron/services/import/read-postings.ts';
import { searchKey } from '../../../../shared/domain/text.ts';
import { now } from '../../../support/builders.ts';

const chineseHeader = '来源,编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,有效期';
const englishHeader = 'source,id,title,trade,employer,headcount,conditions,content,place,pay_min,pay_unit,valid_through';
const row = (id: string | number, source = '') => `${source},${id},刷墙,油漆工,安居装修队,3,会刮腻子,刷白墙,河东 文苑路,280,天,2026-11-24`;
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array, options: Partial<ReadOptions> = {}) => readPostings(bytes, { fileName: 'a.csv', nowMs: now, ...options });

describe('reading a file of postings', () => {
  it('reads the same rows under Chinese and English headings, in UTF-8 and GB18030', () => {
    const files = [
      utf8(`${chineseHeader}\n${row(1)}`),
      utf8(`\ufeff${englishHeader}\r\n${row(1)}\r\n`),
      iconv.encode(`${chineseHeader}\r\n${row(1)}\r\n`, 'gb18030'),
      iconv.encode(`${chineseHeader}\n${row(1)}`.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }),
    ];
    const outcomes = files.map((bytes) => read(bytes));
    expect(outcomes.map((outcome) => outcome.ok && outcome.encoding)).toEqual(['UTF-8', 'UTF-8', 'GB18030', 'UTF-16']);
    for (const outcome of outcomes) expect(outcome.ok && [outcome.rows.length, outcome.faults]).toEqual([1, []]);
    expect(new Set(outcomes.map((outcome) => outcome.ok && JSON.stringify(outcome.rows))).size).toBe(1);
  });

  it('names source by the row, then by the option, then csv', () => {
    const sources = (options: Partial<ReadOptions>) => {
      const outcome = read(utf8(`${chineseHeader}\n${row(1, '人社局')}\n${row(1)}`), options);
      return outcome.ok && outcome.rows.map((one) => one.source);
    };
    expect(sources({ source: ' 工会 ' })).toEqual(['人社局', '工会']);
    expect(sources({})).toEqual(['人社局', 'csv']);
  });

  it('refuses the second of two rows with one source and id, and names the first', () => {
    const outcome = read(utf8(`${chineseHeader}\n${row(7)}\n${row(8)}\n${row(7)}`));
    expect(outcome.ok && [outcome.rows.map((one) => one.row), outcome.faults]).toEqual([
      [2, 3],
      [{ row: 4, column: '编号', code: 'id_repeated', message: '编号 7 和第 2 行重复了。一个岗位只写一次，不同的岗位用不同的编号。' }],
    ]);
  });

  it('tells faults in the order of rows and keeps the good ones', () => {
    const outcome = read(
      utf8(`${chineseHeader}\n${row(1).replace('油漆工', '宇航员')}\n${row(2)},多\n${row(3).replace('280', '')}\n${row(4)}`),
    );
    expect(outcome.ok && [outcome.rows.map((one) => one.sourceId), outcome.faults.map((fault) => [fault.row, fault.code])]).toEqual([
      ['4'],
      [
        [2, 'trade_unknown'],
        [3, 'row_ragged'],
        [4, 'value_missing'],
      ],
    ]);
  });

  it('notes which columns it understood and which not', () => {
    const outcome = read(utf8(`${chineseHeader},备注\n${row(1)},急`));
    expect(outcome.ok && outcome.notes).toEqual([
      '认出 12 列（逗号分隔）：来源、编号、标题、工种、用人单位、人数、条件、内容、地点、最低工钱、计价单位、有效期。',
      '有 1 列不认识，没有读：备注。',
    ]);
  });

  it('refuses a table without rows, and what cannot be decoded', () => {
    expect(read(utf8(`${chineseHeader}\n\n`))).toMatchObject({ ok: false, fault: { code: 'no_postings' } });
    expect(read(utf8(''))).toMatchObject({ ok: false, fault: { code: 'file_empty' } });
  });

  it('reads 20,000 rows and tells every 500 how far it is', () => {
    const done: number[] = [];
    const text = [chineseHeader, ...Array.from({ length: 20_000 }, (_, index) => row(index))].join('\n');
    const outcome = read(utf8(text), { onProgress: (count, all) => done.push(count, all) });
    expect(outcome.ok && [outcome.rows.length, outcome.faults.length]).toEqual([20_000, 0]);
    expect(done).toEqual(Array.from({ length: 40 }, (_, index) => [(index + 1) * 500, 20_000]).flat());
  });
});

interface GigJob {
  readonly partJobId: number;
  readonly title: string;
  readonly companyName: string;
  readonly addressDetail: string;
  readonly intro: string | null;
}
const gigJobsFile = fileURLToPath(new URL('../../../../../shared/data/gig_jobs/qingtuanshe_jobs.json', import.meta.url));

describe('postings as a real site writes them', () => {
  it.skipIf(!existsSync(gigJobsFile))(
    `come through the table in either encoding, look-alikes folded (skipped where there is no ${gigJobsFile.split('/').at(-1)})`,
    () => {
      const jobs = JSON.parse(readFileSync(gigJobsFile, 'utf8')) as GigJob[];
      expect(jobs.length).toBeGreaterThan(10);
      const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
      const lines = jobs.map((job) =>
        [
          '',
          String(job.partJobId),
          job.title,
          '599',
          job.companyName,
          '1',
          '见内容',
          job.intro ?? job.title,
          job.addressDetail,
          '100',
          '天',
          '2026-11-24',
        ]
          .map(quote)
          .join(','),
      );
      const text = [chineseHeader, ...lines].join('\n');
      for (const encoding of ['utf8', 'gb18030']) {
        const outcome = read(iconv.encode(text, encoding));
        expect(outcome.ok && outcome.faults.filter((fault) => fault.code !== 'id_repeated')).toEqual([]);
        const titles = outcome.ok ? outcome.rows.map((one) => one.content.title) : [];
        expect(titles.length).toBeGreaterThan(10);
        expect(titles.join('')).not.toMatch(/[\u2e80-\u2fdf]/);
        for (const one of outcome.ok ? outcome.rows : []) {
          expect(searchKey(one.content.title)).toBe(searchKey(jobs.find((job) => String(job.partJobId) === one.sourceId)?.title ?? ''));
        }
      }
    },
  );
});
