/** Commands that open the store, do one thing and end. A hub that runs beside them shows their changes within seconds. */
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanText } from '../../shared/domain/text.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { bundleEndings, mostBundleBytes } from '../../shared/exchange/bundle.ts';
import { demoSource } from './demo/demo-city.ts';
import { answerBundle } from './exchange/bundles.ts';
import { openHubKey } from './exchange/hub-key.ts';
import { inbox } from './exchange/inbox.ts';
import { links } from './exchange/links.ts';
import { listExports } from './exchange/list-exports.ts';
import { holidayTable } from './holiday-table.ts';
import { HubError } from './hub-error.ts';
import type { ServeOptions } from './hub-options.ts';
import { duplicatesCommand, importCommand, mergeCommand } from './import/import-command.ts';
import { openHubDb } from './open-hub-db.ts';
import { createPublisher } from './publish/publisher.ts';
import { operators } from './services/operators.ts';
import { publishOnce } from './services/publishing.ts';
import type { HubDb } from './store/hub-db.ts';
import { sqlLiveStore } from './store/sql-live-store.ts';
import { sqlReportStore } from './store/sql-report-store.ts';
import { sqlStationStore } from './store/sql-station-store.ts';
import { submissions } from './submissions/submissions.ts';

type Write = (line: string) => void;

const usage = `用法：npm run hub                       打开地图服务
      npm run hub -- demo               打开带演示城市的地图服务
      npm run hub -- admin 名字          建第一个管理员（--another 再建一个）
      npm run hub -- import 文件 …       导入驿站（--help 看选项）
      npm run hub -- duplicates         列出可能重复的驿站
      npm run hub -- merge 撤掉的 留下的   合并两个驿站
      npm run hub -- publish            把地图文件重新生成一遍（服务开着时不用）
      npm run hub -- enrol 编号          给一个驿站发登记码（24 小时内用一次）
      npm run hub -- unlink 编号         停用一个驿站的登记，马上生效
      npm run hub -- lists 目录          写出各站的公钥和作废的卡，交给发布名单的人
      npm run hub -- bundle 文件 …       收没有网络的驿站从 U 盘带来的文件，旁边写好回信`;

const nowMs = () => Date.now();

/** @returns the process's exit code: 0 done, 1 refused, 2 asked wrongly. @throws HubError */
export async function hubCommand(command: string, rest: readonly string[], options: ServeOptions, write: Write): Promise<number> {
  const commands: Readonly<Record<string, (db: HubDb) => Promise<number>>> = {
    admin: (db) => admin(db, rest, write),
    import: (db) => importCommand(rest, { stations: sqlStationStore({ db, nowMs }) }, { write, progress }),
    duplicates: (db) => duplicatesCommand(rest, { stations: sqlStationStore({ db, nowMs }) }, write),
    merge: (db) => mergeCommand(rest, { stations: sqlStationStore({ db, nowMs }) }, write),
    publish: (db) => publish(db, options, write),
    enrol: (db) => enrol(db, rest, write),
    unlink: (db) => unlink(db, rest, write),
    lists: (db) => lists(db, rest, write),
    bundle: (db) => bundle(db, rest, options, write),
  };
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!run) {
    write(usage);
    return command === 'help' || command === '--help' ? 0 : 2;
  }
  const db = await openHubDb(options);
  try {
    return await run(db);
  } finally {
    await db.close();
  }
}

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${line} `);
}

async function admin(db: HubDb, rest: readonly string[], write: Write): Promise<number> {
  const another = rest.includes('--another');
  const name = cleanText(rest.filter((word) => word !== '--another').join(' '));
  if (name === '' || name.length > 20 || name.startsWith('-')) {
    write('用法：npm run hub -- admin 名字（最多 20 个字）');
    return 2;
  }
  const password = await operators({ db, nowMs }).first(name, another);
  write(`管理员“${name}”建好了。一次性密码（只显示这一次）：`);
  write('');
  write(`    ${password}`);
  write('');
  write('在 /desk 登录，然后换成自己的密码。');
  return 0;
}

const numberIn = ([text = '']: readonly string[]) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null);

async function enrol(db: HubDb, rest: readonly string[], write: Write): Promise<number> {
  const number = numberIn(rest);
  if (number === null) {
    write('用法：npm run hub -- enrol 编号（地图上的驿站编号）');
    return 2;
  }
  const { code } = await links({ db, nowMs }).makeCode(number, 'command');
  write(`${number} 号驿站的登记码（24 小时内用一次，只显示这一次）：`);
  write('');
  write(`    ${code.slice(0, 5)} ${code.slice(5)}`);
  write('');
  write('在驿站的工作台：设置 → 联网，填地图服务的网址和这个码。');
  return 0;
}

async function unlink(db: HubDb, rest: readonly string[], write: Write): Promise<number> {
  const number = numberIn(rest);
  if (number === null) {
    write('用法：npm run hub -- unlink 编号');
    return 2;
  }
  await links({ db, nowMs }).revoke(number, 'command');
  write(`${number} 号驿站的登记停用了。要再连上，给它发新的登记码。`);
  return 0;
}

async function lists(db: HubDb, [folder = '']: readonly string[], write: Write): Promise<number> {
  if (folder === '' || folder.startsWith('-')) {
    write('用法：npm run hub -- lists 目录');
    return 2;
  }
  const { stations, revocations } = await listExports(db, links({ db, nowMs }), nowMs());
  await mkdir(folder, { recursive: true });
  const files = [
    ...stations.map(({ number, ...content }) => [`${number}号驿站.json`, content] as const),
    ['作废的卡.json', revocations] as const,
  ];
  for (const [name, content] of files) await writeWhole(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  const cards = revocations.revoked.reduce((sum, { serials }) => sum + serials.length, 0);
  write(`${stations.length} 个站的公钥、${cards} 张作废的卡写进了 ${folder}。`);
  write(`发布名单的人：npm run keys -- publish --root 根.json --list-key 名单.json --stations ${folder}/*.json --out 名单目录`);
  return 0;
}

async function bundle(db: HubDb, files: readonly string[], { dataDir }: ServeOptions, write: Write): Promise<number> {
  if (files.length === 0) {
    write(`用法：npm run hub -- bundle 文件 …（驿站存到 U 盘上的 .${bundleEndings.station}）`);
    return 2;
  }
  const parts = {
    db,
    links: links({ db, nowMs }),
    inbox: inbox(db),
    hubKey: openHubKey(dataDir),
    nowMs,
    onRead: submissions({ db, nowMs }).taken,
  };
  for (const file of files) {
    const { station, answer, taken, refused } = await answerBundle(parts, await readBundleFile(file));
    const to = `${file.replace(/\.[^./\\]+$/, '')}.${bundleEndings.hub}`;
    await writeWhole(to, answer);
    write(
      `${station} 号驿站：收了 ${taken} 条${refused === null ? '' : `，后面的没有收（${refused}），驿站会再发`}。回信 ${to}，带回驿站收。`,
    );
  }
  return 0;
}

async function readBundleFile(file: string): Promise<string> {
  const size = await stat(file).then(
    ({ size: bytes }) => bytes,
    () => null,
  );
  if (size === null) throw new HubError('not_found', `没有这个文件：${file}`, {});
  if (size > mostBundleBytes)
    throw new HubError('bundle_damaged', '这个文件太大，不是驿站的同步文件：从驿站再拷一份', { mostBytes: mostBundleBytes });
  return readFile(file, 'utf8');
}

/** A drive that is pulled half-way has no answer rather than a part of one. */
async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.part`;
  const handle = await open(half, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(half, file);
}

async function publish(db: HubDb, { mapDir, origin }: ServeOptions, write: Write): Promise<number> {
  const stations = sqlStationStore({ db, nowMs });
  const [first] = (await stations.list({ limit: 1 })).stations;
  const publisher = createPublisher({
    outDir: mapDir,
    now: nowMs,
    holidays: holidayTable(Number(workDayOf(nowMs()).slice(0, 4))),
    demo: first?.station.source.name === demoSource,
    siteUrl: origin ?? '',
  });
  await publishOnce({ publisher, stations, trust: sqlReportStore(db), live: sqlLiveStore({ db, nowMs }), nowMs });
  write(`${await stations.count()} 个驿站的地图文件在 ${mapDir}`);
  return 0;
}
