import { describe, expect, it } from 'vitest';
import { withDoors } from '../../maps/hub/exchange/doors.ts';
import type { AppError } from '../../shared/api/errors.ts';
import type { ScreenApi } from '../../shared/api/operations.ts';
import type { ListedStation } from '../../shared/domain/listed-station.ts';
import { addDays } from '../../shared/domain/work-day.ts';
import { today } from '../support/builders.ts';
import { hubUrl, stationBesideHub } from '../support/linked-station.ts';
import { testStation } from '../support/station.ts';
import { transports } from './transports.ts';

const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );
const [yesterday, tomorrow, inAWeek] = [addDays(today, -1), addDays(today, 1), addDays(today, 7)];

describe.each(transports)('the door over $name', ({ open }) => {
  async function desk() {
    const both = await stationBesideHub();
    let token: string | null = null;
    const client: ScreenApi = await open(both.api, { actorOf: both.actorOf, staffToken: () => token });
    token = (await client['staff.set-up']({ name: '马站长', pin: '482915' })).token;
    const onTheMap = async (): Promise<ListedStation> => {
      await client['link.send']({});
      return (await withDoors(both.hub.hub.parts.stations, both.hub.db).get(1)).station;
    };
    const signIn = async () => {
      token = (await client['staff.sign-in']({ pin: '482915' })).token;
    };
    return { ...both, client, onTheMap, signIn };
  }

  it('refuses everything without a session', async () => {
    const station = testStation();
    const client = await open(station.api, { actorOf: station.actorOf, staffToken: () => null });
    const asked = [
      client['door.read']({}),
      client['door.close']({ closure: { from: today, to: null, reason: '' } }),
      client['door.reopen']({ id: crypto.randomUUID() }),
      client['door.set-broken']({ amenity: 'microwave', broken: true }),
    ];
    expect(await Promise.all(asked.map(code))).toEqual(asked.map(() => 'staff_only'));
  });

  it('keeps the days on which it is shut, the first day first, and forgets what is past', async () => {
    const { client, clock, signIn, db } = await desk();
    await client['door.close']({ closure: { from: tomorrow, to: inAWeek, reason: '装修' } });
    const view = await client['door.close']({ closure: { from: today, to: today, reason: '停电' } });
    expect(view.closures).toEqual([
      { id: expect.any(String), from: today, to: today, reason: '停电' },
      { id: expect.any(String), from: tomorrow, to: inAWeek, reason: '装修' },
    ]);
    clock.pass(86_400_000);
    await signIn();
    expect((await client['door.read']({})).closures.map(({ reason }) => reason)).toEqual(['装修']);
    const [one] = (await client['door.read']({})).closures;
    expect((await client['door.reopen']({ id: one?.id ?? '' })).closures).toEqual([]);
    await client['door.close']({ closure: { from: tomorrow, to: null, reason: '' } });
    expect(db.prepare('SELECT from_day FROM door_closure').pluck().all()).toEqual([tomorrow]);
  });

  it.each([
    ['that is over', { from: yesterday, to: yesterday }, 'closure_past'],
    ['that ends before it begins', { from: inAWeek, to: tomorrow }, 'closure_reversed'],
    ['on a day that there is not', { from: '2026-02-30', to: null }, 'input_invalid'],
    ['for a reason longer than a line', { from: today, to: null, reason: '长'.repeat(61) }, 'input_invalid'],
  ])('refuses a closure %s', async (_, closure, refusal) => {
    const { client } = await desk();
    expect(await code(client['door.close']({ closure: { reason: '', ...closure } }))).toBe(refusal);
    expect((await client['door.read']({})).closures).toEqual([]);
  });

  it('keeps twenty and no more', async () => {
    const { client } = await desk();
    const closing = (at: number) => client['door.close']({ closure: { from: addDays(today, at), to: null, reason: '' } });
    for (let at = 0; at < 20; at += 1) await closing(at);
    expect([await code(closing(20)), (await client['door.read']({})).closures.length]).toEqual(['closure_full', 20]);
  });

  it('does not take back what is not there, and knows no amenity that there is not', async () => {
    const { client } = await desk();
    expect(await code(client['door.reopen']({ id: crypto.randomUUID() }))).toBe('not_found');
    expect(await code(client['door.set-broken']({ amenity: 'sauna' as never, broken: true }))).toBe('input_invalid');
  });

  it('is told to the map: shut with reason and end, without what is broken, and all of it taken back', async () => {
    const { client, code: makeCode, onTheMap } = await desk();
    // said before there was a hub to tell
    const { closures } = await client['door.close']({ closure: { from: today, to: inAWeek, reason: '停电' } });
    await client['link.enrol']({ url: hubUrl, code: await makeCode() });
    const view = await client['door.set-broken']({ amenity: 'microwave', broken: true });
    expect(view.amenities).toContainEqual({ amenity: 'microwave', broken: true });
    const shut = await onTheMap();
    expect([shut.closures, shut.amenityNotes]).toEqual([
      [{ from: today, to: inAWeek, reason: '停电' }],
      expect.objectContaining({ microwave: '暂时不能用' }),
    ]);
    await client['door.reopen']({ id: closures[0]?.id ?? '' });
    await client['door.set-broken']({ amenity: 'microwave', broken: false });
    const open = await onTheMap();
    expect([open.closures, open.amenityNotes['microwave']]).toEqual([[], undefined]);
  });

  it('tells the map once what is said twice', async () => {
    const { client, code: makeCode } = await desk();
    await client['link.enrol']({ url: hubUrl, code: await makeCode() });
    await client['door.set-broken']({ amenity: 'microwave', broken: true });
    await client['link.send']({});
    await client['door.set-broken']({ amenity: 'microwave', broken: true });
    expect((await client['link.status']({})).waiting).toBe(0);
  });
});
