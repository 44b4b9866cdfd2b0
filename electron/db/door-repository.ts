/** What the station says of its own door: the days on which it is shut, and what does not work. */
import type { AmenityCode } from '../../shared/domain/amenity.ts';
import type { Closure } from '../../shared/domain/listed-station.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface DoorClosure extends Closure {
  readonly id: string;
}

export function doorReader(db: ReadableDb) {
  const closures = db.prepare<[LocalDate], DoorClosure>(
    `SELECT id, from_day AS "from", to_day AS "to", reason FROM door_closure
      WHERE to_day IS NULL OR to_day >= ? ORDER BY from_day, coalesce(to_day, '9999'), id`,
  );
  const broken = db.prepare<[], AmenityCode>('SELECT amenity FROM door_broken ORDER BY amenity').pluck();
  return {
    /** Those that are not past, the first day first. */
    closures: (today: LocalDate): DoorClosure[] => closures.all(today),
    broken: (): AmenityCode[] => broken.all(),
  };
}

export function doorWriter(db: WritableDb) {
  const close = db.prepare<[DoorClosure]>('INSERT INTO door_closure (id, from_day, to_day, reason) VALUES (@id, @from, @to, @reason)');
  const reopen = db.prepare<[string]>('DELETE FROM door_closure WHERE id = ?');
  const forgetPast = db.prepare<[LocalDate]>('DELETE FROM door_closure WHERE to_day < ?');
  const breaks = db.prepare<[AmenityCode]>('INSERT INTO door_broken (amenity) VALUES (?) ON CONFLICT DO NOTHING');
  const works = db.prepare<[AmenityCode]>('DELETE FROM door_broken WHERE amenity = ?');
  const clear = [db.prepare('DELETE FROM door_closure'), db.prepare('DELETE FROM door_broken')];
  return {
    clear: (): void => {
      for (const statement of clear) statement.run();
    },
    close: (closure: DoorClosure): void => void close.run(closure),
    /** Answers whether there was one. */
    reopen: (id: string): boolean => reopen.run(id).changes > 0,
    forgetPast: (today: LocalDate): void => void forgetPast.run(today),
    /** Answers whether it was otherwise before. */
    setBroken: (amenity: AmenityCode, isBroken: boolean): boolean => (isBroken ? breaks : works).run(amenity).changes > 0,
  };
}
