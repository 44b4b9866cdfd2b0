/**
 * From the touch on 打印 to a picture that may be printed: a real station validates, signs and stores over its handler, the page
 * draws, the host reads back. The printer's own time is not in it.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStation, type Station } from '../../../electron/compose.ts';
import { readDemo } from '../../../electron/demo-files.ts';
import { readBack } from '../../../electron/printing/read-back.ts';
import type { IssuedCard } from '../../../shared/api/kiosk-api.ts';
import type { JobCard } from '../../../shared/card/job-card.ts';
import type { Registration } from '../../../shared/domain/worker.ts';
import { type BenchRow, below, quantile } from '../report.ts';
import { withCanvas } from './canvas.ts';
import { realisticCards } from './cards.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const home = 'http://127.0.0.1:7410';
const cards = 60;
/** 58 and 80 mm of paper, in turn. */
const widths = [384, 576];

async function openDemo<T>(use: (station: Station) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  const quiet = { info: () => {}, warn: (event: string) => console.error(`  ${event}`), error: console.error };
  const demo = () => readDemo(join(root, 'examples'));
  const station = openStation({ dataDir, rendererDir: join(root, 'dist/renderer'), origins: [home], log: quiet, demo });
  try {
    return await use(station);
  } finally {
    station.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function registrationOf(card: JobCard, number: number): Registration {
  return {
    trades: card.trades.map((code, at) => ({ code, level: card.levels?.[at] ?? null })),
    years: card.years ?? null,
    name: card.name,
    // a phone gets three cards a day
    phone: `1380013${String(8000 + number)}`,
    dayWage: card.dayWage ? [card.dayWage[0], card.dayWage[1]] : null,
    available: { fromOffsetDays: card.availability?.startOffsetDays ?? 0, mask: card.availability?.mask ?? 127 },
    consent: { card: true, phoneOnCard: card.phone !== undefined, wall: number % 2 === 0 },
  };
}

async function issue(station: Station, registration: Registration): Promise<IssuedCard> {
  const input = { sessionId: randomUUID(), requestId: randomUUID(), registration };
  const headers = { 'content-type': 'application/json' };
  const response = await station.handler(new Request(`${home}/api/card.issue`, { method: 'POST', headers, body: JSON.stringify(input) }));
  const envelope = await response.json();
  if (!envelope.ok) throw new Error(`card.issue: ${envelope.error.code}`);
  return envelope.value;
}

export async function measureIssue(): Promise<BenchRow[]> {
  const wanted = realisticCards(cards);
  const took = { issue: [] as number[], draw: [] as number[], read: [] as number[], all: [] as number[] };
  await openDemo(async (station) => {
    const { name, phone, cardHost } = await station.api['station.get']({});
    await withCanvas({ name, phone, cardHost: cardHost ?? '' }, async (draw) => {
      for (const [number, card] of wanted.entries()) {
        const start = performance.now();
        const issued = await issue(station, registrationOf(card, number));
        const signed = performance.now();
        const { picture, ms } = await draw(issued, widths[number % widths.length] as number);
        const drawn = performance.now();
        if ((await readBack(picture)) !== issued.url) throw new Error(`card ${number} does not read back`);
        const parts = { issue: signed - start, draw: ms, read: performance.now() - drawn };
        for (const [name, value] of Object.entries(parts)) took[name as keyof typeof parts].push(value);
        took.all.push(parts.issue + parts.draw + parts.read);
      }
    });
  });
  const sorted = (values: readonly number[]) => Float64Array.from(values).sort();
  for (const name of ['issue', 'draw', 'read'] as const) {
    const values = sorted(took[name]);
    console.error(
      `  ${name.padEnd(6)} first ${took[name][0]?.toFixed(0)} ms, median ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms`,
    );
  }
  return [below(`issue: ${cards} cards validated, signed, stored, drawn, read back: p95`, quantile(sorted(took.all), 0.95), 'ms', 300)];
}
