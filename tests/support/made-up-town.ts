/** A small invented town, published by the hub's publisher: the stations of the drawings, and as many more around them as a test wants. */
import { holidayTable } from '../../maps/hub/holiday-table.ts';
import { createPublisher } from '../../maps/hub/publish/publisher.ts';
import type { AccessMethod } from '../../shared/domain/access-method.ts';
import type { DayHours, Schedule } from '../../shared/domain/hours/schedule.ts';
import type { Closure, GoneStation, ListedStation, LiveFigures, ShownTrust } from '../../shared/domain/listed-station.ts';

/** Tuesday 24 November 2026, 11:35 in Asia/Shanghai: the moment of the drawings. */
export const noonMs = Date.parse('2026-11-24T11:35:00+08:00');
/** The middle of the invented town, and where its visitor stands. */
export const here = { lat: 36.62, lng: 101.77 };

const masks = (...bits: readonly number[]) => bits.reduce((all, bit) => all | (1 << bit), 0);
const every = (...hours: DayHours): Schedule => ({
  week: [hours, hours, hours, hours, hours, hours, hours],
  holidays: 'closed',
  exceptions: [],
});
const day: DayHours = [[360, 1260]];
const weekend: DayHours = [[420, 1200]];
const sunday: DayHours = [
  [420, 720],
  [840, 1200],
];

interface Made {
  readonly number: number;
  readonly name: string;
  /** Metres east and north of the visitor. */
  readonly at: readonly [east: number, north: number];
  readonly schedule: Schedule | null;
  readonly text: string;
  readonly access: AccessMethod;
  readonly note?: string;
  readonly yes: number;
  readonly no?: number;
  readonly phone?: string;
  readonly closures?: readonly Closure[];
  readonly amenityNotes?: Readonly<Record<string, string>>;
  readonly district?: string;
  readonly address?: string;
}

const named: readonly Made[] = [
  {
    number: 1841,
    name: '城北零工之家驿站',
    at: [180, 260],
    schedule: { week: [day, day, day, day, day, weekend, sunday], holidays: 'closed', exceptions: [] },
    text: '周一至周五 6:00–21:00，周末时间以公告为准，法定节假日休息',
    access: 'walk-in',
    note: '门在公交站后面，绿色招牌下',
    yes: masks(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 17, 18),
    no: masks(12, 13),
    phone: '0900-555 0188',
    amenityNotes: { microwave: '2 台', toilet: '楼后', seats: '16 座', umbrella: '可借', wheelchair: '有坡道' },
    address: '城北区建设路 88 号（近解放路口）',
  },
  {
    number: 1842,
    name: '汽车站司机之家',
    at: [-320, 80],
    schedule: null,
    text: '以公告为准',
    access: 'unknown',
    yes: masks(0, 12, 14, 15),
    phone: '0900-555 0142',
  },
  {
    number: 1843,
    name: '滨河南路驿站',
    at: [330, -60],
    schedule: every([480, 660], [840, 1200]),
    text: '8:00-11:00 14:00-20:00',
    access: 'walk-in',
    yes: masks(0, 3, 5),
  },
  {
    number: 1844,
    name: '建设路工会驿站',
    at: [-260, 420],
    schedule: every([0, 1440]),
    text: '24 小时',
    access: 'scan',
    note: '夜里走东侧小门',
    yes: masks(0, 3, 4, 5, 9),
  },
  {
    number: 1845,
    name: '五一广场户外驿站',
    at: [60, 520],
    schedule: every([480, 720], [840, 1140]),
    text: '8:00-12:00 14:00-19:00',
    access: 'walk-in',
    yes: masks(0, 2, 3, 6),
  },
  {
    number: 1846,
    name: '菜市口爱心驿站',
    at: [620, 560],
    schedule: every([420, 1110]),
    text: '7:00-18:30',
    access: 'attendant',
    yes: masks(0, 2, 5, 10),
  },
  {
    number: 1847,
    name: '老城环卫工休息点',
    at: [-520, -380],
    schedule: every([360, 1200]),
    text: '6:00-20:00',
    access: 'walk-in',
    yes: masks(0, 5, 6),
    closures: [{ from: '2026-11-20', to: '2026-12-04', reason: '装修' }],
  },
  {
    number: 1848,
    name: '科技园骑手驿站',
    at: [900, -760],
    schedule: every([360, 1320]),
    text: '6:00-22:00',
    access: 'scan',
    yes: masks(0, 2, 3, 15),
  },
  {
    number: 1849,
    name: '阿卜杜热西提·买买提明户外劳动者爱心综合服务驿站',
    at: [-760, 700],
    schedule: every([420, 1200]),
    text: '7:00-20:00',
    access: 'app',
    note: '手机上先登记，再按门右边的铃，值班员在二楼',
    yes: masks(0, 2, 3, 8, 9),
  },
];

const districts = ['城东区', '城西区', '城中区', '高新区', '湖滨区'];
const streets = ['建设路', '解放路', '北大街', '五一路', '和平路', '胜利路', '滨河路', '工农路'];

/** So many more, scattered around the town in always the same places. */
function others(count: number): readonly Made[] {
  return Array.from({ length: count }, (_, at) => {
    const turn = at * 2.399963;
    const slice = Math.floor(((turn / (2 * Math.PI)) % 1) * districts.length);
    const far = 700 + 420 * Math.sqrt(at) * 1.4;
    const opens = 360 + (at % 5) * 30;
    return {
      number: 2000 + at,
      name: `${streets[at % streets.length]}第${at + 1}驿站`,
      at: [Math.cos(turn) * far, Math.sin(turn) * far] as const,
      schedule: at % 7 === 3 ? null : every([opens, at % 4 === 0 ? 660 : 1200]),
      text: '',
      access: 'walk-in' as const,
      yes: masks(0, ...(at % 2 ? [2, 3] : [5]), ...(at % 3 ? [] : [4, 9])),
      district: districts[slice] ?? '',
    };
  });
}

function listed({
  number,
  name,
  at: [east, north],
  schedule,
  text,
  access,
  note = '',
  yes,
  no = 0,
  phone = '',
  closures = [],
  amenityNotes = {},
  district = '城北区',
  address = '',
}: Made): ListedStation {
  const point = { lat: here.lat + north / 111_195, lng: here.lng + east / (111_195 * Math.cos((here.lat * Math.PI) / 180)) };
  return {
    number,
    name,
    point,
    original: { ...point, system: 'wgs84' },
    source: { name: '演示', id: String(number) },
    district: ['河西省', '西河市', district],
    address: address || `${district}${streets[number % streets.length]} ${number % 90} 号`,
    phone,
    hours: { text, schedule },
    access,
    accessNote: note,
    amenities: { yes, known: yes | no },
    amenityNotes: { ...amenityNotes },
    closures: [...closures],
    photos: [],
  };
}

const gone: readonly GoneStation[] = [
  { number: 1850, name: '老火车站驿站', mergedInto: null },
  { number: 1851, name: '城北一号驿站', mergedInto: 1841 },
];

const trust = (number: number): ShownTrust | null =>
  number === 1841
    ? { lastConfirmedMs: Date.parse('2026-11-24T08:12:00+08:00'), confirmedIn7Days: 23, doubt: null, doubtSinceMs: null }
    : number === 1844
      ? { lastConfirmedMs: null, confirmedIn7Days: 0, doubt: 'locked', doubtSinceMs: Date.parse('2026-11-24T10:40:00+08:00') }
      : null;

const figures = (atMs: number): readonly LiveFigures[] => [
  { number: 1841, banks: { available: 3, slots: 5, faulty: 1 }, jobs: 17, atMs: atMs - 125_000 },
  { number: 1844, banks: { available: 1, slots: 7, faulty: 0 }, jobs: null, atMs: atMs - 245_000 },
];

export interface TownOptions {
  readonly atMs?: number;
  /** Stations around those of the drawings; null: none at all. */
  readonly more?: number | null;
  /** Other names than they have, by number. */
  readonly names?: Readonly<Record<number, string>>;
}

/** Publishes the town into a folder, as a hub would at that moment. */
export async function publishTown(outDir: string, { atMs = noonMs, more = 90, names = {} }: TownOptions = {}): Promise<void> {
  const publisher = createPublisher({ outDir, now: () => atMs, holidays: holidayTable(2026), demo: true });
  const all = more === null ? [] : [...named, ...others(more)];
  const stations = all.map((made) => ({
    station: listed({ ...made, name: names[made.number] ?? made.name }),
    trust: trust(made.number),
  }));
  await publisher.publish({ stations: [stations], gone: more === null ? [] : gone });
  await publisher.publishLive(more === null ? [] : figures(atMs));
}
