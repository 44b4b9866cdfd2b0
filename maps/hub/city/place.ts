/** Province, city, district: as many words as one knows, from the first. */
import type { ExpressionBuilder } from 'kysely';
import type { Tables } from '../store/tables.ts';

const columns = ['station.province', 'station.city', 'station.county'] as const;

/** For queries that have the stations in them. */
export function inPlace<T extends keyof Tables>(path: readonly string[]) {
  return ({ and, eb }: ExpressionBuilder<Tables, T | 'station'>) =>
    and(path.slice(0, 3).map((word, at) => eb((columns[at] ?? 'station.county') as never, '=', word as never)));
}

export const isWithin = (district: readonly string[], path: readonly string[]) => path.every((word, at) => district[at] === word);
