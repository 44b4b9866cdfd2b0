/**
 * The exchange on a drive (docs/exchange.md): what waits goes into a file for the hub, and its answer is taken as if the hub had said it, by
 * the same steps (exchange.ts). An answer holds for the stand that it names: taken twice, or after a network came back, it changes nothing.
 */
import { createPublicKey } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import { AppError } from '../../shared/api/errors.ts';
import {
  type BundleStand,
  bundleFrameSchema,
  bundleTypes,
  bundleVersion,
  type HubBundle,
  hubBundleSchema,
  mostBundleBytes,
  type StationBundle,
} from '../../shared/exchange/bundle.ts';
import type { CardKeyMessage } from '../../shared/exchange/enrolment.ts';
import type { OutboxBatch } from '../../shared/exchange/outbox-batch.ts';
import type { ReadableDb } from '../db/database.ts';
import { type HubLink, linkReader } from '../db/link-repository.ts';
import type { MadeBundle, TakenAnswer } from '../services/hub-port.ts';
import type { Exchange, ExchangeParts } from './exchange.ts';
import type { LinkKey } from './link-key.ts';

/** The public half of the key that signs cards. */
export interface CardKeys {
  /** What the hub does not have yet. */
  untold(): CardKeyMessage | undefined;
  /** It has this generation of this station. */
  told(generation: number): void;
}

export interface BundleParts {
  readonly db: ReadableDb;
  readonly exchange: Exchange;
  readonly key: () => LinkKey | undefined;
  readonly cardKeys: CardKeys;
  readonly nowMs: () => number;
}

const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
/** In base64url it is a third more. */
const mostContentBytes = Math.floor(mostBundleBytes * 0.7);

export function bundles({ db, exchange, key, cardKeys, nowMs }: BundleParts) {
  const link = linkReader(db);

  function linked(): { readonly hub: HubLink; readonly key: LinkKey } {
    const [hub, own] = [link.find(), key()];
    if (!hub || !own) throw new AppError('link_missing', 'this station is not enrolled');
    return { hub, key: own };
  }

  return {
    /** Everything that waits. Not beside an exchange. @throws AppError link_missing */
    async make(): Promise<MadeBundle> {
      const { hub, key: own } = linked();
      const batches: OutboxBatch[] = [];
      let bytes = 0;
      while (bytes < mostContentBytes) {
        const batch = await exchange.batchAfter(batches.at(-1)?.facts.at(-1)?.sequence ?? 0);
        if (!batch) break;
        batches.push(batch);
        bytes += JSON.stringify(batch).length;
      }
      const { station, ledger } = hub;
      const bundle: StationBundle = {
        ...{ version: bundleVersion, station, ledger, madeAtMs: nowMs(), stand: standOf(hub), batches },
        cardKey: cardKeys.untold() ?? null,
      };
      const text = await new CompactSign(new TextEncoder().encode(JSON.stringify(bundle)))
        .setProtectedHeader({ alg: 'EdDSA', typ: bundleTypes.station })
        .sign(own.privateKey);
      return { station, text, facts: batches.reduce((sum, { facts }) => sum + facts.length, 0) };
    },

    /**
     * Takes the hub's answer. Not beside an exchange.
     * @throws AppError link_missing, bundle_damaged, bundle_foreign (of another hub, for another station, or no answer), bundle_version (of
     *   a newer program), bundle_stale (taken before, or the exchange went on since)
     */
    async take(text: string): Promise<TakenAnswer> {
      const { hub } = linked();
      const answer = await readAnswer(text.trim(), hub);
      const [then, now] = [answer.stand, standOf(hub)];
      if (then.epoch !== now.epoch || then.acknowledged !== now.acknowledged || then.after !== now.after)
        throw new AppError('bundle_stale', 'the exchange went on since this file was made', {});
      const over = replay(answer);
      if (answer.cardKey !== null) cardKeys.told(answer.cardKey);
      let outcome = await exchange.run(over);
      const known = link.find();
      const isSame = known?.epoch === hub.epoch;
      // Something changed since the file was made and waits for the next one: what the hub told is taken all the same.
      if (outcome.kind === 'silent' && isSame && known.acknowledged === answer.kept.next) outcome = await exchange.receive(over);
      if (outcome.kind === 'refused') return { kind: 'refused', code: outcome.code };
      return {
        kind: 'done',
        sent: isSame ? known.acknowledged - hub.acknowledged : 0,
        read: outcome.kind === 'done' ? outcome.read : 0,
      };
    },
  };
}

const standOf = ({ epoch, acknowledged, inboxAfter }: HubLink): BundleStand => ({ epoch, acknowledged, after: inboxAfter });

/** The hub as the file has it; what the file does not answer waits for the next one. */
function replay({ kept, refused, pages, stand, madeAtMs }: HubBundle): ExchangeParts['client'] {
  let isTold = false;
  return {
    async send({ epoch, facts }) {
      const isKept = epoch === kept.epoch && (facts[0]?.sequence ?? 0) < kept.next;
      if (isKept) return { kind: 'answer', value: { epoch, next: kept.next, nowMs: madeAtMs } };
      if (refused === null || isTold) return { kind: 'silent', why: 'unreachable' };
      isTold = true;
      return { kind: 'refused', code: refused.code, message: '', details: refused.details };
    },
    async read(after) {
      const found = pages.find((one) => one.after === after);
      if (found) return { kind: 'answer', value: found.page };
      const isRestored = after === stand.after && pages[0]?.after === '';
      return isRestored ? { kind: 'refused', code: 'cursor_ahead', message: '', details: {} } : { kind: 'silent', why: 'unreachable' };
    },
  };
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
  if (!frame.success) throw new AppError('bundle_damaged', 'this is no bundle', {});
  const { version, station: meant, ledger: of } = frame.data;
  if (version > bundleVersion) throw new AppError('bundle_version', 'of a newer program', { version });
  if (meant !== station || of !== ledger)
    throw new AppError('bundle_foreign', 'for another station, or of another hub', { station: meant });
  const { protectedHeader } = await compactVerify(text, publicKey, { algorithms: ['EdDSA'] }).catch((error: unknown) => {
    throw new AppError('bundle_damaged', 'the signature does not hold', {}, { cause: error });
  });
  if (protectedHeader.typ !== bundleTypes.hub) throw new AppError('bundle_foreign', 'not an answer of the hub', { station });
  const read = hubBundleSchema.safeParse(content);
  if (!read.success) throw new AppError('bundle_damaged', 'the content does not hold', {});
  return read.data;
}
