/** Where a row's station stands: its numbers, in the system that row, heading or file declare, and in WGS-84. */
import type { CoordinateSystem } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import { type CoordinateFault, coordinateFaults } from '../../../shared/geo/bounds.ts';
import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import type { StationToPut } from '../store/station-store.ts';
import { readDegrees, readPair } from './cell-reading.ts';
import { systemOf } from './fields.ts';
import { quoted, type RowFaultCode } from './import-fault.ts';
import type { Cells } from './row-cells.ts';

const pointFaults: Readonly<Record<CoordinateFault, readonly [RowFaultCode, string]>> = {
  zero: ['point_zero', '坐标是 0，等于没有填。请补上经纬度。'],
  swapped: ['point_swapped', '经度和纬度写反了。'],
  'outside-area': ['point_outside', '这个点不在您负责的范围里（--area）。请检查经纬度，或者放宽范围。'],
  'out-of-range': ['point_outside', '地球上没有这个经纬度，请检查。'],
};

interface PairOfColumns {
  readonly lat: string;
  readonly lng: string;
  readonly system: CoordinateSystem | null;
}

/** Of several pairs in one file the one that needs no conversion, else the first that says anything. */
function readPairs(cells: Cells): readonly PairOfColumns[] {
  const { mapping } = cells.context;
  const cell = (heading: string) => cleanText(cells.row.cells.get(heading) ?? '');
  const lngs = mapping.columnsFor('lng');
  const pairs = mapping.columnsFor('lat').flatMap(({ heading, system }) => {
    const lng = lngs.find((other) => other.system === system) ?? lngs[0];
    return lng ? [{ lat: cell(heading), lng: cell(lng.heading), system: system ?? lng.system }] : [];
  });
  const single = mapping.columnsFor('lnglat').flatMap(({ heading, system }) => {
    const [lng, lat] = readPair(cell(heading)) ?? ['', cell(heading)];
    return [{ lat, lng, system }];
  });
  const all = [...pairs, ...single].filter(({ lat, lng }) => lat !== '' || lng !== '');
  return all.toSorted((a, b) => Number(b.system === 'wgs84') - Number(a.system === 'wgs84'));
}

export function readPlace(cells: Cells): Pick<StationToPut, 'point' | 'original'> | undefined {
  const [pair] = readPairs(cells);
  if (!pair) {
    cells.fault('lng', 'point_missing', '没有经纬度。');
    return undefined;
  }
  const lat = readDegrees(pair.lat);
  const lng = readDegrees(pair.lng);
  for (const [field, value, text] of [
    ['lng', lng, pair.lng],
    ['lat', lat, pair.lat],
  ] as const) {
    if (text === '') cells.fault(field, 'point_missing', field === 'lng' ? '有纬度没有经度。' : '有经度没有纬度。');
    else if (value === undefined) cells.fault(field, 'point_unreadable', `看不懂${quoted(text)}，经纬度请写小数度数，如 36.6200。`);
  }
  const system = readSystem(cells, pair.system);
  if (lat === undefined || lng === undefined || !system) return undefined;
  const point = toWgs84({ lat, lng }, system);
  const [fault] = coordinateFaults(lat === 0 || lng === 0 ? { lat, lng } : point, cells.context.area);
  if (fault) {
    cells.fault('lat', ...pointFaults[fault]);
    return undefined;
  }
  return { point: { lat: rounded(point.lat), lng: rounded(point.lng) }, original: { lat, lng, system } };
}

/** To a centimetre, so that every machine stores the same digits. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

function readSystem(cells: Cells, ofPair: CoordinateSystem | null): CoordinateSystem | undefined {
  const text = cells.text('system');
  const ofRow = text === '' ? undefined : systemOf(text);
  if (text !== '' && !ofRow) {
    cells.fault('system', 'system_unknown', `看不懂坐标系${quoted(text)}，请写 WGS-84、GCJ-02 或 BD-09。`);
    return undefined;
  }
  const system = ofRow ?? ofPair ?? cells.context.system ?? undefined;
  if (!system)
    cells.fault('system', 'system_unknown', '这一行没有写坐标系。请写 WGS-84、GCJ-02 或 BD-09，或者选整个文件的坐标系（--system）。');
  return system;
}
