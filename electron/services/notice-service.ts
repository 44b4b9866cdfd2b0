/** 通知和活动: what screens show of them, and what staff do with them. */
import type { NoticeRow, NoticesDesk } from '../../shared/api/desk/notices.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { type NoticeContent, type NoticeFault, type NoticeState, noticeFault, shownFromMs } from '../../shared/domain/notice.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { type Notice, noticeReader, noticeWriter } from '../db/notice-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

interface NoticeParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
}

const refusals = { title_missing: 'notice_title_missing', times: 'notice_times_invalid', link: 'notice_link_invalid' } as const;

function refuse(fault: NoticeFault | null): void {
  if (fault) throw new AppError(refusals[fault], `the notice has a fault: ${fault}`);
}

export function noticeOperations({ db, clock, newId, audit }: NoticeParts): NoticesDesk & Pick<KioskApi, 'notice.list'> {
  const reader = noticeReader(db);
  const writer = noticeWriter(db);
  const station = stationWriter(db);

  function rowOf({ content, demoDay, ...notice }: Notice): NoticeRow {
    const nowMs = clock.trustedMs();
    const fromMs = shownFromMs(content);
    const showing = content.endsAtMs <= nowMs ? 'over' : fromMs <= nowMs ? 'now' : 'waiting';
    return { ...notice, ...content, demo: demoDay !== null, shownFromMs: fromMs, showing: notice.state === 'published' ? showing : null };
  }

  function getNotice({ id, revision }: { readonly id: string; readonly revision: number }): Notice {
    const notice = reader.find(id);
    if (!notice) throw new AppError('notice_not_found', 'no such notice', { id });
    if (notice.revision !== revision) {
      throw new AppError('changed_meanwhile', 'somebody changed it meanwhile', { id, revision: notice.revision });
    }
    return notice;
  }

  /** What a transaction leaves: the row, and a sign to the screens where they show it or did. */
  function keep(before: Notice, over: { readonly state?: NoticeState; readonly content?: NoticeContent }): NoticeRow {
    const after = { ...before, ...over, revision: before.revision + 1, updatedAtMs: clock.nowMs() };
    writer.save(after);
    if (before.state === 'published' || after.state === 'published') station.touch();
    return rowOf(after);
  }

  return {
    async 'notice.list'() {
      const nowMs = clock.trustedMs();
      const notices = reader.listShown(nowMs).map(({ id, content, demoDay }) => {
        const { kind, title, text, place, link, startsAtMs, endsAtMs } = content;
        return { id, kind, title, text, place, link, startsAtMs, endsAtMs, demo: demoDay !== null };
      });
      // What is still to begin counts by its beginning, what has begun by its end: a fair of tomorrow before a rule of this month.
      const nextMs = (one: { readonly startsAtMs: number; readonly endsAtMs: number }) =>
        one.startsAtMs > nowMs ? one.startsAtMs : one.endsAtMs;
      return { notices: notices.sort((a, b) => nextMs(a) - nextMs(b)) };
    },

    async 'notice.shelf'() {
      const order = (row: NoticeRow) => {
        if (row.state === 'draft') return 2;
        return row.showing === null ? 4 : { now: 0, waiting: 1, over: 3 }[row.showing];
      };
      return {
        notices: reader
          .list()
          .map(rowOf)
          .sort((a, b) => order(a) - order(b)),
      };
    },

    async 'notice.create'({ content }, actor) {
      const fault = noticeFault(content);
      if (fault !== 'title_missing') refuse(fault);
      return inTransaction(db, () => {
        const id = newId();
        const notice: Notice = { id, state: 'draft', content, revision: 1, demoDay: null, origin: 'station', updatedAtMs: clock.nowMs() };
        writer.save(notice);
        audit({ actor: actor.staffId, action: 'notice.create', subject: id, details: { kind: content.kind } });
        return rowOf(notice);
      });
    },

    async 'notice.edit'({ content, ...named }, actor) {
      const fault = noticeFault(content);
      return inTransaction(db, () => {
        const notice = getNotice(named);
        if (notice.origin === 'hub') throw new AppError('notice_from_hub', 'it is the city that writes it', { id: named.id });
        if (fault !== 'title_missing' || notice.state !== 'draft') refuse(fault);
        audit({ actor: actor.staffId, action: 'notice.edit', subject: named.id, details: { kind: content.kind } });
        return keep(notice, { content });
      });
    },

    async 'notice.publish'(named, actor) {
      return inTransaction(db, () => {
        const notice = getNotice(named);
        const { state, content } = notice;
        if (state === 'published') throw new AppError('notice_state', 'it is published', { id: named.id, state });
        refuse(noticeFault(content));
        if (content.endsAtMs <= clock.trustedMs()) throw new AppError('notice_over', 'its time is over', { id: named.id });
        audit({ actor: actor.staffId, action: 'notice.publish', subject: named.id });
        return keep(notice, { state: 'published' });
      });
    },

    async 'notice.withdraw'(named, actor) {
      return inTransaction(db, () => {
        const notice = getNotice(named);
        const { state } = notice;
        if (state !== 'published') throw new AppError('notice_state', 'it is not published', { id: named.id, state });
        audit({ actor: actor.staffId, action: 'notice.withdraw', subject: named.id });
        return keep(notice, { state: 'withdrawn' });
      });
    },
  };
}
