import { describe, expect, it } from 'vitest';
import type { ExchangeOutcome } from '../../../electron/hub-link/exchange.ts';
import { linkLoop } from '../../../electron/hub-link/link-loop.ts';

/** The seconds at which it exchanges within a time of ticks every second. */
async function runs(seconds: number, at: (second: number) => { waiting?: number; outcome?: ExchangeOutcome; linked?: boolean }) {
  let second = 0;
  const ran: number[] = [];
  const done: ExchangeOutcome = { kind: 'done', sent: 0, read: 0 };
  const loop = linkLoop({
    run: async () => {
      ran.push(second);
      return at(second).outcome ?? done;
    },
    waiting: () => at(second).waiting ?? 0,
    isLinked: () => at(second).linked ?? true,
    monotonicMs: () => second * 1000,
    random: () => 0.5,
    onOutcome: () => {},
  });
  for (; second < seconds; second += 1) await loop.tick();
  return { ran, loop };
}

describe('the link', () => {
  it('sends what changed within a second or two, and else listens every 30 seconds', async () => {
    const { ran } = await runs(70, (second) => ({ waiting: second === 10 || second === 12 ? 1 : 0 }));
    expect(ran).toEqual([0, 10, 12, 42]);
  });

  it('asks ever more seldom while nobody answers, at most every five minutes, and at once often again', async () => {
    const silent: ExchangeOutcome = { kind: 'silent' };
    const { ran } = await runs(1300, (second) => (second < 1200 ? { waiting: 1, outcome: silent } : { waiting: 1 }));
    expect(ran.slice(0, 10)).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915, 1215]);
    expect(ran.slice(10, 13)).toEqual([1216, 1217, 1218]);
  });

  it('asks every five minutes while the hub refuses it: staff may have enrolled it anew', async () => {
    const { ran } = await runs(700, () => ({ waiting: 1, outcome: { kind: 'refused', code: 'link_revoked' } }));
    expect(ran).toEqual([0, 300, 600]);
  });

  it('does nothing before the station is enrolled, also when asked', async () => {
    const { ran, loop } = await runs(40, () => ({ waiting: 1, linked: false }));
    expect([ran, await loop.now()]).toEqual([[], undefined]);
  });

  it('exchanges once at a time', async () => {
    let begun = 0;
    let end = (_: ExchangeOutcome) => {};
    const loop = linkLoop({
      ...{ waiting: () => 1, isLinked: () => true, monotonicMs: () => 0, random: () => 0, onOutcome: () => {} },
      run: () => {
        begun += 1;
        return new Promise((resolve) => {
          end = resolve;
        });
      },
    });
    const [first, second] = [loop.now(), loop.now()];
    await loop.tick();
    end({ kind: 'done', sent: 1, read: 0 });
    expect([await first, await second, begun]).toEqual([{ kind: 'done', sent: 1, read: 0 }, { kind: 'done', sent: 1, read: 0 }, 1]);
  });
});
