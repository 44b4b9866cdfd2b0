import { describe, expect, it } from 'vitest';
import { registration } from '../../support/builders.ts';
import { sessionA, testStation } from '../../support/station.ts';

const day = 86_400_000;
const nothing = { workers: 0, contents: 0, borrowers: 0 };

async function withCard() {
  const station = testStation();
  const card = await station.api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
  // a station looks at its clock every minute; one that slept has not jumped, one that watched has
  const live = async (days: number) => {
    for (let passed = 0; passed < days; passed++) {
      station.clock.pass(day);
      await station.api['changes.read']({});
    }
  };
  return { ...station, card, live };
}

describe('forgetting', () => {
  it('drops what a card said thirty days after its validity, and keeps that there was one', async () => {
    const { live, forget, db } = await withCard();
    await live(120);
    expect(forget()).toEqual(nothing);
    await live(1);
    expect([forget(), forget()]).toEqual([{ ...nothing, contents: 1 }, nothing]);
    expect(db.prepare('SELECT serial, content_sealed FROM card').all()).toEqual([{ serial: 0, content_sealed: null }]);
  });

  it('makes nobody of a worker who was not there for 180 days, counted from the last time', async () => {
    const { live, forget, db, api, card } = await withCard();
    await live(20);
    await api['card.scan']({ sessionId: sessionA, text: card.url });
    await live(180);
    expect(forget()).toMatchObject({ workers: 0 });
    await live(1);
    expect([forget(), forget()]).toEqual([{ ...nothing, workers: 1 }, nothing]);
    expect(db.prepare('SELECT name, phone_sealed, tail_hash, years, wage_min FROM worker').get()).toEqual({
      ...{ name: null, phone_sealed: null, tail_hash: null, years: null, wage_min: null },
    });
    expect(db.prepare('SELECT sum(workers) FROM forgotten_trade').pluck().get()).toBe(2);
  });

  it('forgets how many cards a phone had on days gone by', async () => {
    const { live, forget, db } = await withCard();
    const days = () => db.prepare('SELECT count(*) FROM phone_day').pluck().get();
    forget();
    expect(days()).toBe(1);
    await live(1);
    forget();
    expect(days()).toBe(0);
  });

  it('forgets nothing while the clock is not to be trusted', async () => {
    const { clock, forget } = await withCard();
    clock.set(clock.nowMs() + 400 * day);
    expect(forget()).toEqual(nothing);
  });
});
