/** Where the history of relaunches outlives the process. A disk that is full or gone must not keep the watchdog from acting. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { historyFrom, type WatchdogHistory } from './watchdog.ts';

export function readHistory(file: string, nowMs: number): WatchdogHistory {
  try {
    return historyFrom(JSON.parse(readFileSync(file, 'utf8')), nowMs);
  } catch {
    return { relaunchesAtMs: [] };
  }
}

export function writeHistory(file: string, history: WatchdogHistory): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(history));
    renameSync(`${file}.new`, file);
  } catch {}
}
