/** A station's file from a drive, and the answer that goes back on it: the same rules as over a network (take-batch.ts, inbox.ts). */
import { createPublicKey } from 'node:crypto';
import { CompactSign, compactVerify } from 'jose';
import {
  bundleFrameSchema,
  bundleTypes,
  bundleVersion,
  type HubBundle,
  type StationBundle,
  stationBundleSchema,
} from '../../../shared/exchange/bundle.ts';
import type { InboxCursor } from '../../../shared/exchange/inbox-item.ts';
import { HubError } from '../hub-error.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { HubKey } from './hub-key.ts';
import { type Inbox, revisionIn } from './inbox.ts';
import type { Links } from './links.ts';
import { takeBatch } from './take-batch.ts';

export interface BundleParts {
  readonly db: HubDb;
  readonly links: Pick<Links, 'find' | 'ledger' | 'putCardKey'>;
  readonly inbox: Pick<Inbox, 'read'>;
  readonly hubKey: HubKey;
  readonly nowMs: () => number;
  /** A station has everything up to that revision. */
  readonly onRead: (number: number, upTo: number) => Promise<void>;
}

export interface AnsweredBundle {
  readonly station: number;
  /** The file for the way back. */
  readonly answer: string;
  /** Facts that were new. */
  readonly taken: number;
  /** Why nothing more was taken; null: all of it. */
  readonly refused: string | null;
}

const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const pageItems = 200;
const mostPages = 500;

/** @throws HubError bundle_damaged, bundle_foreign (for another hub), bundle_version, link_unknown, link_revoked */
export async function answerBundle(parts: BundleParts, text: string): Promise<AnsweredBundle> {
  const { db, links, hubKey, nowMs } = parts;
  const ledger = await links.ledger();
  const bundle = await readBundle(text.trim(), ledger, links);
  const { station, stand } = bundle;
  let taken = 0;
  let cardKey: number | null = null;
  let refusal: HubError | null = null;
  try {
    if (bundle.cardKey) await links.putCardKey(station, bundle.cardKey);
    cardKey = bundle.cardKey?.generation ?? null;
    for (const batch of bundle.batches) taken += (await takeBatch(db, station, batch, nowMs())).facts.length;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    refusal = error;
  }
  const { epoch, next } = await links.find(station).then((link) => link ?? { epoch: 0, next: 1 });
  const answer: HubBundle = {
    ...{ version: bundleVersion, station, ledger, madeAtMs: nowMs(), stand },
    cardKey,
    ...{ kept: { epoch, next }, refused: refusal && { code: refusal.code, details: { ...refusal.details } } },
    pages: await pagesFor(parts, station, stand.after, ledger),
  };
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(answer)))
    .setProtectedHeader({ alg: 'EdDSA', typ: bundleTypes.hub })
    .sign(hubKey.privateKey);
  return { station, answer: signed, taken, refused: refusal?.code ?? null };
}

/** From its cursor on; from the beginning where this hub never told it so much, as it would read over a network. */
async function pagesFor(
  { inbox, nowMs, onRead }: BundleParts,
  station: number,
  from: InboxCursor,
  ledger: string,
): Promise<HubBundle['pages']> {
  const pages: HubBundle['pages'] = [];
  const read = (after: InboxCursor) => inbox.read(station, after, pageItems);
  let after = from;
  let page = await read(after).catch((error: unknown) => {
    if (!(error instanceof HubError) || error.code !== 'cursor_ahead') throw error;
    after = '';
    return read('');
  });
  await onRead(station, revisionIn(after));
  for (let turn = 0; turn < mostPages; turn += 1) {
    pages.push({ after, page: { ...page, items: [...page.items], ledger, nowMs: nowMs() } });
    if (!page.more) break;
    after = page.next;
    page = await read(after);
  }
  return pages;
}

async function readBundle(text: string, ledger: string, links: Pick<Links, 'find'>): Promise<StationBundle> {
  const damaged = (cause?: unknown) =>
    new HubError('bundle_damaged', '这个文件坏了，或者不是驿站的同步文件：从驿站再拷一份', {}, { cause });
  let content: unknown;
  try {
    const parts = text.split('.');
    content = JSON.parse(Buffer.from(parts.length === 3 ? (parts[1] ?? '') : '', 'base64url').toString('utf8'));
  } catch (error) {
    throw damaged(error);
  }
  const frame = bundleFrameSchema.safeParse(content);
  if (!frame.success) throw damaged(frame.error);
  const { version, station, ledger: meant } = frame.data;
  if (version > bundleVersion) throw new HubError('bundle_version', '驿站的程序比地图服务新：先升级地图服务', { known: bundleVersion });
  if (meant !== ledger) throw new HubError('bundle_foreign', '这个文件是给另一个地图服务的', { station });
  const link = await links.find(station);
  if (!link) throw new HubError('link_unknown', `${station} 号驿站没有登记过：请管理员发一个登记码`, { number: station });
  if (link.state === 'revoked') throw new HubError('link_revoked', `${station} 号驿站的登记已经停用`, { number: station });
  const der = Buffer.concat([publicPrefix, Buffer.from(link.linkKey, 'base64url')]);
  try {
    const { protectedHeader } = await compactVerify(text, createPublicKey({ key: der, format: 'der', type: 'spki' }), {
      algorithms: ['EdDSA'],
    });
    if (protectedHeader.typ !== bundleTypes.station) throw new Error('another kind of file');
  } catch (error) {
    throw damaged(error);
  }
  const read = stationBundleSchema.safeParse(content);
  if (!read.success) throw damaged(read.error);
  return read.data;
}
