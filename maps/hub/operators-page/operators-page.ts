/** The operators' page under /desk, and its two parts: plain files, no build. */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { answerFile, askAnew, fileTypes } from '../routes/file-answers.ts';
import type { HubEnv } from '../routes/guards.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

export function operatorsPage(): Hono<HubEnv> {
  const app = new Hono<HubEnv>();
  const part = (path: string, name: string, extension: string) => {
    const body = new Uint8Array(readFileSync(new URL(name, import.meta.url)));
    app.get(path, ({ req }) => {
      const response = answerFile(req.raw, { body, type: fileTypes[extension] ?? '', caching: askAnew });
      response.headers.set('content-security-policy', policy);
      return response;
    });
  };
  part('/desk', 'desk.html', '.html');
  part('/desk/desk.js', 'desk.js', '.js');
  part('/desk/desk.css', 'desk.css', '.css');
  return app;
}
