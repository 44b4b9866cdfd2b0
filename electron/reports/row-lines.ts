/** The rows of a figure as lines of a CSV: names as the wall shows them, phones left sealed for who has the keys. */
import type { ReportWorker } from '../../shared/api/desk/reports.ts';
import type { ReportFigure } from '../../shared/domain/report.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { yuanText } from '../../shared/domain/wage.ts';
import { clockText, localMinuteOf } from '../../shared/domain/work-day.ts';
import { maskName } from '../../shared/domain/worker.ts';
import type { SealedRow } from '../db/report-rows.ts';
import { type Cell, csvLine, utf8Mark } from '../services/export/csv-line.ts';
import { sealedCell } from '../services/export/sealed-cells.ts';
import { matchWords, payWords, postingWords, purposeWords } from './words.ts';

const postingHeads = ['发布日期', '岗位', '工种', '用人单位', '要的人数', '已达成', '现在'];
const matchHeads = ['推荐日期', '达成日期', '现在', '岗位', '工种', '用人单位', '上工日期', '工钱', '师傅', '手机'];

const heads: Readonly<Record<ReportFigure, readonly string[]>> = {
  visits: ['日期', '时间', '当天号码', '用途', '师傅'],
  visitors: ['师傅', '手机', '头一天', '来了几天'],
  registrations: ['登记日期', '师傅', '手机'],
  cards: ['制卡日期', '卡号', '现在', '师傅', '手机'],
  postings: postingHeads,
  demand: postingHeads,
  referrals: matchHeads,
  hires: matchHeads,
  hired: ['师傅', '手机', '头一次达成', '达成几次'],
};

type Names = 'masked' | 'whole';

function nameCell(worker: { readonly name: string | null } | null, names: Names): Cell {
  if (worker === null) return null;
  return worker.name === null ? '已匿名' : names === 'whole' ? worker.name : maskName(worker.name);
}

const sealedPhone = ({ phone }: ReportWorker<Uint8Array>): Cell => phone && sealedCell(phone);

function cellsOf(figure: ReportFigure, row: SealedRow, names: Names): Cell[] {
  const name = (worker: Parameters<typeof nameCell>[0]) => nameCell(worker, names);
  switch (row.kind) {
    case 'visit':
      return [row.day, clockText(localMinuteOf(row.atMs)), row.number, purposeWords[row.purpose], name(row.worker)];
    case 'worker': {
      const who = [name(row.worker), sealedPhone(row.worker)];
      return figure === 'registrations' ? [row.day, ...who] : [...who, row.day, row.times];
    }
    case 'card':
      return [row.day, row.number, row.state === 'live' ? '有效' : '作废', name(row.worker), sealedPhone(row.worker)];
    case 'posting':
      return [row.day, row.title, getTrade(row.trade).word, row.employer, row.headcount, row.taken, postingWords[row.state]];
    case 'match':
      return [
        ...[row.referredDay, row.agreedDay, matchWords[row.state], row.title, getTrade(row.trade).word, row.employer, row.workDate],
        row.pay && `${yuanText(row.pay.fen)}${payWords[row.pay.unit]}`,
        ...[name(row.worker), sealedPhone(row.worker)],
      ];
  }
}

export const headLine = (figure: ReportFigure): string => utf8Mark + csvLine(heads[figure]);
export const rowLine = (figure: ReportFigure, row: SealedRow, names: Names): string => csvLine(cellsOf(figure, row, names));
