/** The whole country on the phone: its stations, and the names that a search looks through. It may be older than the manifest. */
import { hashIn, type Manifest } from '../../../../shared/map-data/manifest.ts';
import { decodeNames, type PackNames } from '../../../../shared/map-data/names.ts';
import { decodePack, type Pack } from '../../../../shared/map-data/pack.ts';
import { regionKey, tileBounds, touches } from '../../../../shared/map-data/region.ts';
import type { StationColumns, WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import type { MapFiles } from './map-files.ts';
import { searchPack } from './search.ts';

/** Bytes that a search may cost unasked; a country of more is read where nothing near was found. */
const smallBytes = 300_000;

interface PackHit {
  readonly columns: StationColumns;
  readonly row: number;
  readonly name: string;
}

export class WholePack {
  readonly #files: MapFiles;
  readonly #changed: () => void;
  #manifest: Manifest | null = null;
  #pack: Pack | null = null;
  #names: PackNames | null = null;

  constructor(files: MapFiles, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
  }

  begin(manifest: Manifest): void {
    this.#manifest = manifest;
  }

  /** Null until it is read. */
  get columns(): StationColumns | null {
    return this.#pack?.columns ?? null;
  }

  /** Its names are in. */
  get isSearchable(): boolean {
    return this.#names !== null;
  }

  get isSmall(): boolean {
    const entry = this.#manifest?.pack;
    return (entry ? entry.bytes + entry.namesBytes : 0) <= smallBytes;
  }

  /** Whether it was made of the manifest's regions in these bounds. */
  isGoodIn(bounds: WorldBounds): boolean {
    const made = this.#pack;
    if (!made || !this.#manifest) return false;
    const hashes = new Map(made.regions.map(({ tile, hash }) => [regionKey(tile), hash]));
    return Object.entries(this.#manifest.regions).every(([key, { file }]) => {
      const [x = 0, y = 0] = key.split('-').map(Number);
      return !touches(tileBounds({ z: 6, x, y }), bounds) || hashes.get(key) === hashIn(file);
    });
  }

  /** @throws FileFault */
  async read(): Promise<void> {
    const entry = this.#manifest?.pack;
    if (!entry) return;
    this.#pack = await this.#files.read(entry.file, decodePack);
    this.#changed();
    this.#names = await this.#files.read(entry.names, decodeNames);
    this.#changed();
  }

  /** Null as long as its names are not in. */
  search(text: string, most: number): readonly PackHit[] | null {
    const [pack, names] = [this.#pack, this.#names];
    return pack && names && searchPack(names, text, most).map((hit) => ({ ...hit, columns: pack.columns }));
  }
}
