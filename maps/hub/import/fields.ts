/** What a column of a file may mean, and what people call it. The first name is the one that messages use. */
import { type AmenityCode, amenities } from '../../../shared/domain/amenity.ts';
import { type CoordinateSystem, coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { searchKey } from '../../../shared/domain/text.ts';
import { amenityCodeOf } from './amenity-words.ts';
import { featureId, featureLat, featureLng } from './source-row.ts';

/** In order of trust: of two columns for one field the earlier name wins where it says something. */
const fieldNames = {
  id: ['编号', 'id', '站点编号', '驿站编号', '编码', 'uid', 'poiid', 'osm_id', featureId],
  number: ['站号', '驿站号', 'station_number'],
  name: ['名称', '站点名称', '驿站名称', '站名', '服务站点名称', '阵地名称', '名字', 'name', 'name:zh', 'name_zh', 'title'],
  lng: ['经度', 'lng', 'lon', 'long', 'longitude', 'x', '坐标x', featureLng],
  lat: ['纬度', 'lat', 'latitude', 'y', '坐标y', featureLat],
  lnglat: ['经纬度', '坐标', '位置坐标', 'location', 'lnglat', 'coordinates'],
  system: ['坐标系', '坐标系统', '坐标类型', 'coordinate_system', 'coord_type', 'crs', 'datum'],
  province: ['省', '省份', '省市', '所在省', 'province', 'addr:province', 'pname'],
  city: ['城市', '市', '地市', '所在市', 'city', 'addr:city', 'cityname'],
  district: [
    '区',
    '区县',
    '县',
    '行政区',
    '县区',
    '县市区',
    '所属区',
    '所在区',
    '所属区县',
    '辖区',
    'district',
    'county',
    'addr:district',
    'adname',
  ],
  address: ['地址', '详细地址', '站点地址', '驿站地址', '位置', '地点', 'address', 'addr', 'addr:full', 'addr:street'],
  phone: ['电话', '联系电话', '站点电话', '手机', '联系方式', 'phone', 'tel', 'telephone', 'contact:phone', 'mobile'],
  hours: ['开放时间', '营业时间', '服务时间', '开门时间', '开放时段', '时间', 'opening_hours', 'hours', 'opening hours', 'open_time'],
  access: ['进门方式', '进入方式', '怎么进门', '怎么进', '开门方式', 'access_method', 'entry'],
  access_note: ['进门说明', '门在哪', '门的位置', '怎么找', 'access_note'],
  amenities: [
    '设施',
    '服务',
    '服务设施',
    '服务项目',
    '设施设备',
    '配套设施',
    '配备',
    'amenities',
    'facilities',
    'services',
    'facilities_json',
  ],
  kind: ['种类', 'amenity', 'emergency', 'leisure'],
  closed_from: ['暂停从', '停用日期', '暂停开始', 'closed_from'],
  closed_to: ['暂停到', '恢复前一天', '暂停结束', 'closed_to'],
  closed_reason: ['暂停原因', '停用原因', 'closed_reason'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type PlainField = keyof typeof fieldNames;
/** One column for each amenity: `amenity.water`. */
export type Field = PlainField | `amenity.${AmenityCode}`;
const plainFields = Object.keys(fieldNames) as PlainField[];

export const fields: readonly Field[] = [...plainFields, ...amenities.map(({ code }) => `amenity.${code}` as const)];

/** 开放时间 */
export function fieldWord(field: Field): string {
  const amenity = amenities.find(({ code }) => field === `amenity.${code}`);
  return amenity ? amenity.word : fieldNames[field as PlainField][0];
}

/** `纬度（GCJ-02）`, `Lat_GCJ02` and `纬度 *` as they are compared. */
function headingKey(heading: string): string {
  return searchKey(heading)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s_*-]/g, '');
}

const systemWords: Readonly<Record<CoordinateSystem, readonly string[]>> = {
  wgs84: ['wgs84', 'wgs', 'gps', 'epsg4326', '4326', '天地图', 'cgcs2000', '大地2000', 'osm'],
  gcj02: ['gcj02', 'gcj', '高德', 'amap', '腾讯', 'tencent', '火星', '火星坐标', '国测局'],
  bd09: ['bd09', 'bd09ll', '百度', 'baidu'],
};

/** `GCJ-02`, 高德, `WGS 84` */
export function systemOf(text: string): CoordinateSystem | undefined {
  const key = searchKey(text)
    .replace(/[\s_.:()-]/g, '')
    .replace(/(坐标系?|经纬度)$/, '');
  return coordinateSystems.find((system) => systemWords[system].includes(key));
}

const ranks = new Map<string, { readonly field: PlainField; readonly rank: number }>();
for (const field of plainFields) {
  for (const [rank, name] of fieldNames[field].entries()) ranks.set(headingKey(name), { field, rank });
}

export interface HeadingMeaning {
  readonly field: Field;
  /** Of two headings that mean the same, the lower one is believed first. */
  readonly rank: number;
  /** What the heading itself says of its coordinates: `lat_gcj02`. */
  readonly system: CoordinateSystem | null;
}

/** What a heading means by its name alone. */
export function meaningOf(heading: string): HeadingMeaning | undefined {
  const key = headingKey(heading);
  const known = ranks.get(key);
  if (known) return { ...known, system: bracketSystem(heading) };
  const ofSystem = /^(.+?)(wgs84|gcj02|bd09)(?:ll)?$|^(wgs84|gcj02|bd09)(?:ll)?(.+)$/.exec(key);
  const rest = ofSystem && ranks.get(ofSystem[1] ?? ofSystem[4] ?? '');
  if (rest && ['lat', 'lng', 'lnglat'].includes(rest.field)) {
    return { ...rest, system: (ofSystem[2] ?? ofSystem[3]) as CoordinateSystem };
  }
  const code = amenityCodeOf(heading.replace(/^(是否)?(有|提供)/, ''));
  return code && { field: `amenity.${code}`, rank: 0, system: null };
}

function bracketSystem(heading: string): CoordinateSystem | null {
  const inside = /\(([^()]*)\)/.exec(searchKey(heading))?.[1];
  return (inside && systemOf(inside)) || null;
}

export function fieldOf(heading: string): Field | undefined {
  return meaningOf(heading)?.field;
}

/** A field by what an operator calls it: its name here, or any of its headings. */
export function readField(text: string): Field | undefined {
  return fields.find((field) => field === text.trim()) ?? fieldOf(text);
}
