/** What employers send from their phones, without an account. Nothing of it is written to a log or stands in an address. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { phoneSchema, postingContentSchema } from '../../../shared/domain/posting.ts';
import { answers, good, jsonBody } from '../routes/answers.ts';
import { addressOf, type HubEnv } from '../routes/guards.ts';
import { refuseInput } from '../routes/refuse-input.ts';
import type { Submissions } from './submissions.ts';

const number = z.int().min(1).max(999_999);
const submissionRequest = z.object({ id: z.uuid(), station: number, content: postingContentSchema, phone: phoneSchema }).strict();
const hireRequest = z
  .object({ station: number, generation: z.int().min(1).max(99), serial: z.int().min(0).max(16_777_215) })
  .strict()
  .openapi('Hire');
const findingSchema = z.object({ rule: z.string(), severity: z.enum(['block', 'warn']), field: z.string(), words: z.string() });

interface SubmissionRoutesParts {
  readonly submissions: Submissions;
  readonly proxies: number;
}

export function submissionRoutes({ submissions, proxies }: SubmissionRoutesParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/submissions',
      summary: 'A posting for one station, which rings back and reviews it. Five an hour from one address, five a day of one phone',
      request: { body: jsonBody(submissionRequest) },
      responses: answers('It waits for the station; `findings`: what staff will ask about', z.object({ findings: z.array(findingSchema) })),
    }),
    async (context) => {
      const { id, station, content, phone } = context.req.valid('json');
      const own = { ...content, verifiedAtMs: null, point: null };
      const findings = await submissions.add({ id, number: station, content: own, phone, address: addressOf(context, proxies) });
      return context.json(good({ findings: [...findings] }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/submissions/{id}',
      summary: 'What became of it, for whoever knows its random id',
      request: { params: z.object({ id: z.uuid() }) },
      responses: answers(
        'Waits, was read by the station, or nobody read it in a week',
        z.object({ state: z.enum(['waiting', 'read', 'unread']) }),
      ),
    }),
    async (context) => context.json(good({ state: await submissions.stateOf(context.req.valid('param').id) }), 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/hires',
      summary:
        '我用了这位师傅: of a card only its key and serial; the station asks back. Once a day for a card, ten an hour from one address',
      request: { body: jsonBody(hireRequest) },
      responses: answers('Noted', z.object({ noted: z.literal(true) })),
    }),
    async (context) => {
      const { station, generation, serial } = context.req.valid('json');
      await submissions.hire({ number: station, generation, serial, address: addressOf(context, proxies) });
      return context.json(good({ noted: true as const }), 200);
    },
  );

  return app;
}
