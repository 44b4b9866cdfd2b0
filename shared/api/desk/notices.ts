/** 通知和活动 at the staff desk: writing, publishing, taking down. What the screens show of them is `notice.list` of the kiosk. */
import { z } from 'zod';
import { type NoticeContent, type NoticeOrigin, type NoticeState, noticeContentSchema } from '../../domain/notice.ts';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';

export interface NoticeRow extends NoticeContent {
  readonly id: string;
  readonly state: NoticeState;
  readonly revision: number;
  readonly demo: boolean;
  readonly origin: NoticeOrigin;
  readonly updatedAtMs: number;
  /** From when it stands on the screen, if it is published. */
  readonly shownFromMs: number;
  /** Of a published one: not yet, now, no more. */
  readonly showing: 'waiting' | 'now' | 'over' | null;
}

export interface NoticesDesk {
  /** All of them: on the screen now, then waiting, drafts, over and withdrawn; at most 200. */
  'notice.shelf'(input: Record<string, never>, actor: Actor): Promise<{ notices: readonly NoticeRow[] }>;

  /** A draft. @throws notice_times_invalid, notice_link_invalid */
  'notice.create'(input: { content: NoticeContent }, actor: Actor): Promise<NoticeRow>;

  /**
   * A published one stays published and must stay whole.
   * @throws notice_not_found, notice_from_hub, changed_meanwhile (details: revision), notice_times_invalid, notice_link_invalid,
   *   notice_title_missing
   */
  'notice.edit'(input: { id: string; revision: number; content: NoticeContent }, actor: Actor): Promise<NoticeRow>;

  /**
   * Puts a draft or a withdrawn one on the screen, for its time.
   * @throws notice_not_found, changed_meanwhile (details: revision), notice_state, notice_title_missing, notice_over
   */
  'notice.publish'(input: { id: string; revision: number }, actor: Actor): Promise<NoticeRow>;

  /** Takes a published one off the screen, also the city's. @throws notice_not_found, changed_meanwhile (details: revision), notice_state */
  'notice.withdraw'(input: { id: string; revision: number }, actor: Actor): Promise<NoticeRow>;
}

const named = z.strictObject({ id, revision: z.int().min(1) });

export const noticesOperations = {
  'notice.shelf': { kind: 'query', access: 'staff', input: nothing },
  'notice.create': { kind: 'command', access: 'staff', input: z.strictObject({ content: noticeContentSchema }) },
  'notice.edit': { kind: 'command', access: 'staff', input: named.extend({ content: noticeContentSchema }) },
  'notice.publish': { kind: 'command', access: 'staff', input: named },
  'notice.withdraw': { kind: 'command', access: 'staff', input: named },
} as const satisfies { [Name in keyof NoticesDesk]: Operation<Parameters<NoticesDesk[Name]>[0]> };
