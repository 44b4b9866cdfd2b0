import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ReadPostings, readPostings } from '../../../../electron/services/import/read-postings.ts';
import { areaOf } from '../../../../shared/domain/posting.ts';
import { stationSettingsSchema } from '../../../../shared/domain/station.ts';
import { trades } from '../../../../shared/domain/trade.ts';
import { payUnits, settlements } from '../../../../shared/domain/wage.ts';
import { endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { today } from '../../../support/builders.ts';

const examples = new URL('../../../../examples/', import.meta.url);
const read: ReadPostings = readPostings(readFileSync(new URL('demo-postings.csv', examples)), {
  fileName: 'demo-postings.csv',
  nowMs: endOfDayMs(today),
});
const rows = read.ok ? read.rows : [];
const contents = rows.map((row) => row.content);
const station = JSON.parse(readFileSync(new URL('demo-station.json', examples), 'utf8'));

describe('the demo under examples/', () => {
  it('is read without a fault, and holds twelve pages of the roll', () => {
    expect(read.ok && read.faults).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(72);
    expect(new Set(rows.map((row) => row.source))).toEqual(new Set(['demo']));
  });

  it('shows every trade, unit and settlement', () => {
    expect(new Set(contents.map((content) => content.trade))).toEqual(new Set(trades.map((trade) => trade.code)));
    expect(new Set(contents.map((content) => content.wage?.unit))).toEqual(new Set(payUnits));
    expect(new Set(contents.map((content) => content.settlement))).toEqual(new Set(settlements));
  });

  it('keeps titles and short places as short as a card is wide', () => {
    expect(contents.filter((content) => content.title.length > 11).map((content) => content.title)).toEqual([]);
    expect(contents.filter((content) => areaOf(content.place ?? '').length > 5).map((content) => content.place)).toEqual([]);
  });

  it('stands around its station, a few places unmeasured', () => {
    const far = contents.filter((content) => content.point && distanceMetres(station.point, content.point) > 6500);
    expect(far).toEqual([]);
    expect(contents.filter((content) => content.point === null).length).toBeGreaterThan(2);
  });

  it('dials numbers that belong to nobody, one a person', () => {
    const phones = contents.flatMap((content) => content.contactPhone ?? []);
    expect(phones.filter((phone) => !/^1990000\d{4}$/.test(phone))).toEqual([]);
    const byName = new Map(contents.map((content) => [content.contactPhone, content.contactName]));
    expect(new Set(phones).size).toBe(new Set([...byName].filter(([phone]) => phone !== null).map(([, name]) => name)).size);
  });

  it('has stale postings, one that nobody answers for, shared ones and a night shift', () => {
    expect(contents.some((content) => (content.verifiedAtMs ?? 0) < endOfDayMs(today) - 3 * 86_400_000)).toBe(true);
    expect(contents.filter((content) => content.contactPhone === null)).toHaveLength(1);
    expect(contents.some((content) => (content.headcount ?? 0) > 1)).toBe(true);
    expect(contents.some((content) => content.endMinute === 1800)).toBe(true);
  });

  it('brings settings that nothing has to be clamped or cut in', () => {
    expect(stationSettingsSchema.parse(station)).toEqual(station);
  });
});
