/**
 * A country of stations that do not exist, for trying out the map at full size: the same seed gives the same stations. Cities lie where
 * cities lie (coordinates rounded to a few kilometres, weights rough); their names, districts, streets and stations are invented.
 */
import { amenities } from '../../../shared/domain/amenity.ts';
import type { DayHours, Schedule } from '../../../shared/domain/hours/schedule.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';

/** Latitude, longitude, weight: three of ten live around it, in towns that are made up. */
// biome-ignore format: a table
const centres = [
  [31.2, 121.5, 100], [39.9, 116.4, 88], [23.1, 113.3, 75], [22.6, 114.1, 71], [29.6, 106.5, 64], [30.7, 104.1, 64], [39.1, 117.2, 46],
  [30.6, 114.3, 45], [34.3, 108.9, 44], [30.3, 120.2, 43], [23.0, 113.1, 35], [23.0, 113.7, 38], [32.1, 118.8, 34], [31.3, 120.6, 33],
  [41.8, 123.4, 30], [36.1, 120.4, 29], [34.7, 113.6, 34], [28.2, 113.0, 31], [36.7, 117.0, 26], [45.8, 126.6, 25], [24.9, 102.7, 25],
  [38.9, 121.6, 21], [31.8, 117.2, 26], [43.9, 125.3, 22], [38.0, 114.5, 22], [26.1, 119.3, 18], [24.5, 118.1, 18], [28.7, 115.9, 18],
  [22.8, 108.4, 19], [37.9, 112.5, 17], [43.8, 87.6, 16], [26.6, 106.7, 17], [36.1, 103.8, 13], [29.9, 121.6, 19], [28.0, 120.7, 16],
  [31.5, 120.3, 15], [31.8, 119.9, 13], [34.3, 117.2, 12], [36.7, 119.2, 10], [35.1, 118.3, 10], [37.5, 121.4, 9], [24.9, 118.6, 13],
  [23.4, 116.7, 12], [40.8, 111.7, 10], [40.7, 109.8, 9], [38.5, 106.3, 7], [36.6, 101.8, 6], [20.0, 110.3, 9], [25.3, 110.3, 6],
  [27.8, 113.1, 6], [32.0, 112.1, 7], [33.6, 119.0, 6], [34.6, 112.4, 8], [39.6, 118.2, 9], [46.6, 125.0, 5], [41.1, 121.1, 4],
  [29.7, 91.1, 2], [39.5, 76.0, 2], [47.4, 123.9, 4], [25.0, 121.5, 14],
] as const;
const townsEach = 5;

const firstWords = [...'望听拾晴暮晨霁岚朔溯漱沐栖泊渡倚'];
const secondWords = [...'禾松雨舟帆梧榆鹭砚笙笠蓑笛枫荻苇柠棠楹檐桨橹篱簪'];
const districtWords = ['城东区', '城西区', '城南区', '城北区', '桥头区', '渡口区', '新苑区', '老营区'];
const streetWords = [
  '青禾',
  '白榆',
  '听松',
  '望舟',
  '拾穗',
  '晴帆',
  '柳荫',
  '石桥',
  '槐香',
  '枫林',
  '稻香',
  '灯塔',
  '纺车',
  '水磨',
  '月亮',
  '向阳',
];
const streetKinds = ['路', '街', '巷', '大道', '广场', '里'];
const stationKinds = ['驿站', '暖心驿站', '户外劳动者驿站', '骑手之家', '爱心驿站', '零工驿站', '工会驿站', '歇脚点'];
const accesses = ['walk-in', 'walk-in', 'walk-in', 'scan', 'attendant', 'app', 'unknown', 'walk-in'] as const;
const notes = ['', '', '', '门在公交站后面', '绿色招牌下', '从东门进，左手第二间', '按门右边的铃'];
/** How many in a hundred have it, by bit. */
const shares = [92, 80, 55, 85, 40, 48, 95, 60, 72, 50, 45, 35, 8, 6, 18, 15, 22, 20, 25, 10, 20, 30, 7, 4];

type Random = () => number;

/** Mulberry32: small, and good enough to scatter points. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;

function madeUpHours(random: Random): { readonly text: string; readonly schedule: Schedule } {
  const clock = (minute: number) => `${Math.floor(minute / 60) % 24}:${String(minute % 60).padStart(2, '0')}`;
  const allDay = random() < 0.06;
  const from = 330 + Math.floor(random() * 22) * 15;
  const to = 990 + Math.floor(random() * 40) * 15;
  const lunch = !allDay && random() < 0.25;
  const noon = 690 + Math.floor(random() * 4) * 15;
  const day = (
    allDay
      ? [[0, 1440]]
      : lunch
        ? [
            [from, noon],
            [noon + 90, to],
          ]
        : [[from, to]]
  ) as [number, number][];
  const weekend: [number, number][] = random() < 0.3 ? [] : random() < 0.2 ? [[540, 1020]] : day;
  const holidays = pick(random, ['same', 'same', 'closed', 'unknown'] as const);
  const words = (hours: DayHours) => hours.map(([opens, closes]) => `${clock(opens)}-${clock(closes)}`).join('，');
  const text = allDay ? '24小时' : `${words(day)}${weekend.length === 0 ? '，周末休息' : ''}${holidays === 'closed' ? '，节假日休息' : ''}`;
  return { text, schedule: { week: [day, day, day, day, day, weekend, weekend], holidays, exceptions: [] } };
}

interface City {
  readonly lat: number;
  readonly lng: number;
  /** Of this and all cities before it. */
  readonly weightUpTo: number;
  readonly scaleKm: number;
  readonly path: readonly [province: string, city: string];
}

const kmEast = (km: number, lat: number) => km / (111.32 * Math.cos((lat * Math.PI) / 180));
const kmNorth = (km: number) => km / 110.57;

function madeUpCities(random: Random): City[] {
  const cities: City[] = [];
  let weightUpTo = 0;
  const add = (lat: number, lng: number, weight: number, province: string) => {
    weightUpTo += weight;
    const [first, second] = [cities.length % firstWords.length, Math.floor(cities.length / firstWords.length)];
    const path = [province, `${firstWords[first]}${secondWords[second]}市`] as const;
    cities.push({ lat, lng, weightUpTo, scaleKm: 2.5 + Math.sqrt(weight) * 0.7, path });
  };
  for (const [at, [lat, lng, weight]] of centres.entries()) {
    const province = `${secondWords[Math.floor(at / 2) % secondWords.length]}${at % 4 < 2 ? '北' : '南'}省`;
    add(lat, lng, weight * 0.7, province);
    for (let town = 0; town < townsEach; town += 1) {
      const km = 50 + random() * 110;
      const angle = random() * 2 * Math.PI;
      add(lat + kmNorth(km * Math.sin(angle)), lng + kmEast(km * Math.cos(angle), lat), (weight * 0.3) / townsEach, province);
    }
  }
  return cities;
}

interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly district: string[];
}

/** Density falls off as e^(-r/scale): steep in the centre, long in the suburbs, and every tenth station in the country around. */
function madeUpPlace(random: Random, { lat, lng, scaleKm, path }: City): Place {
  const km = (random() < 0.1 ? -40 : -scaleKm) * Math.log(Math.max(1e-9, random() * random()));
  const angle = random();
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return {
    lat: round(lat + kmNorth(km * Math.sin(angle * 2 * Math.PI))),
    lng: round(lng + kmEast(km * Math.cos(angle * 2 * Math.PI), lat)),
    district: [...path, districtWords[Math.floor(angle * districtWords.length)] as string],
  };
}

function madeUpAmenities(random: Random): ListedStation['amenities'] {
  let yes = 0;
  let known = 0;
  const told = random() < 0.7;
  for (const { bit } of amenities) {
    if (random() * 100 < (shares[bit] ?? 0)) yes |= 1 << bit;
    if (told) known |= 1 << bit;
  }
  return { yes, known: known | yes };
}

export interface MadeUpCountry {
  readonly count: number;
  readonly seed?: number;
  /** Of closures: some run on it. */
  readonly today?: string;
  /** How many different opening hours there are. */
  readonly schedules?: number;
}

const batch = 5_000;

/** Numbers run from 1, city by city, as if each had been imported at once. */
export function* madeUpCountry({ count, seed = 1, today = '2026-06-01', schedules = 1_500 }: MadeUpCountry): Generator<ListedStation[]> {
  const random = randomFrom(seed);
  const hours = Array.from({ length: schedules }, () => madeUpHours(random));
  const cities = madeUpCities(random);
  const share = count / (cities.at(-1)?.weightUpTo ?? 1);
  let city = 0;
  for (let first = 1; first <= count; first += batch) {
    yield Array.from({ length: Math.min(batch, count - first + 1) }, (_, at): ListedStation => {
      const number = first + at;
      while (city < cities.length - 1 && number > (cities[city]?.weightUpTo ?? 0) * share) city += 1;
      const { district, ...point } = madeUpPlace(random, cities[city] as City);
      const street = `${pick(random, streetWords)}${pick(random, streetKinds)}`;
      const opening = random() < 0.12 ? { text: '以公告为准', schedule: null } : (hours[Math.floor(schedules * random() ** 3)] ?? null);
      return {
        number,
        name: `${street}${stationKinds[Math.floor(random() * stationKinds.length)]}`,
        point,
        original: { ...point, system: 'wgs84' },
        source: { name: '演示', id: String(number) },
        district,
        address: `${street}${1 + Math.floor(random() * 400)}号`,
        phone: random() < 0.3 ? `0900-${5550000 + Math.floor(random() * 9999)}` : '',
        hours: opening ?? { text: '', schedule: null },
        access: pick(random, accesses),
        accessNote: pick(random, notes),
        amenities: madeUpAmenities(random),
        amenityNotes: random() < 0.05 ? { microwave: `${1 + Math.floor(random() * 3)} 台` } : {},
        closures: random() < 0.02 ? [{ from: today, to: random() < 0.5 ? today : null, reason: '装修' }] : [],
        photos: [],
      };
    });
  }
}
