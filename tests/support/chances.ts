/** Choices that look random and are the same for the same seed. */
import { sequence } from '../bench/sequence.ts';

export interface Chances {
  /** A whole number from 0. */
  below(count: number): number;
  one<T>(of: readonly T[]): T;
  /** True for that share of the asking. */
  in(share: number): boolean;
  /** Of the form of a uuidv7. */
  id(): string;
}

export function chances(seed: number): Chances {
  const random = sequence(seed * 2_654_435 + 17);
  const below = (count: number) => Math.floor(random() * count);
  return {
    below,
    one: <T>(of: readonly T[]): T => of[below(of.length)] as T,
    in: (share: number) => random() < share,
    id: () => {
      const hex = (digits: number) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
      return `0193${hex(4)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
  };
}
