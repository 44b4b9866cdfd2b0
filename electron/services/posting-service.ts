/** Postings: what screens read of them, and what an import writes. */
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi, PostingCard, PostingDetail } from '../../shared/api/kiosk-api.ts';
import {
  areaOf,
  changedFields,
  isMorning,
  isPublishable,
  isStale,
  longestValidityMs,
  type Posting,
  type PublishableContent,
  revise,
  standingOf,
} from '../../shared/domain/posting.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { takeawayText } from '../../shared/domain/takeaway.ts';
import { searchKey } from '../../shared/domain/text.ts';
import { localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { distanceMetres } from '../../shared/geo/distance.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { type PostingReader, postingReader, postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import type { ImportFault, ImportRow } from './import/import-row.ts';

type Published = Posting & { readonly content: PublishableContent };

function toCard(posting: Published, station: StationSettings, nowMs: number): PostingCard {
  const { content } = posting;
  return {
    id: posting.id,
    title: content.title,
    trade: content.trade,
    wage: content.wage,
    settlement: content.settlement,
    workDate: content.workDate,
    startMinute: content.startMinute,
    area: areaOf(content.place),
    distanceMetres: content.point && station.point && Math.round(distanceMetres(station.point, content.point)),
    meals: content.meals,
    tools: content.tools,
    insurance: content.insurance,
    headcount: content.headcount,
    open: Math.max(0, content.headcount - posting.taken),
    verifiedAtMs: content.verifiedAtMs,
    stale: isStale(content, nowMs),
    demo: posting.demo,
  };
}

function toDetail(posting: Published, station: StationSettings, nowMs: number): PostingDetail {
  const { content } = posting;
  return {
    ...toCard(posting, station, nowMs),
    standing: standingOf(posting, nowMs),
    employer: content.employer,
    conditions: content.conditions,
    content: content.content,
    place: content.place,
    endMinute: content.endMinute,
    durationDays: content.durationDays,
    contactName: content.contactName,
    contactPhone: content.contactPhone,
    validThroughMs: content.validThroughMs,
    takeaway: takeawayText(content, station),
  };
}

function isShowable(posting: Posting): posting is Published {
  return posting.state !== 'draft' && posting.state !== 'pending' && isPublishable(posting.content);
}

type PostingQueries = Pick<KioskApi, 'roll.read' | 'posting.summarise' | 'posting.list' | 'posting.get'>;

export function postingQueries(postings: PostingReader, station: () => StationSettings, clock: StationClock): PostingQueries {
  const now = () => {
    const nowMs = clock.trustedMs();
    return { nowMs, today: workDayOf(nowMs), minute: localMinuteOf(nowMs) };
  };
  const cards = (page: Posting[], nowMs: number): PostingCard[] => {
    const settings = station();
    return page.filter(isShowable).map((posting) => toCard(posting, settings, nowMs));
  };

  return {
    async 'roll.read'({ limit = 48 }) {
      const at = now();
      const order = isMorning(at.minute) ? 'morning' : 'today';
      return { postings: cards(postings.pageOpen({ ...at, order, from: null, limit, offset: 0 }), at.nowMs) };
    },

    async 'posting.summarise'() {
      const trades = postings.countByTrade(now());
      const tops = trades.map((trade) => trade.top).filter((top) => top !== null);
      return {
        total: trades.reduce((sum, trade) => sum + trade.count, 0),
        startingToday: trades.reduce((sum, trade) => sum + trade.today, 0),
        topDayFen: tops.length > 0 ? Math.max(...tops) : null,
        trades: trades.map(({ trade, count }) => ({ code: trade, count })),
      };
    },

    async 'posting.list'({ order, trade, text, offset, limit }) {
      const key = searchKey(text ?? '');
      const query = { ...now(), trade, text: key === '' ? undefined : key };
      const page = postings.listOpen({ ...query, order, from: station().point, limit, offset });
      return { total: page.total, postings: cards(page.postings, query.nowMs) };
    },

    async 'posting.get'({ id }) {
      const posting = postings.get(id);
      if (!posting || !isShowable(posting)) throw new AppError('posting_not_found', 'no such posting', { id });
      return toDetail(posting, station(), clock.trustedMs());
    },
  };
}

export interface ImportBatch {
  readonly rows: readonly ImportRow[];
  /** What complete rows become: on the screen at once, or waiting for review. */
  readonly publish: 'published' | 'pending';
  readonly demo: boolean;
  /** Everything is judged and counted, nothing is kept. */
  readonly dryRun: boolean;
  readonly onProgress?: (done: number) => void;
}

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of postings that staff have closed: an import does not open them again. */
  readonly closedUntouched: number;
  /** Rows that can be read but not taken now; they were left out. */
  readonly faults: readonly ImportFault[];
}

const progressEvery = 500;

/**
 * Takes rows in one transaction: all of it is kept or none. The same (source, id) again is the same posting: an equal row
 * changes nothing, another one changes the fields that differ. What staff have decided (paused, closed) stays decided.
 */
export function importPostings(db: WritableDb, clock: StationClock, newId: NewId, batch: ImportBatch): ImportOutcome {
  const reader = postingReader(db);
  const writer = postingWriter(db);
  const nowMs = clock.nowMs();

  return inTransaction(db, () => {
    const outcome = { added: 0, changed: 0, unchanged: 0, closedUntouched: 0, faults: [] as ImportFault[] };
    batch.rows.forEach((row, index) => {
      if (index % progressEvery === 0) batch.onProgress?.(index);
      const before = reader.findByOrigin(row.source, row.sourceId);
      if (before && changedFields(before.content, row.content).length === 0) {
        outcome.unchanged++;
      } else if (before?.state === 'closed') {
        outcome.closedUntouched++;
      } else {
        const fault = validityFault(row, nowMs);
        if (fault) outcome.faults.push(fault);
        else if (before) {
          if (!batch.dryRun) writer.update(changedPosting(before, row, nowMs));
          outcome.changed++;
        } else {
          if (!batch.dryRun) writer.insert(newPosting(newId(), row, batch, nowMs));
          outcome.added++;
        }
      }
    });
    batch.onProgress?.(batch.rows.length);
    if (!batch.dryRun && outcome.added + outcome.changed > 0) stationWriter(db).touch();
    return outcome;
  });
}

/** Judged only for what is new or changed: the same file again next month must not turn into a list of complaints. */
function validityFault(row: ImportRow, nowMs: number): ImportFault | undefined {
  const { validThroughMs } = row.content;
  if (validThroughMs === null) return undefined;
  const fault = (code: 'expired' | 'validity_too_long', message: string): ImportFault => ({
    row: row.row,
    column: 'valid_through',
    code,
    message,
  });
  if (validThroughMs < nowMs) return fault('expired', '有效期已经过了，请改成今天或以后的日期。');
  if (validThroughMs > nowMs + longestValidityMs) return fault('validity_too_long', '有效期最长 30 天，请改近一些。');
  return undefined;
}

function newPosting(id: string, row: ImportRow, batch: ImportBatch, nowMs: number): Posting {
  const record = {
    id,
    source: row.source,
    sourceId: row.sourceId,
    closedReason: null,
    revision: 1,
    fieldRevisions: {},
    demo: batch.demo,
    reviewer: null,
    taken: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  return batch.publish === 'published' && isPublishable(row.content)
    ? { ...record, state: 'published', content: row.content, publishedAtMs: nowMs }
    : { ...record, state: 'pending', content: row.content, publishedAtMs: null };
}

function changedPosting(before: Posting, row: ImportRow, nowMs: number): Posting {
  const record = { ...before, ...revise(before, row.content), updatedAtMs: nowMs };
  if (before.state === 'published' || before.state === 'paused') {
    // A source that withdraws part of the legal minimum takes the posting off the screen, to be looked at.
    return isPublishable(row.content)
      ? { ...record, state: before.state, content: row.content }
      : { ...record, state: 'pending', content: row.content };
  }
  return { ...record, state: before.state, content: row.content };
}
