import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, changesOf, draftOf, emptyDraft, faultsOf } from '../../../../maps/operators/station/draft.ts';
import { listedStationSchema } from '../../../../shared/domain/listed-station.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const station = stationToPut({
  original: { lat: 36.62, lng: 101.76, system: 'gcj02' },
  hours: { text: '每天 6:00-21:00', schedule: null },
  amenities: { yes: 0b101, known: 0b111 },
  amenityNotes: { water: '冷热' },
});
const draft = draftOf(station);

describe('a station’s form', () => {
  it('shows what is kept: three-valued amenities with their notes, the place in the numbers of its source', () => {
    expect([draft.amenities.water, draft.amenities.hot_water, draft.amenities.microwave, draft.amenities.toilet]).toEqual([
      { presence: 'yes', note: '冷热' },
      { presence: 'no', note: '' },
      { presence: 'yes', note: '' },
      { presence: 'unknown', note: '' },
    ]);
    expect([draft.lat, draft.lng, draft.system, draft.province, draft.district]).toEqual(['36.62', '101.76', 'gcj02', '河西省', '城北区']);
  });

  it('says nothing of what nobody touched', () => {
    expect(changesOf(draft, draft)).toEqual({});
    expect(changesOf(draft, { ...draft, name: `${draft.name}  ` })).toEqual({});
  });

  it('says only what was changed', () => {
    const water = { ...draft.amenities, water: { presence: 'no', note: '' } as const };
    expect(changesOf(draft, { ...draft, hours: ' 每天 7:00-20:00 ', lng: '101.77', amenities: water })).toEqual({
      original: { lat: 36.62, lng: 101.77, system: 'gcj02' },
      hoursText: '每天 7:00-20:00',
      amenities: { yes: 0b100, known: 0b111 },
      amenityNotes: {},
    });
  });

  it('keeps amenities as they are, whatever they are', () => {
    const bits = fc.integer({ min: 0, max: 2 ** 24 - 1 });
    fc.assert(
      fc.property(bits, bits, (yes, more) => {
        const masks = { yes, known: (yes | more) >>> 0 };
        expect(bodyOf(draftOf({ ...station, amenities: masks }))['amenities']).toEqual(masks);
      }),
    );
  });

  it('makes a body that the hub takes, for whatever is typed into its texts', () => {
    const text = fc.string({ maxLength: 20, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (name, address, accessNote) => {
        const typed = { ...draft, name, address, accessNote };
        const { hoursText: _, original, ...body } = bodyOf(typed);
        const whole = { ...station, ...body, original, number: 1 };
        if (Object.keys(faultsOf(typed)).length === 0) expect(listedStationSchema.safeParse(whole).error).toBeUndefined();
      }),
    );
  });

  it.each([
    [{ name: ' ' }, { name: 'fault.name' }],
    [{ phone: '打电话' }, { phone: 'fault.phone' }],
    [{ province: '' }, { province: 'fault.province' }],
    [{ city: '' }, { city: 'fault.city' }],
    [
      { lat: '36度', lng: '' },
      { lat: 'fault.degrees', lng: 'fault.degrees' },
    ],
    [{ lat: '0' }, { lat: 'fault.zero' }],
    [{ lat: '101.76', lng: '36.62' }, { lat: 'fault.swapped' }],
    [{ lat: '36.62', lng: '191' }, { lat: 'fault.range' }],
    [{ lat: '３６．６２', lng: ' 101.76 ' }, {}],
  ])('names what is wrong: %j', (typed, faults) => {
    expect(faultsOf({ ...draft, ...typed })).toEqual(faults);
  });

  it('of a new station wants a name and a place', () => {
    expect(faultsOf(emptyDraft())).toEqual({ name: 'fault.name', lat: 'fault.degrees', lng: 'fault.degrees' });
  });
});
