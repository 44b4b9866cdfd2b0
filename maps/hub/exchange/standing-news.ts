/**
 * What each station is told without anybody writing to it: its own record as the map has it, what the public says of it, the holidays, and the
 * lists of keys and of void cards. States: told again they are nothing new (inbox.ts), so the whole is told whenever a part may have changed.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { ReportStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';
import type { Inbox, ItemToTell } from './inbox.ts';

export interface StandingNewsParts {
  readonly db: HubDb;
  readonly inbox: Inbox;
  readonly stations: Pick<StationStore, 'get'>;
  readonly reports: Pick<ReportStore, 'cases'>;
  readonly holidays: HolidayTable;
  /** Where the operator publishes the lists; read anew each time. */
  readonly listsDir: string;
  readonly nowMs: () => number;
  readonly onError: (error: unknown) => void;
}

export interface StandingNews {
  /** Tells what has changed; one after another. */
  tell(): Promise<void>;
  /** Something has changed: it is told soon, together with what changes meanwhile. */
  poke(): void;
  stop(): Promise<void>;
}

const soonMs = 2000;
/** Lists are put there by another program. */
const againMs = 10 * 60_000;
const atOnce = 200;
/** As much as an item holds (shared/exchange/inbox-item.ts). */
const mostListBytes = 1_000_000;
const lists = { 'key-list': 'keys.cose', 'revocation-list': 'revoked.cose' } as const;

export function standingNews(parts: StandingNewsParts): StandingNews {
  const { db, inbox, stations, reports, holidays, listsDir, nowMs, onError } = parts;
  let running: Promise<void> = Promise.resolve();
  let soon: ReturnType<typeof setTimeout> | null = null;
  let isStopped = false;

  async function forAll(): Promise<readonly ItemToTell[]> {
    const items: ItemToTell[] = [{ scope: 'all', kind: 'holidays', key: '-', content: holidays }];
    for (const [kind, name] of Object.entries(lists)) {
      const bytes = await readFile(join(listsDir, name)).catch(() => null);
      // a list that is missing for a moment is not taken away: stations go on with theirs
      if (bytes === null || bytes.length > mostListBytes) continue;
      items.push({ scope: 'all', kind: kind as keyof typeof lists, key: '-', content: { bytes: bytes.toString('base64') } });
    }
    return items;
  }

  async function forEach(): Promise<readonly ItemToTell[]> {
    const linked = await db.reader.selectFrom('link').where('state', '=', 'active').select('number').orderBy('number').execute();
    const said = Map.groupBy(await reports.cases(nowMs()), ({ number }) => number);
    const items: ItemToTell[] = [];
    for (const { number } of linked) {
      const record = await stations.get(number).catch(() => null);
      if (record) items.push({ scope: number, kind: 'station', key: '-', content: record.station });
      const told = (said.get(number) ?? []).slice(0, 10).map(({ kind, parties, lastMs }) => ({ kind, count: parties, lastMs }));
      items.push({ scope: number, kind: 'trust', key: '-', content: told.length === 0 ? null : { reports: told } });
    }
    return items;
  }

  async function tellAll(): Promise<void> {
    const items = [...(await forAll()), ...(await forEach())];
    for (let from = 0; from < items.length; from += atOnce) await inbox.tell(items.slice(from, from + atOnce));
  }

  const news: StandingNews = {
    tell() {
      running = running.then(tellAll);
      return running;
    },
    poke() {
      if (isStopped || soon !== null) return;
      soon = setTimeout(() => {
        soon = null;
        news.tell().catch((error: unknown) => {
          running = Promise.resolve();
          onError(error);
        });
      }, soonMs);
      soon.unref();
    },
    async stop() {
      isStopped = true;
      if (soon !== null) clearTimeout(soon);
      clearInterval(again);
      await running.catch(() => undefined);
    },
  };
  const again = setInterval(() => news.poke(), againMs);
  again.unref();
  return news;
}
