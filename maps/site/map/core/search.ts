/** Finding stations and districts by words or by the first letters of their pinyin, over what the phone has. */
import type { District } from '../../../../shared/map-data/districts.ts';
import { searchNames } from '../../../../shared/map-data/initials.ts';
import { nameAt, type PackNames } from '../../../../shared/map-data/names.ts';
import type { DistrictChoice } from '../place/district.ts';

const mostDistricts = 8;

export function choiceOf(district: District, path: readonly string[]): DistrictChoice {
  const { name, count, parts } = district;
  return { key: [...path, name].join('/'), name, count, hasParts: parts.length > 0 };
}

/** The district under a key (河西省/西河市); null if there is none. */
export function districtAt(districts: readonly District[], key: string): District | null {
  let found: District | null = null;
  let parts = districts;
  for (const name of key.split('/')) {
    found = parts.find((one) => one.name === name) ?? null;
    if (!found) return null;
    parts = found.parts;
  }
  return found;
}

/** Districts whose name holds the words, or whose initials begin with them; the larger first. */
export function searchDistricts(districts: readonly District[], typed: string): readonly DistrictChoice[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const found: DistrictChoice[] = [];
  const look = (parts: readonly District[], path: readonly string[]) => {
    for (const one of parts) {
      if (one.name.includes(wanted) || one.initials.startsWith(wanted)) found.push(choiceOf(one, path));
      look(one.parts, [...path, one.name]);
    }
  };
  look(districts, []);
  return found.sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, mostDistricts);
}

/** Where in a name the typed words stand, for underlining: by themselves, or as initials from the first character that fits. */
export function foundIn(name: string, typed: string): readonly [from: number, to: number] | null {
  const at = name.indexOf(typed.trim());
  return at < 0 || typed.trim() === '' ? null : [at, at + typed.trim().length];
}

/** Rows of the pack whose names fit. */
export function searchPack(names: PackNames, typed: string, most: number): readonly { readonly row: number; readonly name: string }[] {
  return searchNames(names, typed, most).map((row) => ({ row, name: nameAt(names, row) }));
}
