/** The city's tables for spreadsheets: what the page shows, with the same sums in the last line. */
import { type CityFigures, cityFigures, cityWords, peopleFigures, type StationLife } from '../../../shared/domain/city-figures.ts';
import { clockText, localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';
import { csvLine, utf8Mark } from '../csv-line.ts';
import type { CityView } from './city-view.ts';
import type { Standing } from './standing-postings.ts';

export const cityTables = ['stations', 'districts', 'days'] as const;
export type CityTable = (typeof cityTables)[number];

const lifeWords: Readonly<Record<StationLife, string>> = { up: '在线', silent: '静默', resting: '关着门', never: '未联网' };

const figureHeads = cityFigures.map((figure) => {
  const { name, unit } = cityWords[figure].zh;
  return peopleFigures.includes(figure) ? `${name}（各站人数之和）` : `${name}（${unit}）`;
});
const standingHeads = ['现在的岗位', '其中陈旧'];

const figureCells = (figures: CityFigures) => cityFigures.map((figure) => figures[figure]);
const standingCells = ({ standing, stale }: Standing) => [standing, stale];
const momentText = (atMs: number | null) => (atMs === null ? '' : `${workDayOf(atMs)} ${clockText(localMinuteOf(atMs))}`);
const words = ([province = '', city = '', district = '']: readonly string[]) => [province, city, district];

export function cityCsv(view: CityView, table: CityTable): string {
  return utf8Mark + linesOf(view, table).map(csvLine).join('');
}

function linesOf(view: CityView, table: CityTable): (string | number)[][] {
  const { up, silent, resting } = view.lives;
  switch (table) {
    case 'stations':
      return [
        ['编号', '驿站', '省', '市', '区', '状态', '最后有声音', ...figureHeads, ...standingHeads],
        ...view.byStation.map((one) => [
          ...[one.number, one.name, ...words(one.district), one.gone ? '撤了' : lifeWords[one.life], momentText(one.heardAtMs)],
          ...figureCells(one.figures),
          ...standingCells(one),
        ]),
        ['', '合计', '', '', '', '', '', ...figureCells(view.total), ...standingCells(view)],
      ];
    case 'districts':
      return [
        ['省', '市', '区', '在线', '静默', '关着门', ...figureHeads, ...standingHeads],
        ...view.byDistrict.map(({ district, lives, figures, ...standing }) => [
          ...[...words(district), lives.up, lives.silent, lives.resting],
          ...figureCells(figures),
          ...standingCells(standing),
        ]),
        ['合计', '', '', up, silent, resting, ...figureCells(view.total), ...standingCells(view)],
      ];
    case 'days':
      return [
        ['日期', ...figureHeads],
        ...view.byDay.map(({ day, figures }) => [day, ...figureCells(figures)]),
        ['合计', ...figureCells(view.total)],
      ];
  }
}

export const csvName = ({ from, to }: CityView, table: CityTable) => `city-${table}-${from}-${to}.csv`;
