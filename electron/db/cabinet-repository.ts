import type { Cabinet } from '../../shared/api/desk/power-banks.ts';
import type { ReadableDb, WritableDb } from './database.ts';

const columns = 'id, vendor, available, free, faulty, counted_at_ms AS countedAtMs, revision';

export function cabinetReader(db: ReadableDb) {
  const get = db.prepare<[string], Cabinet>(`SELECT ${columns} FROM bank_cabinet WHERE id = ?`);
  const list = db.prepare<[], Cabinet>(`SELECT ${columns} FROM bank_cabinet ORDER BY id LIMIT 50`);
  return { find: (id: string): Cabinet | undefined => get.get(id), list: (): Cabinet[] => list.all() };
}

export function cabinetWriter(db: WritableDb) {
  const save = db.prepare<[Cabinet]>(
    `INSERT INTO bank_cabinet (id, vendor, available, free, faulty, counted_at_ms, revision)
     VALUES (@id, @vendor, @available, @free, @faulty, @countedAtMs, @revision)
     ON CONFLICT (id) DO UPDATE SET vendor = excluded.vendor, available = excluded.available, free = excluded.free,
       faulty = excluded.faulty, counted_at_ms = excluded.counted_at_ms, revision = excluded.revision`,
  );
  const remove = db.prepare<[string]>('DELETE FROM bank_cabinet WHERE id = ?');
  return { save: (cabinet: Cabinet): void => void save.run(cabinet), remove: (id: string): void => void remove.run(id) };
}
