/** `npm run hub -- import FILE`, `-- duplicates`, `-- merge FROM INTO`. */
import { parseArgs } from 'node:util';
import { HubError } from '../hub-error.ts';
import type { StationStore } from '../store/station-store.ts';
import { fileSource } from './byte-source.ts';
import { FileFaultError } from './import-fault.ts';
import { readOptions } from './import-options.ts';
import { importStations, listDuplicates, mergeProposed } from './import-stations.ts';
import { tellDuplicates, tellImport } from './tell-import.ts';

export const importUsage = `用法：npm run hub -- import 文件 --source 名称 --system 坐标系 [选项]

把驿站名单（CSV 或 GeoJSON）导入地图。来源和编号都相同的只更新，不会重复。

  --source 名称     这份名单是谁的，如 市总工会；以后每次都用同一个名称
  --system 坐标系   wgs84、gcj02（高德、腾讯）或 bd09（百度）；表里有「坐标系」列的可以不写
  --dry-run         只检查，什么也不写入
  --good-rows       有错的行跳过，没错的照样导入；不写这个选项，有一处错就都不导入
  --area 南,西,北,东  您负责的范围（度数）；范围外的点算错
  --map 列名=字段   这一列是什么，如 --map 备注=进门说明；列名= 表示不导入这一列；可以写几次
  --within 省,市    表里没有省、市的，都算这里
  --unnamed 名称    没有名称的点叫什么，如 饮水点；不写就算错
  --merge           可能是同一个地方的都合并，留下站号早的
  --confirm-system  坐标系看着不对，但已经核实没有错

npm run hub -- duplicates [--merge]      列出（并合并）可能是同一个地方的驿站
npm run hub -- merge 撤掉的站号 留下的站号   合并两个驿站

写法见 docs/import-stations.md；样例见 examples/demo-stations.csv。`;

export interface CommandOutput {
  /** A line for the person. */
  readonly write: (line: string) => void;
  /** A short sign of life during long work. */
  readonly progress: (line: string) => void;
}

interface Deps {
  readonly stations: StationStore;
}

const by = 'import';

/** @returns the process's exit code: 0 done, 1 refused, 2 asked wrongly */
export async function importCommand(argv: readonly string[], deps: Deps, { write, progress }: CommandOutput): Promise<number> {
  const asked = readArguments(argv);
  if (asked === 'help') return tell(write, [importUsage], 0);
  if ('problem' in asked) return tell(write, [asked.problem, '', importUsage], 2);
  const { values, file } = asked;
  try {
    const said = readOptions({
      source: values.source,
      system: values.system,
      area: values.area,
      within: values.within,
      unnamed: values.unnamed,
      map: values.map,
    });
    if (!said.ok) return tell(write, [said.problem, '', importUsage], 2);
    const outcome = await importStations(deps, await fileSource(file), {
      ...said.options,
      dryRun: values['dry-run'],
      goodRows: values['good-rows'],
      systemConfirmed: values['confirm-system'],
      merge: values.merge,
      by,
      onProgress: (rows) => progress(`读了 ${rows}`),
    });
    return tell(write, tellImport(outcome, values['dry-run']), outcome.refusal ? 1 : 0);
  } catch (error) {
    if (error instanceof FileFaultError) return tell(write, [`没有导入：${error.fault.message}`], 1);
    throw error;
  }
}

function tell(write: CommandOutput['write'], lines: readonly string[], code: number): number {
  for (const line of lines) write(line);
  return code;
}

function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        source: { type: 'string', default: '' },
        system: { type: 'string', default: '' },
        area: { type: 'string', default: '' },
        within: { type: 'string', default: '' },
        unnamed: { type: 'string', default: '' },
        map: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        'good-rows': { type: 'boolean', default: false },
        'confirm-system': { type: 'boolean', default: false },
        merge: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return 'help';
    const [file, ...more] = positionals;
    if (file === undefined) return { problem: '没有写文件名。' };
    if (more.length > 0) return { problem: `一次只导入一个文件，多写了「${more.join(' ')}」。文件名里有空格的，请用引号括起来。` };
    return { values, file };
  } catch {
    return { problem: `选项不对：${argv.find((argument) => argument.startsWith('-')) ?? ''}` };
  }
}

export async function duplicatesCommand(argv: readonly string[], { stations }: Deps, write: CommandOutput['write']): Promise<number> {
  const merge = argv.length === 1 && argv[0] === '--merge';
  if (argv.length > 0 && !merge) return tell(write, ['用法：npm run hub -- duplicates [--merge]'], 2);
  const proposed = await listDuplicates(stations);
  if (proposed.length === 0) return tell(write, ['没有像是同一个地方的驿站。'], 0);
  const merged = merge ? await mergeProposed(stations, proposed, by) : 0;
  return tell(write, tellDuplicates(proposed, merged), 0);
}

export async function mergeCommand(argv: readonly string[], { stations }: Deps, write: CommandOutput['write']): Promise<number> {
  const [from = 0, into = 0] = argv.map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : 0));
  if (argv.length !== 2 || from < 1 || into < 1) return tell(write, ['用法：npm run hub -- merge 撤掉的站号 留下的站号'], 2);
  try {
    const { station } = await stations.merge(from, into, by);
    return tell(write, [`合并好了：${from} 号以后指到 ${into} 号（${station.name}）。`], 0);
  } catch (error) {
    if (error instanceof HubError) return tell(write, [`没有合并：${error.message}。`], 1);
    throw error;
  }
}
