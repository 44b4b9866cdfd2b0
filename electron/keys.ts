/**
 * `npm run keys -- …`: the keys that cards and lists are signed with, at the operator's desk and at the station
 * (docs/card-format.md, section 4). What changes a station's keys takes the station's lock: the kiosk must be closed.
 */
import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { localDateSchema } from '../shared/domain/local-date.ts';
import { dataDir } from './data-dir.ts';
import { explainStorageError } from './db/explain.ts';
import { openDatabase } from './db/open.ts';
import { failureOf } from './failure.ts';
import { makeListKey, makeRoot, markCompromised, publish } from './keys/desk-commands.ts';
import { KeyRefusal, writePublic } from './keys/interchange.ts';
import { exportRevocations, exportStation, rotate, type StationPlace, setStation, unusableText } from './keys/station-commands.ts';
import { type Clock, systemClock } from './services/clock.ts';
import { lockStation } from './station-lock.ts';

const usage = `用法：npm run keys -- 命令

在驿站的机器上：
  station --number 站号 --site 网址    给真正使用的站做钥匙，定下卡上的网址（如 jy.example.cn）
  export [文件]                        把公钥写成文件，交给发布名单的人
  revocations [文件]                   把作废的卡号写成文件，交给发布名单的人
  rotate                               换一代钥匙（每年一次；钥匙可能泄露时马上换）

在发布名单的机器上：
  root 文件                            做根钥匙（只做一次，离线保管）
  list-key 文件 [--generation 代数]    做名单钥匙
  publish --root 文件 --list-key 文件 --stations 驿站交来的文件… --out 目录
                                       签好名单：keys.cose、revoked.cose、keys.json
  compromised 站号-代数 --safe-before 日期 --out 目录
                                       钥匙失窃：这一天起的卡全部作废（写 all 就是全部），再 publish

会改钥匙的命令（station、rotate）要先关掉驿站的窗口。`;

type Write = (line: string) => void;

interface Given {
  readonly command: string;
  readonly rest: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

class UsageFault extends Error {}

function readArguments(argv: readonly string[]): Given | 'help' {
  try {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...{ number: text, site: text, generation: text, root: text, 'list-key': text, out: text, 'safe-before': text },
        // The first of the files; the others follow it.
        stations: text,
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { help, ...options } = values;
    if (help) return 'help';
    const [command, ...rest] = positionals;
    if (command === undefined) throw new UsageFault('没有写命令。');
    return { command, rest, options };
  } catch (error) {
    if (error instanceof UsageFault) throw error;
    throw new UsageFault(`选项不对：${argv.find((argument) => argument.startsWith('-')) ?? ''}`);
  }
}

function needed(options: Given['options'], name: string, what: string): string {
  const value = options[name];
  if (value === undefined || value === '') throw new UsageFault(`没有写 --${name}（${what}）。`);
  return value;
}

function oneFile(rest: readonly string[]): string {
  const [file, ...more] = rest;
  if (file === undefined) throw new UsageFault('没有写文件名。');
  if (more.length > 0) throw new UsageFault(`多写了「${more.join(' ')}」。`);
  return file;
}

function wholeNumber(text: string, what: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most) throw new UsageFault(`${what}要写 1 到 ${most} 的数，不是「${text}」。`);
  return number;
}

function readKid(text: string | undefined): { station: number; generation: number } {
  const [, station, generation] = /^(\d{1,6})-(\d{1,2})$/.exec(text ?? '') ?? [];
  if (!station || !generation) throw new UsageFault('要写站号和代数，如 7345-1。');
  return { station: wholeNumber(station, '站号', 999_999), generation: wholeNumber(generation, '代数', 99) };
}

/** @param locked whether the kiosk must be closed for it */
function atStation<T>(env: NodeJS.ProcessEnv, nowMs: number, locked: boolean, work: (place: StationPlace) => T): T {
  const folder = dataDir(env, process.platform, homedir());
  const db = openDatabase(folder);
  try {
    const lock = locked ? lockStation(folder) : undefined;
    try {
      return work({ db, dataDir: folder, nowMs });
    } finally {
      lock?.release();
    }
  } finally {
    db.close();
  }
}

function hand(content: object, file: string | undefined, write: Write): void {
  if (file !== undefined) writePublic(file, content);
  write(file === undefined ? JSON.stringify(content, null, 2) : `写好了：${file}`);
}

async function run({ command, rest, options }: Given, env: NodeJS.ProcessEnv, nowMs: number, write: Write): Promise<void> {
  switch (command) {
    case 'root':
      return makeRoot(oneFile(rest), nowMs, write);
    case 'list-key':
      return makeListKey(oneFile(rest), wholeNumber(options['generation'] ?? '1', '代数', 99), nowMs, write);
    case 'publish': {
      const files = [needed(options, 'stations', '驿站交来的文件'), ...rest];
      const [root, listKey] = [needed(options, 'root', '根钥匙文件'), needed(options, 'list-key', '名单钥匙文件')];
      return publish({ root, listKey, files, out: needed(options, 'out', '放名单的目录') }, nowMs, write);
    }
    case 'compromised': {
      const kid = readKid(rest[0]);
      const text = needed(options, 'safe-before', '日期，或者 all');
      const day = text === 'all' ? null : localDateSchema.safeParse(text);
      if (day !== null && !day.success) throw new UsageFault(`日期要写成 2026-11-23 这样，不是「${text}」。`);
      // Cards count their days from 2020: an earlier day means all of them.
      if (day !== null && day.data < '2020-01-01') throw new UsageFault(`没有 ${text} 的卡：最早是 2020-01-01；要全部作废就写 all。`);
      return markCompromised(kid, day?.data ?? null, needed(options, 'out', '放名单的目录'), write);
    }
    case 'station': {
      const number = wholeNumber(needed(options, 'number', '站号'), '站号', 999_999);
      const site = needed(options, 'site', '卡上的网址');
      return atStation(env, nowMs, true, (place) => setStation(place, number, site, write));
    }
    case 'rotate':
      return atStation(env, nowMs, true, (place) => rotate(place, write));
    case 'export':
      return atStation(env, nowMs, false, (place) => hand(exportStation(place), rest[0], write));
    case 'revocations':
      return atStation(env, nowMs, false, (place) => hand(exportRevocations(place), rest[0], write));
    default:
      throw new UsageFault(`没有「${command}」这个命令。`);
  }
}

function refusalText(error: unknown): string | undefined {
  if (error instanceof KeyRefusal) return error.message;
  const explained = explainStorageError(error);
  if (!explained) return undefined;
  if (explained.code in unusableText) return unusableText[explained.code as keyof typeof unusableText];
  const { code, what, todo } = failureOf(explained);
  return `没有做：${what}。${todo}（${code}）`;
}

export async function keysCommand(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  write: Write,
  clock: Clock = systemClock,
): Promise<number> {
  try {
    const given = readArguments(argv);
    if (given === 'help') {
      write(usage);
      return 0;
    }
    await run(given, env, clock.nowMs(), write);
    return 0;
  } catch (error) {
    if (error instanceof UsageFault) {
      for (const line of [error.message, '', usage]) write(line);
      return 2;
    }
    const text = refusalText(error);
    if (text === undefined) throw error;
    write(text);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await keysCommand(process.argv.slice(2), process.env, console.log);
