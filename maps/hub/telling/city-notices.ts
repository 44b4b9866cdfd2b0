/** Notices by the union, which stand on the roll of every station of a place for their time. */
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../shared/api/errors.ts';
import { type NoticeContent, noticeFault } from '../../../shared/domain/notice.ts';
import { HubError } from '../hub-error.ts';
import { audit } from '../store/audit.ts';
import { inTransaction } from '../store/hub-db.ts';
import { type CityNotice, findItem, refuseOutdated, saveItem, type TellingParts } from './city-item.ts';
import { refuseUnknownScope } from './reach.ts';

export interface NoticeToTell {
  /** Made by who writes it: sent twice it is one. */
  readonly id: string;
  readonly scope: readonly string[];
  readonly content: NoticeContent;
}

export interface NoticeEdit {
  readonly id: string;
  /** As the operator saw it. */
  readonly revision: number;
  readonly content: NoticeContent;
}

/** @throws HubError scope_unknown, changed_meanwhile; AppError notice_title_missing, notice_times_invalid, notice_link_invalid, notice_over */
export function tellNotice({ db, nowMs }: TellingParts, { id, scope, content }: NoticeToTell, by: string): Promise<CityNotice> {
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const known = await findItem(tx, id);
    if (known?.kind === 'notice' && isDeepStrictEqual(known.content, content)) return known;
    if (known) throw new HubError('changed_meanwhile', '这一条已经发过了：回到列表去看', { revision: known.revision });
    await refuseUnknownScope(tx, scope);
    refuseFaulty(content, now);
    const notice: CityNotice = { id, kind: 'notice', scope, state: 'standing', content, revision: 1, updatedAtMs: now };
    await saveItem(tx, notice);
    await audit(tx, now, { by, action: 'notice.tell', details: { id, scope } });
    return notice;
  });
}

/** @throws as tellNotice, and notice_not_found, notice_state, changed_meanwhile */
export function editNotice({ db, nowMs }: TellingParts, { id, revision, content }: NoticeEdit, by: string): Promise<CityNotice> {
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const item = await findItem(tx, id);
    if (item?.kind !== 'notice') throw new AppError('notice_not_found', '没有这条通知：回到列表再看', { id });
    refuseOutdated(item, revision);
    if (item.state !== 'standing') throw new AppError('notice_state', '这条通知已经不在发了：要再发，重新写一条', { state: item.state });
    if (isDeepStrictEqual(item.content, content)) return item;
    refuseFaulty(content, now);
    const edited: CityNotice = { ...item, content, revision: revision + 1, updatedAtMs: now };
    await saveItem(tx, edited);
    const fields = (Object.keys(content) as (keyof NoticeContent)[]).filter((field) => content[field] !== item.content[field]);
    await audit(tx, now, { by, action: 'notice.edit', details: { id, fields } });
    return edited;
  });
}

const faults = {
  title_missing: { code: 'notice_title_missing', sentence: '没有标题：写上标题再发' },
  times: { code: 'notice_times_invalid', sentence: '结束要在开始之后，最长一年：改一改时间' },
  link: { code: 'notice_link_invalid', sentence: '网址不对：要以 https:// 开头，最长 300 个字' },
} as const;

/** @throws AppError notice_title_missing, notice_times_invalid, notice_link_invalid, notice_over */
function refuseFaulty(content: NoticeContent, nowMs: number): void {
  const fault = noticeFault(content);
  if (fault !== null) throw new AppError(faults[fault].code, faults[fault].sentence);
  if (content.endsAtMs <= nowMs) throw new AppError('notice_over', '结束的时间已经过了：改一改时间', { endsAtMs: content.endsAtMs });
}
