/** The operators' page under /desk, as maps/operators is built. Its addresses are the page's own: all but its parts answer with it. */
import { type Context, Hono } from 'hono';
import { answerPart, builtParts } from './built-files.ts';
import { askAnew, forEver, noSuchFile } from './file-answers.ts';
import type { HubEnv } from './guards.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** @param folder dist/operators; undefined: there is none here */
export function deskPage(folder: string | undefined): Hono<HubEnv> {
  const parts = folder === undefined ? new Map<string, never>() : builtParts(folder);
  const app = new Hono<HubEnv>();
  const page = async ({ req }: Context<HubEnv>) => {
    const part = parts.get('/index.html');
    if (!part) {
      return new Response('操作员的网页还没有做好：用 npm run hub 打开地图服务，它会先把网页做好。\n', {
        status: 503,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      });
    }
    const response = await answerPart(req.raw, part, askAnew);
    response.headers.set('content-security-policy', policy);
    return response;
  };
  app.get('/desk/assets/*', async ({ req }) => {
    const part = parts.get(req.path.slice('/desk'.length));
    return part ? answerPart(req.raw, part, forEver) : noSuchFile();
  });
  app.get('/desk/licences.txt', async ({ req }) => {
    const part = parts.get('/licences.txt');
    return part ? answerPart(req.raw, part, askAnew) : noSuchFile();
  });
  app.get('/desk', page);
  app.get('/desk/*', page);
  return app;
}
