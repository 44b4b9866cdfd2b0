/** Which column of a file means what: guessed from the headings, shown with a sample, put right by the operator. */
import { type AmenityCode, amenityCodes } from '../../../shared/domain/amenity.ts';
import type { CoordinateSystem } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import { type Field, fieldWord, meaningOf, readField } from './fields.ts';
import { FileFaultError } from './import-fault.ts';

export interface MappedColumn {
  readonly heading: string;
  /** Null: passed over. */
  readonly field: Field | null;
  readonly system: CoordinateSystem | null;
  /** The operator said so. */
  readonly chosen: boolean;
  /** The first thing that stood there. */
  readonly sample: string;
}

/** `列名=字段`; an empty field passes the column over. */
export interface MappingChoice {
  readonly heading: string;
  readonly field: Field | null;
}

const longestSample = 24;

/** @throws FileFaultError mapping_unknown */
export function readMappingChoice(text: string): MappingChoice {
  const at = text.lastIndexOf('=');
  const heading = cleanText(at < 0 ? text : text.slice(0, at));
  const wanted = at < 0 ? '' : text.slice(at + 1).trim();
  if (at <= 0) throw new FileFaultError('mapping_unknown', `看不懂 ${text}，指定列要写成 列名=名称（--map 列名=名称）。`);
  if (wanted === '' || wanted === '-') return { heading, field: null };
  const field = readField(wanted);
  if (!field)
    throw new FileFaultError(
      'mapping_unknown',
      `没有「${wanted}」这个字段，可以用的有：名称、经度、纬度、开放时间、设施……（见 docs/import-stations.md）。`,
    );
  return { heading, field };
}

interface Candidate {
  readonly heading: string;
  readonly rank: number;
  readonly system: CoordinateSystem | null;
}

/** Grows while a file is read: a GeoJSON may bring a new property with its last point. */
export class Mapping {
  readonly #choices: ReadonlyMap<string, Field | null>;
  readonly #columns = new Map<string, { field: Field | null; system: CoordinateSystem | null; chosen: boolean; sample: string }>();
  readonly #amenityColumns: AmenityCode[] = [];
  readonly #candidates = new Map<Field, Candidate[]>();

  constructor(choices: readonly MappingChoice[]) {
    this.#choices = new Map(choices.map(({ heading, field }) => [heading, field]));
  }

  see(cells: ReadonlyMap<string, string>): void {
    for (const [heading, cell] of cells) {
      const known = this.#columns.get(heading);
      if (known) {
        if (known.sample === '' && cell !== '') known.sample = sampleOf(cell);
      } else this.#add(heading, cell);
    }
  }

  /** @param cell the first one */
  #add(heading: string, cell: string): void {
    const meaning = meaningOf(heading);
    const choice = this.#choices.get(heading);
    const field = choice === undefined ? (meaning?.field ?? null) : choice;
    const chosen = choice !== undefined;
    const system = meaning?.system ?? null;
    this.#columns.set(heading, { field, system, chosen, sample: sampleOf(cell) });
    if (!field) return;
    const code = amenityCodes.find((one) => field === `amenity.${one}`);
    if (code && !this.#amenityColumns.includes(code)) this.#amenityColumns.push(code);
    const candidates = this.#candidates.get(field) ?? [];
    candidates.push({ heading, rank: chosen ? -1 : (meaning?.rank ?? 0), system });
    this.#candidates.set(
      field,
      candidates.toSorted((a, b) => a.rank - b.rank),
    );
  }

  /** Columns for a field, the most trusted first. */
  columnsFor(field: Field): readonly Candidate[] {
    return this.#candidates.get(field) ?? [];
  }

  /** Amenities that have a column of their own. */
  get amenityColumns(): readonly AmenityCode[] {
    return this.#amenityColumns;
  }

  /** What the file itself calls a field, for messages. */
  labelOf(field: Field): string {
    const heading = this.columnsFor(field)[0]?.heading;
    return heading === undefined || heading.startsWith('@') ? fieldWord(field) : heading;
  }

  get columns(): readonly MappedColumn[] {
    return [...this.#columns].filter(([heading]) => !heading.startsWith('@')).map(([heading, column]) => ({ heading, ...column }));
  }

  /** Headings that --map names and the file does not have. */
  get missed(): readonly string[] {
    return [...this.#choices.keys()].filter((heading) => !this.#columns.has(heading));
  }
}

function sampleOf(cell: string): string {
  const clean = cleanText(cell.slice(0, 200));
  return clean.length > longestSample ? `${clean.slice(0, longestSample - 1)}…` : clean;
}
