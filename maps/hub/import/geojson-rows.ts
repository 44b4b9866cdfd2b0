/** The points of a GeoJSON (RFC 7946) as rows: properties are columns, geometry and id stand beside them. */
import { z } from 'zod';
import { FeatureSplitter } from './feature-splitter.ts';
import { FileFaultError } from './import-fault.ts';
import { featureId, featureLat, featureLng, mostRows, type SourceRow } from './source-row.ts';

const featureSchema = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.object({ type: z.string(), coordinates: z.array(z.unknown()).optional() }).nullish(),
});

const mostProperties = 200;

/** @throws FileFaultError json_invalid, json_truncated, geojson_features_missing, feature_too_large, rows_too_many */
export async function* geojsonRows(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const splitter = new FeatureSplitter();
  let row = 0;
  for await (const piece of text) {
    for (const feature of splitter.push(piece)) {
      row += 1;
      if (row > mostRows)
        throw new FileFaultError('rows_too_many', `超过 ${mostRows.toLocaleString('en')} 个点，请按省市拆成几个文件，分别导入。`);
      yield readFeature(feature, row);
    }
  }
  splitter.end();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readFeature(text: string, row: number): SourceRow {
  const broken = (code: NonNullable<SourceRow['broken']>['code'], message: string): SourceRow => ({
    row,
    cells: new Map(),
    broken: { code, message },
  });
  const parsed = featureSchema.safeParse(parseJson(text));
  if (!parsed.success) return broken('feature_invalid', '这一条不是正确的 GeoJSON Feature（要有 type、geometry、properties）。');
  const { id, properties, geometry } = parsed.data;
  if (!geometry) return broken('point_missing', '这一条没有位置（geometry 是空的）。');
  if (geometry.type !== 'Point')
    return broken('point_not_a_point', `这一条是${shapeWord(geometry.type)}，不是点。请在地图软件里换成点再导出。`);
  const [lng, lat] = geometry.coordinates ?? [];
  if (typeof lng !== 'number' || typeof lat !== 'number') return broken('point_unreadable', '坐标要是两个数字：[经度, 纬度]。');
  const cells = new Map<string, string>();
  for (const [key, value] of Object.entries(properties ?? {}).slice(0, mostProperties)) cells.set(key, cellText(value));
  if (id !== undefined) cells.set(featureId, String(id));
  cells.set(featureLng, String(lng));
  cells.set(featureLat, String(lat));
  return { row, cells, broken: null };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function shapeWord(type: string): string {
  const words: Readonly<Record<string, string>> = {
    LineString: '线',
    Polygon: '面',
    MultiPolygon: '面',
    MultiPoint: '一组点',
    MultiLineString: '线',
  };
  return words[type] ?? `「${type.slice(0, 20)}」`;
}
