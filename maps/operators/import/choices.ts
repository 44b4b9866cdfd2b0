/** What an operator says of a file, and what the page proposes to say after a look at it. */
import type { ImportColumn, ImportOutcome } from '../api/shapes.ts';

export interface Said {
  readonly source: string;
  readonly system: string;
  readonly province: string;
  readonly city: string;
  readonly area: string;
  readonly unnamed: string;
  /** Field by heading, '' for a column to pass over; only what was chosen by hand. */
  readonly columns: Readonly<Record<string, string>>;
  readonly goodRows: boolean;
  readonly systemConfirmed: boolean;
}

export const nothingSaid: Said = {
  ...{ source: '', system: '', province: '', city: '', area: '', unnamed: '' },
  ...{ columns: {}, goodRows: false, systemConfirmed: false },
};

/** As `/api/imports/{token}/check` takes it. */
export function optionsOf({ province, city, columns, ...said }: Said): Readonly<Record<string, unknown>> {
  const within = [province, city].map((word) => word.trim()).filter((word) => word !== '');
  return { ...said, within: within.join(','), map: Object.entries(columns).map(([heading, field]) => `${heading}=${field}`) };
}

/** Longitude read as latitude and the other way round; null where the file has no column for each. */
export function swapped(said: Said, columns: readonly ImportColumn[]): Said | null {
  const headings = (field: string) => columns.filter((column) => column.field === field).map(({ heading }) => heading);
  const [lats, lngs] = [headings('lat'), headings('lng')];
  if (lats.length === 0 || lngs.length === 0) return null;
  const chosen = [...lats.map((heading) => [heading, 'lng']), ...lngs.map((heading) => [heading, 'lat'])];
  return { ...said, columns: { ...said.columns, ...Object.fromEntries(chosen) } };
}

/** What the operator has to decide before anything is written, in the order in which it is asked. */
export type Question = 'columns' | 'system' | 'shifted' | 'swapped' | 'outside' | 'faults' | 'other';

const byRefusal: Readonly<Record<string, Question>> = {
  column_missing: 'columns',
  system_missing: 'system',
  system_contradicted: 'system',
  system_doubtful: 'shifted',
  rows_faulty: 'faults',
};

export function questionsOf({ refusal, report }: ImportOutcome): readonly Question[] {
  const counts = report?.faults.counts ?? {};
  const ofRows: Question[] = [];
  if (counts['point_swapped']) ofRows.push('swapped');
  if (counts['point_outside']) ofRows.push('outside');
  return refusal === null ? ofRows : [...ofRows, byRefusal[refusal.code] ?? 'other'];
}

/** Sentences of the hub name options of the command line in brackets: on the page there are none. */
export function withoutCommands(sentence: string): string {
  return sentence.replace(/（--[a-z-]+[^）]*）/g, '');
}

/** A megabyte here is a million bytes, as people's file managers say it. */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
