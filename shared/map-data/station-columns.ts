/**
 * Many stations as columns: what a shard holds, and the whole pack. Rows stand in Morton order of (x, y), so that every square of the
 * world's quadtree is one run of rows: groups, counts and what is in view are found by halving, without an index.
 */
import type { Schedule } from '../domain/hours/schedule.ts';

export interface StationColumns {
  readonly count: number;
  /** Station numbers. */
  readonly number: Uint32Array;
  /** Web Mercator, the world's edge = 2^32: about 9 mm at the equator. x grows eastwards, y southwards. */
  readonly x: Uint32Array;
  readonly y: Uint32Array;
  /** Amenity bits: there, and known. */
  readonly yes: Uint32Array;
  readonly known: Uint32Array;
  /** Into `schedules`; 0xFFFF: unknown. */
  readonly hours: Uint16Array;
  /** First and last day of the next or running closure as days since 2020-01-01 in Asia/Shanghai; 0 none, to = 0xFFFF no end known. */
  readonly closedFrom: Uint16Array;
  readonly closedTo: Uint16Array;
  /** Index into accessMethods. */
  readonly access: Uint8Array;
  /** Each once. */
  readonly schedules: readonly Schedule[];
}

/** What groups and searches by place need of the columns. */
export type PlacedRows = Pick<StationColumns, 'count' | 'number' | 'x' | 'y'>;

/** A rectangle of the same world, `west` and `north` in it, `east` and `south` not. */
export interface WorldBounds {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** The unit in which published places stand: 2^4 steps, 15 cm at the equator and less elsewhere. Finer would only cost bytes. */
export const placeBits = 4;
export const hoursUnknown = 0xffff;
/** In `closedTo`: until further notice. */
export const noEnd = 0xffff;
