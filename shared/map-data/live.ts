/**
 * What stations say of themselves while on line, in one small file for each shard, so that no visitor reads more of them than of the
 * shards in view. Figures older than five minutes are left out when it is written, and hidden when they grow old on the page: ages are
 * counted from the file's own time. It is written again when a figure in it changes, not because time passes.
 */
import type { LiveFigures } from '../domain/listed-station.ts';
import type { Tile } from '../geo/mercator.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { damaged } from './map-data-error.ts';

/** How long a figure is worth showing. */
export const liveForMs = 300_000;

export interface LiveFile {
  readonly madeAtMs: number;
  /** Ascending by number; measured to the second. */
  readonly figures: readonly LiveFigures[];
}

/** Under the map's folder; there is one for every shard of the manifest, empty where nobody reports. */
export function livePath({ z, x, y }: Tile): string {
  return `live/${z}-${x}-${y}.bin`;
}

/** Leaves out what is older than `liveForMs`; what claims to come from the future is of now. */
export function encodeLive({ madeAtMs, figures }: LiveFile): Uint8Array {
  const out = new ByteWriter('live');
  const fresh = figures.filter(({ atMs }) => madeAtMs - atMs <= liveForMs).sort((a, b) => a.number - b.number);
  out.varint(madeAtMs);
  out.varint(fresh.length);
  let before = 0;
  for (const { number, banks, jobs, atMs } of fresh) {
    out.varint(number - before);
    before = number;
    out.byte((banks ? 1 : 0) | (jobs === null ? 0 : 2));
    if (banks) for (const value of [banks.available, banks.slots, banks.faulty]) out.byte(value);
    if (jobs !== null) out.varint(jobs);
    out.varint(Math.max(0, Math.ceil((madeAtMs - atMs) / 1000)));
  }
  return out.finish();
}

/** @throws MapDataError */
export function decodeLive(bytes: Uint8Array): LiveFile {
  const from = new ByteReader(bytes, 'live');
  const madeAtMs = from.varint();
  let number = 0;
  const figures = Array.from({ length: from.count(3) }, () => {
    const step = from.varint();
    number += step;
    if (step === 0 || number > 999_999) damaged('a number out of range');
    const flags = from.byte();
    const banks = flags & 1 ? { available: from.byte(), slots: from.byte(), faulty: from.byte() } : null;
    const jobs = flags & 2 ? from.atMost(65_535) : null;
    return { number, banks, jobs, atMs: Math.max(0, madeAtMs - from.atMost(liveForMs / 1000) * 1000) };
  });
  from.end();
  return { madeAtMs, figures };
}
