import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type MapPublisher, publishOnce, startPublishing } from '../../../../maps/hub/services/publishing.ts';
import { openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const day = 86_400_000;

/** Writes down what it is told; fails when it is asked to. */
function listeningPublisher() {
  const told: unknown[] = [];
  const state = { fails: false };
  const tell = (what: unknown) => {
    told.push(what);
    if (state.fails) throw new Error('the disk is full');
  };
  const publisher: MapPublisher = {
    async publish({ stations, gone }) {
      const numbers: number[] = [];
      for await (const batch of stations) numbers.push(...batch.map(({ station }) => station.number));
      tell({ all: numbers, gone: gone.map(({ number }) => number) });
    },
    async publishChanged(changed, removed, gone) {
      tell({
        changed: changed.map(({ station, trust }) => [station.number, trust?.doubt ?? trust?.confirmedIn7Days ?? null]),
        removed,
        gone: gone.length,
      });
    },
    async publishLive(figures) {
      tell({ live: [...figures].map(({ number }) => number) });
    },
    async publishBulk() {
      tell('bulk');
    },
  };
  return { publisher, state, take: () => told.splice(0) };
}

async function started() {
  const test = await openHub();
  const { publisher, state, take } = listeningPublisher();
  const { stations, reports, live } = test.hub.parts;
  await stations.put([stationToPut(), stationToPut(), stationToPut()], 'import');
  const errors: unknown[] = [];
  const publishing = startPublishing({
    ...{ publisher, stations, live, trust: reports, nowMs: test.clock.nowMs, gatherMs: 1 },
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => publishing.stop());
  await publishing.settled();
  return { ...test, publishing, state, take, errors };
}

describe('the publishing', () => {
  it('begins with everything', async () => {
    const { take } = await started();
    expect(take()).toEqual([{ all: [1, 2, 3], gone: [] }, { live: [] }, 'bulk']);
  });

  it('follows with what changed, what is gone and what people say, and nothing when nothing did', async () => {
    const { hub, publishing, take, clock } = await started();
    take();
    await publishing.settled();
    expect(take()).toEqual([]);
    const { stations, reports } = hub.parts;
    await stations.edit(2, { name: '新名字' }, 'wang');
    await stations.withdraw(3, 'wang');
    for (const address of ['a', 'b']) await reports.add({ number: 1, kind: 'locked', amenity: null, address }, clock.nowMs());
    await publishing.settled();
    expect(take()).toEqual([
      {
        changed: [
          [1, 'locked'],
          [2, null],
        ],
        removed: [3],
        gone: 1,
      },
    ]);
  });

  it('follows a poke by itself', async () => {
    const { hub, publishing, take } = await started();
    take();
    await hub.parts.stations.edit(1, { name: '新名字' }, 'wang');
    publishing.poke();
    await vi.waitFor(() => expect(take()).toEqual([{ changed: [[1, null]], removed: [], gone: 0 }]));
  });

  it('tries again what failed', async () => {
    const { hub, publishing, take, state, errors } = await started();
    take();
    state.fails = true;
    await hub.parts.stations.edit(1, { name: '新名字' }, 'wang');
    await publishing.settled();
    state.fails = false;
    await publishing.settled();
    const change = { changed: [[1, null]], removed: [], gone: 0 };
    expect([take(), errors.length]).toEqual([[change, change], 1]);
  });

  it('tells figures every twenty seconds, old ones no more, and downloads every ten minutes', async () => {
    const { hub, publishing, take, clock } = await started();
    take();
    await hub.parts.live.put({ number: 1, banks: null, jobs: 1, atMs: clock.nowMs() });
    await publishing.settled();
    expect(take()).toEqual([]);
    clock.pass(20_000);
    await publishing.settled();
    expect(take()).toEqual([{ live: [1] }]);
    clock.pass(601_000);
    await publishing.settled();
    expect(take()).toEqual([{ live: [] }, 'bulk']);
  });

  it('looks at everything once a new day has begun', async () => {
    const { publishing, take, clock } = await started();
    take();
    clock.pass(day);
    await publishing.settled();
    expect(take()[0]).toEqual({ all: [1, 2, 3], gone: [] });
  });

  it('says when it was done, what waits, and that it failed; and does it all again when asked', async () => {
    const { hub, publishing, take, state, clock } = await started();
    const startMs = clock.nowMs();
    const done = { publishedAtMs: startMs, downloadsAtMs: startMs, waiting: false, failedAtMs: null };
    expect(await publishing.state()).toEqual(done);
    take();
    clock.pass(5000);
    state.fails = true;
    await hub.parts.stations.edit(1, { name: '新名字' }, 'wang');
    expect((await publishing.state()).waiting).toBe(true);
    await publishing.again();
    expect(await publishing.state()).toEqual({ ...done, downloadsAtMs: null, waiting: true, failedAtMs: startMs + 5000 });
    state.fails = false;
    take();
    await publishing.again();
    expect(take()).toEqual([{ all: [1, 2, 3], gone: [] }, 'bulk']);
    expect(await publishing.state()).toEqual({
      ...{ publishedAtMs: startMs + 5000, downloadsAtMs: startMs + 5000, waiting: false, failedAtMs: null },
    });
  });

  it('is done once where no hub runs', async () => {
    const test = await openHub();
    const { publisher, take } = listeningPublisher();
    const { stations, reports, live } = test.hub.parts;
    await stations.put([stationToPut()], 'import');
    await publishOnce({ publisher, stations, live, trust: reports, nowMs: test.clock.nowMs });
    expect(take()).toEqual([{ all: [1], gone: [] }, { live: [] }, 'bulk']);
  });
});
