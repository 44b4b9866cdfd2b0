/** What passers-by say of a station, sent without an account; it can be taken back for a little while. */
import * as z from 'zod/mini';
import type { AmenityCode } from '../../../../shared/domain/amenity.ts';
import type { PublicReportKind } from '../../../../shared/domain/listed-station.ts';

export interface Report {
  readonly kind: PublicReportKind;
  readonly amenity?: AmenityCode;
}

export type ReportAnswer =
  | { readonly kind: 'taken'; readonly undo: string }
  /** The same phone said enough for now. */
  | { readonly kind: 'later' }
  | { readonly kind: 'failed' };

/** The hub's envelope. */
const takenSchema = z.object({ ok: z.literal(true), value: z.object({ undo: z.string().check(z.minLength(1), z.maxLength(200)) }) });

export async function sendReport(number: number, report: Report): Promise<ReportAnswer> {
  try {
    const answer = await fetch(`/api/stations/${number}/reports`, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(report),
    });
    if (answer.status === 429) return { kind: 'later' };
    const read = z.safeParse(takenSchema, answer.ok ? await answer.json() : null);
    return read.success ? { kind: 'taken', undo: read.data.value.undo } : { kind: 'failed' };
  } catch {
    return { kind: 'failed' };
  }
}

export async function undoReport(number: number, undo: string): Promise<boolean> {
  try {
    const path = `/api/stations/${number}/reports/${encodeURIComponent(undo)}`;
    return (await fetch(path, { method: 'DELETE', credentials: 'omit' })).ok;
  } catch {
    return false;
  }
}
