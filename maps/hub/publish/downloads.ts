/** An area's stations for people's own tools: CSV for spreadsheets, GeoJSON for maps. Both can be imported again. */
import { accessMethods } from '../../../shared/domain/access-method.ts';
import { amenities } from '../../../shared/domain/amenity.ts';
import { latOf, lngOf } from '../../../shared/geo/mercator.ts';
import type { StationDetail } from '../../../shared/map-data/detail.ts';
import { csvLine, utf8Mark } from '../csv-line.ts';

export interface DownloadRow {
  readonly detail: StationDetail;
  readonly x: number;
  readonly y: number;
  readonly yes: number;
  /** Index into accessMethods. */
  readonly access: number;
}

const accessWords: Readonly<Record<(typeof accessMethods)[number], string>> = {
  unknown: '',
  'walk-in': '推门就进',
  scan: '扫码',
  app: '手机应用',
  attendant: '按铃叫人',
};

const columns = [
  '编号',
  '名称',
  '省',
  '市',
  '区',
  '地址',
  '纬度',
  '经度',
  '坐标系',
  '营业时间',
  '进门方式',
  '怎么进',
  '电话',
  '设施',
  '暂停',
];

/** Six decimals: 11 cm. */
export const degrees = (value: number) => Number(value.toFixed(6));
const accessOf = ({ access }: DownloadRow) => accessMethods[access] ?? 'unknown';
const has = ({ yes }: DownloadRow) => amenities.filter(({ bit }) => (yes >>> bit) & 1);

export function toCsv(rows: readonly DownloadRow[]): string {
  const lines = rows.map((row) => {
    const { number, name, district, address, hoursText, accessNote, phone, closures } = row.detail;
    const closed = closures.map(({ from, to, reason }) => `${from} 至 ${to ?? '另行通知'} ${reason}`.trim()).join('；');
    const place = [degrees(latOf(row.y)), degrees(lngOf(row.x)), 'WGS-84'];
    const [province = '', city = '', part = ''] = district;
    const offers = has(row).map(({ word }) => word);
    return [
      number,
      name,
      province,
      city,
      part,
      address,
      ...place,
      hoursText,
      accessWords[accessOf(row)],
      accessNote,
      phone,
      offers.join('、'),
      closed,
    ];
  });
  return utf8Mark + [columns, ...lines].map(csvLine).join('');
}

export function toGeoJson(rows: readonly DownloadRow[]): object {
  const features = rows.map((row) => {
    const { number, name, district, address, hoursText, accessNote, phone, closures } = row.detail;
    return {
      type: 'Feature',
      id: number,
      geometry: { type: 'Point', coordinates: [degrees(lngOf(row.x)), degrees(latOf(row.y))] },
      properties: {
        ...{ number, name, district, address, hours: hoursText, access: accessOf(row), accessNote, phone, closures },
        amenities: has(row).map(({ code }) => code),
      },
    };
  });
  return { type: 'FeatureCollection', features };
}
