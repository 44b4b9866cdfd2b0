/**
 * The stations that are at hand, from shards or from the pack: which pass the filter, which are open now, and each of them as a row for
 * the screens.
 */
import { accessMethods } from '../../../../shared/domain/access-method.ts';
import type { HolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import type { Closure } from '../../../../shared/domain/listed-station.ts';
import { distanceMetres, type Point } from '../../../../shared/geo/distance.ts';
import { dateOfDay } from '../../../../shared/map-data/calendar-day.ts';
import type { StationDetail } from '../../../../shared/map-data/detail.ts';
import { noEnd, type StationColumns } from '../../../../shared/map-data/station-columns.ts';
import type { Filter } from '../screen/filter.ts';
import type { ShownState, StationRow } from '../station-view.ts';
import type { Area } from './area.ts';
import { type Filtered, filtered, statesOf } from './filtering.ts';
import type { LiveBoard } from './live-board.ts';
import { nearestPassing, pointOfRow } from './nearest.ts';
import { shownState } from './shown-state.ts';
import type { SiteClock } from './site-clock.ts';
import type { StationWords } from './station-words.ts';
import type { Status } from './status.ts';
import { boundsOf, type View } from './view.ts';
import type { WholePack } from './whole-pack.ts';

export interface Placed {
  readonly columns: StationColumns;
  readonly row: number;
}

export interface Looked {
  readonly columns: StationColumns;
  /** Of each row (filtering.ts). */
  readonly states: Uint8Array;
  readonly found: Filtered;
}

export interface StationSources {
  readonly view: View;
  readonly status: Status;
  readonly clock: SiteClock;
  readonly area: Area;
  readonly pack: WholePack;
  readonly words: StationWords;
  readonly live: LiveBoard;
  /** Where the reader's own station stands: on its kiosk nobody is sent to it. */
  readonly home: Point | null;
}

/** Nearer to its kiosk than this is the station itself. */
const homeMetres = 40;
const minuteMs = 60_000;
const noColumns: StationColumns = {
  count: 0,
  ...{ number: new Uint32Array(), x: new Uint32Array(), y: new Uint32Array(), yes: new Uint32Array(), known: new Uint32Array() },
  ...{ hours: new Uint16Array(), closedFrom: new Uint16Array(), closedTo: new Uint16Array(), access: new Uint8Array(), schedules: [] },
};

export class KnownStations {
  readonly #from: StationSources;
  /** What follows from columns, hours and filter, kept until one of them changes. */
  #looked: (Looked & { minute: number; filter: Filter; holidays: HolidayTable }) | null = null;

  constructor(sources: StationSources) {
    this.#from = sources;
  }

  /** The pack where it is of this manifest for all that is in view, else what was read of shards. */
  columns(): StationColumns {
    const { pack, area, status, view } = this.#from;
    if (pack.columns && (!view.seen || pack.isGoodIn(boundsOf(view.seen)))) return pack.columns;
    return status.manifest ? area.columns() : noColumns;
  }

  look(): Looked {
    const { clock, view, status } = this.#from;
    const columns = this.columns();
    const minute = Math.floor(clock.now() / minuteMs);
    const [{ filter }, { holidays }, before] = [view, status, this.#looked];
    const isSame = before && before.columns === columns && before.minute === minute && before.holidays === holidays;
    if (isSame && before.filter === filter) return before;
    const states = isSame ? before.states : statesOf(columns, clock.now(), holidays);
    this.#looked = { columns, minute, filter, holidays, states, found: filtered(columns, states, filter) };
    return this.#looked;
  }

  /** Wherever it is at hand; null if nowhere. */
  find(number: number): Placed | null {
    for (const columns of [this.columns(), this.#from.area.columns()]) {
      const row = columns.number.indexOf(number);
      if (row >= 0) return { columns, row };
    }
    return null;
  }

  /** The nearest of those that pass, without the reader's own station. */
  nearest(passes: Uint32Array | null, from: Point, most: number): readonly { readonly row: number; readonly metres: number }[] {
    const { columns } = this.look();
    if (columns.count === 0) return [];
    for (let asked = most; ; asked *= 2) {
      const near = nearestPassing(columns, passes, from, asked);
      const others = near.filter(({ row }) => !this.#isHome(pointOfRow(columns, row)));
      if (others.length >= most || near.length < asked) return others.slice(0, most);
    }
  }

  stateOf({ columns, row }: Placed): ShownState {
    const { words, clock, status } = this.#from;
    const schedule = columns.schedules[columns.hours[row] as number] ?? null;
    return shownState(schedule, closuresOf({ columns, row }, words.of(columns.number[row] as number)), clock.now(), status.holidays);
  }

  /** Asks for its words where they are not there yet. */
  rowOf({ columns, row }: Placed): StationRow {
    const { words, view, live, clock, status } = this.#from;
    const number = columns.number[row] as number;
    const said = words.of(number);
    const point = pointOfRow(columns, row);
    words.ask(number, point);
    return {
      number,
      name: said?.name ?? null,
      isNameless: words.isNameless(number),
      address: said?.address ?? '',
      phone: said?.phone ?? '',
      point,
      metres: view.origin && distanceMetres(view.origin, point),
      isHere: this.#isHome(point),
      state: this.stateOf({ columns, row }),
      access: accessMethods[columns.access[row] as number] ?? 'unknown',
      accessNote: said?.accessNote ?? '',
      amenities: { yes: columns.yes[row] as number, known: columns.known[row] as number },
      // without a network banks and jobs are not guessed
      ...(status.storedMs === null ? live.at(number, clock.now()) : { banks: null, jobs: null }),
    };
  }

  #isHome(point: Point): boolean {
    const { home } = this.#from;
    return home !== null && distanceMetres(home, point) <= homeMetres;
  }
}

function closuresOf({ columns, row }: Placed, words: StationDetail | undefined): readonly Closure[] {
  if (words) return words.closures;
  const [from, to] = [columns.closedFrom[row] as number, columns.closedTo[row] as number];
  return from === 0 && to === 0 ? [] : [{ from: dateOfDay(from), to: to === noEnd ? null : dateOfDay(to), reason: '' }];
}
