/** Names, addresses and notes of stations: each asked for once, kept until a newer manifest's are in. */
import type { Point } from '../../../../shared/geo/distance.ts';
import type { StationDetail } from '../../../../shared/map-data/detail.ts';
import type { Area } from './area.ts';

export interface WordsTold {
  changed(): void;
  /** A station's words could not be had. */
  missed(): void;
  failed(error: unknown): void;
}

export class StationWords {
  readonly #area: Area;
  readonly #told: WordsTold;
  readonly #details = new Map<number, StationDetail>();
  /** Asked for since the manifest was read: words of before stand until the new ones are in. */
  readonly #asked = new Set<number>();
  readonly #nameless = new Set<number>();

  constructor(area: Area, told: WordsTold) {
    this.#area = area;
    this.#told = told;
  }

  of(number: number): StationDetail | undefined {
    return this.#details.get(number);
  }

  isNameless(number: number): boolean {
    return this.#nameless.has(number) && !this.#details.has(number);
  }

  hasNameless(): boolean {
    return this.#nameless.size > 0;
  }

  /** What is known already and has these words in its name or address. */
  *holding(text: string): Generator<StationDetail> {
    const wanted = text.trim();
    if (wanted === '') return;
    for (const words of this.#details.values()) if (words.name.includes(wanted) || words.address.includes(wanted)) yield words;
  }

  put(words: StationDetail): void {
    this.#details.set(words.number, words);
  }

  /** From now on all may be asked for once more. */
  askAgain(): void {
    this.#asked.clear();
    this.#nameless.clear();
  }

  ask(number: number, point: Point): void {
    if (this.#asked.has(number)) return;
    this.#asked.add(number);
    void this.#area
      .detail(number, point)
      .then((words) => {
        if (words) {
          this.#details.set(number, words);
          this.#nameless.delete(number);
          return this.#told.changed();
        }
        // of an older manifest's answer nothing is missed where the newer one's is in
        if (!this.#details.has(number)) this.#nameless.add(number);
        this.#told.missed();
      })
      .catch((error) => this.#told.failed(error));
  }
}
