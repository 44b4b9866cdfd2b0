import type { WallEntry } from '../../shared/api/kiosk-api.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { Level } from '../../shared/domain/worker.ts';
import type { ReadableDb } from './database.ts';

interface WallRow {
  id: string;
  name: string;
  years: number | null;
  wage_min: number | null;
  wage_max: number | null;
  verified: number;
  demo: number;
  /** How many there are on all pages. */
  total: number;
}

export interface WallDay {
  readonly today: LocalDate;
  /** Days since 2020-01-01, as on the card. */
  readonly cardDay: number;
  /** The bit of today's weekday. */
  readonly weekday: number;
}

/** A made-up worker needs no card: nobody may hire one. Who named no day works on any. */
const onTheWall = `worker LEFT JOIN card ON card.worker_id = worker.id AND card.state = 'live'
  WHERE worker.wall = 1 AND worker.available_from <= @today
    AND ((worker.available_mask & 127) = 0 OR (worker.available_mask & @weekday) <> 0)
    AND (worker.demo = 1 OR card.issued_day + card.valid_days >= @cardDay)`;
const ofTrade =
  'AND (@trade IS NULL OR EXISTS (SELECT 1 FROM worker_trade WHERE worker_trade.worker_id = worker.id AND worker_trade.trade = @trade))';
const ticks = [0, 1, 2, 3, 4].map((bit) => `(worker.verified >> ${bit} & 1)`).join(' + ');

export const wallSql = {
  list: `SELECT worker.id, worker.name, worker.years, worker.wage_min, worker.wage_max, worker.verified, worker.demo,
    count(*) OVER () AS total FROM ${onTheWall} ${ofTrade}
    ORDER BY ${ticks} DESC, coalesce(card.created_at_ms, worker.created_at_ms) DESC, worker.id DESC LIMIT @limit OFFSET @offset`,
  count: `SELECT count(*) FROM ${onTheWall} ${ofTrade}`,
  countTrades: `SELECT worker_trade.trade AS code, count(*) AS count FROM worker_trade
    WHERE worker_trade.worker_id IN (SELECT worker.id FROM ${onTheWall}) GROUP BY 1 ORDER BY 2 DESC, 1`,
  trades: 'SELECT trade, level FROM worker_trade WHERE worker_id = ? ORDER BY position',
} as const;

export function wallReader(db: ReadableDb) {
  const list = db.prepare<[WallDay & { trade: number | null; offset: number; limit: number }], WallRow>(wallSql.list);
  const count = db.prepare<[WallDay & { trade: number | null }], number>(wallSql.count).pluck();
  const countTrades = db.prepare<[WallDay], { code: number; count: number }>(wallSql.countTrades);
  const trades = db.prepare<[string], { trade: number; level: Level | null }>(wallSql.trades);
  return {
    /** One page and how many there are in all; the most verified first, then the newest. Names are whole: whoever shows them masks them. */
    page: (query: WallDay & { trade: number | null; offset: number; limit: number }): { total: number; entries: WallEntry[] } => {
      const rows = list.all(query);
      const entries = rows.map(
        (row): WallEntry => ({
          ...{ id: row.id, name: row.name, years: row.years, verified: row.verified, demo: row.demo === 1 },
          trades: trades.all(row.id).map(({ trade, level }) => ({ code: trade, level })),
          dayWage: row.wage_min === null || row.wage_max === null ? null : [row.wage_min, row.wage_max],
        }),
      );
      // A page beyond the last one has no row to say it.
      return { total: rows[0]?.total ?? (query.offset === 0 ? 0 : Number(count.get(query))), entries };
    },
    countTrades: (day: WallDay): { code: number; count: number }[] => countTrades.all(day),
  };
}
