/** Operators: the way in and out, and who they are. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cleanText } from '../../../shared/domain/text.ts';
import { idleMs, roles } from '../services/operators.ts';
import { answers, good, jsonBody } from './answers.ts';
import { type HubEnv, may, sessionCookie, signedIn } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';

const nameSchema = z.string().max(80).transform(cleanText).pipe(z.string().min(1).max(20));
const passwordSchema = z.string().min(1).max(200);
const operatorSchema = z.object({ name: z.string(), role: z.enum(roles), mustChange: z.boolean() }).openapi('Operator');
const donePart = z.object({ done: z.literal(true) });
const done = good({ done: true as const });

export function operatorRoutes({ operators, secure }: HubParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const administer = may('administer', operators);
  const cookie = { httpOnly: true, sameSite: 'Strict', path: '/', secure } as const;

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/session',
      summary: 'Signs in; the answer sets the cookie',
      request: { body: jsonBody(z.object({ name: nameSchema, password: passwordSchema })) },
      responses: answers('Who that is', operatorSchema),
    }),
    async (context) => {
      const { name, password } = context.req.valid('json');
      const { token, operator } = await operators.signIn(name, password);
      setCookie(context, sessionCookie, token, { ...cookie, maxAge: idleMs / 1000 });
      return context.json(good(operator), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/session',
      summary: 'Who is signed in',
      responses: answers('Who that is', operatorSchema),
    }),
    async (context) => {
      const operator = await signedIn(context, operators);
      setCookie(context, sessionCookie, getCookie(context, sessionCookie) ?? '', { ...cookie, maxAge: idleMs / 1000 });
      return context.json(good(operator), 200);
    },
  );

  app.openapi(
    createRoute({ method: 'delete', path: '/api/session', summary: 'Signs out', responses: answers('Out', donePart) }),
    async (context) => {
      const token = getCookie(context, sessionCookie);
      if (token) await operators.signOut(token);
      deleteCookie(context, sessionCookie, cookie);
      return context.json(done, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/session/password',
      summary: 'A password of one’s own; ends every other session',
      request: { body: jsonBody(z.object({ old: passwordSchema, password: passwordSchema })) },
      responses: answers('Changed', donePart),
    }),
    async (context) => {
      const { old, password } = context.req.valid('json');
      await operators.changePassword(getCookie(context, sessionCookie) ?? '', old, password);
      return context.json(done, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/operators',
      summary: 'All operators',
      middleware: [administer] as const,
      responses: answers('They', z.object({ operators: z.array(operatorSchema) })),
    }),
    async (context) => context.json(good({ operators: [...(await operators.list())] }), 200),
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/operators',
      summary: 'A new operator; the one-time password is shown once',
      middleware: [administer] as const,
      request: { body: jsonBody(z.object({ name: nameSchema, role: z.enum(roles) })) },
      responses: answers('The one-time password', z.object({ password: z.string() })),
    }),
    async (context) => {
      const { name, role } = context.req.valid('json');
      return context.json(good({ password: await operators.add(name, role, context.var.operator.name) }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'patch',
      path: '/api/operators/{name}',
      summary: 'Another role; it holds at once',
      middleware: [administer] as const,
      request: { params: z.object({ name: nameSchema }), body: jsonBody(z.object({ role: z.enum(roles) })) },
      responses: answers('Changed', donePart),
    }),
    async (context) => {
      await operators.setRole(context.req.valid('param').name, context.req.valid('json').role, context.var.operator.name);
      return context.json(done, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/operators/{name}/password',
      summary: 'A new one-time password, shown once; the old one and every session of theirs end',
      middleware: [administer] as const,
      request: { params: z.object({ name: nameSchema }) },
      responses: answers('The one-time password', z.object({ password: z.string() })),
    }),
    async (context) => {
      const { name } = context.req.valid('param');
      return context.json(good({ password: await operators.resetPassword(name, context.var.operator.name) }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/operators/{name}',
      summary: 'Removes an operator, at once',
      middleware: [administer] as const,
      request: { params: z.object({ name: nameSchema }) },
      responses: answers('Removed', donePart),
    }),
    async (context) => {
      await operators.remove(context.req.valid('param').name, context.var.operator.name);
      return context.json(done, 200);
    },
  );

  return app;
}
