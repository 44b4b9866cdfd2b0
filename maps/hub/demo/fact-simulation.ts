/**
 * Tells the hub what made-up stations counted, through the same door as real ones. Their links have no key, so that nobody can send in
 * their name; one that enrols gets a key, is real from then on and left alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { addDays, daysBetween, type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import type { Fact } from '../../../shared/exchange/fact.ts';
import { takeBatch } from '../exchange/take-batch.ts';
import { type HubDb, patiently } from '../store/hub-db.ts';
import { type SimulatedStation, silentSince } from './live-simulation.ts';
import { madeUpDay, madeUpPostings } from './made-up-facts.ts';

/** Not a public key: no token is ever good for it. */
export const demoLinkKey = 'demo';

/** How far back their days go. */
export const demoDays = 75;
const roundMs = 20_000;
/** Between two tellings of one station. */
const tellMs = 5 * 60_000;

export interface FactSimulation {
  readonly db: HubDb;
  readonly stations: readonly SimulatedStation[];
  readonly nowMs: () => number;
  readonly seed: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told when a round fails; the next one tries again. */
  readonly onError: (error: unknown) => void;
  /** Only tests give another one. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** Round after round, until the signal. */
export async function runFacts(simulation: FactSimulation): Promise<void> {
  const { nowMs, signal, onError } = simulation;
  const pause = simulation.pause ?? ((ms) => wait(ms, undefined, { signal }).catch(() => undefined));
  const toldAtMs = new Map<number, number>();
  while (!signal.aborted) {
    try {
      await oneRound(simulation, nowMs(), toldAtMs);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await pause(roundMs, signal);
  }
}

async function oneRound({ db, stations, seed, signal }: FactSimulation, nowMs: number, toldAtMs: Map<number, number>): Promise<void> {
  const ours = new Set(await madeUp(db, stations, nowMs));
  const heard: number[] = [];
  for (const station of stations) {
    if (signal.aborted) return;
    const { number } = station;
    if (!ours.has(number)) continue;
    const silent = silentSince(number, nowMs, seed);
    if (silent === null) heard.push(number);
    const atMs = silent ?? nowMs;
    const last = toldAtMs.get(number);
    if (last !== undefined && (atMs <= last || nowMs - last < tellMs)) continue;
    await tell(db, number, factsOf(station, last === undefined ? null : workDayOf(last), atMs, seed), atMs);
    toldAtMs.set(number, atMs);
  }
  if (heard.length === 0) return;
  await patiently(() =>
    db.writer.updateTable('link').set({ heard_at_ms: nowMs }).where('link_key', '=', demoLinkKey).where('number', 'in', heard).execute(),
  );
}

/** The days since it last told, yesterday's end included, and its postings. */
function factsOf(station: SimulatedStation, last: LocalDate | null, atMs: number, seed: number): Fact[] {
  const today = workDayOf(atMs);
  const back = last === null ? demoDays : daysBetween(last, today);
  const days = Array.from({ length: back + 1 }, (_, at) => addDays(today, at - back));
  return [
    ...days.map((day): Fact => ({ kind: 'day', day, counts: madeUpDay(station, day, atMs, seed) })),
    ...madeUpPostings(station, atMs, seed),
  ];
}

/** Links for those that have none; answers the numbers that nobody has enrolled. */
async function madeUp(db: HubDb, stations: readonly SimulatedStation[], nowMs: number): Promise<readonly number[]> {
  const known = await db.reader.selectFrom('link').select(['number', 'link_key']).execute();
  const numbers = new Set(known.map(({ number }) => number));
  const missing = stations.filter(({ number }) => !numbers.has(number)).map(({ number }) => number);
  const link = { link_key: demoLinkKey, state: 'active', epoch: 0, next: 1, enrolled_at_ms: nowMs, heard_at_ms: nowMs } as const;
  if (missing.length > 0) {
    const rows = missing.map((number) => ({ number, ...link, confirmed_at_ms: null, inbox_read: 0 }));
    await patiently(() =>
      db.writer
        .insertInto('link')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }
  return [...known.filter(({ link_key }) => link_key === demoLinkKey).map(({ number }) => number), ...missing];
}

/** The link stays at its beginning: a station that enrols under this number is not taken for one that has told already. */
async function tell(db: HubDb, number: number, facts: readonly Fact[], atMs: number): Promise<void> {
  await takeBatch(db, number, { version: 1, epoch: 1, facts: facts.map((fact, at) => ({ sequence: at + 1, fact })) }, atMs);
  await patiently(() =>
    db.writer.updateTable('link').set({ epoch: 0, next: 1 }).where('number', '=', number).where('link_key', '=', demoLinkKey).execute(),
  );
}
