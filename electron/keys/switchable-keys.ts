/** The keys in use, which an enrolment may change while the station runs: whoever holds the state sees the new ones at once. */
import type { KeyState } from './station-keys.ts';

export interface SwitchableKeys {
  readonly state: KeyState;
  /** Closes those that were in use. */
  use(next: KeyState): void;
}

export function switchableKeys(first: KeyState): SwitchableKeys {
  let present = first;
  const state = {
    get kind() {
      return present.kind;
    },
    get keys() {
      return present.kind === 'ready' ? present.keys : undefined;
    },
    get code() {
      return present.kind === 'unusable' ? present.code : undefined;
    },
  };
  return {
    state: state as KeyState,
    use: (next) => {
      if (present.kind === 'ready') present.keys.close();
      present = next;
    },
  };
}
