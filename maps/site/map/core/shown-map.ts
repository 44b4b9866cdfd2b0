/** What the map and its list show, made of what is at hand: counts, rows, the nearest, the marks on the canvas. */
import { groupsIn } from '../../../../shared/map-data/cells.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import type { MapState } from '../map-model.ts';
import type { ShownState, StationRow } from '../station-view.ts';
import type { Changes } from './changes.ts';
import { countIn } from './count-in.ts';
import type { DistrictTree } from './district-tree.ts';
import { stateAt } from './filtering.ts';
import type { KnownStations } from './known-stations.ts';
import { labelZoom } from './labels.ts';
import type { Mark } from './marks.ts';
import { nearestPassing } from './nearest.ts';
import type { Overviews } from './overviews.ts';
import type { StationWords } from './station-words.ts';
import type { Status } from './status.ts';
import { boundsOf, degreesOf, isFar, middleOf, type View } from './view.ts';
import type { WholePack } from './whole-pack.ts';

export interface ShownSources {
  readonly view: View;
  readonly status: Status;
  readonly changes: Changes;
  readonly stations: KnownStations;
  readonly words: StationWords;
  readonly pack: WholePack;
  readonly overviews: Overviews;
  readonly districts: DistrictTree;
  readonly labelOf: (state: ShownState) => string;
}

/** Of the nearest closed ones, one opens soonest. */
const opensSoonest = 20;

export const emptyState: MapState = {
  ...{ phase: 'loading', storedMs: null, isOffline: false, isDemo: false, isOverview: false, isReading: true, isPartial: false },
  ...{ count: null, openCount: null, isExact: false, rows: [], nearest: null, bounds: null, whereabouts: null },
};

export class ShownMap {
  readonly #from: ShownSources;
  #drawn: { version: number; bounds: WorldBounds; zoom: number; marks: readonly Mark[] } | null = null;

  constructor(sources: ShownSources) {
    this.#from = sources;
  }

  /** Groups only: nothing of single stations is read. */
  get isOverview(): boolean {
    const { view, pack } = this.#from;
    return view.seen !== null && isFar(view.seen) && pack.columns === null;
  }

  state(): MapState {
    const { view, status, words, stations, pack } = this.#from;
    const { phase, storedMs, isReading, manifest } = status;
    const { seen } = view;
    const common = {
      ...{ phase, storedMs, isReading },
      isOffline: storedMs !== null,
      isDemo: manifest?.demo ?? false,
      isPartial: status.isPartial || words.hasNameless(),
      bounds: manifest?.bounds ? degreesOf(manifest.bounds) : null,
      whereabouts: this.#whereabouts(),
    };
    if (!seen || !manifest) return { ...emptyState, ...common };
    const bounds = boundsOf(seen);
    if (this.isOverview) {
      const { groups, isExact } = this.#from.overviews.groups(bounds, seen.zoom, view.filter);
      const count = this.#from.overviews.hasAny() ? groups.reduce((sum, { count }) => sum + count, 0) : null;
      return { ...emptyState, ...common, isOverview: true, count, isExact, nearest: this.#nearest() };
    }
    const { columns, found } = stations.look();
    const [count = 0, openCount = 0] = countIn(columns, [found.passes, found.open], bounds);
    const near = nearestPassing(columns, found.passes, view.origin ?? middleOf(seen), view.rows, bounds);
    return {
      ...common,
      isOverview: isFar(seen),
      count,
      openCount,
      isExact: columns === pack.columns || (status.isWhole && !status.isPartial && !isReading),
      rows: near.map(({ row }) => stations.rowOf({ columns, row })),
      nearest: this.#nearest(),
    };
  }

  /** The same array for the same question as long as nothing changed. */
  readonly marks = (bounds: WorldBounds, zoom: number): readonly Mark[] => {
    const { version } = this.#from.changes;
    const drawn = this.#drawn;
    if (drawn && drawn.version === version && drawn.zoom === zoom && areSame(drawn.bounds, bounds)) return drawn.marks;
    this.#drawn = { version, bounds, zoom, marks: this.#makeMarks(bounds, zoom) };
    return this.#drawn.marks;
  };

  #makeMarks(bounds: WorldBounds, zoom: number): readonly Mark[] {
    const { view, overviews, stations, labelOf } = this.#from;
    if (this.isOverview) {
      const { groups } = overviews.groups(bounds, zoom, view.filter);
      return groups.map(({ x, y, count, number, name }) => ({
        ...{ x, y, count, open: null, label: count > 1 ? name : '' },
        ...{ number: count === 1 ? number : 0, state: 'unknown' as const },
      }));
    }
    const { columns, states, found } = stations.look();
    return groupsIn(columns, found.passes, zoom, bounds, found.open).map(({ x, y, count, open, row, number }) => ({
      ...{ x, y, count, open, number },
      state: stateAt(states, row),
      label: number !== 0 && zoom >= labelZoom ? labelOf(stations.stateOf({ columns, row })) : '',
    }));
  }

  /** The nearest open one; else, of the nearest, the one that opens soonest. */
  #nearest(): StationRow | null {
    const { view, stations } = this.#from;
    const from = view.origin ?? (view.seen && middleOf(view.seen));
    if (!from) return null;
    const { columns, found } = stations.look();
    const [open] = stations.nearest(found.open, from, 1);
    if (open) return stations.rowOf({ columns, row: open.row });
    const near = stations.nearest(found.passes, from, opensSoonest);
    const opening = near.flatMap(({ row }) => {
      const state = stations.stateOf({ columns, row });
      return state.kind === 'closed' && state.opens ? [{ row, at: `${state.opens.day} ${state.opens.at}` }] : [];
    });
    opening.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const best = opening[0] ?? near[0];
    return best ? stations.rowOf({ columns, row: best.row }) : null;
  }

  #whereabouts(): string | null {
    const { seen } = this.#from.view;
    return seen && !isFar(seen) ? this.#from.districts.nameAt(middleOf(seen)) : null;
  }
}

const areSame = (a: WorldBounds, b: WorldBounds) => a.west === b.west && a.north === b.north && a.east === b.east && a.south === b.south;
