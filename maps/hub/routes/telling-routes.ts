/** 发到各站: what the union tells all stations, or those of a place. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../../../shared/api/errors.ts';
import { type CityItem, findItem, type TellingParts } from '../telling/city-item.ts';
import { editNotice, tellNotice } from '../telling/city-notices.ts';
import { closePosting, editPosting, tellPosting } from '../telling/city-postings.ts';
import { itemWithReach, listItems } from '../telling/list-items.ts';
import { takeAwayOver, takeBack } from '../telling/take-away.ts';
import { answers, good, jsonBody } from './answers.ts';
import { type HubEnv, may } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';
import {
  cityItemQuery,
  cityItemSchema,
  cityItemsSchema,
  cityNoticeEditSchema,
  cityPostingEditSchema,
  itemParam,
  newCityNoticeSchema,
  newCityPostingSchema,
  seenSchema,
} from './telling-schemas.ts';

export type TellingRouteParts = Pick<HubParts, 'operators'> & TellingParts;

const path = '/api/desk/telling';

export function tellingRoutes({ db, operators, nowMs }: TellingRouteParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const [look, edit] = [may('look', operators), may('edit', operators)];
  const parts = { db, nowMs };
  const told = async (item: CityItem) => good(toTravel(await itemWithReach(db.reader, item)));

  app.openapi(
    createRoute({
      method: 'get',
      path,
      summary: 'Postings and notices of the union, the latest first: what stands, or what stands no more',
      middleware: [look] as const,
      request: { query: cityItemQuery },
      responses: answers('A page', cityItemsSchema),
    }),
    async (context) => {
      const { standing, before = null } = context.req.valid('query');
      await takeAwayOver(parts);
      const { rows, next } = await listItems(db.reader, { standing: standing === 'yes', before });
      return context.json(good({ rows: rows.map(toTravel), next }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/{id}`,
      summary: 'One of them',
      middleware: [look] as const,
      request: { params: itemParam },
      responses: answers('As it is now', cityItemSchema),
    }),
    async (context) => {
      const item = await findItem(db.reader, context.req.valid('param').id);
      if (!item) throw new AppError('posting_not_found', '没有这一条：回到列表再看');
      return context.json(await told(item), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/postings`,
      summary: 'A posting for every station of a place. Sent twice with one id it is one',
      middleware: [edit] as const,
      request: { body: jsonBody(newCityPostingSchema) },
      responses: answers('It is told', cityItemSchema),
    }),
    async (context) => context.json(await told(await tellPosting(parts, context.req.valid('json'), context.var.operator.name)), 200),
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/postings/{id}`,
      summary: 'Another content; fields that are as they were keep their revision',
      middleware: [edit] as const,
      request: { params: itemParam, body: jsonBody(cityPostingEditSchema) },
      responses: answers('It is told', cityItemSchema),
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      return context.json(await told(await editPosting(parts, { id, ...context.req.valid('json') }, context.var.operator.name)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/postings/{id}/close`,
      summary: 'There are no more places: stations close it',
      middleware: [edit] as const,
      request: { params: itemParam, body: jsonBody(seenSchema) },
      responses: answers('It is closed', cityItemSchema),
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const { revision } = context.req.valid('json');
      return context.json(await told(await closePosting(parts, id, revision, context.var.operator.name)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/notices`,
      summary: 'A notice for every station of a place. Sent twice with one id it is one',
      middleware: [edit] as const,
      request: { body: jsonBody(newCityNoticeSchema) },
      responses: answers('It is told', cityItemSchema),
    }),
    async (context) => context.json(await told(await tellNotice(parts, context.req.valid('json'), context.var.operator.name)), 200),
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/notices/{id}`,
      summary: 'Another content; stations that took it off their screens keep it off',
      middleware: [edit] as const,
      request: { params: itemParam, body: jsonBody(cityNoticeEditSchema) },
      responses: answers('It is told', cityItemSchema),
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      return context.json(await told(await editNotice(parts, { id, ...context.req.valid('json') }, context.var.operator.name)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/{id}/take-back`,
      summary: 'It should not have been told: stations take it off their screens',
      middleware: [edit] as const,
      request: { params: itemParam, body: jsonBody(seenSchema) },
      responses: answers('It is told no more', cityItemSchema),
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      const { revision } = context.req.valid('json');
      return context.json(await told(await takeBack(parts, id, revision, context.var.operator.name)), 200);
    },
  );

  return app;
}

/** Lists that may be written to, as the answers' types want them. */
function toTravel({ scope, ...item }: Awaited<ReturnType<typeof itemWithReach>>) {
  return { ...item, scope: [...scope] };
}
