/** Looking after the station: backups, restoring, settings, the desk over the LAN, what needs somebody's hand. */
import { z } from 'zod';
import type { StationSettings } from '../../domain/station.ts';
import type { Actor } from '../actor.ts';
import type { ErrorCode } from '../errors.ts';
import type { PrinterView, PrintInput, PrintOutcome } from '../kiosk-api.ts';
import { id, nothing, type Operation } from '../operation.ts';

export interface CareDesk {
  /** The line of today's figures, and what needs somebody's hand. Cheap: the desk asks every 30 s. */
  'care.today'(input: Record<string, never>, actor: Actor): Promise<CareToday>;

  /** Backups, disk, the last look at the database. */
  'care.status'(input: Record<string, never>, actor: Actor): Promise<CareStatus>;

  /** Looks the whole database through, beside the station. Managers only. @throws staff_not_allowed */
  'care.check'(input: Record<string, never>, actor: Actor): Promise<{ passed: boolean }>;

  /**
   * A backup now: into the station's own folder (`driveId` null), or onto a drive. It is whole and checked, or not there. Managers only.
   * @throws staff_not_allowed, backup_busy, clock_suspect, disk_full, database_corrupt, drive_gone, drive_full, drive_read_only
   */
  'backup.make'(input: { driveId: string | null }, actor: Actor): Promise<{ name: string; bytes: number }>;

  /** Backups that can be restored: the station's own, and files on drives, the newest first. Managers only. @throws staff_not_allowed */
  'restore.list'(input: Record<string, never>, actor: Actor): Promise<{ files: readonly BackupFile[] }>;

  /**
   * Looks a backup through before anything is changed. Managers only.
   * @throws staff_not_allowed, restore_busy, restore_missing, restore_damaged, restore_foreign (not one of a station), restore_from_future,
   *   restore_other_station (details: name), restore_without_keys (nothing opens its phones), drive_gone, disk_full
   */
  'restore.look'(input: { from: BackupPlace }, actor: Actor): Promise<RestoreLook>;

  /**
   * Puts a backup in the place of what is there, which is kept. Answers before the station closes and opens anew: everybody is then
   * signed out, cards are signed by a new key, and the hub is told everything again. Managers only.
   * @throws as restore.look, restore_code_wrong, restore_generations_spent
   */
  'restore.begin'(input: { from: BackupPlace; code: string }, actor: Actor): Promise<{ wayBack: string }>;

  /** What may be set. `revision` goes back with a change. */
  'settings.get'(input: Record<string, never>, actor: Actor): Promise<SettingsView>;

  /**
   * Writes all settings anew; figures out of range become the nearest allowed ones. Managers only.
   * @throws staff_not_allowed, changed_meanwhile (details: revision), settings_invalid (details: field), printer_invalid
   */
  'settings.change'(
    input: { revision: number; settings: Record<string, unknown>; printer: string | null },
    actor: Actor,
  ): Promise<SettingsView>;

  /** A test slip. */
  'printer.test'(input: { jobId: string; picture: PrintInput['picture'] }, actor: Actor): Promise<PrintOutcome>;

  /** Removes everything made up, for real use. Managers only. @throws staff_not_allowed, demo_over */
  'demo.leave'(input: Record<string, never>, actor: Actor): Promise<{ gone: number }>;

  /** The desk over the LAN: whether it is open, and where. */
  'lan.get'(input: Record<string, never>, actor: Actor): Promise<LanView>;

  /** Opens or shuts the desk over the LAN. Managers only. @throws staff_not_allowed, lan_port_taken */
  'lan.switch'(input: { on: boolean }, actor: Actor): Promise<LanView>;

  /**
   * Names and phones of everybody registered, as CSV onto a drive. For those who have the permission; each time is logged with its count.
   * @throws staff_not_allowed, key_missing, key_unusable, drive_gone, drive_full, drive_read_only
   */
  'phones.export'(input: { driveId: string }, actor: Actor): Promise<{ path: string; sizeBytes: number; workers: number }>;

  /** The same for a browser, piece by piece; `next` goes back as `after`. @throws staff_not_allowed, key_missing, key_unusable */
  'phones.piece'(input: { after: string | null }, actor: Actor): Promise<{ name: string; text: string; next: string | null }>;

  /** Drives that are plugged in, for choosing one. */
  'care.drives'(input: Record<string, never>, actor: Actor): Promise<{ drives: readonly DriveChoice[] }>;
}

export interface DriveChoice {
  readonly id: string;
  readonly name: string;
  readonly freeBytes: number;
}

export interface CareToday {
  readonly figures: {
    /** 人次 and 人数 of the local day. */
    readonly visits: number;
    readonly visitors: number;
    readonly registrations: number;
    readonly cards: number;
    readonly referrals: number;
    readonly matches: number;
    /** Postings that the screen shows now. */
    readonly postings: number;
  };
  readonly printer: PrinterView;
  readonly troubles: readonly Trouble[];
}

/** What needs somebody's hand. */
export type Trouble =
  | { readonly kind: 'printer'; readonly state: PrinterView['state'] }
  /** The last backup did not come about. */
  | { readonly kind: 'backup_failed'; readonly code: ErrorCode }
  /** No backup for two days; null: never. */
  | { readonly kind: 'backup_old'; readonly lastAtMs: number | null }
  | { readonly kind: 'clock' }
  | { readonly kind: 'disk'; readonly freeBytes: number }
  /** A lost station's phones could not be read from a backup: a new recovery code puts it right. */
  | { readonly kind: 'recovery' }
  | { readonly kind: 'database' }
  | { readonly kind: 'keys'; readonly code: ErrorCode }
  /** The hub refuses the station. */
  | { readonly kind: 'link_refused'; readonly code: string }
  /** Enrolled, and restored since: the link's key is not there. */
  | { readonly kind: 'link_lost' }
  /** No answer of the hub for a day; null: never one. */
  | { readonly kind: 'link_silent'; readonly heardAtMs: number | null }
  /** Things that could not be sent to the hub or taken from it. */
  | { readonly kind: 'link_aside'; readonly count: number };

export interface CareStatus {
  readonly lastBackup: { readonly atMs: number; readonly bytes: number } | null;
  readonly lastTrouble: { readonly atMs: number; readonly code: ErrorCode } | null;
  /** Daily backups in the station's own folder, of the most that are kept. */
  readonly kept: number;
  readonly most: number;
  readonly databaseBytes: number;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly check: { readonly atMs: number; readonly passed: boolean } | null;
  readonly recoveryHoldsKeys: boolean;
  readonly key: { readonly station: number; readonly generation: number } | null;
}

export type BackupPlace =
  | { readonly kind: 'here'; readonly name: string }
  | { readonly kind: 'drive'; readonly driveId: string; readonly path: string };

export interface BackupFile {
  readonly place: BackupPlace;
  readonly name: string;
  /** The drive's name; null for the station's own folder. */
  readonly drive: string | null;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** What a backup holds. */
export interface RestoreLook {
  readonly station: string;
  readonly madeAtMs: number;
  readonly workers: number;
  readonly visits: number;
  readonly postings: number;
  readonly matches: number;
  /** Whether the recovery code of then is needed to read its phones. */
  readonly needsCode: boolean;
}

export interface SettingsView {
  readonly revision: number;
  readonly settings: StationSettings;
  /** The printer's line as set at the desk; null: as the station was started. */
  readonly printer: string | null;
  readonly demo: boolean;
}

export interface LanView {
  readonly on: boolean;
  /** Where it listens; empty while it does not. */
  readonly addresses: readonly string[];
  /** SHA-256 of the certificate, as browsers show it. */
  readonly fingerprint: string | null;
  readonly validThroughMs: number | null;
  /** Why it does not listen although it is on. */
  readonly trouble: 'lan_port_taken' | 'lan_no_network' | null;
}

const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('here'), name: z.string().max(120) }),
  z.strictObject({ kind: z.literal('drive'), driveId: z.string().max(40), path: z.string().max(500) }),
]);
const picture = z.strictObject({
  widthDots: z.int().min(8).max(2500),
  heightDots: z.int().min(8).max(3600),
  bits: z.base64().max(1_500_000),
});
const driveId = z.string().max(40);

export const careOperations = {
  'care.today': { kind: 'query', access: 'staff', input: nothing },
  'care.status': { kind: 'query', access: 'staff', input: nothing },
  'care.check': { kind: 'command', access: 'staff', slow: true, input: nothing },
  'care.drives': { kind: 'query', access: 'staff', input: nothing },
  'backup.make': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ driveId: driveId.nullable() }) },
  'restore.list': { kind: 'query', access: 'staff', slow: true, input: nothing },
  'restore.look': { kind: 'query', access: 'staff', slow: true, input: z.strictObject({ from: place }) },
  'restore.begin': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ from: place, code: z.string().max(40) }) },
  'settings.get': { kind: 'query', access: 'staff', input: nothing },
  'settings.change': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      revision: z.int().min(1),
      settings: z.record(z.string().max(40), z.unknown()),
      printer: z.string().max(200).nullable(),
    }),
  },
  'printer.test': {
    kind: 'command',
    access: 'staff',
    slow: true,
    largestBody: 1_600_000,
    input: z.strictObject({ jobId: id, picture }),
  },
  'demo.leave': { kind: 'command', access: 'staff', input: nothing },
  'lan.get': { kind: 'query', access: 'staff', input: nothing },
  'lan.switch': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ on: z.boolean() }) },
  'phones.export': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ driveId }) },
  'phones.piece': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ after: z.string().max(60).nullable() }) },
} as const satisfies { [Name in keyof CareDesk]: Operation<Parameters<CareDesk[Name]>[0]> };
