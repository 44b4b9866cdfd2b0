/**
 * Downloads and feeds of one city (or of a province, for stations that say no city), never of the nation. Under names that stay, in
 * `bulk/<initials>-<hash of the place's name>/`; `bulk/index.json` lists them.
 */
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import { encodeJson } from '../../../shared/map-data/json.ts';
import { utf8Bytes } from '../../../shared/map-data/utf8.ts';
import { type DownloadRow, toCsv, toGeoJson } from './downloads.ts';
import { toGbfs } from './gbfs.ts';
import { initialsOf } from './initials-of.ts';
import { hashOf, type MapFolder } from './map-folder.ts';
import { detailOf, type StationRows, type Tables } from './station-rows.ts';

interface Area {
  readonly id: string;
  readonly path: readonly string[];
  readonly rows: number[];
}

function areaId(path: readonly string[]): string {
  const initials = initialsOf(path.at(-1) ?? '').replace(/[^a-z0-9]/g, '');
  return `${initials}-${hashOf(utf8Bytes(path.join('/'))).slice(0, 8)}`;
}

function areasOf(rows: StationRows, districts: readonly (readonly string[])[]): Map<string, Area> {
  const areas = new Map<string, Area>();
  const areaOf = districts.map((district) => {
    const path = district.slice(0, 2);
    if (path.length === 0) return null;
    const id = areaId(path);
    const area = areas.get(id) ?? { id, path, rows: [] };
    areas.set(id, area);
    return area;
  });
  for (const [row, district] of rows.district.entries()) areaOf[district]?.rows.push(row);
  for (const [id, area] of areas) if (area.rows.length === 0) areas.delete(id);
  return areas;
}

export class BulkFiles {
  readonly #folder: MapFolder;
  readonly #siteUrl: string;
  /** Districts whose stations changed since the last time; null: all. */
  #touched: Set<number> | null = null;
  /** Areas with figures in their status feed. */
  readonly #withFigures = new Set<string>();

  constructor(folder: MapFolder, siteUrl: string) {
    this.#folder = folder;
    this.#siteUrl = siteUrl;
  }

  touch(districts: readonly number[] | null): void {
    if (!districts) this.#touched = null;
    else for (const district of districts) this.#touched?.add(district);
  }

  async put(rows: StationRows, { districts }: Tables, figures: ReadonlyMap<number, LiveFigures>, nowMs: number): Promise<void> {
    const areas = areasOf(rows, districts.values);
    const touched = this.#touched && new Set([...this.#touched].map((index) => areaId(districts.values[index]?.slice(0, 2) ?? [])));
    for (const area of areas.values()) {
      const hasFigures = area.rows.some((row) => figures.has(rows.number[row] as number));
      if (touched && !touched.has(area.id) && !hasFigures && !this.#withFigures.has(area.id)) continue;
      if (hasFigures) this.#withFigures.add(area.id);
      else this.#withFigures.delete(area.id);
      await this.#putArea(area, rows, districts.values, figures, nowMs);
    }
    const url = (id: string) => `${this.#siteUrl}/map/bulk/${id}`;
    const list = [...areas.values()].map(({ id, path, rows: own }) => ({
      ...{ id, place: path, count: own.length },
      ...{ csv: `${url(id)}/stations.csv`, geojson: `${url(id)}/stations.geojson`, gbfs: `${url(id)}/gbfs.json` },
    }));
    await this.#folder.replace('bulk/index.json', encodeJson({ version: 1, areas: list.sort((a, b) => (a.id < b.id ? -1 : 1)) }));
    await this.#folder.settle();
    for (const id of this.#folder.listBulk()) if (!areas.has(id)) await this.#folder.removeBulk(id);
    this.#touched = new Set();
  }

  async #putArea(
    { id, path, rows: own }: Area,
    rows: StationRows,
    districts: readonly (readonly string[])[],
    figures: ReadonlyMap<number, LiveFigures>,
    nowMs: number,
  ): Promise<void> {
    const listed = own
      .map((row): DownloadRow => {
        const detail = detailOf(rows, row, districts[rows.district[row] as number] ?? []);
        const [x, y, yes, access] = [rows.x, rows.y, rows.yes, rows.access].map((column) => column[row] as number) as [
          number,
          number,
          number,
          number,
        ];
        return { detail, x, y, yes, access };
      })
      .sort((a, b) => a.detail.number - b.detail.number);
    await this.#folder.replace(`bulk/${id}/stations.csv`, utf8Bytes(toCsv(listed)));
    await this.#folder.replace(`bulk/${id}/stations.geojson`, encodeJson(toGeoJson(listed)));
    const area = { id, name: path.at(-1) ?? '', url: `${this.#siteUrl}/map/bulk/${id}` };
    for (const [name, feed] of Object.entries(toGbfs(area, listed, figures, nowMs))) {
      await this.#folder.replace(`bulk/${id}/${name}`, encodeJson(feed));
    }
  }
}
