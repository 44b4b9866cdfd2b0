/** An import's outcome in lines for the operator: on the command line and, as they are, on the page. */
import { fieldWord } from './fields.ts';
import type { Findings, RowFinding } from './import-fault.ts';
import type { DuplicateSide, ImportOutcome, ImportReport, ProposedDuplicate } from './import-stations.ts';

const mostShown = 50;
const mostOfAKind = 5;
const formatWords = { csv: 'CSV', geojson: 'GeoJSON' } as const;
const encodingWords = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', gb18030: 'GB18030' } as const;

export function tellImport({ written, refusal, report }: ImportOutcome, dryRun: boolean): readonly string[] {
  if (!report) return [`没有导入：${refusal?.message ?? ''}`];
  const unit = report.format === 'csv' ? '行' : '个点';
  const lines = [
    `读了 ${report.rows} ${unit}（${formatWords[report.format]}，${encodingWords[report.encoding]} 编码）。`,
    ...tellColumns(report),
    ...tellNotices(report.notices, unit),
    ...tellFaults(report.faults, unit),
    ...tellDuplicates(report.duplicates, report.merged),
  ];
  const counts = [`新增 ${report.added}`, `更新 ${report.changed}`, `没有变化 ${report.same}`];
  if (report.left > 0) counts.push(`已经撤了或合并了、不动的 ${report.left}`);
  if (report.faults.rows > 0) counts.push(`有错的 ${report.faults.rows}`);
  if (written) lines.push(`导入完成：${counts.join('，')}。`);
  else if (dryRun) lines.push(`检查完了，什么也没有写入。真正导入时会：${counts.join('，')}。`);
  if (refusal) lines.push(dryRun ? `但是现在还不能导入：${refusal.message}` : `没有导入：${refusal.message}`);
  return lines;
}

function tellColumns({ columns, missedHeadings }: ImportReport): readonly string[] {
  const lines = ['列名是这样认的（不对的可以改：--map 列名=字段）：'];
  for (const { heading, field, system, chosen, sample } of columns.slice(0, mostShown)) {
    const meaning = field ? `${fieldWord(field)}${system ? `（${system}）` : ''}${chosen ? '（您指定的）' : ''}` : '不导入';
    lines.push(`  ${heading} → ${meaning}${sample === '' ? '' : `　例如 ${sample}`}`);
  }
  if (columns.length > mostShown) lines.push(`  ……还有 ${columns.length - mostShown} 列。`);
  for (const heading of missedHeadings) lines.push(`  指定的「${heading}」，文件里没有这一列。`);
  return lines;
}

type Unit = '行' | '个点';
const place = ({ row, column }: RowFinding<string>, unit: Unit) =>
  column === null ? `第 ${row} ${unit}` : `第 ${row} ${unit}，「${column}」`;

function tellFaults(faults: Findings<string>, unit: Unit): readonly string[] {
  if (faults.rows === 0) return [];
  const shown = faults.kept.toSorted((a, b) => a.row - b.row).slice(0, mostShown);
  const all = total(faults);
  const lines = ['', `错 ${all} 处：`, ...shown.map((fault) => `${place(fault, unit)}：${fault.message}`)];
  if (all > shown.length) lines.push(`……还有 ${all - shown.length} 处错，没有全部列出。`);
  return [...lines, ''];
}

/** A few of each kind: they stop nothing. */
function tellNotices(notices: Findings<string>, unit: Unit): readonly string[] {
  const lines: string[] = [];
  for (const [code, ofKind] of Map.groupBy(notices.kept, (notice) => notice.code)) {
    const shown = [...new Map(ofKind.map((notice) => [notice.message, notice])).values()].slice(0, mostOfAKind);
    lines.push(...shown.map((notice) => `提醒：${place(notice, unit)}：${notice.message}`));
    const more = (notices.counts[code] ?? 0) - shown.length;
    if (more > 0) lines.push(`　　　像这样的还有 ${more} 处。`);
  }
  return lines;
}

const total = (findings: Findings<string>) => Object.values(findings.counts).reduce<number>((sum, count) => sum + (count ?? 0), 0);

function sideText({ number, row, name, source }: DuplicateSide): string {
  return `${number === null ? `第 ${row} 行` : `${number} 号`} ${name}（${source}）`;
}

export function tellDuplicates(duplicates: readonly ProposedDuplicate[], merged: number): readonly string[] {
  if (duplicates.length === 0) return [];
  const lines = ['', `可能是同一个地方的有 ${duplicates.length} 组（相距不到 50 米，名字相像）：`];
  for (const { keep, others } of duplicates.slice(0, mostShown)) {
    for (const other of others) lines.push(`  ${sideText(other)} ⇢ ${sideText(keep)}，相距 ${other.metres} 米`);
  }
  if (duplicates.length > mostShown) lines.push(`  ……还有 ${duplicates.length - mostShown} 组。`);
  lines.push(
    merged > 0
      ? `合并了 ${merged} 个，撤掉的站号以后都指到留下的那个。`
      : '真是同一个的可以合并：npm run hub -- merge 撤掉的站号 留下的站号；全部合并：--merge。',
    '',
  );
  return lines;
}
