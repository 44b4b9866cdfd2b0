/**
 * The demo: made-up postings of an invented city, dated anew each day so that it never runs dry. Everything that comes from it
 * is marked, and one command empties it for real use.
 */
import { changedFields, type Posting, type PostingContent, revise } from '../../shared/domain/posting.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { addDays, daysBetween, type LocalDate, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { doorWriter } from '../db/door-repository.ts';
import { employerWriter } from '../db/employer-repository.ts';
import { linkWriter } from '../db/link-repository.ts';
import { matchWriter } from '../db/match-repository.ts';
import { noticeWriter } from '../db/notice-repository.ts';
import { postingReader, postingWriter } from '../db/posting-repository.ts';
import { stationReader, stationWriter } from '../db/station-repository.ts';
import { workerReader, workerWriter } from '../db/worker-repository.ts';
import type { StationClock } from './clock.ts';
import type { DemoMatches } from './demo-matches.ts';
import type { DemoNotices } from './demo-notices.ts';
import type { DemoWorkers } from './demo-workers.ts';
import type { NewId } from './id.ts';
import type { ImportRow } from './import/import-row.ts';
import { importPostings } from './posting-import.ts';

const dayMs = 86_400_000;

/** A moment moved by whole days, and not beyond now: the demo must not claim a verification that is still to come. */
function movedMs(atMs: number, days: number, nowMs: number): number {
  const moved = atMs + days * dayMs;
  return moved > nowMs ? moved - Math.ceil((moved - nowMs) / dayMs) * dayMs : moved;
}

function datedContent(content: PostingContent, days: number, nowMs: number): PostingContent {
  const { workDate, validThroughMs, verifiedAtMs } = content;
  return {
    ...content,
    workDate: workDate && addDays(workDate, days),
    validThroughMs: validThroughMs && validThroughMs + days * dayMs,
    verifiedAtMs: verifiedAtMs && movedMs(verifiedAtMs, days, nowMs),
  };
}

/** What the demo is made of: the station, and rows whose dates count from `baseDay`. */
export interface Demo {
  readonly settings: StationSettings;
  readonly rows: readonly ImportRow[];
  readonly baseDay: LocalDate;
  readonly workers: DemoWorkers;
  readonly notices: DemoNotices;
  readonly matches: DemoMatches;
}

/** Writes the demo station into a new database, its rows moved to today. */
export function loadDemo(db: WritableDb, clock: StationClock, newId: NewId, demo: Demo): void {
  const nowMs = clock.nowMs();
  const today = workDayOf(nowMs);
  const days = daysBetween(demo.baseDay, today);
  inTransaction(db, () => {
    stationWriter(db).create(demo.settings, today);
    const rows = demo.rows.map((row) => ({ ...row, content: datedContent(row.content, days, nowMs) }));
    const outcome = importPostings(db, clock, newId, { rows, publish: 'published', demo: true, dryRun: false });
    if (outcome.faults.length > 0) throw new Error(`the demo's own file has faults: ${JSON.stringify(outcome.faults[0])}`);
  });
}

/**
 * Dates the made-up postings anew: days of work and validity once a day, the verification as its time of day comes round
 * (in between it is yesterday's). A verification by staff stays where it is later. Answers how many postings moved.
 */
export function redateDemo(db: WritableDb, clock: StationClock, demo: Demo): number {
  const demoDay = stationReader(db).demoDay();
  if (demoDay === null) return 0;
  const nowMs = clock.trustedMs();
  const today = workDayOf(nowMs);
  const days = daysBetween(demo.baseDay, today);
  const contents = new Map(demo.rows.map((row) => [row.sourceId, row.content]));

  return inTransaction(db, () => {
    const writer = postingWriter(db);
    const station = stationWriter(db);
    let moved = 0;
    for (const posting of postingReader(db).listDemo()) {
      const original = contents.get(posting.sourceId);
      if (!original) continue;
      const dated = datedContent(original, days, nowMs);
      const dates = {
        verifiedAtMs: dated.verifiedAtMs && Math.max(dated.verifiedAtMs, posting.content.verifiedAtMs ?? 0),
        ...(demoDay === today ? {} : { workDate: dated.workDate, validThroughMs: dated.validThroughMs ?? posting.content.validThroughMs }),
      };
      const after = { ...posting, content: { ...posting.content, ...dates } } as Posting;
      if (changedFields(posting.content, after.content).length === 0) continue;
      writer.update({ ...after, ...revise(posting, after.content), updatedAtMs: nowMs });
      moved++;
    }
    if (demoDay !== today) station.setDemoDay(today);
    if (moved > 0 || demoDay !== today) station.touch();
    return moved;
  });
}

/** Empties the demo for real use: made-up postings, workers, matches and employers go, what people did at the screen stays. Answers how many postings went. */
export function emptyDemo(db: WritableDb): number {
  return inTransaction(db, () => {
    matchWriter(db).deleteDemo();
    const gone = postingWriter(db).deleteDemo();
    noticeWriter(db).deleteDemo();
    const workers = workerWriter(db);
    workers.deleteDemo();
    // One that staff looked at stays in the log, as nobody.
    for (const { id } of workerReader(db).listDemo()) workers.forget(id, stationReader(db).lastSeenMs());
    employerWriter(db).deleteDemo();
    const station = stationWriter(db);
    // It was one on this machine only; the real one is enrolled at by staff.
    linkWriter(db).leave();
    // What was tried out must not shut the real station on the map.
    doorWriter(db).clear();
    station.setDemoDay(null);
    station.touch();
    return gone;
  });
}
