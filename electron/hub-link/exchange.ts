/**
 * One exchange with the hub: sends what waits, reads what is for us (docs/exchange.md). Every step is a transaction of its own, so that a
 * plug pulled between any two of them loses nothing and repeats only what may be repeated.
 */
import { type Fact, factSchema } from '../../shared/exchange/fact.ts';
import type { InboxPage } from '../../shared/exchange/inbox-item.ts';
import { batchVersion, mostBatchBytes, mostFacts, type OutboxBatch } from '../../shared/exchange/outbox-batch.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { type HubLink, linkReader, linkWriter } from '../db/link-repository.ts';
import { type Mark, outboxWriter } from '../db/outbox-repository.ts';
import type { Asked, HubClient } from './hub-client.ts';

export interface ExchangeParts {
  readonly db: WritableDb;
  readonly client: Pick<HubClient, 'send' | 'read'>;
  /** A thing as it is now. */
  readonly factOf: (mark: Mark) => Fact;
  /** Takes a page within a transaction; answers how many items it could not take, each told by itself. */
  readonly apply: (page: InboxPage) => void;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

export type ExchangeOutcome =
  | { readonly kind: 'done'; readonly sent: number; readonly read: number }
  /** Nobody answered: try again later. */
  | { readonly kind: 'silent' }
  /** The hub refuses us: staff have to do something. */
  | { readonly kind: 'refused'; readonly code: string };

const pageItems = 200;
const kindOf = (fact: unknown) => (fact as Fact).kind;
/** Below it a batch cannot be cut further. */
const leastBytes = 4 * 1024;

export function exchange(parts: ExchangeParts): { run(): Promise<ExchangeOutcome> } {
  const { db, client, factOf, apply, nowMs, newId } = parts;
  const link = linkReader(db);
  const writer = linkWriter(db);
  const outbox = outboxWriter(db);
  let mostBytes = mostBatchBytes;

  /** What is not valid is set aside: one broken row must not hold up the rest for ever. */
  function readFact(mark: Mark): Fact | undefined {
    const read = factSchema.safeParse(factOf(mark));
    if (read.success) return read.data;
    setAside(mark, read.error.issues[0]?.path.join('.') || 'invalid');
    return undefined;
  }

  function setAside({ kind, key }: { readonly kind: string; readonly key: string }, rule: string): void {
    writer.setAside({ id: newId(), atMs: nowMs(), side: 'outbox', kind, key, rule });
  }

  /** The next batch, taken in one transaction; undefined when nothing waits. */
  function nextBatch({ epoch, acknowledged }: HubLink): OutboxBatch | undefined {
    return inTransaction(db, () => {
      // What the hub has had is not sent again, also when the answer came and the power went before it was noted.
      outbox.forgetBelow(acknowledged);
      const facts: { sequence: number; fact: Fact }[] = [];
      let bytes = 0;
      for (const mark of outbox.take(mostFacts)) {
        // A row without a fact keeps its place in the sequence: the door is a state like any other and hurts nobody.
        const fact = readFact(mark) ?? factOf({ ...mark, kind: 'door', key: '' });
        bytes += JSON.stringify(fact).length + 40;
        if (bytes > mostBytes && facts.length > 0) break;
        facts.push({ sequence: mark.sequence, fact });
      }
      return facts.length === 0 ? undefined : { version: batchVersion, epoch, facts };
    });
  }

  /** Everything is marked again, under an epoch that the hub has never seen. */
  function beginEpoch(after: number): void {
    inTransaction(db, () => {
      const epoch = Math.max(after, link.find()?.epoch ?? 0) + 1;
      outbox.begin();
      writer.setEpoch(epoch);
    });
  }

  function acknowledge(next: number): void {
    inTransaction(db, () => {
      outbox.forgetBelow(next);
      writer.acknowledge(next);
      writer.heard(nowMs());
    });
  }

  /** What to do about a refusal; undefined: go on. */
  function settle(refusal: Extract<Asked<never>, { kind: 'refused' }>, batch: OutboxBatch, known: HubLink): ExchangeOutcome | undefined {
    const { epoch, next, sequence } = refusal.details as { epoch?: unknown; next?: unknown; sequence?: unknown };
    switch (refusal.code) {
      case 'epoch_past':
        beginEpoch(typeof epoch === 'number' ? epoch : known.epoch);
        return undefined;
      case 'sequence_gap': {
        // It has kept less than it once told us: restored from a backup. More than we have had answered: an answer was lost.
        const isBehind = epoch !== known.epoch || typeof next !== 'number' || next < known.acknowledged;
        if (isBehind) beginEpoch(typeof epoch === 'number' ? epoch : known.epoch);
        else acknowledge(next);
        return undefined;
      }
      case 'batch_invalid': {
        const wrong = batch.facts.find((one) => one.sequence === sequence);
        if (!wrong) return { kind: 'refused', code: refusal.code };
        refused.add(wrong.sequence);
        inTransaction(db, () => setAside({ kind: kindOf(wrong.fact), key: String(wrong.sequence) }, 'refused'));
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
  /** Sequences whose fact the hub would not take, in this run. */
  const refused = new Set<number>();

  function stop(outcome: ExchangeOutcome): ExchangeOutcome {
    if (outcome.kind === 'refused') inTransaction(db, () => writer.setFault(outcome.code));
    return outcome;
  }

  async function sendAll(): Promise<ExchangeOutcome> {
    let sent = 0;
    // An end for what never should happen: a hub that goes on refusing what it asked for.
    for (let turn = 0; turn < 10_000; turn += 1) {
      const known = link.find();
      const batch = known && nextBatch(known);
      if (!known || !batch) return { kind: 'done', sent, read: 0 };
      const facts = batch.facts.map(({ sequence, fact }) => {
        if (!refused.has(sequence)) return { sequence, fact };
        return { sequence, fact: factOf({ sequence, kind: 'door', key: '' }) };
      });
      const answer = await client.send({ ...batch, facts });
      if (answer.kind === 'silent') return { kind: 'silent' };
      if (answer.kind === 'answer') {
        const { epoch, next } = answer.value;
        const last = batch.facts.at(-1)?.sequence ?? 0;
        // A hub that claims more than it was sent, or another epoch, is not one that we know.
        if (epoch !== batch.epoch || next > last + 1) return { kind: 'refused', code: 'answer_wrong' };
        if (next < known.acknowledged) beginEpoch(epoch);
        else acknowledge(next);
        sent += batch.facts.length;
        for (const { sequence } of batch.facts) refused.delete(sequence);
        continue;
      }
      const outcome = settle(answer, batch, known);
      if (outcome) return outcome;
    }
    return { kind: 'refused', code: 'answer_wrong' };
  }

  async function readAll(): Promise<ExchangeOutcome> {
    let read = 0;
    for (let turn = 0; turn < 10_000; turn += 1) {
      const known = link.find();
      if (!known) return { kind: 'done', sent: 0, read };
      const answer = await client.read(known.inboxAfter, pageItems);
      if (answer.kind === 'silent') return { kind: 'silent' };
      if (answer.kind === 'refused') {
        if (answer.code !== 'cursor_ahead') return { kind: 'refused', code: answer.code };
        inTransaction(db, () => writer.setInbox(0, known.ledger));
        continue;
      }
      const page = answer.value;
      const isOther = page.ledger !== known.ledger;
      inTransaction(db, () => {
        if (!isOther) apply(page);
        writer.setInbox(isOther ? 0 : page.next, page.ledger);
        writer.heard(nowMs());
      });
      read += isOther ? 0 : page.items.length;
      if (!page.more && !isOther) return { kind: 'done', sent: 0, read };
    }
    return { kind: 'refused', code: 'answer_wrong' };
  }

  return {
    async run() {
      const sent = await sendAll();
      if (sent.kind !== 'done') return stop(sent);
      const read = await readAll();
      return read.kind === 'done' ? { kind: 'done', sent: sent.sent, read: read.read } : stop(read);
    },
  };
}
