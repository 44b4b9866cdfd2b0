/** The only wiring: stores over the database, services over the stores, and one Web-standard handler, (Request) → Promise<Response>. */
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import type { HolidayTable } from '../../shared/domain/hours/holidays.ts';
import { mostBatchBytes } from '../../shared/exchange/outbox-batch.ts';
import { withConfirmations } from './exchange/confirmations.ts';
import { withDoors } from './exchange/doors.ts';
import { exchangeRoutes } from './exchange/exchange-routes.ts';
import { openHubKey } from './exchange/hub-key.ts';
import { inbox } from './exchange/inbox.ts';
import { links } from './exchange/links.ts';
import { requestTokens } from './exchange/request-token.ts';
import { standingNews } from './exchange/standing-news.ts';
import { HubError } from './hub-error.ts';
import { importRoutes } from './import/import-routes.ts';
import { uploadFolder } from './import/upload-folder.ts';
import { type HubLog, hubLog } from './log.ts';
import { photoFolder } from './photos/photo-folder.ts';
import { refusalOf } from './routes/answers.ts';
import { cityRoutes } from './routes/city-routes.ts';
import { deskPage } from './routes/desk-page.ts';
import { deskRoutes } from './routes/desk-routes.ts';
import { type HubEnv, noLargerThan, onlyJson, sameOrigin } from './routes/guards.ts';
import type { HubParts } from './routes/hub-parts.ts';
import { liveRoutes } from './routes/live-routes.ts';
import { mapFiles } from './routes/map-files.ts';
import { operatorRoutes } from './routes/operator-routes.ts';
import { photoFiles } from './routes/photo-files.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { siteFiles } from './routes/site-files.ts';
import { stationPostingRoutes } from './routes/station-posting-routes.ts';
import { stationRoutes } from './routes/station-routes.ts';
import { tellingRoutes } from './routes/telling-routes.ts';
import { textRoutes } from './routes/text-routes.ts';
import { operators } from './services/operators.ts';
import type { Cost } from './services/passwords.ts';
import { type MapPublisher, type Publishing, startPublishing } from './services/publishing.ts';
import { shownStations } from './services/shown-stations.ts';
import { tellReports, tellStations } from './services/tell-changes.ts';
import type { HubDb } from './store/hub-db.ts';
import { plainReading } from './store/plain-reading.ts';
import { sqlLiveStore } from './store/sql-live-store.ts';
import { sqlReportStore } from './store/sql-report-store.ts';
import { sqlStationStore } from './store/sql-station-store.ts';
import { submissionRoutes } from './submissions/submission-routes.ts';
import { submissions } from './submissions/submissions.ts';
import { sweepTelling } from './telling/take-away.ts';

export interface HubOptions {
  readonly db: HubDb;
  readonly nowMs: () => number;
  /** Photos and files on their way in. */
  readonly dataDir: string;
  /** The published map, served under /map/. */
  readonly mapDir: string;
  /** The built site. */
  readonly siteDir: string;
  /** The built page of the operators; undefined: there is none here. */
  readonly deskDir?: string;
  /** The cards' lists. */
  readonly listsDir: string;
  readonly holidays: HolidayTable;
  readonly demo: boolean;
  /** Null: the folder is served as it lies there. */
  readonly publisher: MapPublisher | null;
  /** How many proxies of our own stand before the hub: so many names at the end of X-Forwarded-For are believed. */
  readonly proxies?: number;
  /** Reached over https only: the cookie then never travels without. */
  readonly secure?: boolean;
  readonly log?: HubLog;
  /** Of passwords' hashes; tests take a cheap one. */
  readonly cost?: Cost;
}

export interface Hub {
  /** `env.address`: of the socket's other end. */
  fetch(request: Request, env?: { readonly address?: string }): Promise<Response>;
  readonly parts: HubParts;
  /** `GET /api/health`: every route of the API, for the test of its document. */
  readonly routes: readonly string[];
  /** Null without a publisher. */
  readonly publishing: Publishing | null;
  /** Ends the publishing; the database is the caller's. */
  close(): Promise<void>;
}

const everyAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // pages and workers have policies of their own
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const longestBody = 64 * 1024;
const isBatch = (path: string) => path === '/api/exchange/outbox';
/** Bodies that are no JSON; their routes have limits of their own. */
const isFile = (method: string, path: string) =>
  (method === 'PUT' && /^\/api\/stations\/\d+\/photos$/.test(path)) || (method === 'POST' && path === '/api/imports');

export async function createHub(options: HubOptions): Promise<Hub> {
  const { db, nowMs, dataDir, publisher, holidays, demo, proxies = 0, secure = false, log = hubLog(), cost } = options;
  let publishing: Publishing | null = null;
  const changed = () => {
    shown.forget();
    publishing?.poke();
  };
  const changedHere = () => {
    changed();
    news.poke();
  };
  const stations = tellStations(sqlStationStore({ db, nowMs }), changedHere);
  const reports = tellReports(sqlReportStore(db), changedHere);
  const live = sqlLiveStore({ db, nowMs });
  const seen = withDoors(stations, db);
  const trust = withConfirmations(reports, db);
  const shown = shownStations({ plain: plainReading(db), stations: seen, trust, live, nowMs });
  const photos = photoFolder(join(dataDir, 'photos'));
  const parts: HubParts = {
    ...{ stations, shown, live, reports, photos, nowMs, proxies, secure, operators: operators({ db, nowMs, cost }) },
    ...{ links: links({ db, nowMs }), inbox: inbox(db) },
  };
  const employers = submissions({ db, nowMs });
  await parts.links.ledger();
  const news = standingNews({
    ...{ db, inbox: parts.inbox, stations, reports, holidays, listsDir: options.listsDir, nowMs },
    onError: (error) => void log.bug('telling stations', error),
  });
  news.poke();
  const sweeping = sweepTelling({ db, nowMs }, (error) => void log.bug('taking away what is over', error));
  if (publisher) {
    const onError = (error: unknown) => void log.bug('publishing', error);
    publishing = startPublishing({ publisher, stations: seen, trust, live, nowMs, onError });
  }

  const app = new OpenAPIHono<HubEnv>();
  app.onError((error, { req }) => refusalOf(error, (bug) => log.bug(`${req.method} ${req.routePath}`, bug)));
  app.use(compress());
  app.use('/api/*', sameOrigin);
  const [small, batch, json] = [noLargerThan(longestBody), noLargerThan(mostBatchBytes), onlyJson];
  app.use('/api/*', (context, next) =>
    isFile(context.req.method, context.req.path) ? next() : (isBatch(context.req.path) ? batch : small)(context, next),
  );
  app.use('/api/*', (context, next) => (isFile(context.req.method, context.req.path) ? next() : json(context, next)));
  app.use('/api/*', async (context, next) => {
    await next();
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  for (const routes of [stationRoutes, reportRoutes, liveRoutes, operatorRoutes]) app.route('/', routes(parts));
  app.route('/', deskRoutes({ ...parts, ...{ db, holidays, seen, trust }, publishing: () => publishing }));
  app.route('/', cityRoutes({ ...parts, db, holidays, demo }));
  for (const routes of [tellingRoutes, stationPostingRoutes]) app.route('/', routes({ ...parts, db }));
  app.route('/', submissionRoutes({ submissions: employers, proxies }));
  app.route('/', importRoutes(parts, await uploadFolder(join(dataDir, 'uploads'), nowMs)));
  app.route(
    '/',
    exchangeRoutes({
      ...parts,
      ...{ db, tokens: requestTokens(parts.links, nowMs), hubKey: openHubKey(dataDir).publicKey },
      onRead: (number, upTo) => employers.taken(number, upTo),
      onFacts: (_, facts) => {
        if (facts.some(({ kind }) => kind === 'live')) publishing?.pokeLive();
        changed();
      },
    }),
  );
  app.openAPIRegistry.registerComponent('securitySchemes', 'station', { type: 'http', scheme: 'bearer' });
  const info = {
    title: '驿站地图',
    version: '1',
    description: 'Stations, reports and live figures. Answers are `{ok, value}` or `{ok, error}`.',
  };
  app.doc31('/openapi.json', { openapi: '3.1.0', info });
  app.all('/api/*', ({ req }) => {
    throw new HubError('not_found', '没有这个接口：看 /openapi.json', { method: req.method });
  });
  app.route('/', mapFiles(options.mapDir));
  app.route('/', photoFiles(photos));
  app.route('/', textRoutes({ stations: seen, live, trust, nowMs, holidays, demo }));
  app.route('/', deskPage(options.deskDir));
  app.route('/', siteFiles({ siteDir: options.siteDir, listsDir: options.listsDir, configFile: join(dataDir, 'site-config.json') }));

  return {
    async fetch(request, env = {}) {
      const response = await app.fetch(request, env);
      for (const [name, value] of Object.entries(everyAnswer)) if (!response.headers.has(name)) response.headers.set(name, value);
      return response;
    },
    parts,
    routes: [...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))],
    publishing,
    close: async () => {
      await news.stop();
      await sweeping.stop();
      await publishing?.stop();
    },
  };
}
