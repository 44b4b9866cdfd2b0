/** 城市总览 for the union: figures of all stations, the rows behind them, tables for spreadsheets. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '../../../shared/api/errors.ts';
import { mostCityDays } from '../../../shared/domain/city-figures.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import { rangeFault, withoutFuture } from '../../../shared/domain/report.ts';
import { type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import { cityCsv, csvName } from '../city/city-csv.ts';
import { type CityView, cityView } from '../city/city-view.ts';
import { dayRows } from '../city/day-rows.ts';
import type { CityRange } from '../city/day-sums.ts';
import { notConnected } from '../city/not-connected.ts';
import { stalePostings } from '../city/standing-postings.ts';
import type { HubDb } from '../store/hub-db.ts';
import { answers, good, refusalSchema } from './answers.ts';
import {
  cityQuery,
  cityViewSchema,
  dayRowsSchema,
  notConnectedQuery,
  notConnectedSchema,
  pathOf,
  rowsQuery,
  stalePostingsSchema,
  staleQuery,
  tableQuery,
} from './city-schemas.ts';
import { type HubEnv, may } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';

export interface CityRouteParts extends Pick<HubParts, 'operators' | 'nowMs'> {
  readonly db: HubDb;
  readonly holidays: HolidayTable;
  readonly demo: boolean;
}

interface Asked {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly province: string;
  readonly city: string;
  readonly district: string;
}

export function cityRoutes({ db, holidays, demo, operators, nowMs }: CityRouteParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const look = may('look', operators);
  const parts = { db: db.reader, holidays, nowMs };

  /** @throws AppError range_reversed, range_too_long */
  function rangeOf(asked: Asked): CityRange {
    const { from, to } = asked;
    const fault = rangeFault(from, to, mostCityDays);
    if (fault === 'range_reversed') throw new AppError(fault, '开始的日子在结束之后：换过来', { from, to });
    if (fault === 'range_too_long') throw new AppError(fault, `一次最多看 ${mostCityDays} 天：分几次看`, { most: mostCityDays });
    return { ...withoutFuture(from, to, workDayOf(nowMs())), path: pathOf(asked) };
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/city',
      summary: 'The city’s figures of a range of local days: in all, by day, by station, by district',
      middleware: [look] as const,
      request: { query: cityQuery },
      responses: answers('The figures, and which stations can be heard', cityViewSchema),
    }),
    async (context) => {
      const view = await cityView(parts, rangeOf(context.req.valid('query')));
      return context.json(good({ ...toTravel(view), demo }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/city/rows',
      summary: 'What a figure is made of, station by station and day by day, the latest day first',
      middleware: [look] as const,
      request: { query: rowsQuery },
      responses: answers('A page; `sum` and `count` are of all pages', dayRowsSchema),
    }),
    async (context) => {
      const { figure, number, after, ...asked } = context.req.valid('query');
      const [day = '', last = '0'] = after?.split(':') ?? [];
      const range = rangeOf(asked);
      const place = after === undefined ? null : { day: day < range.to ? day : range.to, number: day > range.to ? 0 : Number(last) };
      const rows = await dayRows(db.reader, { ...range, figure, number: number ?? null, after: place });
      return context.json(good({ ...rows, rows: [...rows.rows] }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/city/stale',
      summary: 'Postings shown now that nobody verified lately, station by station',
      middleware: [look] as const,
      request: { query: staleQuery },
      responses: answers('A page; `count` is of all pages', stalePostingsSchema),
    }),
    async (context) => {
      const { number, after, ...asked } = context.req.valid('query');
      const [last = '0', id = ''] = after?.split(':') ?? [];
      const filter = { path: pathOf(asked), number: number ?? null, after: after === undefined ? null : ([Number(last), id] as const) };
      return context.json(good(await stalePostings(db.reader, filter, nowMs())), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/city/unconnected',
      summary: 'Stations of the map that no kiosk speaks for',
      middleware: [look] as const,
      request: { query: notConnectedQuery },
      responses: answers('A page; `count` is of all pages', notConnectedSchema),
    }),
    async (context) => {
      const { after, ...asked } = context.req.valid('query');
      return context.json(good(await notConnected(db.reader, pathOf(asked), after)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/city/table',
      summary: 'A table as CSV for spreadsheets, with its sums in the last line',
      middleware: [look] as const,
      request: { query: tableQuery },
      responses: {
        200: { description: 'UTF-8 with a mark', content: { 'text/csv': { schema: z.string() } } },
        default: { description: 'Refused', content: { 'application/json': { schema: refusalSchema } } },
      },
    }),
    async (context) => {
      const { table, ...asked } = context.req.valid('query');
      const view = await cityView(parts, rangeOf(asked));
      context.header('content-type', 'text/csv; charset=utf-8');
      context.header('content-disposition', `attachment; filename="${csvName(view, table)}"`);
      return context.body(cityCsv(view, table), 200);
    },
  );

  return app;
}

/** Lists that may be written to, as the answers' types want them. */
function toTravel({ path: _, byDay, before, byStation, byDistrict, ...view }: CityView) {
  const placed = <T extends { readonly district: readonly string[] }>(one: T) => ({ ...one, district: [...one.district] });
  return { ...view, byDay: [...byDay], before: [...before], byStation: byStation.map(placed), byDistrict: byDistrict.map(placed) };
}
