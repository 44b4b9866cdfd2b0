/** Whether a station and its hub say the same of everything that they exchange; read when nothing is under way. */
import type { WritableDb } from '../../electron/db/database.ts';
import { dayCountReader } from '../../electron/db/day-count-repository.ts';
import { linkReader } from '../../electron/db/link-repository.ts';
import type { Mark } from '../../electron/db/outbox-repository.ts';
import { phoneSource } from '../../electron/hub-link/inbox-apply.ts';
import type { HubDb } from '../../maps/hub/store/hub-db.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { Fact } from '../../shared/exchange/fact.ts';

export interface BothSides {
  /** With one station, the first. */
  readonly hubDb: HubDb;
  readonly db: WritableDb;
  readonly factOf: (mark: Mark) => Fact;
  /** Either was restored: it does not know all that happened. */
  readonly wasRestored: boolean;
  /** Ids of submissions that must be there once each. */
  readonly owed: ReadonlySet<string>;
}

/** Empty when they agree. */
export async function differencesOf({ hubDb, db, factOf, wasRestored, owed }: BothSides): Promise<readonly string[]> {
  const found: string[] = [];
  const differ = (what: string, theirs: unknown, ours: unknown) => {
    const [a, b] = [JSON.stringify(theirs), JSON.stringify(ours)];
    if (a !== b) found.push(`${what}: the hub has ${a}, the station ${b}`);
  };
  const link = linkReader(db).find();
  const [kept] = await hubDb.reader.selectFrom('link').select(['epoch', 'next']).execute();
  differ('cursors', { epoch: kept?.epoch, next: kept?.next }, { epoch: link?.epoch, next: link?.acknowledged });
  differ('waiting', 0, db.prepare('SELECT count(*) FROM outbox').pluck().get());
  differ('faults', [], linkReader(db).faults());

  const own = db.prepare("SELECT id FROM posting WHERE source <> 'hub'").pluck().all() as string[];
  const postings = own.map((id) => factOf({ sequence: 0, kind: 'posting', key: id })).filter(({ kind }) => kind === 'posting') as Extract<
    Fact,
    { kind: 'posting' }
  >[];
  const shown = await hubDb.reader.selectFrom('station_posting').select(['id', 'data']).execute();
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  differ(
    'postings',
    shown.map(({ data }) => JSON.parse(data) as { id: string }).sort(byId),
    JSON.parse(JSON.stringify(postings.sort(byId))),
  );

  const told = await hubDb.reader.selectFrom('station_day').selectAll().orderBy('day').execute();
  for (const { number: _, day, purposes, ...counts } of told) {
    const ours = dayCountReader(db).of(day as LocalDate);
    const isKnown = Object.values(ours).some((value) => (typeof value === 'number' ? value > 0 : Object.keys(value).length > 0));
    // Days that a restored station knows no more did happen.
    if (!isKnown && wasRestored) continue;
    const visits = Object.values(ours.visits).reduce((all: number, one) => all + (one ?? 0), 0);
    differ(
      `day ${day}`,
      Object.entries({ ...counts, purposes: JSON.parse(purposes) }).sort(),
      Object.entries({ ...ours, visits, purposes: ours.visits }).sort(),
    );
  }
  const known = db.prepare('SELECT DISTINCT work_day FROM visit').pluck().all() as string[];
  differ(
    'days without visits',
    [],
    known.filter((day) => !told.some((one) => one.day === day)),
  );

  const revoked = await hubDb.reader.selectFrom('revoked_card').select('serial').orderBy('serial').execute();
  const ours = db.prepare("SELECT serial FROM card WHERE state = 'revoked' ORDER BY serial").pluck().all() as number[];
  const theirs = revoked.map(({ serial }) => serial);
  differ('void cards', wasRestored ? ours.filter((one) => theirs.includes(one)) : theirs, ours);

  const [live] = await hubDb.reader.selectFrom('live').select(['available', 'slots']).execute();
  const { banks } = factOf({ sequence: 0, kind: 'live', key: '' }) as Extract<Fact, { kind: 'live' }>;
  differ('banks', live, { available: banks?.available ?? null, slots: banks?.slots ?? null });

  const items = await hubDb.reader.selectFrom('inbox_item').select(['kind', 'key', 'content']).orderBy('key').execute();
  const notices = items
    .filter(({ kind, content }) => kind === 'notice' && content !== null)
    .map(({ key, content }) => [key, (JSON.parse(content ?? '') as { title: string }).title]);
  differ('notices', notices, db.prepare("SELECT id, title FROM notice WHERE origin = 'hub' ORDER BY id").raw().all());

  const published = items
    .filter(({ kind, content }) => kind === 'posting' && content !== null)
    .map(
      ({ key, content }) =>
        [key, JSON.parse(content ?? '')] as [string, { of: string; posting?: { state: string; content: { headcount: number } } }],
    )
    .filter(([, { of, posting }]) => of === 'hub' && posting?.state === 'published')
    .map(([key, { posting }]) => [key, posting?.content.headcount]);
  const here = db
    .prepare("SELECT source_id, headcount FROM posting WHERE source = 'hub' AND state = 'published' ORDER BY source_id")
    .raw()
    .all();
  differ('postings of the city', published, here);

  const sent = db.prepare('SELECT source_id FROM posting WHERE source = ?').pluck().all(phoneSource) as string[];
  differ(
    'submissions that are missing',
    [],
    [...owed].filter((id) => !sent.includes(id)),
  );
  differ('submissions that are there twice', sent.length, new Set(sent).size);
  return found;
}
