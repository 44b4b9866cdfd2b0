/** The link with the hub: whether the station is on the map's network, what waits, and what the hub brought that staff decide. */
import { z } from 'zod';
import { type PostingField, postingContentSchema } from '../../domain/posting.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';
import type { DriveChoice } from './care.ts';
import type { WorkerRow } from './worker-row.ts';

export interface LinkDesk {
  /** How the link stands. Cheap: the desk asks every few seconds. */
  'link.status'(input: Record<string, never>, actor: Actor): Promise<LinkStatus>;

  /**
   * Enrols at the hub with a code that works once. The station gets its number, and a card key that the hub knows. Managers only.
   * @throws staff_not_allowed, link_url_invalid, link_code_wrong, link_code_spent, link_code_limit, link_demo, link_unreachable,
   *   link_not_a_hub, link_refused (details: code), link_generations_spent, key_unusable
   */
  'link.enrol'(input: { url: string; code: string }, actor: Actor): Promise<LinkStatus>;

  /** Leaves the hub: nothing is sent or read any more, what the station has stays. Managers only. @throws staff_not_allowed, link_missing */
  'link.leave'(input: Record<string, never>, actor: Actor): Promise<LinkStatus>;

  /** Exchanges now; how it went stands in the answer. @throws link_missing */
  'link.send'(input: Record<string, never>, actor: Actor): Promise<LinkStatus>;

  /** Says that the station is open and as the map has it. @throws link_missing */
  'link.confirm'(input: Record<string, never>, actor: Actor): Promise<LinkStatus>;

  /** Staff have seen what was set aside. */
  'link.forget-faults'(input: Record<string, never>, actor: Actor): Promise<LinkStatus>;

  /** Answers of the hub on the drives that are plugged in, the newest first. */
  'link.bundles'(
    input: Record<string, never>,
    actor: Actor,
  ): Promise<{ drives: readonly (DriveChoice & { answers: readonly string[] })[] }>;

  /**
   * Without a network: what waits, as a file on a drive for the hub (`npm run hub -- bundle`).
   * @throws link_missing, drive_gone, drive_full, drive_read_only
   */
  'link.bundle-make'(input: { driveId: string }, actor: Actor): Promise<{ path: string; facts: number }>;

  /**
   * Takes the hub's answer from a drive. A refusal of the hub stands in the link's status afterwards.
   * @throws link_missing, bundle_damaged, bundle_foreign, bundle_version, bundle_stale, drive_gone, drive_file_missing,
   *   drive_file_refused, drive_file_too_large
   */
  'link.bundle-take'(input: { driveId: string; path: string }, actor: Actor): Promise<{ refused: boolean; sent: number; read: number }>;

  /** Fields of postings that both sides changed, the oldest first, and what the public and employers told. */
  'link.todo'(input: Record<string, never>, actor: Actor): Promise<LinkTodo>;

  /**
   * Settles a field that both sides changed: ours stays, or theirs is taken.
   * @throws conflict_gone, changed_meanwhile (details: revision), conflict_invalid (theirs does not go with the rest), posting_incomplete
   */
  'link.resolve'(
    input: { postingId: string; field: PostingField; revision: number; take: 'ours' | 'theirs' },
    actor: Actor,
  ): Promise<LinkTodo>;

  /** Staff have dealt with it: it is not shown again until something else is told. @throws not_found */
  'link.settle'(input: { kind: ToldKind; key: string }, actor: Actor): Promise<LinkTodo>;
}

/** What the hub tells that staff look at and put aside. */
export const toldKinds = ['hire', 'trust'] as const;
export type ToldKind = (typeof toldKinds)[number];

export interface LinkStatus {
  /** `none`: never enrolled. `lost`: enrolled, and the key of the link is gone (a restore): enrol again. */
  readonly state: 'none' | 'linked' | 'lost';
  readonly hub: { readonly url: string; readonly station: number; readonly enrolledAtMs: number } | null;
  /** When the hub last answered. */
  readonly heardAtMs: number | null;
  /** What waits to be sent. */
  readonly waiting: number;
  /** The hub's refusal, until it takes something again. */
  readonly fault: string | null;
  /** The last exchange found nobody. */
  readonly silent: boolean;
  /** Whether the hub has the public half of the key that signs cards. */
  readonly cardKeyKnown: boolean;
  readonly confirmedAtMs: number | null;
  /** Things that could not be sent or taken, in number. */
  readonly aside: number;
}

export interface LinkTodo {
  readonly conflicts: readonly {
    readonly postingId: string;
    readonly title: string;
    readonly field: PostingField;
    /** Of that field's type. */
    readonly ours: unknown;
    readonly theirs: unknown;
    readonly revision: number;
    readonly atMs: number;
  }[];
  /** 我用了这位师傅: an employer says so on the page of the card. */
  readonly hires: readonly { readonly key: string; readonly day: LocalDate; readonly worker: WorkerRow }[];
  /** Reports by the public that stand on the map; null: none that staff have not seen. */
  readonly reports: {
    readonly key: string;
    readonly reports: readonly { readonly kind: string; readonly count: number; readonly lastMs: number }[];
  } | null;
}

const driveId = z.string().max(40);
const field = postingContentSchema.keyof();

export const linkOperations = {
  'link.status': { kind: 'query', access: 'staff', input: nothing },
  'link.enrol': {
    kind: 'command',
    access: 'staff',
    slow: true,
    input: z.strictObject({ url: z.string().max(200), code: z.string().max(40) }),
  },
  'link.leave': { kind: 'command', access: 'staff', input: nothing },
  'link.send': { kind: 'command', access: 'staff', slow: true, input: nothing },
  'link.confirm': { kind: 'command', access: 'staff', input: nothing },
  'link.forget-faults': { kind: 'command', access: 'staff', input: nothing },
  'link.bundles': { kind: 'query', access: 'staff', input: nothing },
  'link.bundle-make': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ driveId }) },
  'link.bundle-take': { kind: 'command', access: 'staff', slow: true, input: z.strictObject({ driveId, path: z.string().max(500) }) },
  'link.todo': { kind: 'query', access: 'staff', input: nothing },
  'link.resolve': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ postingId: id, field, revision: z.int().min(1), take: z.enum(['ours', 'theirs']) }),
  },
  'link.settle': { kind: 'command', access: 'staff', input: z.strictObject({ kind: z.enum(toldKinds), key: z.string().max(80) }) },
} as const satisfies { [Name in keyof LinkDesk]: Operation<Parameters<LinkDesk[Name]>[0]> };
