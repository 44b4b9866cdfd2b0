import { describe, expect, it } from 'vitest';
import { type Kill, killedSides } from '../support/killed-sides.ts';
import { temporaryFolder } from '../support/station.ts';

const kills: readonly Kill[] = [
  // the hub has what nobody hears of
  { side: 'station', nth: 2, passing: 'answer', thenMs: 0 },
  // with the request before it
  { side: 'hub', nth: 1, passing: 'request', thenMs: 0 },
  { side: 'station', nth: 1, passing: 'request', thenMs: 0 },
  // it has kept something and goes on
  { side: 'hub', nth: 2, passing: 'answer', thenMs: 0 },
];

describe('a process that is killed in an exchange', () => {
  it('leaves station and hub agreeing once it runs again, nothing lost and nothing twice', async () => {
    const sides = await killedSides(temporaryFolder(), 4102);
    try {
      const found = [];
      for (const kill of kills) found.push(await sides.survive(kill));
      expect(found).toEqual(kills.map(() => []));
    } finally {
      await sides.close();
    }
  }, 120_000);
});
