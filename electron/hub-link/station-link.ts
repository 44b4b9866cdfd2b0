/** The station's link with its hub, whole: who we are there, when to exchange, how it stands. Runs beside the screens and never before them. */
import { AppError } from '../../shared/api/errors.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { linkReader, linkWriter } from '../db/link-repository.ts';
import { outboxReader, outboxWriter } from '../db/outbox-repository.ts';
import { postingDeskReader } from '../db/posting-desk-repository.ts';
import { stationReader } from '../db/station-repository.ts';
import { forgetLinkSeed } from '../keys/link-key-file.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { Audit } from '../services/audit.ts';
import type { StationClock } from '../services/clock.ts';
import type { HubPort } from '../services/hub-port.ts';
import { postingJudge } from '../services/posting-judge.ts';
import { settingsReader } from '../services/station-service.ts';
import { bundles, type CardKeys } from './bundles.ts';
import { dayEnds } from './day-ends.ts';
import { findDemoHub, forgetDemoHub } from './demo-hub.ts';
import { enrolling } from './enrolling.ts';
import { type ExchangeOutcome, exchange } from './exchange.ts';
import { factReader } from './facts.ts';
import { hubClient } from './hub-client.ts';
import { inboxApply } from './inbox-apply.ts';
import { type LinkKey, readLinkKey } from './link-key.ts';
import { linkLoop } from './link-loop.ts';
import { stationState } from './station-state.ts';

export interface LinkParts {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly clock: StationClock;
  readonly newId: () => string;
  readonly keys: KeyState;
  readonly setKeys: (next: KeyState) => void;
  readonly audit: Audit;
  readonly monotonicMs: () => number;
  readonly fetch: typeof globalThis.fetch;
  /** 0 to 1. */
  readonly random?: () => number;
}

/** A sign of life: the map hides figures after five minutes. */
const demoRetryMs = 5000;
const liveEveryMs = 120_000;
const changedEveryMs = 5000;

/** `tick` is to be called every second; it does nothing while it is not time. `close` gives up an exchange that is under way. */
export interface StationLink extends HubPort {
  tick(): Promise<void>;
  close(): void;
}

export function stationLink(parts: LinkParts): StationLink {
  const { db, dataDir, clock, newId, keys, monotonicMs, random = Math.random } = parts;
  const link = linkReader(db);
  const writer = linkWriter(db);
  const outbox = outboxReader(db);
  const marks = outboxWriter(db);
  const ending = new AbortController();
  let key: LinkKey | undefined = keyOrNone(dataDir);
  let last: ExchangeOutcome | undefined;
  const station = stationReader(db);
  let demoTriedMs = Number.NEGATIVE_INFINITY;
  let liveMarkedMs = Number.NEGATIVE_INFINITY;
  let liveRevision = -1;

  const client = hubClient({
    fetch: (input, init) =>
      parts.fetch(input, { ...init, signal: AbortSignal.any([ending.signal, ...(init?.signal ? [init.signal] : [])]) }),
    nowMs: clock.nowMs,
    address: () => {
      const hub = link.find();
      return hub && key && { hub, key };
    },
  });
  const [desk, settings] = [postingDeskReader(db), settingsReader(db)];
  const exchanges = exchange({
    ...{ db, client, newId, nowMs: clock.trustedMs },
    factOf: factReader(stationState(db, clock.trustedMs)),
    apply: inboxApply({ db, newId, nowMs: clock.trustedMs, lintOf: () => postingJudge(desk, settings, clock, { remember: true }).lint }),
  });
  const closeDays = dayEnds(db);
  const enrol = enrolling({ ...parts, nowMs: clock.trustedMs, client });

  const cardKeys: CardKeys = {
    untold() {
      const [present] = keys.kind === 'ready' ? keys.keys.publicKeys : [];
      const known = link.find();
      if (keys.kind !== 'ready' || !present || !known) return undefined;
      const { station: number, generation } = keys.keys.kid;
      if (known.cardKey === `${number}-${generation}` || number !== known.station) return undefined;
      return { generation, publicKey: Buffer.from(present.publicKey).toString('base64url'), createdAtMs: present.createdAtMs };
    },
    told: (generation) => inTransaction(db, () => writer.setCardKey(`${link.find()?.station}-${generation}`)),
  };

  /** Before anything else is sent. Undefined: go on. */
  async function tellCardKey(): Promise<ExchangeOutcome | undefined> {
    const untold = cardKeys.untold();
    if (!untold) return undefined;
    const answer = await client.putCardKey(untold);
    if (answer.kind === 'silent') return { kind: 'silent' };
    if (answer.kind === 'answer') {
      cardKeys.told(untold.generation);
      return undefined;
    }
    inTransaction(db, () => writer.setFault(answer.code));
    return { kind: 'refused', code: answer.code };
  }

  const files = bundles({ db, exchange: exchanges, key: () => key, cardKeys, nowMs: clock.trustedMs });

  /** What must not run beside an exchange, under way or waiting for its turn. */
  let alones = 0;
  /** The last exchange, or what ran alone, however it ended. */
  let running: Promise<unknown> = Promise.resolve();
  const isLinked = () => alones === 0 && key !== undefined && link.find() !== undefined;
  const loop = linkLoop({
    ...{ isLinked, monotonicMs, random, waiting: outbox.count },
    run: () => {
      const exchanging = tellCardKey().then((refusal) => refusal ?? exchanges.run());
      running = exchanging.catch(() => undefined);
      return exchanging;
    },
    onOutcome: (outcome) => {
      last = outcome;
    },
  });

  /** Never beside an exchange: its answer would count for sequences that begin anew, or a file for a stand that is over. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    alones += 1;
    const mine = running.then(work);
    running = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      alones -= 1;
    }
  }

  const enrolAlone = (address: string, code: string, actor: string) =>
    alone(async () => {
      key = await enrol(address, code, actor);
      last = undefined;
    });

  /** A demo enrols by itself at the hub that runs beside it. */
  async function joinDemoHub(): Promise<void> {
    if (station.demoDay() === null || monotonicMs() - demoTriedMs < demoRetryMs) return;
    const offer = findDemoHub(dataDir);
    if (!offer) return;
    demoTriedMs = monotonicMs();
    const known = link.find();
    const isGood = key !== undefined && known?.ledger === offer.ledger && known.url === offer.url && known.fault === null;
    try {
      if (!isGood) await enrolAlone(offer.url, offer.code, 'station');
    } catch (error) {
      // The hub may still be on its way; a code that it does not take is worth nothing.
      if (error instanceof AppError && ['link_unreachable', 'link_not_a_hub'].includes(error.code)) return;
      forgetDemoHub(dataDir);
      throw error;
    }
    forgetDemoHub(dataDir);
  }

  function keepLive(): void {
    const [revision, sinceMs] = [station.revision(), monotonicMs() - liveMarkedMs];
    // What screens show has changed: there may be more jobs, or fewer.
    if (sinceMs < (revision === liveRevision ? liveEveryMs : changedEveryMs)) return;
    inTransaction(db, () => marks.mark('live'));
    [liveMarkedMs, liveRevision] = [monotonicMs(), revision];
  }

  return {
    isKeyed: () => key !== undefined,
    last: () => last,
    async enrol(address, code, actor) {
      await enrolAlone(address, code, actor);
      await loop.now();
    },
    leave() {
      forgetLinkSeed(dataDir);
      key = undefined;
      last = undefined;
    },
    send: loop.now,
    makeBundle: () => alone(files.make),
    takeBundle: (text) => alone(() => files.take(text)),
    async tick() {
      closeDays(clock.trustedMs());
      await joinDemoHub();
      if (!isLinked()) return;
      keepLive();
      await loop.tick();
    },
    close: () => ending.abort(),
  };
}

/** A key that cannot be read is none: staff enrol again, and the screens run meanwhile. */
function keyOrNone(dataDir: string): LinkKey | undefined {
  try {
    return readLinkKey(dataDir);
  } catch (error) {
    if (error instanceof AppError && error.code === 'key_unusable') return undefined;
    throw error;
  }
}
