/**
 * The only wiring of a station: opens its data, builds the services, returns the handler. Either host calls it; so do tests
 * and tools. Nothing below knows which host it runs in.
 */
import type { KioskApi } from '../shared/api/kiosk-api.ts';
import { createDispatch } from './api/dispatch.ts';
import { createHandler, type Handler } from './api/handler.ts';
import { pageFiles } from './api/page-files.ts';
import { renderStaticRoll } from './api/static-roll.ts';
import { createBallast } from './ballast.ts';
import type { WritableDb } from './db/database.ts';
import { explainStorageError } from './db/explain.ts';
import { openDatabase } from './db/open.ts';
import { postingReader } from './db/posting-repository.ts';
import { stationReader, stationWriter } from './db/station-repository.ts';
import { visitReader } from './db/visit-repository.ts';
import type { Log } from './log.ts';
import { type Clock, type StationClock, stationClock, systemClock } from './services/clock.ts';
import { type Demo, loadDemo, redateDemo } from './services/demo-service.ts';
import { type NewId, newId } from './services/id.ts';
import { postingQueries } from './services/posting-service.ts';
import { reachOperations } from './services/reach-service.ts';
import { settingsReader, stationQueries } from './services/station-service.ts';
import { visitOperations } from './services/visit-service.ts';
import { lockStation } from './station-lock.ts';

export interface Station {
  readonly handler: Handler;
  readonly api: KioskApi;
  close(): void;
}

export interface StationOptions {
  readonly dataDir: string;
  /** Folder of the built page. */
  readonly rendererDir: string;
  /** Origins under which the page may call. */
  readonly origins: readonly string[];
  readonly log: Log;
  /** Read when the data folder is new. */
  readonly demo: () => Demo;
  readonly onSignOfLife?: (() => void) | undefined;
  readonly clock?: Clock;
  readonly newId?: NewId;
}

const careEveryMs = 60_000;

/** The services over an open database: what the handler serves and what benches and tests measure. */
export function kioskApi(db: WritableDb, clock: StationClock, makeId: NewId = newId): KioskApi {
  const postings = postingReader(db);
  const settings = settingsReader(db);
  return {
    ...stationQueries(db, postings, settings, clock),
    ...postingQueries(postings, settings, clock),
    ...reachOperations(db, clock),
    ...visitOperations(db, clock, makeId),
  };
}

/** @throws AppError what stands in the way of opening: already_running, database_*, data_*, disk_full */
export function openStation(options: StationOptions): Station {
  const { dataDir, log, newId: makeId = newId, clock: wall = systemClock } = options;
  const db = openDatabase(dataDir);
  let lock: { release(): void } | undefined;
  try {
    lock = lockStation(dataDir);
    const lastEventMs = Math.max(visitReader(db).lastAtMs(), stationReader(db).lastSeenMs());
    const clock = stationClock(wall, lastEventMs);
    const ballast = createBallast(dataDir);
    const demo = demoKeeper(db, clock, makeId, options.demo);
    const api = kioskApi(db, clock, makeId);

    const care = () => {
      try {
        ballast.restore();
        demo.keep();
        if (clock.state() === 'good') stationWriter(db).seen(clock.nowMs());
      } catch (error) {
        const refusal = explainStorageError(error);
        if (!refusal) throw error;
        log.warn('care_refused', { code: refusal.code });
        if (refusal.code === 'disk_full') ballast.release();
      }
    };
    care();
    const timer = setInterval(care, careEveryMs);
    timer.unref();

    const dispatch = createDispatch({
      api,
      explain: explainStorageError,
      report: (event, { error, ...details }) => {
        if (details.code === 'disk_full') ballast.release();
        log[event === 'bug' ? 'error' : 'warn'](event, { ...details, error: error instanceof Error ? error.stack : String(error) });
      },
    });
    const handler = createHandler({
      dispatch,
      files: pageFiles(options.rendererDir),
      staticRoll: (page) => renderStaticRoll(api, page),
      origins: () => options.origins,
      onOperation: (name) => name === 'changes.read' && options.onSignOfLife?.(),
    });
    log.info('opened', { schema: db.pragma('user_version', { simple: true }), clock: clock.state() });

    return {
      handler,
      api,
      close: () => {
        clearInterval(timer);
        db.close();
        lock?.release();
        log.info('closed');
      },
    };
  } catch (error) {
    lock?.release();
    db.close();
    throw explainStorageError(error) ?? error;
  }
}

/** Loads the demo into a new database, and keeps its dates; reads the demo's file only when there is a demo. */
function demoKeeper(db: WritableDb, clock: StationClock, makeId: NewId, read: () => Demo): { keep(): void } {
  const station = stationReader(db);
  let known: Demo | undefined;
  const demo = () => {
    known ??= read();
    return known;
  };
  if (station.findSettings() === undefined) loadDemo(db, clock, makeId, demo());
  return {
    keep: () => {
      if (station.demoDay() !== null) redateDemo(db, clock, demo());
    },
  };
}
