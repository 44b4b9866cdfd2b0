/** A district as the screens offer it. */
export interface DistrictChoice {
  /** Words of its path: 河西省/西河市/城北区. */
  readonly key: string;
  readonly name: string;
  /** Stations in it; null until that is known. */
  readonly count: number | null;
  readonly hasParts: boolean;
}
