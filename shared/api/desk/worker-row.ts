/** A worker as the desk's lists show them, and what they ask for. */
import type { CardView } from '../kiosk-api.ts';

export interface WorkerRow {
  readonly id: string;
  readonly name: string;
  /** `138 **** 8000`; null after it was forgotten. */
  readonly phone: string | null;
  readonly trades: CardView['trades'];
  readonly verified: number;
  readonly wall: boolean;
  readonly registeredAtMs: number;
  readonly liveCard: { readonly cardId: string; readonly number: string; readonly validThrough: string } | null;
}

export interface ReferralRequest {
  readonly id: string;
  readonly atMs: number;
  readonly worker: WorkerRow;
  readonly posting: { readonly id: string; readonly title: string; readonly employer: string; readonly contactPhone: string | null };
}
