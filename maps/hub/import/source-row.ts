/** One row as a file has it, before anybody judges it: what a table and a GeoJSON have in common. */
import type { RowFaultCode } from './import-fault.ts';

export interface SourceRow {
  readonly row: number;
  /** By heading. Of a GeoJSON feature: its properties, and what stands outside of them under the names below. */
  readonly cells: ReadonlyMap<string, string>;
  /** What makes it no row at all. */
  readonly broken: { readonly code: RowFaultCode; readonly message: string } | null;
}

/** Headings that no file has: the feature's own id, and its point. */
export const featureId = '@id';
export const featureLng = '@lng';
export const featureLat = '@lat';

/** More rows than any country has stations. */
export const mostRows = 500_000;
