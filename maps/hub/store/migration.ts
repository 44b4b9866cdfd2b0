/** One step of the hub's schema, in the words of whichever engine runs it. */

/** What the engines call differently. */
export interface EngineWords {
  readonly bigint: string;
  readonly real: string;
  readonly strict: string;
}

export interface Migration {
  /** Numbered in tens. */
  readonly version: number;
  readonly name: string;
  statements(words: EngineWords): readonly string[];
}
