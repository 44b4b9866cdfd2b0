/** One station's own postings, looked at and edited by the union; the station has the last word. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { editStationPosting, stationPostings } from '../telling/station-postings.ts';
import { answers, good, jsonBody } from './answers.ts';
import { type HubEnv, may } from './guards.ts';
import { refuseInput } from './refuse-input.ts';
import { numberParam } from './station-schemas.ts';
import type { TellingRouteParts } from './telling-routes.ts';
import { stationPostingEditSchema, stationPostingsSchema } from './telling-schemas.ts';

export function stationPostingRoutes({ db, operators, nowMs }: TellingRouteParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/desk/stations/{number}/postings',
      summary: 'What is on a station’s screen now, as the hub knows it',
      middleware: [may('look', operators)] as const,
      request: { params: numberParam },
      responses: answers('Its own postings, the latest first; those of the union stand in /api/desk/telling', stationPostingsSchema),
    }),
    async (context) => {
      const { postings, ...station } = await stationPostings(db.reader, context.req.valid('param').number);
      return context.json(good({ ...station, postings: [...postings] }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/desk/stations/{number}/postings/{id}/edits',
      summary: 'Tells the station of other fields; one that it changed itself since then its staff decide',
      middleware: [may('edit', operators)] as const,
      request: { params: numberParam.extend({ id: z.uuid() }), body: jsonBody(stationPostingEditSchema) },
      responses: answers('The fields that differ: they are told', z.object({ fields: z.array(z.string()) })),
    }),
    async (context) => {
      const { number, id } = context.req.valid('param');
      const edit = { number, id, ...context.req.valid('json') };
      const fields = await editStationPosting({ db, nowMs }, edit, context.var.operator.name);
      return context.json(good({ fields: [...fields] }), 200);
    },
  );

  return app;
}
