/**
 * The exchange on a drive (docs/exchange.md): what waits goes into a file for the hub, its answer is taken as if the hub had said it. The same
 * rules, so that a file that is taken twice, late, or after a network came back changes nothing that it should not.
 */
import { createPublicKey } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { AppError } from '../../shared/api/errors.ts';
import {
  bundleFrameSchema,
  bundleTypes,
  bundleVersion,
  type HubBundle,
  hubBundleSchema,
  type StationBundle,
} from '../../shared/exchange/bundle.ts';
import { type Fact, factSchema } from '../../shared/exchange/fact.ts';
import { batchVersion, mostBatchBytes, mostFacts, type OutboxBatch } from '../../shared/exchange/outbox-batch.ts';
import { inTransaction } from '../db/database.ts';
import { type HubLink, linkReader } from '../db/link-repository.ts';
import { type Mark, outboxWriter } from '../db/outbox-repository.ts';
import { type ExchangeParts, exchange } from './exchange.ts';
import type { LinkKey } from './link-key.ts';

export interface BundleParts extends Omit<ExchangeParts, 'client'> {
  readonly key: () => LinkKey | undefined;
}

export interface TakenAnswer {
  /** Facts that the hub has now and that waited before. */
  readonly sent: number;
  /** Things that the hub told. */
  readonly read: number;
}

export interface Bundles {
  /** The file's text. @throws AppError link_missing */
  make(): Promise<{ readonly text: string; readonly facts: number }>;
  /**
   * Takes the hub's answer.
   * @throws AppError link_missing, bundle_damaged, bundle_foreign (of another hub, or for another station), bundle_version (of a newer
   *   program), bundle_stale (the exchange is farther already), link_refused (details: code)
   */
  take(text: string): Promise<TakenAnswer>;
}

const mostMarks = 1_000_000;
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function bundles(parts: BundleParts): Bundles {
  const { db, key, factOf, nowMs } = parts;
  const link = linkReader(db);
  const outbox = outboxWriter(db);

  function linked(): { readonly hub: HubLink; readonly key: LinkKey } {
    const [hub, own] = [link.find(), key()];
    if (!hub || !own) throw new AppError('link_missing', 'this station is not enrolled');
    return { hub, key: own };
  }

  return {
    async make() {
      const { hub, key: own } = linked();
      const batches = inTransaction(db, () => {
        outbox.forgetBelow(hub.acknowledged);
        return cut(outbox.take(mostMarks), hub.epoch, factOf);
      });
      const { station, ledger, inboxAfter: after } = hub;
      const bundle: StationBundle = { version: bundleVersion, station, ledger, madeAtMs: nowMs(), after, batches };
      const text = await new CompactSign(new TextEncoder().encode(JSON.stringify(bundle)))
        .setProtectedHeader({ alg: 'EdDSA', typ: bundleTypes.station })
        .sign(own.privateKey);
      return { text, facts: batches.reduce((sum, { facts }) => sum + facts.length, 0) };
    },

    async take(text) {
      const { hub } = linked();
      const bundle = await readAnswer(text.trim(), hub);
      const { outcome, pages } = bundle;
      const isOld = outcome.kind === 'kept' && (outcome.epoch !== hub.epoch || outcome.next < hub.acknowledged);
      if (isOld) throw new AppError('bundle_stale', 'the exchange is farther than this file');
      let isRefusalTold = false;
      const { run, receive } = exchange({
        ...parts,
        client: {
          send: async (batch) => {
            const first = batch.facts[0]?.sequence ?? 0;
            if (outcome.kind === 'kept')
              return first < outcome.next
                ? { kind: 'answer', value: { ...outcome, nowMs: bundle.madeAtMs } }
                : { kind: 'silent', why: 'unreachable' };
            // what comes of it goes into the next file
            if (isRefusalTold) return { kind: 'silent', why: 'unreachable' };
            isRefusalTold = true;
            return { kind: 'refused', code: outcome.code, message: '', details: outcome.details };
          },
          read: async (after) => {
            const found = pages.find((one) => one.after === after);
            return found ? { kind: 'answer', value: found.page } : { kind: 'silent', why: 'unreachable' };
          },
        },
      });
      const before = hub.acknowledged;
      let ran = await run();
      // something changed since the file was made: it waits for the next one, and what the hub told is taken all the same
      if (ran.kind === 'silent' && outcome.kind === 'kept' && link.find()?.acknowledged === outcome.next) ran = await receive();
      if (ran.kind === 'refused') throw new AppError('link_refused', 'the hub refuses this station', { code: ran.code });
      const after = link.find();
      const isSame = after?.epoch === hub.epoch;
      return { sent: isSame ? after.acknowledged - before : 0, read: ran.kind === 'done' ? ran.read : 0 };
    },
  };
}

/** In the sizes in which they would travel. */
function cut(marks: readonly Mark[], epoch: number, factOf: (mark: Mark) => Fact): OutboxBatch[] {
  const batches: { version: typeof batchVersion; epoch: number; facts: { sequence: number; fact: Fact }[] }[] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const read = factSchema.safeParse(factOf(mark));
    // what is not valid keeps its place in the sequence; over a network it is told (exchange.ts)
    const fact = read.success ? read.data : factOf({ ...mark, kind: 'door', key: '' });
    const size = JSON.stringify(fact).length + 40;
    if (bytes + size > mostBatchBytes || (batches.at(-1)?.facts.length ?? 0) >= mostFacts) {
      batches.push({ version: batchVersion, epoch, facts: [] });
      bytes = 0;
    }
    bytes += size;
    batches.at(-1)?.facts.push({ sequence: mark.sequence, fact });
  }
  return batches;
}

async function readAnswer(text: string, { hubKey, station, ledger }: HubLink): Promise<HubBundle> {
  const publicKey = createPublicKey({ key: Buffer.concat([publicPrefix, Buffer.from(hubKey, 'base64url')]), format: 'der', type: 'spki' });
  let content: unknown;
  try {
    const parts = text.split('.');
    content = JSON.parse(Buffer.from(parts.length === 3 ? (parts[1] ?? '') : '', 'base64url').toString('utf8'));
  } catch (error) {
    throw new AppError('bundle_damaged', 'this is no bundle, or a part of one', {}, { cause: error });
  }
  const frame = bundleFrameSchema.safeParse(content);
  if (!frame.success) throw new AppError('bundle_damaged', 'this is no bundle');
  if (frame.data.version > bundleVersion) throw new AppError('bundle_version', 'of a newer program', { version: frame.data.version });
  if (frame.data.station !== station || frame.data.ledger !== ledger)
    throw new AppError('bundle_foreign', 'for another station, or of another hub', { station: frame.data.station });
  try {
    const { protectedHeader } = await compactVerify(text, publicKey, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== bundleTypes.hub) throw new AppError('bundle_foreign', 'not an answer of the hub', { station });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('bundle_damaged', 'the signature does not hold', {}, { cause: error });
  }
  const read = hubBundleSchema.safeParse(content);
  if (!read.success) throw new AppError('bundle_damaged', 'the content does not hold');
  return read.data;
}
