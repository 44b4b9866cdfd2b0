import { describe, expect, it } from 'vitest';
import { reachCounter } from '../../../renderer/session/reach.ts';

type Reach = { postingId: string; shown: number; touched: number }[];

function station() {
  const sent: Reach[] = [];
  let silent = false;
  return {
    sent,
    setSilent: (value: boolean) => {
      silent = value;
    },
    api: {
      'reach.record': async ({ reach }: { reach: Reach }) => {
        if (silent) throw new Error('no answer');
        sent.push(reach);
        return { recorded: reach.length };
      },
    },
  };
}

describe('the reach counter', () => {
  it('sends one row for each posting, with how often it was shown and touched', async () => {
    const { api, sent } = station();
    const reach = reachCounter(api);
    reach.shown(['a', 'b']);
    reach.shown(['a']);
    reach.touched('b');
    await reach.flush();
    expect(sent).toEqual([
      [
        { postingId: 'a', shown: 2, touched: 0 },
        { postingId: 'b', shown: 1, touched: 1 },
      ],
    ]);
  });

  it('sends nothing when nothing was shown, and nothing twice', async () => {
    const { api, sent } = station();
    const reach = reachCounter(api);
    await reach.flush();
    reach.shown(['a']);
    await reach.flush();
    await reach.flush();
    expect(sent).toEqual([[{ postingId: 'a', shown: 1, touched: 0 }]]);
  });

  it('keeps what the station did not take, and adds to it', async () => {
    const { api, sent, setSilent } = station();
    const reach = reachCounter(api);
    reach.shown(['a']);
    setSilent(true);
    await reach.flush();
    reach.shown(['a']);
    setSilent(false);
    await reach.flush();
    expect(sent).toEqual([[{ postingId: 'a', shown: 2, touched: 0 }]]);
  });

  it('never holds more postings than one message may carry', async () => {
    const { api, sent } = station();
    const reach = reachCounter(api);
    reach.shown(Array.from({ length: 500 }, (_, number) => `p${number}`));
    await reach.flush();
    expect(sent.map((rows) => rows.length)).toEqual([200]);
  });
});
