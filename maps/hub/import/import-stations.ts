/** A file of stations goes into the store, whole or not at all; the same file again changes nothing. */
import type { CoordinateSystem } from '../../../shared/domain/listed-station.ts';
import type { Point } from '../../../shared/geo/distance.ts';
import { shiftedSet } from '../../../shared/geo/shifted-set.ts';
import { HubError } from '../hub-error.ts';
import type { StationStore, StoredStation, Writer } from '../store/station-store.ts';
import { type ByteSource, breathe } from './byte-source.ts';
import { proposeMerges } from './duplicates.ts';
import { type FileFault, FileFaultError, type Findings, type RowFaultCode, type RowNoticeCode } from './import-fault.ts';
import type { MappedColumn } from './mapping.ts';
import type { ReadStation } from './read-row.ts';
import { ColumnsFaultError, type ReadOptions, readStations, type StationFile } from './read-stations.ts';
import { rehearsePut } from './rehearse-put.ts';

export interface ImportOptions extends ReadOptions {
  /** Everything is looked at, nothing is written. */
  readonly dryRun: boolean;
  /** Rows at fault are left out instead of stopping the import. */
  readonly goodRows: boolean;
  /** The operator has looked: the coordinates are as declared although they look shifted. */
  readonly systemConfirmed: boolean;
  /** Merges what is proposed. */
  readonly merge: boolean;
  readonly by: Writer;
}

/** A station of the store or, before it is written, a row of the file. */
export interface DuplicateSide {
  readonly number: number | null;
  readonly row: number | null;
  readonly name: string;
  readonly source: string;
}

export interface ProposedDuplicate {
  readonly keep: DuplicateSide;
  readonly others: readonly (DuplicateSide & { readonly metres: number })[];
}

export interface ImportReport {
  readonly format: StationFile['format'];
  readonly encoding: StationFile['encoding'];
  readonly columns: readonly MappedColumn[];
  /** Headings that were mapped by hand and are not in the file. */
  readonly missedHeadings: readonly string[];
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Withdrawn here, or merged into another: left alone. */
  readonly left: number;
  readonly faults: Findings<RowFaultCode>;
  readonly notices: Findings<RowNoticeCode>;
  readonly duplicates: readonly ProposedDuplicate[];
  readonly merged: number;
}

export interface ImportOutcome {
  readonly written: boolean;
  /** Why nothing is written; of a dry run: why nothing would be. */
  readonly refusal: FileFault | null;
  /** Null where the file could not be read as a whole. */
  readonly report: ImportReport | null;
  /** Of a file without a report, where its columns could be read. */
  readonly columns?: readonly MappedColumn[];
}

/** Rows between two pauses for others. */
const atOnce = 1000;
/** Places of a file that are compared with what is known: more would not change a share. */
const mostCompared = 4_000;

type Candidate = DuplicateSide & { readonly point: Point };

/** What the store holds, as far as an import asks. */
interface Known {
  readonly bySource: ReadonlyMap<string, StoredStation>;
  readonly stations: readonly Candidate[];
}

/** Never throws for what is wrong with the file. @throws HubError database_unreachable and its like */
export async function importStations(
  { stations: store }: { readonly stations: StationStore },
  source: ByteSource,
  options: ImportOptions,
): Promise<ImportOutcome> {
  try {
    const file = await readStations(source, options);
    return await bring(store, file, options);
  } catch (error) {
    if (error instanceof FileFaultError) {
      const columns = error instanceof ColumnsFaultError ? { columns: error.columns } : {};
      return { written: false, refusal: error.fault, report: null, ...columns };
    }
    throw error;
  }
}

async function bring(store: StationStore, file: StationFile, options: ImportOptions): Promise<ImportOutcome> {
  const known = await readKnown(store, options.source);
  const rehearsed = await rehearse(store, file.stations, known);
  const report: ImportReport = {
    format: file.format,
    encoding: file.encoding,
    columns: file.mapping.columns,
    missedHeadings: file.mapping.missed,
    rows: file.rows,
    ...rehearsed.counts,
    faults: file.faults,
    notices: file.notices,
    duplicates: await duplicatesOf(known.stations, rehearsed.present),
    merged: 0,
  };
  const refusal = refusalOf(file, known, options);
  if (refusal || options.dryRun) return { written: false, refusal, report };
  try {
    const put = await store.put(
      file.stations.map(({ station }) => station),
      options.by,
    );
    const numbers = new Map(file.stations.map(({ row }, at) => [row, put.numbers[at] as number]));
    const duplicates = report.duplicates.map((proposed) => withNumbers(proposed, numbers));
    const merged = options.merge ? await mergeProposed(store, duplicates, options.by) : 0;
    const { added, changed, same, left } = put;
    return { written: true, refusal: null, report: { ...report, added, changed, same, left, duplicates, merged } };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { written: false, refusal: { code: 'store_refused', message: error.message }, report };
  }
}

async function readKnown(store: StationStore, sourceName: string): Promise<Known> {
  const bySource = new Map<string, StoredStation>();
  const stations: Candidate[] = [];
  for await (const stored of store.all()) {
    const { number, name, point, source } = stored.station;
    if (source.name === sourceName) bySource.set(source.id, stored);
    stations.push({ number, row: null, name, point, source: source.name });
  }
  return { bySource, stations };
}

interface Rehearsed {
  readonly counts: Pick<ImportReport, 'added' | 'changed' | 'same' | 'left'>;
  /** Stations that the file will have in the store, by the number they have there. */
  readonly present: readonly { readonly number: number | null; readonly read: ReadStation }[];
}

async function rehearse(store: StationStore, rows: readonly ReadStation[], known: Known): Promise<Rehearsed> {
  const counts = { added: 0, changed: 0, same: 0, left: 0 };
  const present: { number: number | null; read: ReadStation }[] = [];
  const someMerged = (await store.gone()).some(({ mergedInto }) => mergedInto !== null);
  for (const [at, read] of rows.entries()) {
    if (at % atOnce === 0) await breathe();
    const { source } = read.station;
    const stored = known.bySource.get(source.id);
    if (!stored && someMerged && (await store.findBySource(source.name, source.id))) counts.left += 1;
    else {
      counts[rehearsePut(read.station, stored)] += 1;
      present.push({ number: stored?.station.number ?? null, read });
    }
  }
  return { counts, present };
}

/** Those that concern the file. What the file has is compared as the file has it. */
async function duplicatesOf(stations: readonly Candidate[], present: Rehearsed['present']): Promise<readonly ProposedDuplicate[]> {
  const ofFile = (number: number | null, { row, station }: ReadStation): Candidate => ({
    number,
    row,
    name: station.name,
    point: station.point,
    source: station.source.name,
  });
  const byNumber = new Map(present.flatMap(({ number, read }) => (number === null ? [] : [[number, ofFile(number, read)] as const])));
  const all = [
    ...stations.map((station) => byNumber.get(station.number ?? 0) ?? station),
    ...present.filter(({ number }) => number === null).map(({ read }) => ofFile(null, read)),
  ];
  const proposed = await proposeMerges(all);
  return proposed
    .filter(({ keep, others }) => keep.row !== null || others.some(({ station }) => station.row !== null))
    .map(({ keep, others }) => ({ keep: side(keep), others: others.map(({ station, metres }) => ({ ...side(station), metres })) }));
}

const side = ({ number, row, name, source }: DuplicateSide): DuplicateSide => ({ number, row, name, source });

function withNumbers({ keep, others }: ProposedDuplicate, numbers: ReadonlyMap<number, number>): ProposedDuplicate {
  const numbered = <S extends DuplicateSide>(one: S): S => ({ ...one, number: one.number ?? numbers.get(one.row ?? 0) ?? null });
  return { keep: numbered(keep), others: others.map(numbered) };
}

/** The kept one keeps its number; the others answer with it from now on. */
export async function mergeProposed(store: StationStore, proposed: readonly ProposedDuplicate[], by: Writer): Promise<number> {
  let merged = 0;
  for (const { keep, others } of proposed) {
    for (const other of others) {
      if (keep.number === null || other.number === null) continue;
      await store.merge(other.number, keep.number, by);
      merged += 1;
    }
  }
  return merged;
}

/** Every pair that the store holds. */
export async function listDuplicates(store: StationStore): Promise<readonly ProposedDuplicate[]> {
  const { stations } = await readKnown(store, '');
  return (await proposeMerges(stations)).map(({ keep, others }) => ({
    keep: side(keep),
    others: others.map(({ station, metres }) => ({ ...side(station), metres })),
  }));
}

const systemWords: Readonly<Record<CoordinateSystem, string>> = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' };

function refusalOf(file: StationFile, known: Known, { goodRows, systemConfirmed }: ImportOptions): FileFault | null {
  if (!systemConfirmed) {
    const bySystem = Map.groupBy(file.stations, ({ station }) => station.original.system);
    for (const [system, rows] of bySystem) {
      const step = Math.ceil(rows.length / mostCompared);
      const compared = rows.filter((_, at) => at % step === 0);
      const numbers = compared.map(({ station: { original } }) => ({ lat: original.lat, lng: original.lng }));
      const shifted = shiftedSet(
        numbers,
        system,
        known.stations.map(({ point }) => point),
      );
      if (!shifted) continue;
      const message = `坐标系可能说错了：当作 ${systemWords[system]} 的 ${rows.length} 个点，有 ${Math.round(shifted.share * 100)}% 和已有的驿站整片错开几百米；当作 ${systemWords[shifted.likelySystem]} 就正好重合。请弄清楚再导入；确实没有错的，选「坐标系没有错」（--confirm-system）。`;
      return { code: 'system_doubtful', message };
    }
  }
  if (file.faults.rows > 0 && !goodRows) {
    return {
      code: 'rows_faulty',
      message: `有 ${file.faults.rows} 行出错，什么也没有导入。改好再来；或者选「只导入没错的」（--good-rows）。`,
    };
  }
  return null;
}
