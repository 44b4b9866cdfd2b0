/** `npm run restore -- FILE`: puts a backup in the place of what is there, while the kiosk is closed. What was there is kept. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { AppError, type ErrorCode } from '../shared/api/errors.ts';
import { workDayOf } from '../shared/domain/work-day.ts';
import { careThread } from './care/thread.ts';
import { dataDir } from './data-dir.ts';
import { explainStorageError } from './db/explain.ts';
import { databaseFile } from './db/open.ts';
import { failureOf } from './failure.ts';
import { readKeyFile } from './keys/key-file.ts';
import { type Clock, systemClock } from './services/clock.ts';
import type { BackupFacts } from './services/database-copies.ts';
import { clearRestore, finishRestore, needsCode, prepareRestore } from './services/restore-plan.ts';
import { refuseOther } from './services/restore-service.ts';
import { lockStation } from './station-lock.ts';

const usage = `用法：npm run restore -- 备份文件 [--check]

把备份放回这台机器。先关掉驿站的窗口。现在的数据会留在 backups 里（before-restore-…）。
  --check   只检查备份，什么也不改
读电话要恢复码：程序会问；也可以用管道送进来。`;

const sentences: Partial<Record<ErrorCode, string>> = {
  restore_missing: '没有这个文件。',
  restore_damaged: '这个备份坏了，换一份更早的试试。',
  restore_foreign: '这不是驿站的备份。',
  restore_from_future: '这个备份是更新版本的程序做的。先装新版本的驿站程序，再恢复。',
  restore_other_station: '这是另一个驿站的备份，不能盖掉这里的数据。要在新机器上恢复它，用 YIZHAN_DATA 换一个空的数据文件夹。',
  restore_without_keys: '这个备份里的电话没有钥匙能读：备份里没有存，这台机器上也没有。',
  restore_code_wrong: '恢复码不对。要用做这份备份时的恢复码。',
  restore_generations_spent: '这个站号的钥匙已经用完 99 代，要换一个站号。',
  already_running: '驿站还开着。先关掉驿站的窗口，再恢复。',
};

/** The identity of what is there: null where nothing would be lost, or nothing can be told. @throws restore_other_station */
function refuseOverOther(folder: string, facts: BackupFacts): void {
  if (!existsSync(databaseFile(folder))) return;
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(databaseFile(folder), { readonly: true });
    if (db.prepare('SELECT demo_day FROM station').pluck().get() !== null) return;
    refuseOther(facts, db.prepare<[], string>('SELECT identity FROM care').pluck().get() ?? null);
  } catch (error) {
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
    // Too damaged to say whose it is: the keys beside it tell.
    const station = existsSync(folder) ? stationOfKeys(folder) : undefined;
    const isOther = station !== undefined && facts.keys.length > 0 && !facts.keys.some((key) => key.station === station);
    if (isOther) throw new AppError('restore_other_station', 'this is the backup of another station', { name: facts.station });
  } finally {
    db?.close();
  }
}

function stationOfKeys(folder: string): number | undefined {
  try {
    return readKeyFile(folder).station;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

export interface RestoreContext {
  readonly env: NodeJS.ProcessEnv;
  readonly write: (line: string) => void;
  /** Asks for the recovery code. */
  readonly ask: () => Promise<string>;
  readonly clock?: Clock;
}

async function restore(given: string, onlyCheck: boolean, { env, write, ask, clock = systemClock }: RestoreContext): Promise<void> {
  const file = resolve(given);
  if (!existsSync(file)) throw new AppError('restore_missing', 'no such file');
  const folder = dataDir(env, process.platform, homedir());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockStation(folder);
  const copies = careThread(databaseFile(folder));
  try {
    // One that the power cut off is finished first: nothing of it may be mixed with this one.
    finishRestore(folder);
    const facts = await copies.inspect(file);
    refuseOverOther(folder, facts);
    const { workers, visits, postings, matches } = facts.counts;
    write(
      `${facts.station}，${workDayOf(facts.madeAtMs)} 的备份：登记 ${workers} 人，到站 ${visits} 次，岗位 ${postings} 个，用工 ${matches} 个。`,
    );
    const isCoded = needsCode(folder, facts);
    if (onlyCheck) return write(isCoded ? '备份是好的。恢复时要恢复码。' : '备份是好的。');
    const code = isCoded ? await ask() : '';
    const wayBack = await prepareRestore({ dataDir: folder, file, facts, code, copies, nowMs: clock.nowMs() });
    finishRestore(folder);
    write('恢复好了。卡换了新一代钥匙：真正使用的站要再发布名单（npm run keys -- export）。');
    write(`原来的数据在 backups/${wayBack}.db，想回去就恢复它。`);
  } finally {
    clearRestore(folder);
    copies.close();
    lock.release();
  }
}

export async function restoreCommand(argv: readonly string[], context: RestoreContext): Promise<number> {
  const { write } = context;
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch {
    write(usage);
    return 2;
  }
  const [file, ...more] = parsed.positionals;
  if (parsed.values.help || file === undefined || more.length > 0) {
    write(usage);
    return parsed.values.help ? 0 : 2;
  }
  try {
    await restore(file, parsed.values.check, context);
    return 0;
  } catch (error) {
    const refusal = explainStorageError(error);
    if (!refusal) throw error;
    const { what, todo } = failureOf(refusal);
    write(`没有恢复：${sentences[refusal.code] ?? `${what}。${todo}`}（${refusal.code}）`);
    return 1;
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
  });
}

async function askForCode(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question('恢复码：');
  } finally {
    lines.close();
  }
}

if (import.meta.main) {
  process.exitCode = await restoreCommand(process.argv.slice(2), { env: process.env, write: console.log, ask: askForCode });
}
