/**
 * One exchange with the hub: sends what waits, reads what is for us (docs/exchange.md). Every step is a transaction of its own, so that a
 * plug pulled between any two of them loses nothing and repeats only what may be repeated.
 */
import { type Fact, factSchema } from '../../shared/exchange/fact.ts';
import type { InboxItem, InboxPage } from '../../shared/exchange/inbox-item.ts';
import { batchVersion, mostBatchBytes, mostFacts, type OutboxBatch } from '../../shared/exchange/outbox-batch.ts';
import { inQuickTransaction, inTransaction, type WritableDb } from '../db/database.ts';
import { copyReader } from '../db/hub-copy-repository.ts';
import { type HubLink, linkReader, linkWriter } from '../db/link-repository.ts';
import { type Mark, outboxReader, outboxWriter } from '../db/outbox-repository.ts';
import { inSlices } from '../services/slices.ts';
import type { Asked, HubClient } from './hub-client.ts';

export interface ExchangeParts {
  readonly db: WritableDb;
  readonly client: Pick<HubClient, 'send' | 'read'>;
  /** A thing as it is now. */
  readonly factOf: (mark: Mark) => Fact;
  /** Takes items within a transaction. */
  readonly apply: (items: Iterable<InboxItem>) => void;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** By which slices are kept short; the machine's own where nothing else is said. */
  readonly monotonicMs?: () => number;
  readonly pageItems?: number;
}

export type ExchangeOutcome =
  | { readonly kind: 'done'; readonly sent: number; readonly read: number }
  /** Nobody answered: try again later. */
  | { readonly kind: 'silent' }
  /** The hub refuses us: staff have to do something. */
  | { readonly kind: 'refused'; readonly code: string };

/** Nobody waits for an exchange; at the screens people do. */
const sliceMs = 1;
const kindOf = (fact: unknown) => (fact as Fact).kind;
/** Below it a batch cannot be cut further. */
const leastBytes = 4 * 1024;

export interface Exchange {
  /** Sends what waits, then reads; over a file where the client is one (bundles.ts). */
  run(over?: ExchangeParts['client']): Promise<ExchangeOutcome>;
  /** Reads only: there is nobody to send to. */
  receive(over: ExchangeParts['client']): Promise<ExchangeOutcome>;
  /** The batch that follows upon a sequence, as it would be sent; undefined when nothing waits, or nobody has enrolled. */
  batchAfter(sequence: number): Promise<OutboxBatch | undefined>;
}

export function exchange(parts: ExchangeParts): Exchange {
  const { db, client, factOf, apply, nowMs, newId, monotonicMs = () => performance.now(), pageItems = 100 } = parts;
  const link = linkReader(db);
  const writer = linkWriter(db);
  const outbox = outboxWriter(db);
  const waiting = outboxReader(db);
  const copies = copyReader(db);
  let mostBytes = mostBatchBytes;
  /** Sequences whose fact the hub would not take. */
  const refused = new Set<number>();

  /** What is not valid is set aside: one broken row must not hold up the rest for ever. */
  function readFact(mark: Mark): Fact | undefined {
    const read = factSchema.safeParse(factOf(mark));
    if (read.success) return read.data;
    setAside(mark, read.error.issues[0]?.path.join('.') || 'invalid');
    return undefined;
  }

  function setAside({ kind, key }: { readonly kind: string; readonly key: string }, rule: string): void {
    inTransaction(db, () => writer.setAside({ id: newId(), atMs: nowMs(), side: 'outbox', kind, key, rule }));
  }

  /** The next batch; undefined when nothing waits. What changes while it is read is marked anew, and told once more with the next. */
  async function nextBatch({ epoch, acknowledged }: HubLink, after = 0): Promise<OutboxBatch | undefined> {
    const marks = inTransaction(db, () => {
      // What the hub has had is not sent again, also when the answer came and the power went before it was noted.
      outbox.forgetBelow(acknowledged);
      return outbox.take(mostFacts, after);
    });
    const facts: { sequence: number; fact: Fact }[] = [];
    let bytes = 0;
    const readOf = (slice: Iterable<Mark>): boolean => {
      for (const mark of slice) {
        // A row without a fact keeps its place in the sequence: the door is a state like any other and hurts nobody.
        const fact = (refused.has(mark.sequence) ? undefined : readFact(mark)) ?? factOf({ ...mark, kind: 'door', key: '' });
        bytes += JSON.stringify(fact).length + 40;
        if (facts.length > 0 && bytes > mostBytes) return false;
        facts.push({ sequence: mark.sequence, fact });
      }
      return true;
    };
    await inSlices(marks, sliceMs, readOf, monotonicMs);
    return facts.length === 0 ? undefined : { version: batchVersion, epoch, facts };
  }

  /** Everything is marked again, under an epoch that the hub has never seen. */
  function beginEpoch(after: number): void {
    inTransaction(db, () => {
      const epoch = Math.max(after, link.find()?.epoch ?? 0) + 1;
      outbox.begin();
      writer.setEpoch(epoch);
    });
  }

  /** Without waiting for the disk: if it is lost, the hub is sent what it has, and a usual transaction follows. */
  function acknowledge(next: number): void {
    inQuickTransaction(db, () => {
      outbox.forgetBelow(next);
      writer.acknowledge(next);
      writer.heard(nowMs());
    });
  }

  /** What to do about a refusal; undefined: go on. */
  function settle(refusal: Extract<Asked<never>, { kind: 'refused' }>, batch: OutboxBatch, known: HubLink): ExchangeOutcome | undefined {
    const { epoch, sequence } = refusal.details as { epoch?: unknown; sequence?: unknown };
    switch (refusal.code) {
      case 'epoch_past':
        beginEpoch(typeof epoch === 'number' ? epoch : known.epoch);
        return undefined;
      case 'sequence_gap': {
        // It has kept less than it once told us: restored from a backup.
        beginEpoch(typeof epoch === 'number' ? epoch : known.epoch);
        return undefined;
      }
      case 'batch_invalid': {
        const wrong = batch.facts.find((one) => one.sequence === sequence);
        if (!wrong || refused.has(wrong.sequence)) return { kind: 'refused', code: refusal.code };
        refused.add(wrong.sequence);
        setAside({ kind: kindOf(wrong.fact), key: String(wrong.sequence) }, 'refused');
        return undefined;
      }
      case 'body_too_large':
        if (mostBytes <= leastBytes) return { kind: 'refused', code: refusal.code };
        mostBytes = Math.floor(mostBytes / 2);
        return undefined;
      default:
        return { kind: 'refused', code: refusal.code };
    }
  }

  function stop(outcome: ExchangeOutcome): ExchangeOutcome {
    if (outcome.kind === 'refused') inTransaction(db, () => writer.setFault(outcome.code));
    return outcome;
  }

  async function sendAll(over: ExchangeParts['client']): Promise<ExchangeOutcome> {
    let sent = 0;
    // What comes in meanwhile waits for the next time, or a busy station would never come to an end.
    let upTo = waiting.last();
    // An end for what never should happen: a hub that goes on refusing what it asked for.
    for (let turn = 0; turn < 10_000; turn += 1) {
      const known = link.find();
      const batch = known && (await nextBatch(known));
      if (!known || !batch || (batch.facts[0]?.sequence ?? 0) > upTo) return { kind: 'done', sent, read: 0 };
      const answer = await over.send(batch);
      if (answer.kind === 'silent') return { kind: 'silent' };
      if (answer.kind === 'answer') {
        const { epoch, next } = answer.value;
        // Another epoch than it was sent is not of a hub that we know.
        if (epoch !== batch.epoch) return { kind: 'refused', code: 'answer_wrong' };
        // It may have more than this batch: an earlier one was longer, and its answer was lost. Less than it once told us, or more than
        // was ever taken: one of us was restored.
        if (next < known.acknowledged || next > waiting.lastTaken() + 1) beginEpoch(epoch);
        else acknowledge(next);
        if (link.find()?.epoch !== epoch) upTo = waiting.last();
        sent += batch.facts.length;
        for (const { sequence } of batch.facts) refused.delete(sequence);
        continue;
      }
      const outcome = settle(answer, batch, known);
      if (outcome) return outcome;
      upTo = Math.max(upTo, waiting.last());
    }
    return { kind: 'refused', code: 'answer_wrong' };
  }

  /** Everything was read from the beginning: what is told no more, by a hub that was restored or another one, is to be taken away. */
  const untold = (told: ReadonlySet<string>): InboxItem[] =>
    copies.states().flatMap((copy) => (told.has(`${copy.kind} ${copy.key}`) ? [] : { ...copy, content: null }));

  /** Everything was sent and acknowledged: a hub that has another count was restored, or we were. */
  const isKept = ({ kept }: InboxPage, { epoch, acknowledged }: HubLink) => kept.epoch === epoch && kept.next === acknowledged;

  async function readAll(over: ExchangeParts['client'], hasBegun: boolean): Promise<ExchangeOutcome | 'send-again'> {
    let read = 0;
    let after = link.find()?.inboxAfter ?? '';
    /** All that was told from the beginning. Such a reading counts when it is whole: broken off, it begins anew. */
    let told = after === '' ? new Set<string>() : undefined;
    for (let turn = 0; turn < 10_000; turn += 1) {
      const known = link.find();
      if (!known) return { kind: 'done', sent: 0, read };
      const answer = await over.read(after, pageItems);
      if (answer.kind === 'silent') return { kind: 'silent' };
      if (answer.kind === 'refused' && answer.code !== 'cursor_ahead') return { kind: 'refused', code: answer.code };
      if (answer.kind === 'refused' || answer.value.ledger !== known.ledger) {
        const ledger = answer.kind === 'refused' ? known.ledger : answer.value.ledger;
        inTransaction(db, () => writer.setInbox('', ledger));
        [after, told] = ['', new Set()];
        continue;
      }
      const page = answer.value;
      if (!isKept(page, known)) {
        if (hasBegun) return { kind: 'refused', code: 'answer_wrong' };
        beginEpoch(page.kept.epoch);
        return 'send-again';
      }
      for (const { kind, key } of page.items) told?.add(`${kind} ${key}`);
      const items = told && !page.more ? [...page.items, ...untold(told)] : page.items;
      const takeSlice = (slice: Iterable<InboxItem>): boolean => {
        // Staff have left the hub meanwhile.
        if (!link.find()) return false;
        // A page that breaks off is read from the beginning: a hub that was restored by then may never have told it, and would not take it
        // back.
        writer.setInbox('', page.ledger);
        apply(slice);
        return true;
      };
      await inSlices(items, sliceMs, (slice) => inQuickTransaction(db, () => takeSlice(slice)), monotonicMs);
      inTransaction(db, () => {
        if (!told || !page.more) writer.setInbox(page.next, page.ledger);
        writer.heard(nowMs());
      });
      after = page.next;
      read += page.items.length;
      if (!page.more) return { kind: 'done', sent: 0, read };
    }
    return { kind: 'refused', code: 'answer_wrong' };
  }

  return {
    async receive(over) {
      const reading = await readAll(over, true);
      return reading === 'send-again' ? { kind: 'silent' } : reading.kind === 'done' ? reading : stop(reading);
    },

    async batchAfter(sequence) {
      const known = link.find();
      return known && nextBatch(known, sequence);
    },

    async run(over = client) {
      let sent = 0;
      for (const hasBegun of [false, true]) {
        const sending = await sendAll(over);
        if (sending.kind !== 'done') return stop(sending);
        sent += sending.sent;
        const reading = await readAll(over, hasBegun);
        if (reading !== 'send-again') return reading.kind === 'done' ? { kind: 'done', sent, read: reading.read } : stop(reading);
      }
      return stop({ kind: 'refused', code: 'answer_wrong' });
    },
  };
}
