/** Stations: read by anybody, changed by operators. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { readHours } from '../../../shared/domain/hours/read-hours.ts';
import { type ListedStation, stationNumberSchema } from '../../../shared/domain/listed-station.ts';
import { type CoordinateFault, coordinateFaults } from '../../../shared/geo/bounds.ts';
import { toWgs84 } from '../../../shared/geo/coordinates.ts';
import { HubError } from '../hub-error.ts';
import { refusePhoto } from '../photos/photo-kind.ts';
import type { StationEdit, StoredStation } from '../store/station-store.ts';
import { answers, good, jsonBody } from './answers.ts';
import { type HubEnv, may, noLargerThan } from './guards.ts';
import type { HubParts } from './hub-parts.ts';
import { refuseInput } from './refuse-input.ts';
import {
  newClosureSchema,
  newStationSchema,
  numberParam,
  shownStationSchema,
  stationEditSchema,
  storedStationSchema,
} from './station-schemas.ts';

const mostPhotos = 6;
const largestPhoto = 2 * 1024 * 1024;
const word = z.string().max(20);

const listQuery = z.object({
  after: z.coerce.number().pipe(z.int().min(0).max(999_999)).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(500)).optional(),
  province: word.optional(),
  city: word.optional(),
  district: word.optional(),
  search: z.string().max(40).optional(),
});

const placeFaults: Readonly<Record<CoordinateFault, string>> = {
  zero: '坐标是 0，等于没有填：填上经纬度',
  swapped: '经度和纬度写反了：经度一般是 73 到 135，纬度一般是 18 到 54',
  'out-of-range': '地球上没有这个经纬度：再看一遍数字',
  'outside-area': '这个点不在范围里：再看一遍数字',
};
/** To a centimetre, so that every machine stores the same digits. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

const goneSchema = z.object({ number: z.int() });

/** The words from the first on; none after one that was left out. */
function pathOf({ province, city, district }: z.infer<typeof listQuery>): string[] {
  const words = [province, city, district];
  const end = words.findIndex((one) => !one);
  return words.slice(0, end < 0 ? words.length : end) as string[];
}

function shownStored({ station, revision, updatedAtMs, edited }: StoredStation) {
  return { station, revision, updatedAtMs, edited: [...edited] };
}

/** @throws HubError input_invalid for what no station's place can be */
function placeOf(original: ListedStation['original']): Pick<ListedStation, 'point' | 'original'> {
  const { lat, lng } = toWgs84(original, original.system);
  const [fault] = coordinateFaults(original.lat === 0 || original.lng === 0 ? original : { lat, lng }, null);
  if (fault) throw new HubError('input_invalid', placeFaults[fault], { issues: [{ path: 'original', message: placeFaults[fault] }] });
  return { point: { lat: rounded(lat), lng: rounded(lng) }, original };
}

/** A point set by hand has no other source than the hand. */
function editOf({ hoursText, original, ...fields }: Omit<z.infer<typeof stationEditSchema>, 'seenMs'>): StationEdit {
  const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as StationEdit;
  return {
    ...said,
    ...(hoursText !== undefined && { hours: { text: hoursText, schedule: readHours(hoursText) } }),
    ...(said.point && { original: { ...said.point, system: 'wgs84' as const } }),
    ...(original && placeOf(original)),
  };
}

export function stationRoutes({ stations, shown, photos, operators, live, nowMs }: HubParts): OpenAPIHono<HubEnv> {
  const app = new OpenAPIHono<HubEnv>({ defaultHook: refuseInput });
  const look = may('look', operators);
  const edit = may('edit', operators);
  const administer = may('administer', operators);

  // Beside the validator: this one is asked hundreds of times a second, and answers text that is ready.
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/stations/{number}',
    summary: 'One station, with what the public says of it and its last figures',
    request: { params: numberParam },
    responses: answers('The station', shownStationSchema),
  });
  app.get('/api/stations/:number{[0-9]{1,6}}', async ({ req }) => {
    const text = await shown.answer(Number(req.param('number')));
    return new Response(text, { headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } });
  });

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/stations',
      summary: 'Stations by number, page by page; of a district, or by part of a name, an address, a number',
      request: { query: listQuery },
      responses: answers('A page', z.object({ stations: z.array(storedStationSchema), next: z.int().nullable() })),
    }),
    async (context) => {
      const { after, limit, search, ...words } = context.req.valid('query');
      const page = await stations.list({
        district: pathOf(words),
        ...(after !== undefined && { after }),
        ...(limit !== undefined && { limit }),
        ...(search !== undefined && { search }),
      });
      return context.json(good({ stations: page.stations.map(shownStored), next: page.next }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations',
      summary: 'A new station',
      middleware: [edit] as const,
      request: { body: jsonBody(newStationSchema) },
      responses: answers('Its number', z.object({ number: stationNumberSchema })),
    }),
    async (context) => {
      const { point, ...said } = context.req.valid('json');
      const station = { ...said, ...(point ? { point } : placeOf(said.original)) };
      const known = await stations.findBySource(station.source.name, station.source.id);
      if (known) {
        throw new HubError('source_twice', `来源“${station.source.name}”的编号“${station.source.id}”已经有了：${known.station.number} 号`, {
          number: known.station.number,
        });
      }
      const { numbers } = await stations.put([station], context.var.operator.name);
      return context.json(good({ number: numbers[0] ?? 0 }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'patch',
      path: '/api/stations/{number}',
      summary: 'An edit: only what is to change; an import leaves it from then on',
      middleware: [edit] as const,
      request: { params: numberParam, body: jsonBody(stationEditSchema) },
      responses: answers('The station as it is now', storedStationSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const { seenMs, ...edit } = context.req.valid('json');
      const stored = await stations.edit(number, editOf(edit), context.var.operator.name, seenMs);
      return context.json(good(shownStored(stored)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/stations/{number}',
      summary: 'Withdraws a station: its number stays, its page says that it is gone',
      middleware: [edit] as const,
      request: { params: numberParam },
      responses: answers('Withdrawn', goneSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      await stations.withdraw(number, context.var.operator.name);
      return context.json(good({ number }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/restore',
      summary: 'Lists a withdrawn or merged station again, under its number',
      middleware: [edit] as const,
      request: { params: numberParam },
      responses: answers('The station', storedStationSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      return context.json(good(shownStored(await stations.restore(number, context.var.operator.name))), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/closures',
      summary: 'Temporarily shut; of the same days, the later word holds',
      middleware: [edit] as const,
      request: { params: numberParam, body: jsonBody(newClosureSchema) },
      responses: answers('The station', storedStationSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const stored = await stations.close(number, context.req.valid('json'), context.var.operator.name);
      return context.json(good(shownStored(stored)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/merge',
      summary: 'Listed twice: this one goes into another',
      middleware: [edit] as const,
      request: { params: numberParam, body: jsonBody(z.object({ into: stationNumberSchema })) },
      responses: answers('The one that stays', storedStationSchema),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const stored = await stations.merge(number, context.req.valid('json').into, context.var.operator.name);
      return context.json(good(shownStored(stored)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/hours',
      summary: 'What is read from the words on a door; null: unknown',
      middleware: [look] as const,
      request: { query: z.object({ text: z.string().max(120) }) },
      responses: answers('The schedule', z.object({ schedule: storedStationSchema.shape.station.shape.hours.shape.schedule })),
    }),
    (context) => context.json(good({ schedule: readHours(context.req.valid('query').text) as ListedStation['hours']['schedule'] }), 200),
  );

  const photoBody = { schema: { type: 'string', format: 'binary' } as const };
  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/stations/{number}/photos',
      summary: 'A photo of the door, 2 MB at most; where and with what it was taken is removed',
      middleware: [edit, noLargerThan(largestPhoto)] as const,
      request: {
        params: numberParam,
        query: z.object({ takenOn: z.iso.date().optional() }),
        body: { content: { 'image/jpeg': photoBody, 'image/png': photoBody, 'image/webp': photoBody } },
      },
      responses: answers('Its hash, for /photos/<hash>.jpg', z.object({ hash: z.string() })),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      const { takenOn = null } = context.req.valid('query');
      const { station } = await stations.get(number);
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      if (bytes.length === 0) refusePhoto('文件是空的');
      const hash = await photos.keep(bytes);
      const others = station.photos.filter((photo) => photo.hash !== hash);
      if (others.length >= mostPhotos) throw new HubError('too_many_photos', `最多 ${mostPhotos} 张照片：先删掉一张`, { most: mostPhotos });
      await stations.edit(number, { photos: [...others, { hash, takenOn }] }, context.var.operator.name);
      return context.json(good({ hash }), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/stations/{number}/token',
      summary: "A new token for the station's own figures; it is shown once",
      middleware: [administer] as const,
      request: { params: numberParam },
      responses: answers('The token', z.object({ token: z.string(), madeAtMs: z.int() })),
    }),
    async (context) => {
      const { number } = context.req.valid('param');
      return context.json(good({ token: await live.giveToken(number, context.var.operator.name), madeAtMs: nowMs() }), 200);
    },
  );

  return app;
}
