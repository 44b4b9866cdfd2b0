/** Keys at the operator's desk: the root and list key, and the lists signed with them. Touches no station's data. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cardDayDate, cardDayOf, cardDayOfDate } from '../../shared/card/card-day.ts';
import { CardFormatError } from '../../shared/card/card-error.ts';
import { type CardKey, type KeyList, openKeyList } from '../../shared/card/key-list.ts';
import { type KeyId, sameKid } from '../../shared/card/kid.ts';
import { revocationExportSchema, stationExportSchema } from '../../shared/card/list-exports.ts';
import { openRevocationList, type RevocationList } from '../../shared/card/revocation-list.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import { type SigningKey, signingKey, verifies } from './ed25519.ts';
import {
  compromisedSchema,
  KeyRefusal,
  listFileSchema,
  readPublic,
  readSecret,
  rootFileSchema,
  writePublic,
  writeSecret,
} from './interchange.ts';
import { bytesOfKey, newKey, textOfKey } from './key-file.ts';
import { entryDaysMore, gatherRevoked, publishLists } from './publish-lists.ts';

type Write = (line: string) => void;

const nameOf = ({ station, generation }: KeyId) => `${station}-${generation}`;

export function makeRoot(file: string, nowMs: number, write: Write): void {
  const seed = newKey();
  writeSecret(file, { kind: 'yizhan-root-key', seed, createdAtMs: nowMs });
  write(`根钥匙写进了 ${file}。离线保管，抄一份放在别处；丢了它，所有的卡都要重办。`);
  write(`公钥（写进核验网页）：${textOfKey(signingKey(bytesOfKey(seed)).publicKey)}`);
}

export function makeListKey(file: string, generation: number, nowMs: number, write: Write): void {
  const seed = newKey();
  writeSecret(file, { kind: 'yizhan-list-key', generation, seed, createdAtMs: nowMs });
  write(`名单钥匙写进了 ${file}（第 ${generation} 代）。`);
  write(`公钥：${textOfKey(signingKey(bytesOfKey(seed)).publicKey)}`);
}

const compromisedFile = (out: string) => join(out, 'compromised.json');

function readCompromised(out: string): z.infer<typeof compromisedSchema> {
  return existsSync(compromisedFile(out)) ? readPublic(compromisedFile(out), compromisedSchema, '失窃钥匙的记录') : [];
}

/** @param safeBefore cards issued on this day or later are rejected; null rejects all */
export function markCompromised(kid: KeyId, safeBefore: LocalDate | null, out: string, write: Write): void {
  mkdirSync(out, { recursive: true });
  const others = readCompromised(out).filter((entry) => nameOf(entry) !== nameOf(kid));
  writePublic(compromisedFile(out), [...others, { ...kid, safeBefore }]);
  write(
    safeBefore === null
      ? `记下了：${nameOf(kid)} 的钥匙停用，它签的卡全部作废。`
      : `记下了：${nameOf(kid)} 的钥匙停用，${safeBefore} 起（含当天）签的卡作废。`,
  );
  write('下一次 publish 写进名单才生效，请现在就发布。');
}

interface Published {
  readonly keys: KeyList | null;
  readonly revoked: RevocationList | null;
}

/** What stands in the folder, if this root has signed it. @throws KeyRefusal */
async function readPublished(out: string, root: SigningKey): Promise<Published> {
  const [keysFile, revokedFile] = [join(out, 'keys.cose'), join(out, 'revoked.cose')];
  if (!existsSync(keysFile)) return { keys: null, revoked: null };
  try {
    const keys = await openKeyList(new Uint8Array(readFileSync(keysFile)), [root.publicKey], verifies);
    const revoked = existsSync(revokedFile) ? await openRevocationList(new Uint8Array(readFileSync(revokedFile)), keys, verifies) : null;
    return { keys, revoked };
  } catch (error) {
    if (!(error instanceof CardFormatError)) throw error;
    throw new KeyRefusal(`${out} 里的名单不是这把根钥匙签的，或者坏了。换一个空目录，或者换回原来的根钥匙。`);
  }
}

export interface PublishRequest {
  readonly root: string;
  readonly listKey: string;
  /** Exports of stations: their keys and their void serials, in any order. */
  readonly files: readonly string[];
  readonly out: string;
}

const exportSchema = z.union([stationExportSchema, revocationExportSchema]);

/** Stations that are not among the files keep what was published of them. @throws KeyRefusal */
export async function publish(request: PublishRequest, nowMs: number, write: Write): Promise<void> {
  const rootFile = readSecret(request.root, rootFileSchema, '根钥匙');
  const listFile = readSecret(request.listKey, listFileSchema, '名单钥匙');
  const root = signingKey(bytesOfKey(rootFile.seed));
  const exports = request.files.map((file) => readPublic(file, exportSchema, '驿站导出的文件'));
  const before = await readPublished(request.out, root);
  const today = cardDayOf(nowMs);

  const keys = new Map(before.keys?.keys.filter(({ role }) => role === 'station').map((key) => [nameOf(key.kid), key]));
  const given = new Set<string>();
  for (const one of exports) {
    if (one.kind !== 'yizhan-station-keys') continue;
    if (one.demo) throw new KeyRefusal(`「${one.name}」用的是演示钥匙，不能进名单。先在那台机器上运行：npm run keys -- station`);
    for (const { station, generation, publicKey, from, to, status } of one.keys) {
      const kid = { station, generation };
      const known = keys.get(nameOf(kid));
      if (known && textOfKey(known.publicKey) !== publicKey) {
        throw new KeyRefusal(`${nameOf(kid)} 已经有另一把公钥了。站号重了，或者那台机器要换代：npm run keys -- rotate`);
      }
      given.add(nameOf(kid));
      const days = { fromDay: cardDayOfDate(from), toDay: cardDayOfDate(to) };
      const { name, phone } = one;
      keys.set(nameOf(kid), { kid, publicKey: bytesOfKey(publicKey), role: 'station', ...days, status, safeBeforeDay: 0, name, phone });
    }
  }
  for (const { station, generation, safeBefore } of readCompromised(request.out)) {
    const key = keys.get(nameOf({ station, generation }));
    if (!key) throw new KeyRefusal(`记为失窃的 ${nameOf({ station, generation })} 不在名单里，站号或代数写错了？`);
    keys.set(nameOf(key.kid), { ...key, status: 'compromised', safeBeforeDay: safeBefore === null ? 0 : cardDayOfDate(safeBefore) });
  }
  const stationKeys = [...keys.values()].filter(({ toDay }) => toDay + entryDaysMore >= today);

  // Void once is void for ever: a station that lost its memory must not bring a card back to life.
  const reported = exports.flatMap((one) => (one.kind === 'yizhan-revocations' ? one.revoked : []));
  const revoked = gatherRevoked([
    ...(before.revoked?.revoked ?? []).flatMap(({ kid, serials }) => serials.map((serial) => ({ kid, serial }))),
    ...reported.flatMap(({ station, generation, serials }) => serials.map((serial) => ({ kid: { station, generation }, serial }))),
  ]).filter(({ kid }) => stationKeys.some((key) => sameKid(key.kid, kid)));

  const listNo = Math.max(before.keys?.listNo ?? 0, before.revoked?.listNo ?? 0) + 1;
  publishLists(
    request.out,
    {
      ...{ root, list: signingKey(bytesOfKey(listFile.seed)), listKid: { station: 0, generation: listFile.generation } },
      ...{ listFromDay: cardDayOf(listFile.createdAtMs), listName: '名单' },
    },
    { listNo, nowMs, nextInDays: 7, stationKeys, revoked },
  );
  tell(request.out, listNo, stationKeys, revoked, write);
  const missing = stationKeys.filter((key) => !given.has(nameOf(key.kid))).map((key) => nameOf(key.kid));
  if (missing.length > 0) write(`这次没有给文件、照旧保留的：${missing.join('、')}。`);
}

function tell(out: string, listNo: number, keys: readonly CardKey[], revoked: RevocationList['revoked'], write: Write): void {
  const serials = revoked.reduce((sum, entry) => sum + entry.serials.length, 0);
  write(`发布好了，第 ${listNo} 号：${keys.length} 把驿站钥匙，${serials} 张作废的卡。放在 ${out}。`);
  const soon = keys.filter(({ status }) => status === 'active').toSorted((a, b) => a.toDay - b.toDay)[0];
  if (soon) write(`最早到期的是 ${nameOf(soon.kid)}（${soon.name}），${cardDayDate(soon.toDay)} 以前要换代。`);
}
