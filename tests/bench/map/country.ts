/** The made-up country, published into a folder of its own: needs no outside data and no hub. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeUpCountry } from '../../../maps/hub/demo/made-up-country.ts';
import { holidayTable } from '../../../maps/hub/holiday-table.ts';
import { createPublisher, type Publisher } from '../../../maps/hub/publish/publisher.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';

/** A Monday noon in UTC+8. */
export const noonMs = Date.parse('2026-06-01T12:00:00+08:00');
/** Every so manieth station has a kiosk that reports: 6 %. */
export const liveEvery = 17;

export interface PublishedCountry {
  /** The map's folder. */
  readonly dir: string;
  readonly publisher: Publisher;
  readonly publishMs: number;
  readonly holidays: HolidayTable;
  /** The first of each thousand. */
  readonly some: readonly ListedStation[];
}

/** The clock of its publisher is the true one plus what makes the first publishing fall on `noonMs`. */
export async function withCountry<T>(count: number, use: (country: PublishedCountry) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'yizhan-map-bench-'));
  const holidays = holidayTable(2026);
  const startMs = Date.now();
  const now = () => noonMs + Date.now() - startMs;
  const publisher = createPublisher({ outDir: dir, now, holidays, demo: true });
  const some: ListedStation[] = [];
  let madeMs = 0;
  function* batches() {
    const country = madeUpCountry({ count });
    for (;;) {
      const began = performance.now();
      const { value, done } = country.next();
      madeMs += performance.now() - began;
      if (done) return;
      some.push(...value.filter((_, at) => at % 1000 === 0));
      yield value.map((station) => ({ station, trust: null }));
    }
  }
  try {
    const began = performance.now();
    await publisher.publish({ stations: batches(), gone: [] });
    const publishMs = performance.now() - began - madeMs;
    const numbers = Array.from({ length: Math.floor(count / liveEvery) }, (_, at) => 1 + at * liveEvery);
    const banks = (number: number) => ({ available: number % 7, slots: 8 - (number % 7), faulty: number % 40 === 0 ? 1 : 0 });
    await publisher.publishLive(
      numbers.map((number) => ({ number, banks: banks(number), jobs: number % 5, atMs: now() - (number % 60) * 1000 })),
    );
    return await use({ dir, publisher, publishMs, holidays, some });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
