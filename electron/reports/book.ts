/** A report as a workbook: the figures with their definitions, then each way of telling them apart on a sheet of its own. */
import writeXlsxFile, { type Row, type Sheet } from 'write-excel-file/node';
import { figureWords, hireRate, type Report, reportFigures } from '../../shared/domain/report.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { visitPurposes } from '../../shared/domain/visit.ts';
import { purposeWords } from './words.ts';

const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
/** A cell of text says so: nothing that somebody wrote is ever a formula. */
const text = (value: string) => ({ value, type: String });
const name = (figure: keyof typeof figureWords) => figureWords[figure].zh.name;
const work = ['postings', 'demand', 'referrals', 'hires'] as const;

function sheet(title: string, head: readonly string[], rows: readonly Row[], widths: readonly number[]): Sheet<never> {
  return { sheet: title, data: [head.map(bold), ...rows], columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
}

export function bookOf(report: Report): Promise<Buffer> {
  const { figures, from, to } = report;
  const rate = hireRate(figures);
  const summary: Row[] = [
    ...reportFigures.map((figure): Row => {
      const { name, unit, definition } = figureWords[figure].zh;
      return [text(name), figures[figure], text(unit), text(definition)];
    }),
    [text(name('rate')), rate === null ? null : { value: rate, format: '0.0%' }, null, text(figureWords.rate.zh.definition)],
  ];
  const workHeads = work.map(name);
  const sheets: Sheet<never>[] = [
    sheet('汇总', [`${from} 至 ${to}`, '数', '单位', '怎么算的'], summary, [26, 12, 8, 70]),
    sheet(
      '每天',
      ['日期', ...reportFigures.map(name)],
      report.byDay.map((day) => [text(day.day), ...reportFigures.map((figure) => day[figure])]),
      [14, ...reportFigures.map(() => 11)],
    ),
    sheet(
      '工种',
      ['工种', ...workHeads],
      report.byTrade.map((row) => [text(getTrade(row.trade).word), ...work.map((figure) => row[figure])]),
      [20, 11, 11, 11, 11],
    ),
    sheet(
      '用人单位',
      ['用人单位', ...workHeads],
      report.byEmployer.map((row) => [text(row.employer ?? '其余各家'), ...work.map((figure) => row[figure])]),
      [36, 11, 11, 11, 11],
    ),
    sheet(
      '时段',
      ['几点', name('visits')],
      report.byHour.map((count, hour) => [text(`${hour}:00-${hour + 1}:00`), count]),
      [16, 12],
    ),
    sheet(
      '用途',
      ['用途', name('visits')],
      visitPurposes.map((purpose) => [text(purposeWords[purpose]), report.byPurpose[purpose]]),
      [16, 12],
    ),
  ];
  return writeXlsxFile(sheets).toBuffer();
}
