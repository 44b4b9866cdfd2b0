/**
 * A demo is its own authority: root and list key lie beside the station's, so that its cards can be scanned at once. Everything
 * they sign is 演示; no page for real use pins such a root.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import type { CardKey } from '../../shared/card/key-list.ts';
import { sameKid } from '../../shared/card/kid.ts';
import { keyDays } from '../../shared/card/list-exports.ts';
import type { RevocationList } from '../../shared/card/revocation-list.ts';
import { signingKey } from './ed25519.ts';
import { bytesOfKey, newKey, textOfKey } from './key-file.ts';
import { entryDaysMore, publishLists } from './publish-lists.ts';
import { readPrivate, writeWhole } from './safe-file.ts';
import type { StationKeys } from './station-keys.ts';

const seed = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const authoritySchema = z.strictObject({
  version: z.literal(1),
  demo: z.literal(true),
  rootSeed: seed,
  listSeed: seed,
  /** Of the last lists. */
  listNo: z.int().min(0),
  createdAtMs: z.int().min(0),
});
type Authority = z.infer<typeof authoritySchema>;

const authorityPath = (dataDir: string) => join(dataDir, 'demo-authority.json');
/** Where a demo publishes, and where the site of the same machine looks. */
export const demoListsFolder = (dataDir: string) => join(dataDir, 'lists');

function readOrMake(dataDir: string, nowMs: number): Authority {
  const file = readPrivate(authorityPath(dataDir));
  if (file.kind === 'missing') return { version: 1, demo: true, rootSeed: newKey(), listSeed: newKey(), listNo: 0, createdAtMs: nowMs };
  if (file.kind === 'exposed') throw new AppError('key_unusable', 'others may read demo-authority.json', { why: 'exposed' });
  try {
    return authoritySchema.parse(JSON.parse(file.text));
  } catch (error) {
    throw new AppError('key_unusable', 'demo-authority.json is damaged', { why: 'damaged' }, { cause: error });
  }
}

export interface DemoLists {
  readonly name: string;
  readonly phone: string;
  readonly nowMs: number;
  readonly revoked: RevocationList['revoked'];
}

/** Makes the authority on the first call. @throws AppError key_unusable; what the disk refuses */
export function publishDemoLists(dataDir: string, keys: StationKeys, { name, phone, nowMs, revoked }: DemoLists): void {
  const before = readOrMake(dataDir, nowMs);
  const authority: Authority = { ...before, listNo: before.listNo + 1 };
  // The number first: lists that were not written are asked for again, a number must not come twice.
  writeWhole(authorityPath(dataDir), `${JSON.stringify(authority, null, 2)}\n`, { mode: 0o600, durable: before.listNo === 0 });

  const root = signingKey(bytesOfKey(authority.rootSeed));
  const today = cardDayOf(nowMs);
  const stationKeys = keys.publicKeys
    .map(({ kid, publicKey, createdAtMs, endedAtMs }): CardKey => {
      const toDay = endedAtMs === null ? today + keyDays : cardDayOf(endedAtMs);
      const status = endedAtMs === null ? 'active' : 'retired';
      return { kid, publicKey, role: 'station', fromDay: cardDayOf(createdAtMs), toDay, status, safeBeforeDay: 0, name, phone };
    })
    .filter(({ toDay }) => toDay + entryDaysMore >= today);
  const folder = demoListsFolder(dataDir);
  publishLists(
    folder,
    {
      ...{ root, list: signingKey(bytesOfKey(authority.listSeed)), listKid: { station: 0, generation: 1 } },
      ...{ listFromDay: cardDayOf(authority.createdAtMs), listName: '演示' },
    },
    {
      listNo: authority.listNo,
      nowMs,
      nextInDays: 1,
      stationKeys,
      revoked: revoked.filter(({ kid }) => stationKeys.some((key) => sameKid(key.kid, kid))),
    },
  );
  const pinned = join(folder, 'root.json');
  if (!existsSync(pinned) || before.listNo === 0) {
    writeWhole(pinned, `${JSON.stringify({ demo: true, roots: [textOfKey(root.publicKey)] })}\n`, { mode: 0o644, durable: false });
  }
}
