/** Issues cards until it is killed, and says each after it was handed out. Run as a process of its own: argv[2] is the data folder. */
import { writeSync } from 'node:fs';
import { stationServices } from '../../electron/compose.ts';
import { keyUseReader } from '../../electron/db/key-repository.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { openKeys } from '../../electron/keys/station-keys.ts';
import { createNoPrinter } from '../../electron/printing/none.ts';
import { createPrintQueue } from '../../electron/printing/queue.ts';
import { stationClock, systemClock } from '../../electron/services/clock.ts';

const dataDir = process.argv[2] ?? '';
const db = openDatabase(dataDir);
const keys = openKeys(dataDir, { demoStation: null, used: keyUseReader(db).list(), nowMs: Date.now() });
const printing = { queue: createPrintQueue(createNoPrinter()), readBack: async () => null };
const { api } = stationServices({ db, clock: stationClock(systemClock, 0), keys, printing });
const trades = [{ code: 203, level: null }];
const consent = { card: true, phoneOnCard: false, wall: false } as const;
for (;;) {
  const phone = `13${Math.floor(Math.random() * 1e9)
    .toString()
    .padStart(9, '0')}`;
  const card = await api['card.issue']({
    ...{ sessionId: crypto.randomUUID(), requestId: crypto.randomUUID() },
    registration: { trades, years: null, name: '王师傅', phone, dayWage: null, available: { fromOffsetDays: 0, mask: 127 }, consent },
  });
  writeSync(1, `${card.number} ${card.cardId}\n`);
}
