/** What passers-by say, without an account; and what staff decide. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { amenityCodes } from '../../../shared/domain/amenity.ts';
import { publicReportKinds } from '../../../shared/domain/listed-station.ts';
import { decideReport } from '../services/decide-report.ts';
import { answers, good, jsonBody } from './answers.ts';
import { addressOf, type HubEnv, may } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';
import { newClosureSchema, numberParam, trustSchema } from './station-schemas.ts';

const doubtSchema = z.enum(publicReportKinds).exclude(['open']);
const amenitySchema = z.enum(amenityCodes);

const reportSchema = z
  .object({ kind: z.enum(publicReportKinds), amenity: amenitySchema.optional() })
  .strict()
  .refine(({ kind, amenity }) => amenity === undefined || kind === 'broken', {
    message: 'amenity goes with broken only',
    path: ['amenity'],
  })
  .openapi('PublicReport');

const caseSchema = z
  .object({
    number: z.int(),
    name: z.string(),
    kind: doubtSchema,
    amenity: amenitySchema.nullable(),
    parties: z.int(),
    firstMs: z.int(),
    lastMs: z.int(),
    shown: z.boolean(),
  })
  .openapi('ReportCase');

const decisionSchema = z
  .object({
    kind: doubtSchema,
    amenity: amenitySchema.nullable().default(null),
    decision: z.enum(['accepted', 'dismissed']),
    closure: newClosureSchema.optional(),
  })
  .strict()
  .openapi('ReportDecision');

export function reportRoutes(parts: HubParts): OpenAPIHono<HubEnv> {
  const { reports, operators, nowMs, proxies } = parts;
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/reports',
      summary: 'Open, locked, moved, never existed, something broken. Ten an hour and one of a kind a day from one address',
      request: { params: numberParam, body: jsonBody(reportSchema) },
      responses: answers('Noted; `undo` takes it back for ten seconds', z.object({ undo: z.string(), trust: trustSchema })),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const { kind, amenity = null } = context.req.valid('json');
      const { undo } = await reports.add({ number, kind, amenity, address: addressOf(context, proxies) }, nowMs());
      return context.json(good({ undo, trust: await reports.of(number, nowMs()) }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/stations/{number}/reports/{undo}',
      summary: 'Takes back a report of the last ten seconds',
      request: { params: numberParam.extend({ undo: z.string().min(1).max(60) }) },
      responses: answers('Taken back', z.object({ trust: trustSchema })),
    }),
    async (context) => {
      const number = await reports.undo(context.req.valid('param').undo, nowMs());
      return context.json(good({ trust: await reports.of(number, nowMs()) }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/reports',
      summary: 'Cases that wait for a decision, the latest first',
      middleware: [may('look', operators)] as const,
      responses: answers('The cases', z.object({ cases: z.array(caseSchema) })),
    }),
    async (context) => context.json(good({ cases: [...(await reports.cases(nowMs()))] }), 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/decision',
      summary: 'Accepting changes the station: locked closes it, never-existed withdraws it, broken takes the amenity off',
      middleware: [may('edit', operators)] as const,
      request: { params: numberParam, body: jsonBody(decisionSchema) },
      responses: answers('How many reports were decided', z.object({ decided: z.int() })),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const { kind, amenity, decision, closure } = context.req.valid('json');
      const decided = await decideReport(parts, { about: { number, kind, amenity }, decision, closure }, context.var.operator.name);
      return context.json(good({ decided }), 200);
    },
  );

  return app;
}
