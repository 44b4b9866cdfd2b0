/**
 * An area's power banks in the shape of GBFS 3.0, for machines that read it for bicycles: a bank is a vehicle, a slot a dock. Shaped
 * like it, not compliant: that would need a listing in its systems.csv.
 */
import { getAmenity } from '../../../shared/domain/amenity.ts';
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import { latOf, lngOf } from '../../../shared/geo/mercator.ts';
import { liveForMs } from '../../../shared/map-data/live.ts';
import { type DownloadRow, degrees } from './downloads.ts';

const ttlSeconds = 600;
const bankBit = getAmenity('power_bank').bit;
const bankType = 'power_bank';
const inChinese = (text: string) => [{ text, language: 'zh-CN' }];

export interface GbfsArea {
  /** Folder of the feeds. */
  readonly id: string;
  readonly name: string;
  /** Address of that folder. */
  readonly url: string;
}

/** File name → feed. Stations with banks only; figures older than five minutes are left out, never guessed. */
export function toGbfs(
  area: GbfsArea,
  rows: readonly DownloadRow[],
  figures: ReadonlyMap<number, LiveFigures>,
  nowMs: number,
): Readonly<Record<string, object>> {
  const feed = (data: object) => ({ last_updated: new Date(nowMs).toISOString(), ttl: ttlSeconds, version: '3.0', data });
  const withBanks = rows.filter(({ yes, detail }) => (yes >>> bankBit) & 1 || figures.get(detail.number)?.banks);
  const names = ['system_information', 'vehicle_types', 'station_information', 'station_status'];
  return {
    'gbfs.json': feed({ feeds: names.map((name) => ({ name, url: `${area.url}/${name}.json` })) }),
    'system_information.json': feed({
      ...{ system_id: `yizhan-${area.id}`, languages: ['zh-CN'], name: inChinese(`${area.name}驿站充电宝`) },
      ...{ opening_hours: 'unknown', timezone: 'Asia/Shanghai' },
    }),
    'vehicle_types.json': feed({
      vehicle_types: [{ vehicle_type_id: bankType, form_factor: 'other', propulsion_type: 'electric', name: inChinese('充电宝') }],
    }),
    'station_information.json': feed({
      stations: withBanks.map(({ detail, x, y }) => ({
        ...{ station_id: String(detail.number), name: inChinese(detail.name) },
        ...{ lat: degrees(latOf(y)), lon: degrees(lngOf(x)), address: detail.address },
      })),
    }),
    'station_status.json': feed({
      stations: withBanks.flatMap(({ detail }) => {
        const figure = figures.get(detail.number);
        if (!figure?.banks || nowMs - figure.atMs > liveForMs) return [];
        const { available, slots, faulty } = figure.banks;
        return [
          {
            ...{ station_id: String(detail.number), num_vehicles_available: available, num_vehicles_disabled: faulty },
            ...{ vehicle_types_available: [{ vehicle_type_id: bankType, count: available }], num_docks_available: slots },
            ...{ is_installed: true, is_renting: available > 0, is_returning: slots > 0 },
            last_reported: new Date(Math.min(figure.atMs, nowMs)).toISOString(),
          },
        ];
      }),
    }),
  };
}
