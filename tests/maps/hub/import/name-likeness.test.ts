import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeMerges } from '../../../../maps/hub/import/duplicates.ts';
import { isLikeName, nameForm, nameLikeness } from '../../../../maps/hub/import/name-likeness.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';

const like = (a: string, b: string) => isLikeName(nameForm(a), nameForm(b));

describe('two names', () => {
  it.each([
    ['海棠路工会户外劳动者服务站点', '海棠路驿站'],
    ['工会爱心驿站（海棠路）', '海棠路户外劳动者服务站'],
    ['海棠路驿站', '城北区海棠路驿站'],
    ['南关街菜场驿站', '南关街菜市场服务站'],
    ['ＡＢＣ驿站', 'abc驿站'],
    ['公共厕所', '公共厕所'],
    ['公共厕所', '海棠路公共厕所'],
  ])('%s and %s may be one place', (a, b) => {
    expect([like(a, b), like(b, a)]).toEqual([true, true]);
  });

  it.each([
    ['海棠路驿站', '建设路驿站'],
    ['工会驿站', '爱心驿站'],
    ['第一职工驿站', '第二职工驿站'],
    ['海棠路1号驿站', '海棠路2号驿站'],
    ['海棠路驿站', '海棠路公共厕所'],
    ['公共厕所', '建设路驿站'],
  ])('%s and %s are two', (a, b) => {
    expect([like(a, b), like(b, a)]).toEqual([false, false]);
  });

  it('are alike both ways, and each is like itself', () => {
    const name = fc.stringMatching(/^[海棠路工会驿站第一二12号公共厕所（）]{1,12}$/);
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(nameLikeness(nameForm(a), nameForm(b))).toBe(nameLikeness(nameForm(b), nameForm(a)));
        expect(like(a, a)).toBe(true);
      }),
    );
  });
});

describe('stations that may be one', () => {
  const at = (metresNorth: number, name = '公共厕所') => ({ name, point: { lat: 36.62 + metresNorth / 111_195, lng: 101.76 } });

  it('are those within 50 m, however many share a name', async () => {
    const toilets = Array.from({ length: 96 }, (_, index) => at(index * 60));
    expect(await proposeMerges(toilets)).toEqual([]);
    expect(await proposeMerges([at(0), at(49)])).toEqual([{ keep: at(0), others: [{ station: at(49), metres: 49 }] }]);
    expect(await proposeMerges([at(0), at(51)])).toEqual([]);
  });

  it('form no chains: everyone is near the one that stays', async () => {
    expect(await proposeMerges([at(0), at(40), at(80)])).toEqual([{ keep: at(0), others: [{ station: at(40), metres: 40 }] }]);
  });

  it('are found as by comparing all with all', async () => {
    const place = fc.record({
      name: fc.constantFrom('海棠路驿站', '海棠路服务站', '建设路驿站'),
      point: fc.record({
        lat: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 3_662_000, max: 3_662_020 })).map((value) => value * 1e-5 * 5),
        lng: fc.integer({ min: 0, max: 20 }).map((value) => 101.76 + value * 1e-4),
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 12 }), async (stations) => {
        const grouped = new Set(
          (await proposeMerges(stations)).flatMap(({ keep, others }) => [keep, ...others.map((other) => other.station)]),
        );
        const taken = new Set<(typeof stations)[number]>();
        const expected = new Set<(typeof stations)[number]>();
        for (const keep of stations) {
          if (taken.has(keep)) continue;
          taken.add(keep);
          for (const other of stations) {
            if (taken.has(other) || distanceMetres(keep.point, other.point) > 50 || !like(keep.name, other.name)) continue;
            taken.add(other);
            expected.add(keep).add(other);
          }
        }
        expect(grouped).toEqual(expected);
      }),
    );
  });
});
