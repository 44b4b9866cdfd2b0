/** Photos of doors, by the hash of their bytes: kept for ever. */
import { Hono } from 'hono';
import type { PhotoFolder } from '../photos/photo-folder.ts';
import { answerFile, forEver, noSuchFile } from './file-answers.ts';
import type { HubEnv } from './guards.ts';

export function photoFiles(photos: PhotoFolder): Hono<HubEnv> {
  const app = new Hono<HubEnv>();
  app.get('/photos/:file{[0-9a-f]{32}\\.jpg}', async ({ req }) => {
    const photo = await photos.find(req.param('file').slice(0, -'.jpg'.length));
    return photo ? answerFile(req.raw, { body: photo.bytes, type: photo.type, caching: forEver }) : noSuchFile();
  });
  return app;
}
