import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { duplicatesCommand, importCommand, mergeCommand } from '../../../../maps/hub/import/import-command.ts';
import type { StationStore } from '../../../../maps/hub/store/station-store.ts';
import { temporaryFolder } from '../../../support/station.ts';
import { csv, emptyStore } from './stations-csv.ts';

const text = csv(['A1,海棠路驿站,101.76,36.62', 'A2,海棠路工会驿站,101.7601,36.6201', 'A3,,101.9,36.7']);

async function run(stations: StationStore, ...options: string[]) {
  const file = join(temporaryFolder(), '站点.csv');
  writeFileSync(file, text);
  const lines: string[] = [];
  const code = await importCommand([file, ...options], { stations }, { write: (line) => lines.push(line), progress: () => {} });
  return { code, lines };
}

describe('npm run hub -- import', () => {
  it('tells the columns, the faults by row and column, the pairs and the counts', async () => {
    const { code, lines } = await run(await emptyStore(), '--source', '工会', '--system', 'wgs84', '--dry-run');
    expect(code).toBe(1);
    expect(lines).toEqual([
      '读了 3 行（CSV，UTF-8 编码）。',
      '列名是这样认的（不对的可以改：--map 列名=字段）：',
      '  编号 → 编号　例如 A1',
      '  名称 → 名称　例如 海棠路驿站',
      '  经度 → 经度　例如 101.76',
      '  纬度 → 纬度　例如 36.62',
      '',
      '错 1 处：',
      '第 4 行，「名称」：没有名称。',
      '',
      '',
      '可能是同一个地方的有 1 组（相距不到 50 米，名字相像）：',
      '  第 3 行 海棠路工会驿站（工会） ⇢ 第 2 行 海棠路驿站（工会），相距 14 米',
      '真是同一个的可以合并：npm run hub -- merge 撤掉的站号 留下的站号；全部合并：--merge。',
      '',
      '检查完了，什么也没有写入。真正导入时会：新增 2，更新 0，没有变化 0，有错的 1。',
      '但是现在还不能导入：有 1 行出错，什么也没有导入。改好再来；或者选「只导入没错的」（--good-rows）。',
    ]);
  });

  it('imports the good rows, lists pairs and merges them', async () => {
    const stations = await emptyStore();
    const imported = await run(stations, '--source', '工会', '--system', 'wgs84', '--good-rows');
    expect([imported.code, imported.lines.at(-1)]).toEqual([0, '导入完成：新增 2，更新 0，没有变化 0，有错的 1。']);
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const codes = [
      await duplicatesCommand([], { stations }, write),
      await mergeCommand(['2', '1'], { stations }, write),
      await mergeCommand(['2', '1'], { stations }, write),
      await duplicatesCommand([], { stations }, write),
      await mergeCommand(['2'], { stations }, write),
      await duplicatesCommand(['--all'], { stations }, write),
    ];
    expect(codes).toEqual([0, 0, 1, 0, 2, 2]);
    expect(lines.filter((line) => line !== '')).toEqual([
      '可能是同一个地方的有 1 组（相距不到 50 米，名字相像）：',
      '  2 号 海棠路工会驿站（工会） ⇢ 1 号 海棠路驿站（工会），相距 14 米',
      '真是同一个的可以合并：npm run hub -- merge 撤掉的站号 留下的站号；全部合并：--merge。',
      '合并好了：2 号以后指到 1 号（海棠路驿站）。',
      '没有合并：2 号驿站并到了 1 号。',
      '没有像是同一个地方的驿站。',
      '用法：npm run hub -- merge 撤掉的站号 留下的站号',
      '用法：npm run hub -- duplicates [--merge]',
    ]);
  });

  it.each([
    [['--system', 'wgs84'], '没有说这份名单是谁的'],
    [['--source', '工会', '--system', '西安80'], '没有「西安80」这个坐标系'],
    [['--source', '工会', '--area', '36,101'], '范围（--area）要写成'],
    [['--source', '工会', '--area', '37,101,36,102'], '范围（--area）要写成'],
    [['--source', '工会', '--within', '一,二,三'], '省市（--within）'],
    [['--source', '工会', '--unknown'], '选项不对'],
    [['--source', '工会', 'other.csv'], '一次只导入一个文件'],
  ])('is told what is wrong with %j', async (options, sentence) => {
    const { code, lines } = await run(await emptyStore(), ...options);
    expect([code, lines[0]?.startsWith(sentence)]).toEqual([2, true]);
  });

  it('refuses a file that is not there, and a field that does not exist', async () => {
    const stations = await emptyStore();
    const lines: string[] = [];
    const output = { write: (line: string) => lines.push(line), progress: () => {} };
    const codes = [
      await importCommand(['no.csv', '--source', '工会', '--system', 'wgs84'], { stations }, output),
      await importCommand(['no.csv', '--source', '工会', '--map', '备注=心情'], { stations }, output),
      await importCommand(['--help'], { stations }, output),
    ];
    expect([codes, lines[0]]).toEqual([[1, 1, 0], '没有导入：找不到文件 no.csv。请检查文件名和所在的文件夹。']);
  });
});
