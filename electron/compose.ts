/**
 * The only wiring of a station: opens its data, builds the services, returns the handler. Either host calls it; so do tests
 * and tools. Nothing below knows which host it runs in.
 */

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Actor } from '../shared/api/actor.ts';
import type { StationApi } from '../shared/api/operations.ts';
import { createDispatch, type Dispatch, type DispatchOptions } from './api/dispatch.ts';
import { createHandler, type Handler } from './api/handler.ts';
import { pageFiles } from './api/page-files.ts';
import { renderStaticRoll } from './api/static-roll.ts';
import { createBallast } from './ballast.ts';
import { careThread } from './care/thread.ts';
import { careReader } from './db/care-repository.ts';
import type { WritableDb } from './db/database.ts';
import { explainStorageError } from './db/explain.ts';
import { keyUseReader } from './db/key-repository.ts';
import { openDatabase } from './db/open.ts';
import { postingReader } from './db/posting-repository.ts';
import { stationReader, stationWriter } from './db/station-repository.ts';
import { visitReader } from './db/visit-repository.ts';
import { openDrives } from './drives/drive-list.ts';
import { mountedDrives } from './drives/mounted-drives.ts';
import { type StationLink, stationLink } from './hub-link/station-link.ts';
import { type KeyState, openKeys } from './keys/station-keys.ts';
import { switchableKeys } from './keys/switchable-keys.ts';
import { lanDesk, usualLanPort } from './lan/lan-desk.ts';
import type { Log } from './log.ts';
import { choosePrinter, readPrinterSetting } from './printing/choose-printer.ts';
import { createNoPrinter } from './printing/none.ts';
import type { Printer } from './printing/printer.ts';
import { readBack } from './printing/read-back.ts';
import { switchableQueue } from './printing/switchable-queue.ts';
import { reportThread } from './reports/thread.ts';
import { auditLog } from './services/audit.ts';
import { backups } from './services/backup-service.ts';
import { cabinetOperations } from './services/cabinet-service.ts';
import { cardHolder } from './services/card-holder.ts';
import { type CardDesk, cardIssuing } from './services/card-issuing.ts';
import { cardOperations } from './services/card-service.ts';
import { careStatus } from './services/care-status.ts';
import { type Clock, type StationClock, stationClock, systemClock } from './services/clock.ts';
import type { DatabaseCopies } from './services/database-copies.ts';
import { keepDemoMatches } from './services/demo-matches.ts';
import { keepDemoNotices } from './services/demo-notices.ts';
import { type Demo, loadDemo, redateDemo } from './services/demo-service.ts';
import { keepDemoWorkers } from './services/demo-workers.ts';
import { deskQueries } from './services/desk-service.ts';
import { doorOperations } from './services/door-service.ts';
import type { Drives } from './services/drives.ts';
import { employerOperations } from './services/employer-service.ts';
import { type HostPorts, type LanPort, noHost } from './services/host-ports.ts';
import { type NewId, newId } from './services/id.ts';
import { linkOperations } from './services/link-service.ts';
import { linkTodo } from './services/link-todo.ts';
import { demoLists } from './services/list-service.ts';
import { matchBook } from './services/match-book.ts';
import { matchOperations } from './services/match-service.ts';
import { noticeOperations } from './services/notice-service.ts';
import { permissions } from './services/permissions.ts';
import { phonesExport } from './services/phones-export.ts';
import { postingDeskOperations } from './services/posting-desk-service.ts';
import { postingQueries } from './services/posting-service.ts';
import { powerBankOperations } from './services/power-bank-service.ts';
import { type PrintingPorts, printOperations } from './services/printing-service.ts';
import { reachOperations } from './services/reach-service.ts';
import { referralOperations } from './services/referral-service.ts';
import { registering } from './services/registering.ts';
import { reportOperations } from './services/report-service.ts';
import type { ReportSource } from './services/report-source.ts';
import { finishRestore, restoreFolder } from './services/restore-plan.ts';
import { restoring } from './services/restore-service.ts';
import { type Forgotten, retention } from './services/retention-service.ts';
import { sessions as touchSessions } from './services/sessions.ts';
import { settingsOperations } from './services/settings-service.ts';
import { staffPeople } from './services/staff-people.ts';
import { staffOperations } from './services/staff-service.ts';
import { staffSessions } from './services/staff-sessions.ts';
import { cardSiteOf, settingsReader, stationQueries } from './services/station-service.ts';
import { visitDeskOperations } from './services/visit-desk-service.ts';
import { visitOperations } from './services/visit-service.ts';
import { wallQueries } from './services/wall-service.ts';
import { withdrawal } from './services/withdrawal.ts';
import { workerOperations, workerRows } from './services/worker-service.ts';
import { lockStation } from './station-lock.ts';

export interface Station {
  readonly handler: Handler;
  readonly api: StationApi;
  /** The origin of the public map, which the page may show in a frame; null where there is none. */
  mapOrigin(): string | null;
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
  /** The printer in one line of text (docs/printing.md); none without it. */
  readonly printer?: string | undefined;
  /** Drives that staff plug in; the machine's own where nothing else is said. */
  readonly drives?: Drives | undefined;
  /** Where the desk over the LAN listens once it is turned on; the usual port, this machine's addresses where nothing else is said. */
  readonly lan?: { readonly port?: number | undefined; readonly addresses?: (() => readonly string[]) | undefined } | undefined;
  /** Asks the hub; the host's own where nothing else is said. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly clock?: Clock;
  readonly newId?: NewId;
}

const careEveryMs = 60_000;
const linkEveryMs = 1000;
const reopenAfterMs = 300;

export interface StationParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId?: NewId;
  readonly keys: KeyState;
  /** Puts others in their place, as an enrolment does. */
  readonly setKeys?: (next: KeyState) => void;
  /** Asks the hub. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly printing: PrintingPorts;
  readonly drives?: Drives | undefined;
  /** Where reports are counted: a thread beside the station, where nothing else is said. */
  readonly reports?: ReportSource | undefined;
  /** Tells which cards are void; see list-service. */
  readonly publishLists?: () => void;
  /** Copies and checks of the whole database: a thread beside the station, where nothing else is said. */
  readonly copies?: DatabaseCopies | undefined;
  readonly host?: HostPorts | undefined;
  readonly monotonicMs?: () => number;
}

export interface StationServices {
  readonly api: StationApi;
  /** Who of the staff a token belongs to. */
  readonly actorOf: (token: string) => Actor | undefined;
  /** The same for the desk over the LAN, which is a way in of its own. */
  readonly lan: { readonly api: StationApi; readonly actorOf: (token: string) => Actor | undefined };
  readonly backups: { keep(): void; settled(): Promise<void> };
  /** What is forgotten by itself. */
  forget(): Forgotten;
  readonly link: StationLink;
}

/** The services over an open database: what the handler serves and what benches and tests measure. */
export function stationServices({
  db,
  clock,
  newId: makeId = newId,
  keys,
  setKeys = () => {},
  fetch = globalThis.fetch,
  printing,
  drives = openDrives(mountedDrives),
  reports = reportThread(db.name),
  publishLists = () => {},
  copies = careThread(db.name),
  host = noHost,
  monotonicMs = () => performance.now(),
}: StationParts): StationServices {
  const postings = postingReader(db);
  const settings = settingsReader(db);
  const sessions = touchSessions();
  const staff = staffSessions(monotonicMs);
  const audit = auditLog(db, clock, makeId);
  const desk: CardDesk = { db, clock, newId: makeId, keys, settings, audit, publishLists };
  const issuing = cardIssuing(desk);
  const book = matchBook(desk);
  const registrations = registering(desk);
  const withdraw = withdrawal(desk, issuing, book);
  const people = { db, clock, newId: makeId, audit, sessions: staff, keys };
  const permits = permissions(db);
  const openedMs = monotonicMs();
  const caring = { db, dataDir: dirname(db.name), clock, keys, copies, drives, audit, permits, settings };
  const kept = backups(caring);
  const link = stationLink({ db, dataDir: dirname(db.name), clock, newId: makeId, keys, setKeys, audit, monotonicMs, fetch });
  const hub = linkOperations({ db, clock, audit, permits, keys, link, drives });
  const told = linkTodo({ db, clock, audit, rowOf: workerRows(desk, issuing) });
  const api = {
    ...stationQueries(db, postings, settings, clock),
    ...postingQueries(postings, settings, clock),
    ...reachOperations(db, clock),
    ...visitOperations(db, clock, makeId, (sessionId) => sessions.find(sessionId)?.workerId),
    ...cardOperations(desk, issuing, sessions, withdraw, registrations),
    ...printOperations(desk, issuing, sessions, printing),
    ...wallQueries(db, clock),
    ...referralOperations(desk, sessions, postings),
    ...workerOperations({ desk, issuing, registrations, withdraw, book, onGone: sessions.cut }),
    ...matchOperations(desk, issuing, book, postings),
    ...employerOperations(desk),
    ...deskQueries(desk, issuing),
    ...reportOperations({ db, clock, audit, permits, keys, drives, source: reports, queue: printing.queue }),
    ...postingDeskOperations({ db, clock, newId: makeId, audit, settings, postings, drives }),
    ...visitDeskOperations({ db, clock, newId: makeId, audit }),
    ...powerBankOperations(desk, cardHolder(desk, issuing)),
    ...cabinetOperations(desk),
    ...noticeOperations(desk),
    ...staffOperations(people),
    ...staffPeople(people, permits),
    ...careStatus({ ...caring, queue: printing.queue, kept, link: hub.status, openForMs: () => monotonicMs() - openedMs }),
    'backup.make': kept['backup.make'],
    ...restoring({ ...caring, reopen: host.reopen }),
    ...settingsOperations({ db, audit, permits, host, queue: printing.queue }),
    ...phonesExport(caring),
    ...hub.api,
    ...told,
    ...doorOperations({ db, clock, newId: makeId, audit, settings }),
  } satisfies StationApi;
  return {
    api,
    actorOf: (token) => staff.find(token, 'kiosk'),
    lan: { api: { ...api, ...staffOperations(people, 'lan') }, actorOf: (token) => staff.find(token, 'lan') },
    backups: { keep: () => kept.keep(monotonicMs() - openedMs), settled: kept.settled },
    forget: retention(desk, issuing, book).keep,
    link,
  };
}

/**
 * Opens the station, and after a restore closes it and opens it anew; what asks meanwhile is told to come again.
 * @throws AppError what stands in the way of opening: already_running, database_*, data_*, disk_full
 */
export function openStation(options: StationOptions): Station {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let opened: Station | undefined = openOnce(options, reopen);
  let last = opened;

  function reopen(): void {
    // The answer goes out first.
    timer = setTimeout(() => {
      if (closed) return;
      try {
        opened?.close();
        opened = undefined;
        last = opened = openOnce(options, reopen);
      } catch (error) {
        options.log.error('not_reopened', { error: String(error) });
        reopen();
      }
    }, reopenAfterMs);
  }

  return {
    handler: async (request) => opened?.handler(request) ?? new Response('starting', { status: 503 }),
    get api() {
      return last.api;
    },
    mapOrigin: () => last.mapOrigin(),
    close: () => {
      closed = true;
      clearTimeout(timer);
      opened?.close();
    },
  };
}

/** A restore that was under way when the power went is finished first. */
function finishUnderLock(dataDir: string, log: Log): void {
  if (!existsSync(restoreFolder(dataDir))) return;
  const lock = lockStation(dataDir);
  try {
    if (finishRestore(dataDir)) log.info('restored');
  } finally {
    lock.release();
  }
}

function openOnce(options: StationOptions, reopen: () => void): Station {
  const { dataDir, log, newId: makeId = newId, clock: wall = systemClock } = options;
  finishUnderLock(dataDir, log);
  const db = openDatabase(dataDir);
  let lock: { release(): void } | undefined;
  let keys: KeyState | undefined;
  let reports: ReportSource | undefined;
  let copies: DatabaseCopies | undefined;
  let lan: LanPort | undefined;
  try {
    lock = lockStation(dataDir);
    const lastEventMs = Math.max(visitReader(db).lastAtMs(), stationReader(db).lastSeenMs());
    const clock = stationClock(wall, lastEventMs);
    const ballast = createBallast(dataDir);
    const demo = demoKeeper(db, clock, makeId, options.demo);
    const own = switchableKeys(openStationKeys(db, clock, dataDir));
    keys = own.state;
    if (keys.kind === 'unusable') log.warn('keys_unusable', { code: keys.code });
    const lists = demoLists({
      ...{ db, clock, keys, dataDir, settings: settingsReader(db) },
      onTrouble: (error) => log.warn('lists_not_published', { code: explainStorageError(error)?.code ?? String(error) }),
    });
    const line = careReader(db).find().printer ?? options.printer;
    const printing = { queue: switchableQueue(openPrinter(line, log)), readBack };
    const serving: { handle?: Dispatch } = {};
    lan = lanDesk({
      ...{ dataDir, log, nowMs: clock.trustedMs, port: options.lan?.port ?? usualLanPort, addresses: options.lan?.addresses },
      serve: {
        dispatch: (...call) => (serving.handle as Dispatch)(...call),
        files: pageFiles(options.rendererDir),
        monotonicMs: wall.monotonicMs,
      },
    });
    const host: HostPorts = {
      lan,
      reopen,
      setPrinter: (chosen) => printing.queue.use(choosePrinter(readPrinterSetting(chosen ?? options.printer))),
    };
    copies = careThread(db.name);
    reports = reportThread(db.name);
    const { api, actorOf, forget, backups, link, ...services } = stationServices({
      ...{
        db,
        reports,
        clock,
        newId: makeId,
        keys,
        setKeys: own.use,
        fetch: options.fetch,
        printing,
        drives: options.drives,
        publishLists: lists.publish,
      },
      ...{ copies, host, monotonicMs: wall.monotonicMs },
    });

    const care = () => {
      try {
        ballast.restore();
        demo.keep();
        lists.keep();
        const forgotten = forget();
        if (forgotten.workers + forgotten.contents + forgotten.borrowers > 0) log.info('forgotten', forgotten);
        if (clock.state() === 'good') stationWriter(db).seen(clock.nowMs());
        backups.keep();
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
    const exchanging = setInterval(() => {
      link.tick().catch((error: unknown) => {
        if (!ended) log.warn('link_tick', { code: explainStorageError(error)?.code ?? String(error) });
      });
    }, linkEveryMs);
    exchanging.unref();
    let ended = false;

    const report: DispatchOptions['report'] = (event, { error, ...details }) => {
      if (details.code === 'disk_full') ballast.release();
      log[event === 'bug' ? 'error' : 'warn'](event, { ...details, error: error instanceof Error ? error.stack : String(error) });
    };
    const dispatch = createDispatch({ api, actorOf, explain: explainStorageError, report });
    serving.handle = createDispatch({ ...services.lan, explain: explainStorageError, report });
    if (careReader(db).find().lan) lan.open().catch((error: unknown) => log.warn('lan_not_opened', { error: String(error) }));
    const settings = settingsReader(db);
    const mapOrigin = () => {
      const site = cardSiteOf(settings(), stationReader(db).demoDay() !== null);
      return site && new URL(site).origin;
    };
    const handler = createHandler({
      dispatch,
      files: pageFiles(options.rendererDir),
      staticRoll: (page) => renderStaticRoll(api, page),
      origins: () => options.origins,
      frameOrigin: mapOrigin,
      onOperation: (name) => name === 'changes.read' && options.onSignOfLife?.(),
    });
    log.info('opened', { schema: db.pragma('user_version', { simple: true }), clock: clock.state() });

    return {
      handler,
      api,
      mapOrigin,
      close: () => {
        ended = true;
        clearInterval(timer);
        clearInterval(exchanging);
        link.close();
        void printing.queue.close();
        void lan?.shut();
        copies?.close();
        if (keys?.kind === 'ready') keys.keys.close();
        reports?.close();
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
      if (station.demoDay() === null) return;
      redateDemo(db, clock, demo());
      keepDemoWorkers(db, clock, makeId, demo().workers);
      keepDemoMatches(db, clock, makeId, demo().matches);
      keepDemoNotices(db, clock, makeId, demo().notices);
    },
  };
}

/** A line that names no printer is told in the log: a kiosk without paper is better than none. */
function openPrinter(line: string | undefined, log: Log): Printer {
  try {
    return choosePrinter(readPrinterSetting(line));
  } catch (error) {
    log.warn('printer_not_chosen', { code: explainStorageError(error)?.code ?? String(error) });
    return createNoPrinter();
  }
}

/** The number under which a demo signs: its keys are in no list but its own. */
const demoStation = 1;

function openStationKeys(db: WritableDb, clock: StationClock, dataDir: string): KeyState {
  const isDemo = stationReader(db).demoDay() !== null;
  return openKeys(dataDir, { demoStation: isDemo ? demoStation : null, used: keyUseReader(db).list(), nowMs: clock.trustedMs() });
}
