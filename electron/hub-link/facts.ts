/** Things of the station as the hub is told them: what stands in docs/exchange.md, and nothing of a person. */

import { cardDayDate } from '../../shared/card/card-day.ts';
import type { AmenityCode } from '../../shared/domain/amenity.ts';
import type { Closure } from '../../shared/domain/listed-station.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { DayCounts, Fact } from '../../shared/exchange/fact.ts';
import type { Mark } from '../db/outbox-repository.ts';

export interface StationState {
  readonly posting: (id: string) => Posting | undefined;
  readonly day: (day: LocalDate) => DayCounts;
  /** The last day, in card days, on which a list must name that card. */
  readonly lastDayOf: (generation: number, serial: number) => number;
  readonly live: () => Omit<Extract<Fact, { kind: 'live' }>, 'kind'>;
  readonly door: () => { readonly closures: readonly Closure[]; readonly broken: readonly AmenityCode[] };
  readonly confirmedAtMs: () => number;
}

/** Always a fact: what is not there any more is told as gone. */
export function factReader(state: StationState): (mark: Mark) => Fact {
  return ({ kind, key }) => {
    switch (kind) {
      case 'posting':
        return postingFact(key, state.posting(key));
      case 'day':
        return { kind, day: key as LocalDate, counts: state.day(key as LocalDate) };
      case 'revoked': {
        const [generation = 0, serial = 0] = key.split('-').map(Number);
        return { kind, generation, serial, until: cardDayDate(state.lastDayOf(generation, serial)) as LocalDate };
      }
      case 'live':
        return { kind, ...state.live() };
      case 'confirmed':
        return { kind, atMs: state.confirmedAtMs() };
      case 'door': {
        const { closures, broken } = state.door();
        return { kind, closures: [...closures], exceptions: [], broken: [...broken] };
      }
    }
  };
}

function postingFact(id: string, posting: Posting | undefined): Fact {
  const isPublic = posting?.publishedAtMs !== null && (posting?.state === 'published' || posting?.state === 'paused');
  if (!posting || !isPublic) return { kind: 'gone', id };
  const { state, content, revision, fieldRevisions, taken, demo, updatedAtMs } = posting;
  return { kind: 'posting', id, state, content, revision, fieldRevisions: { ...fieldRevisions }, taken, demo, updatedAtMs };
}
