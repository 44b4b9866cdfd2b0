/** What an operator says beside the file: on the command line or in the page's form, checked alike. */
import { z } from 'zod';
import { type CoordinateSystem, coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import type { Bounds } from '../../../shared/geo/bounds.ts';
import { systemOf } from './fields.ts';
import { type MappingChoice, readMappingChoice } from './mapping.ts';

/** As it is written; empty texts are not said. */
export interface WrittenOptions {
  readonly source: string;
  readonly system: string;
  readonly area: string;
  readonly within: string;
  readonly unnamed: string;
  readonly map: readonly string[];
}

export interface SaidOptions {
  readonly source: string;
  readonly system: CoordinateSystem | null;
  readonly area: Bounds | null;
  readonly within: readonly string[];
  readonly unnamed: string | null;
  readonly choices: readonly MappingChoice[];
}

const areaSchema = z
  .tuple([z.number().min(-90).max(90), z.number().min(-180).max(180), z.number().min(-90).max(90), z.number().min(-180).max(180)])
  .refine(([south, west, north, east]) => south < north && west < east);

/** @throws FileFaultError mapping_unknown */
export function readOptions(
  written: WrittenOptions,
): { readonly ok: true; readonly options: SaidOptions } | { readonly ok: false; readonly problem: string } {
  const problem = (text: string) => ({ ok: false, problem: text }) as const;
  const source = cleanText(written.source);
  if (source === '') return problem('没有说这份名单是谁的。请填来源（--source 市总工会），以后每次都用同一个名称。');
  if (source.length > 40) return problem('来源（--source）太长，最多 40 个字。');
  const system = written.system.trim() === '' ? null : systemOf(written.system);
  if (system === undefined) return problem(`没有「${written.system}」这个坐标系，可以写 ${coordinateSystems.join('、')}。`);
  const area = readArea(written.area);
  if (area === undefined) return problem('范围（--area）要写成 南,西,北,东 四个度数，如 36.4,101.5,36.8,102.0。');
  const within = cleanText(written.within)
    .split(/[,，/、\s]+/u)
    .filter((word) => word !== '');
  if (within.length > 2 || within.some((word) => word.length > 20)) return problem('省市（--within）要写成 河西省,西河市 这样。');
  const unnamed = cleanText(written.unnamed);
  if (unnamed.length > 40) return problem('没有名称的叫什么（--unnamed）太长，最多 40 个字。');
  const choices = written.map.map(readMappingChoice);
  return { ok: true, options: { source, system, area, within, unnamed: unnamed || null, choices } };
}

function readArea(text: string): Bounds | null | undefined {
  if (text.trim() === '') return null;
  const parsed = areaSchema.safeParse(text.split(/[,，\s]+/u).map(Number));
  if (!parsed.success) return undefined;
  const [south, west, north, east] = parsed.data;
  return { south, west, north, east };
}
