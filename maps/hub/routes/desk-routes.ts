/** What the operators' page shows beside single stations: pages with their state, what is gone, who did what, what is published. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import { openState } from '../../../shared/domain/hours/open-state.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import type { Publishing } from '../services/publishing.ts';
import { type AuditFilter, type AuditLine, readAudit } from '../store/audit.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { ReportCase, TrustStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';
import { answers, good } from './answers.ts';
import { auditLineSchema, deskRowSchema, deskStationSchema, flatState, goneStationSchema, publishingSchema } from './desk-schemas.ts';
import { type HubEnv, may } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';
import { numberParam } from './station-schemas.ts';

export interface DeskParts extends HubParts {
  readonly db: HubDb;
  readonly holidays: HolidayTable;
  /** As the public sees them: their own doors laid over. */
  readonly seen: StationStore;
  readonly trust: TrustStore;
  readonly publishing: () => Publishing | null;
}

const word = z.string().max(20).optional();
const pageQuery = z.object({
  after: z.coerce.number().pipe(z.int().min(0).max(999_999)).optional(),
  ...{ province: word, city: word, district: word },
  search: z.string().max(40).optional(),
});
const pageSize = 50;
const historyLines = 20;
const mostGone = 500;

export function deskRoutes({ db, holidays, seen, trust, publishing, ...parts }: DeskParts): OpenAPIHono<HubEnv> {
  const { stations, reports, live, operators, nowMs } = parts;
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const look = may('look', operators);
  const edit = may('edit', operators);
  const stateOf = ({ hours, closures }: ListedStation) => flatState(openState(hours.schedule, closures, nowMs(), holidays));

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/stations',
      summary: 'Stations page by page as the operators’ page lists them, with how many there are',
      middleware: [look] as const,
      request: { query: pageQuery },
      responses: answers('A page', z.object({ rows: z.array(deskRowSchema), next: z.int().nullable(), count: z.int() })),
    }),
    async (context) => {
      const { after, search = '', province = '', city = '', district = '' } = context.req.valid('query');
      const path = [province, city, district];
      const end = path.indexOf('');
      const filter = { district: end < 0 ? path : path.slice(0, end), search };
      const [page, count, cases, shown] = await Promise.all([
        seen.list({ ...filter, limit: pageSize, ...(after !== undefined && { after }) }),
        stations.count(filter),
        reports.cases(nowMs()),
        trust.all(nowMs()),
      ]);
      const rows = page.stations.map(({ station }) => ({
        ...{ number: station.number, name: station.name, district: station.district, address: station.address },
        ...{ state: stateOf(station), waiting: waitingOf(cases, station.number), doubt: shown.get(station.number)?.doubt ?? null },
      }));
      return context.json(good({ rows, next: page.next, count }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/stations/{number}',
      summary: 'One station as the operators keep it, how the public sees it, and who changed it',
      middleware: [look] as const,
      request: { params: numberParam },
      responses: answers('The station', deskStationSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const stored = await stations.get(number);
      const [asSeen, shown, figures, cases, history] = await Promise.all([
        seen.get(number),
        trust.of(number, nowMs()),
        live.find(number),
        reports.cases(nowMs()),
        readAudit(db.reader, { number, limit: historyLines }),
      ]);
      const { station, revision, updatedAtMs, edited } = stored;
      const value = {
        ...{ station, revision, updatedAtMs, edited: [...edited], state: stateOf(asSeen.station), trust: shown, live: figures ?? null },
        ...{ waiting: waitingOf(cases, number), history: history.map(lineOf) },
      };
      return context.json(good(value), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/districts',
      summary: 'Provinces, cities and districts, with how many stations each has',
      middleware: [look] as const,
      responses: answers('They', z.object({ districts: z.array(z.object({ district: z.array(z.string()), count: z.int() })) })),
    }),
    async (context) => {
      const districts = (await stations.districts()).map(({ district, count }) => ({ district: [...district], count }));
      return context.json(good({ districts }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/gone',
      summary: 'Withdrawn and merged stations; one is listed again with /api/stations/{number}/restore',
      middleware: [look] as const,
      responses: answers('The latest numbers first', z.object({ count: z.int(), gone: z.array(goneStationSchema) })),
    }),
    async (context) => {
      const gone = await stations.gone();
      return context.json(good({ count: gone.length, gone: gone.toReversed().slice(0, mostGone) }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/audit',
      summary: 'Who did what, the latest first',
      middleware: [may('administer', operators)] as const,
      request: { query: z.object({ before: z.uuid().optional() }) },
      responses: answers('A page', z.object({ lines: z.array(auditLineSchema), next: z.string().nullable() })),
    }),
    async (context) => {
      const { before } = context.req.valid('query');
      const filter: AuditFilter = { limit: pageSize + 1, ...(before !== undefined && { before }) };
      const lines = (await readAudit(db.reader, filter)).map(lineOf);
      const next = lines.length > pageSize ? (lines[pageSize - 1]?.id ?? null) : null;
      return context.json(good({ lines: lines.slice(0, pageSize), next }), 200);
    },
  );

  const told = async () => {
    const state = await publishing()?.state();
    const nothing = { publishedAtMs: null, downloadsAtMs: null, waiting: false, failedAtMs: null };
    return good({ on: state !== undefined, ...(state ?? nothing), stations: await stations.count() });
  };

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/publishing',
      summary: 'When the map was last published, and whether something waits',
      middleware: [look] as const,
      responses: answers('So far', publishingSchema),
    }),
    async (context) => context.json(await told(), 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/desk/publishing',
      summary: 'Publishes everything anew, the downloads too; answers when that is done',
      middleware: [edit] as const,
      responses: answers('As it is now', publishingSchema),
    }),
    async (context) => {
      await publishing()?.again();
      return context.json(await told(), 200);
    },
  );

  return app;
}

const waitingOf = (cases: readonly ReportCase[], number: number) => cases.filter((one) => one.number === number).length;
const lineOf = ({ details, ...line }: AuditLine) => ({ ...line, details: { ...details } });
