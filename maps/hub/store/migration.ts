/** One step of the hub's schema, in the words of whichever engine runs it. */

/** What the engines call differently. */
export interface EngineWords {
  readonly bigint: string;
  readonly real: string;
  readonly strict: string;
  /** A number within a column of JSON text. */
  readonly numberIn: (column: string, path: readonly string[]) => string;
}

export interface Migration {
  /** Numbered in tens. */
  readonly version: number;
  readonly name: string;
  statements(words: EngineWords): readonly string[];
}
