/**
 * Keeps the published map behind the store by no more than a moment: a change here is told by `poke`, one of another process is seen by
 * looking at the revision. One publishing at a time; one that fails is tried again.
 */
import type { GoneStation, ListedStation, LiveFigures, ShownTrust } from '../../../shared/domain/listed-station.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import type { LiveStore } from '../store/live-store.ts';
import type { TrustStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';
import { noTrust } from './trust.ts';

interface Published {
  readonly station: ListedStation;
  /** Null: nobody said anything. */
  readonly trust: ShownTrust | null;
}

/** What the hub asks of the publisher (maps/hub/publish). */
export interface MapPublisher {
  readonly publish: (snapshot: {
    readonly stations: AsyncIterable<readonly Published[]>;
    readonly gone: readonly GoneStation[];
  }) => Promise<unknown>;
  readonly publishChanged: (changed: readonly Published[], removed: readonly number[], gone: readonly GoneStation[]) => Promise<unknown>;
  readonly publishLive: (figures: Iterable<LiveFigures>) => Promise<void>;
  readonly publishBulk: () => Promise<void>;
}

export interface Publishing {
  /** Something changed here. */
  poke(): void;
  /** A station told new figures: they are published within seconds, not with the next round of twenty. */
  pokeLive(): void;
  /** Everything that was changed before this call is published, or could not be. */
  settled(): Promise<void>;
  /** Everything anew, the downloads too. */
  again(): Promise<void>;
  state(): Promise<PublishingState>;
  stop(): Promise<void>;
}

export interface PublishingState {
  /** When the map files were last written or found to be as they should; null: not since the hub was started. */
  readonly publishedAtMs: number | null;
  /** When the downloads were last written. */
  readonly downloadsAtMs: number | null;
  /** Something was changed and is not published yet. */
  readonly waiting: boolean;
  /** The last try failed, at that time. */
  readonly failedAtMs: number | null;
}

interface PublishedParts {
  readonly publisher: MapPublisher;
  readonly stations: StationStore;
  readonly trust: TrustStore;
  readonly live: LiveStore;
  readonly nowMs: () => number;
}

export interface PublishingParts extends PublishedParts {
  readonly onError: (error: unknown) => void;
  /** Between a change and its publishing: what comes in quick succession is published at once. */
  readonly gatherMs?: number;
}

const usualGatherMs = 150;
const lookEveryMs = 1000;
const liveEveryMs = 20_000;
/** However often stations report. */
const liveAtMostEveryMs = 2000;
const bulkEveryMs = 600_000;
const retryMs = 5000;
/** Figures older than that are told to nobody. */
const liveAgeMs = 10 * 60_000;
const batch = 2000;

export function startPublishing(parts: PublishingParts): Publishing {
  const { publisher, stations, trust, live, nowMs, onError, gatherMs = usualGatherMs } = parts;
  let published = -1;
  let publishedDay = '';
  let liveMs = Number.NEGATIVE_INFINITY;
  let bulkMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let poked = false;
  let isLiveNew = false;
  let stopped = false;
  let doneMs: number | null = null;
  let failedMs: number | null = null;

  /** Trust wears off with the days, closures begin and end: once a day everything is looked at. Only files that differ are written. */
  async function publishAll(): Promise<void> {
    const [revision, day] = [await stations.revision(), workDayOf(nowMs())];
    await publishSnapshot(parts);
    published = revision;
    publishedDay = day;
    doneMs = nowMs();
  }

  async function publishChanges(): Promise<void> {
    if ((await stations.revision()) === published) return;
    const changes = await stations.changedSince(published);
    const shown = changes.stations.length > 50 ? await trust.all(nowMs()) : null;
    const withTrust = changes.stations.map(async (station) => {
      const of = shown ? shown.get(station.number) : await trust.of(station.number, nowMs());
      return { station, trust: of && !isNothing(of) ? of : null };
    });
    await publisher.publishChanged(await Promise.all(withTrust), changes.removed, await stations.gone());
    published = changes.revision;
    doneMs = nowMs();
  }

  async function round(): Promise<void> {
    if (published < 0 || publishedDay !== workDayOf(nowMs())) await publishAll();
    else await publishChanges();
    const liveAge = nowMs() - liveMs;
    if (liveAge >= (isLiveNew ? liveAtMostEveryMs : liveEveryMs)) {
      isLiveNew = false;
      await publisher.publishLive(await live.since(nowMs() - liveAgeMs));
      liveMs = nowMs();
    }
    if (nowMs() - bulkMs >= bulkEveryMs) {
      await publisher.publishBulk();
      bulkMs = nowMs();
    }
  }

  function run(): Promise<void> {
    clearTimeout(timer);
    running = running.then(async () => {
      if (stopped) return;
      poked = false;
      let nextMs = lookEveryMs;
      try {
        await round();
        failedMs = null;
      } catch (error) {
        failedMs = nowMs();
        onError(error);
        nextMs = retryMs;
      }
      plan(poked ? gatherMs : nextMs);
    });
    return running;
  }

  function plan(afterMs: number): void {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void run(), afterMs);
    timer.unref();
  }

  plan(0);
  return {
    poke() {
      // The first of several sets the moment: a steady stream of changes does not put it off.
      if (!poked) plan(gatherMs);
      poked = true;
    },
    pokeLive() {
      isLiveNew = true;
    },
    settled: () => run(),
    again() {
      // Behind the round that may be on its way: that one still marks what it did.
      running = running.then(() => {
        [published, bulkMs] = [-1, Number.NEGATIVE_INFINITY];
      });
      return run();
    },
    state: async () => ({
      ...{ publishedAtMs: doneMs, downloadsAtMs: Number.isFinite(bulkMs) ? bulkMs : null },
      ...{ waiting: (await stations.revision()) !== published, failedAtMs: failedMs },
    }),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** All there is, for who publishes without a hub that runs. */
export async function publishOnce(parts: PublishedParts): Promise<void> {
  await publishSnapshot(parts);
  await parts.publisher.publishLive(await parts.live.since(parts.nowMs() - liveAgeMs));
  await parts.publisher.publishBulk();
}

async function publishSnapshot({ publisher, stations, trust, nowMs }: PublishedParts): Promise<void> {
  const shown = await trust.all(nowMs());
  await publisher.publish({ stations: batches(stations, shown), gone: await stations.gone() });
}

async function* batches(stations: StationStore, shown: ReadonlyMap<number, ShownTrust>): AsyncGenerator<readonly Published[]> {
  let part: Published[] = [];
  for await (const { station } of stations.all()) {
    part.push({ station, trust: shown.get(station.number) ?? null });
    if (part.length < batch) continue;
    yield part;
    part = [];
  }
  yield part;
}

function isNothing(trust: ShownTrust): boolean {
  return JSON.stringify(trust) === JSON.stringify(noTrust);
}
