/** Stations tell their own figures, each with its token. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { HubError } from '../hub-error.ts';
import { answers, good, jsonBody } from './answers.ts';
import type { HubEnv } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';
import { liveSchema } from './station-schemas.ts';

/** By so much a station's clock may be wrong: more, and the age of its figures would be a lie. */
const slackMs = 2 * 60_000;
/** Older figures are shown to nobody. */
const oldestMs = 10 * 60_000;

export function liveRoutes({ live, nowMs, stations }: HubParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/live',
      summary: 'Power banks and jobs of a station, told by itself with its bearer token',
      security: [{ station: [] }],
      request: { body: jsonBody(liveSchema) },
      responses: answers('`taken` is false for figures older than those kept', z.object({ taken: z.boolean(), nowMs: z.int() })),
    }),
    async (context) => {
      const token = /^Bearer (\S{1,100})$/.exec(context.req.header('authorization') ?? '')?.[1];
      const figures = context.req.valid('json');
      const owner = token && (await live.numberOf(token));
      if (!owner || owner !== figures.number) {
        throw new HubError('station_token_wrong', `${figures.number} 号驿站的令牌不对：请管理员重新发一个`, { number: figures.number });
      }
      const serverMs = nowMs();
      if (figures.atMs > serverMs + slackMs || figures.atMs < serverMs - oldestMs) {
        throw new HubError('clock_wrong', '数字的时间和现在差得太多：检查驿站电脑的时钟', { nowMs: serverMs, atMs: figures.atMs });
      }
      const taken = await live.put({ ...figures, atMs: Math.min(figures.atMs, serverMs) });
      return context.json(good({ taken, nowMs: serverMs }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/health',
      summary: 'Whether the hub and its database answer',
      responses: answers('They do', z.object({ stations: z.int(), revision: z.int(), nowMs: z.int() })),
    }),
    async (context) => {
      const [count, revision] = await Promise.all([stations.count(), stations.revision()]);
      return context.json(good({ stations: count, revision, nowMs: nowMs() }), 200);
    },
  );

  return app;
}
