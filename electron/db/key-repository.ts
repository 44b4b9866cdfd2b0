/** Which keys the station has signed with, and how far: the database's own memory beside the file of serials. */
import type { KeyId } from '../../shared/card/kid.ts';
import type { ReadableDb, WritableDb } from './database.ts';

interface KeyUseRow {
  station: number;
  generation: number;
  next_serial: number;
}

export function keyUseReader(db: ReadableDb) {
  const list = db.prepare<[], KeyUseRow>('SELECT station, generation, next_serial FROM key_use');
  return {
    list: () => list.all().map(({ station, generation, next_serial }) => ({ station, generation, nextSerial: next_serial })),
  };
}

export function keyUseWriter(db: WritableDb) {
  const record = db.prepare<[number, number, number, number]>(
    `INSERT INTO key_use (station, generation, next_serial, first_used_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (station, generation) DO UPDATE SET next_serial = max(next_serial, excluded.next_serial)`,
  );
  return {
    record: ({ station, generation }: KeyId, nextSerial: number, atMs: number): void =>
      void record.run(station, generation, nextSerial, atMs),
  };
}
