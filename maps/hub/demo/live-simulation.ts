/** Figures for stations that do not exist, so that a demo is never stale. Told as 演示 by the manifest; never for real stations. */
import { setTimeout as wait } from 'node:timers/promises';
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import { localMinuteOf } from '../../../shared/domain/work-day.ts';
import type { LiveStore } from '../store/live-store.ts';

export interface SimulatedStation {
  readonly number: number;
  /** Has a cabinet of power banks. */
  readonly banks: boolean;
  /** Shows postings. */
  readonly jobs: boolean;
}

/** A station reports once in so long, each at its own second. */
const reportMs = 60_000;
/** Between these the figures drift in a straight line. */
const driftMs = 12 * 60_000;
const hourMs = 3_600_000;

/** 0 to 1, the same for the same words: the FNV-1a hash, its bits mixed once more. */
export function chance(...words: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('/')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

const longSilenceMs = 5 * 24 * hourMs;

/** Since when a station is silent, as stations are: one in thirty for an hour, one in ten for some of five days; null: it is heard. */
export function silentSince(number: number, atMs: number, seed: number): number | null {
  const stretch = Math.floor(atMs / longSilenceMs);
  const from = Math.floor((stretch + chance(seed, number, 'broken', stretch)) * longSilenceMs);
  if (atMs >= from && chance(seed, number, 'breaks', stretch) < 1 / 10) return from;
  const hour = Math.floor(atMs / hourMs);
  return chance(seed, number, 'silent', hour) < 1 / 30 ? hour * hourMs : null;
}

/** Between 0 and 1, without jumps. */
function drift(atMs: number, ...words: readonly (number | string)[]): number {
  const step = Math.floor(atMs / driftMs);
  const part = (atMs - step * driftMs) / driftMs;
  return chance(...words, step) * (1 - part) + chance(...words, step + 1) * part;
}

/** More is lent at noon and in the evening, little at night. */
function lent(atMs: number, number: number, seed: number): number {
  const hour = localMinuteOf(atMs) / 60;
  const day = Math.max(0, Math.sin(((hour - 5) / 18) * Math.PI));
  return Math.min(1, 0.1 + 0.35 * day + 0.4 * drift(atMs, seed, number, 'lent'));
}

/** Postings come in before dawn, the day's work is gone by noon. */
function postings(atMs: number, number: number, seed: number): number {
  const hour = localMinuteOf(atMs) / 60;
  const most = 12 + Math.floor(chance(seed, number, 'most') * 30);
  const share = hour < 4 ? 0.5 : hour < 7 ? 0.5 + (hour - 4) / 6 : Math.max(0.35, 1 - (hour - 7) / 12);
  return Math.round(most * share * (0.85 + 0.15 * drift(atMs, seed, number, 'jobs')));
}

/**
 * What each station last told at that moment: pure, the same for the same seed. Figures are up to a minute old, drift without jumps and
 * add up to the cabinet's size; those that are silent are left out.
 */
export function simulateLive(stations: readonly SimulatedStation[], nowMs: number, seed: number): readonly LiveFigures[] {
  return stations.flatMap(({ number, banks, jobs }) => {
    if (!banks && !jobs) return [];
    const phase = Math.floor(chance(seed, number, 'phase') * reportMs);
    const atMs = Math.max(0, Math.floor((nowMs - phase) / reportMs) * reportMs + phase);
    if (silentSince(number, atMs, seed) !== null) return [];
    return [{ number, banks: banks ? cabinet(atMs, number, seed) : null, jobs: jobs ? postings(atMs, number, seed) : null, atMs }];
  });
}

function cabinet(atMs: number, number: number, seed: number): NonNullable<LiveFigures['banks']> {
  const size = 6 + 2 * Math.floor(chance(seed, number, 'size') * 6);
  const faulty = chance(seed, number, 'faulty', Math.floor(atMs / (24 * hourMs))) < 0.25 ? 1 : 0;
  const slots = Math.round((size - faulty) * lent(atMs, number, seed));
  return { available: size - faulty - slots, slots, faulty };
}

export interface Simulation {
  readonly stations: readonly SimulatedStation[];
  readonly live: Pick<LiveStore, 'putMany'>;
  readonly nowMs: () => number;
  readonly seed: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Only tests give another one. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Told when a round fails; the next one tries again. */
  readonly onError: (error: unknown) => void;
}

const roundMs = 20_000;

/** Reports for all of them, round after round, until the signal. */
export async function runSimulation(simulation: Simulation): Promise<void> {
  const { stations, live, nowMs, seed, signal, onError } = simulation;
  const pause = simulation.pause ?? ((ms) => wait(ms, undefined, { signal }).catch(() => undefined));
  while (!signal.aborted) {
    try {
      await live.putMany(simulateLive(stations, nowMs(), seed));
    } catch (error) {
      onError(error);
    }
    await pause(roundMs, signal);
  }
}
