/** /text: the list for bad networks. Coordinates come in a form's body, or cut to some hundred metres; nothing of them is kept. */
import { Hono } from 'hono';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { LiveStore } from '../store/live-store.ts';
import type { TrustStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';
import { districtChoices } from '../text-page/district-choices.ts';
import { findStations } from '../text-page/find-stations.ts';
import { renderTextPage, textPolicy } from '../text-page/render-text-page.ts';
import { readTextQuery } from '../text-page/text-query.ts';
import { type HubEnv, noLargerThan } from './guards.ts';

export interface TextParts {
  readonly stations: StationStore;
  readonly live: LiveStore;
  readonly trust: TrustStore;
  readonly nowMs: () => number;
  readonly holidays: HolidayTable;
  readonly demo: boolean;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': textPolicy,
};

export function textRoutes(parts: TextParts): Hono<HubEnv> {
  const app = new Hono<HubEnv>();
  const answer = async (asked: URLSearchParams) => new Response(await textPage(parts, asked), { headers });
  app.get('/text', ({ req }) => answer(new URL(req.url).searchParams));
  app.post('/text', noLargerThan(4096), async ({ req }) => answer(new URLSearchParams(await req.text())));
  return app;
}

async function textPage({ stations, live, trust, nowMs, holidays, demo }: TextParts, asked: URLSearchParams): Promise<string> {
  const now = nowMs();
  const query = readTextQuery(asked);
  const canChoose = !query.near && !query.search && !query.all;
  const choices = canChoose ? districtChoices(await stations.districts(), query.district) : [];
  const page = choices.length > 0 ? { found: [], next: null } : await findStations(stations, query, now, holidays);
  const numbers = page.found.map(({ station }) => station.number);
  const figures = await Promise.all(numbers.map((number) => live.find(number)));
  const shown = await Promise.all(numbers.map(async (number) => [number, await trust.of(number, now)] as const));
  return renderTextPage({
    ...{ query, page, choices, holidays, demo, nowMs: now },
    live: new Map(figures.flatMap((one) => (one ? [[one.number, one] as const] : []))),
    trust: new Map(shown),
  });
}
