/**
 * `npm run import -- postings FILE`: reads a file of postings, tells what is wrong with it, and stores it. Runs beside the
 * kiosk as a second writer, so it takes no lock of the station; the screen follows by itself.
 */
import { homedir } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDir } from './data-dir.ts';
import { inTransaction, type WritableDb } from './db/database.ts';
import { explainStorageError } from './db/explain.ts';
import { openDatabase } from './db/open.ts';
import { postingDeskReader } from './db/posting-desk-repository.ts';
import { stationReader, stationWriter } from './db/station-repository.ts';
import { failureOf } from './failure.ts';
import { type Clock, stationClock, systemClock } from './services/clock.ts';
import { newId } from './services/id.ts';
import { columnWord, readHeading } from './services/import/columns.ts';
import type { ImportFault } from './services/import/import-row.ts';
import { type FileBytes, readImportFile } from './services/import/read-file.ts';
import { type ReadPostings, readPostings } from './services/import/read-postings.ts';
import { readStation } from './services/import/read-station.ts';
import { importPostings } from './services/posting-import.ts';
import { postingJudge } from './services/posting-judge.ts';

const usage = `用法：npm run import -- postings 文件 [选项]
　　　npm run import -- station 文件　　换上自己的站名、服务、屏幕尺寸（照着 examples/demo-station.json 写）

把岗位文件（CSV、JSON-LD、带 JobPosting 的网页）导入这个驿站。编号相同的岗位只更新，不会重复。

  --dry-run      只检查，什么也不写入
  --pending      先不上屏，等工作人员审核
  --good-rows    有错的行跳过，没错的照样导入；不写这个选项，有一处错就都不导入
  --source 名称  文件里没有「来源」时，用这个名称
  --help         显示这些说明

列名和写法见 docs/import.md；样例见 examples/demo-postings.csv。`;

export interface Output {
  /** A line for the person. */
  readonly write: (line: string) => void;
  /** A short sign of life during long work. */
  readonly progress: (line: string) => void;
}

const mostFaultsShown = 50;

interface Request {
  readonly what: 'postings' | 'station';
  readonly file: string;
  readonly dryRun: boolean;
  readonly publish: 'published' | 'pending';
  readonly goodRows: boolean;
  readonly source: string | undefined;
}

function readRequest(argv: readonly string[]): Request | 'help' | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        pending: { type: 'boolean', default: false },
        'good-rows': { type: 'boolean', default: false },
        source: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const [what, file, ...more] = positionals;
    if (what === undefined) return { problem: '没有写要导入什么。' };
    if (what !== 'postings' && what !== 'station')
      return { problem: `不会导入「${what}」，只会导入 postings（岗位）和 station（站点设置）。` };
    if (file === undefined) return { problem: '没有写文件名。' };
    if (more.length > 0) return { problem: `一次只导入一个文件，多写了「${more.join(' ')}」。文件名里有空格的，请用引号括起来。` };
    return {
      what,
      file,
      dryRun: values['dry-run'],
      publish: values.pending ? 'pending' : 'published',
      goodRows: values['good-rows'],
      source: values.source,
    };
  } catch {
    const unknown = argv.find((argument) => argument.startsWith('-')) ?? '';
    return { problem: `选项不对：${unknown}` };
  }
}

/** The heading with its Chinese name where the file has the English one. */
function columnText(column: string): string {
  const heading = readHeading(column);
  if (heading.kind !== 'column') return column;
  const word = columnWord(heading.column);
  return column === heading.column ? `${word} ${column}` : column;
}

function faultLine({ row, column, message }: ImportFault, unit: '行' | '条'): string {
  return column === null ? `第 ${row} ${unit}：${message}` : `第 ${row} ${unit}，「${columnText(column)}」：${message}`;
}

function tellFaults(faults: readonly ImportFault[], unit: '行' | '条', write: Output['write']): void {
  if (faults.length === 0) return;
  write('');
  for (const fault of faults.slice(0, mostFaultsShown)) write(faultLine(fault, unit));
  if (faults.length > mostFaultsShown) write(`……还有 ${faults.length - mostFaultsShown} 处错，没有全部列出。`);
}

type Read = ReadPostings & { readonly ok: true };

function store(db: WritableDb, clock: Clock, read: Read, request: Request, output: Output): number {
  const { write, progress } = output;
  const unit = read.format === 'csv' ? '行' : '条';
  const clockOfStation = stationClock(clock, 0);
  const settings = stationReader(db).findSettings() ?? { payFloorFenPerHour: null };
  const { lint } = postingJudge(postingDeskReader(db), () => settings, clockOfStation, { remember: true });
  const batch = { rows: read.rows, publish: request.publish, demo: false, lint };
  // What can be seen only beside the stored postings (an expired validity) is looked for before anything is written.
  const rehearsal = importPostings(db, clockOfStation, newId, { ...batch, dryRun: true });
  const faults = [...read.faults, ...rehearsal.faults].sort((a, b) => a.row - b.row);
  tellFaults(faults, unit, write);
  write('');
  if (faults.length > 0 && !request.goodRows) {
    const faultyRows = new Set(faults.map((fault) => fault.row)).size;
    write(`有 ${faultyRows} ${unit}出错（${faults.length} 处），什么也没有导入。改好再来；或者加 --good-rows，只导入没错的。`);
    return 1;
  }

  const outcome = request.dryRun
    ? rehearsal
    : importPostings(db, clockOfStation, newId, {
        ...batch,
        dryRun: false,
        onProgress: (done) => progress(`写入 ${done} / ${read.rows.length}`),
      });
  const counts = [`新增 ${outcome.added}`, `更新 ${outcome.changed}`, `没有变化 ${outcome.unchanged}`];
  if (outcome.closedUntouched > 0) counts.push(`已下架不动 ${outcome.closedUntouched}`);
  if (faults.length > 0) counts.push(`跳过有错的 ${new Set(faults.map((fault) => fault.row)).size}`);
  write(`${request.dryRun ? '检查完了，什么也没有写入。真正导入时会：' : '导入完成：'}${counts.join('，')}。`);
  if (outcome.held > 0) write(`${outcome.held} 个写了招工不能写的话（限男女、收押金这些），不上屏，放在等审核里，请在工作台上看。`);
  if (!request.dryRun && request.publish === 'pending' && outcome.added > 0) write('新岗位在等审核，还没有上屏。');

  const station = stationReader(db);
  if (station.demoDay() !== null) write('屏幕上还有演示岗位。真正使用前请清空：npm run demo -- empty');
  else if (station.findSettings() === undefined) write('驿站第一次启动时会装入演示岗位。启动一次以后请清空：npm run demo -- empty');
  return 0;
}

export function importCommand(argv: readonly string[], env: NodeJS.ProcessEnv, output: Output, clock: Clock = systemClock): number {
  const { write, progress } = output;
  const request = readRequest(argv);
  if (request === 'help') {
    write(usage);
    return 0;
  }
  if ('problem' in request) {
    write(request.problem);
    write('');
    write(usage);
    return 2;
  }

  const file = readImportFile(request.file);
  if (request.what === 'station') return importStation(file, env, write, request.dryRun);
  const read = file.ok
    ? readPostings(file.bytes, {
        fileName: basename(request.file),
        source: request.source,
        nowMs: clock.nowMs(),
        onProgress: (done, all) => progress(`检查 ${done} / ${all}`),
      })
    : file;
  if (!read.ok) {
    write(`没有导入：${read.fault.message}`);
    return 1;
  }
  write(`读了 ${basename(request.file)}（${read.format === 'csv' ? 'CSV' : 'JSON-LD'}，${read.encoding} 编码）。`);
  for (const note of read.notes.slice(0, mostFaultsShown)) write(note);
  write(`没错的岗位 ${read.rows.length} 个，错 ${read.faults.length} 处。`);

  return withDatabase(env, write, (db) => store(db, clock, read, request, output));
}

function importStation(file: FileBytes, env: NodeJS.ProcessEnv, write: Output['write'], dryRun: boolean): number {
  const read = file.ok ? readStation(file.bytes) : file;
  if (!read.ok) {
    write(`没有导入：${read.fault.message}`);
    return 1;
  }
  for (const note of read.notes) write(note);
  if (dryRun) {
    write(`检查完了，什么也没有写入。站名：${read.settings.name}。`);
    return 0;
  }
  return withDatabase(env, write, (db) => {
    inTransaction(db, () => {
      const station = stationWriter(db);
      // A file that names no site for the cards leaves the one that was set with the station's keys.
      const cardSite = read.settings.cardSite ?? stationReader(db).findSettings()?.cardSite ?? null;
      station.save({ ...read.settings, cardSite });
      station.touch();
    });
    write(`换好了：${read.settings.name}。屏幕几秒后就变。`);
    return 0;
  });
}

/** Opens the station's data for `work`, and says in a sentence why when it cannot. */
function withDatabase(env: NodeJS.ProcessEnv, write: Output['write'], work: (db: WritableDb) => number): number {
  try {
    const db = openDatabase(dataDir(env, process.platform, homedir()));
    try {
      return work(db);
    } finally {
      db.close();
    }
  } catch (error) {
    const explained = explainStorageError(error);
    if (!explained) throw error;
    const { code, what, todo } = failureOf(explained);
    write(`没有导入：${what}。${todo}（${code}）`);
    return 1;
  }
}

/** On a terminal one line that is written over; in a log a line every 2,000. */
function progressTo(stream: NodeJS.WriteStream): (line: string) => void {
  if (stream.isTTY) return (line) => void stream.write(`\r${line}\u001b[K`);
  return (line) => {
    const done = Number(/\d+/.exec(line)?.[0]);
    if (done > 0 && done % 2000 === 0) stream.write(`${line}\n`);
  };
}

if (import.meta.main) {
  const progress = progressTo(process.stderr);
  const clearLine = () => process.stderr.isTTY && process.stderr.write('\r\u001b[K');
  const write = (line: string) => {
    clearLine();
    process.stdout.write(`${line}\n`);
  };
  process.exitCode = importCommand(process.argv.slice(2), process.env, { write, progress });
}
