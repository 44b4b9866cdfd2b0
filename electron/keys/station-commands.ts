/** Keys at the station: its own number, a new generation, and what the operator's desk needs to know of it. */
import { cardDayDate, cardDayOf } from '../../shared/card/card-day.ts';
import { cardPrefixFault } from '../../shared/card/card-url.ts';
import type { KeyId } from '../../shared/card/kid.ts';
import { keyDays, type RevocationExport, type StationExport } from '../../shared/card/list-exports.ts';
import { cardPrefix } from '../../shared/domain/station.ts';
import { cardReader } from '../db/card-repository.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { keyUseReader } from '../db/key-repository.ts';
import { stationReader, stationWriter } from '../db/station-repository.ts';
import { KeyRefusal } from './interchange.ts';
import { type KeyFile, keyFilePath, newKeyFile, readKeyFile, succeed, writeKeyFile } from './key-file.ts';
import { gatherRevoked } from './publish-lists.ts';
import { readPrivate } from './safe-file.ts';
import { beginSerials, countedKeys } from './serial-guard.ts';
import { openKeys } from './station-keys.ts';

type Write = (line: string) => void;

export interface StationPlace {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly nowMs: number;
}

const lastGeneration = 99;

/** The next one that neither the files nor the database have seen. @throws KeyRefusal */
function nextGeneration({ db, dataDir }: StationPlace, station: number, file: KeyFile | undefined): number {
  const used: KeyId[] = [...keyUseReader(db).list(), ...countedKeys(dataDir), ...(file ? [file, ...file.earlier] : [])];
  const last = Math.max(0, ...used.filter((key) => key.station === station).map((key) => key.generation));
  if (last >= lastGeneration) throw new KeyRefusal(`${station} 号站的 ${lastGeneration} 代都用完了，要换一个站号。`);
  return last + 1;
}

function take(place: StationPlace, file: KeyFile): void {
  // The count of serials first: keys without one are refused, a count without keys hurts nobody.
  beginSerials(place.dataDir, file);
  writeKeyFile(place.dataDir, file);
}

function tellNext({ station, generation }: KeyFile, write: Write): void {
  write(`现在是 ${station} 号站，第 ${generation} 代钥匙。`);
  write('先把公钥交给发布名单的人：npm run keys -- export 文件。名单发布以前办的卡，扫出来会说「无法识别签发驿站」。');
}

export function rotate(place: StationPlace, write: Write): void {
  const before = readKeyFile(place.dataDir);
  const { station, demo } = before;
  const after = succeed(before, { station, demo, generation: nextGeneration(place, station, before), nowMs: place.nowMs });
  take(place, after);
  tellNext(after, write);
}

/** @throws KeyRefusal */
export function setStation(place: StationPlace, number: number, site: string, write: Write): void {
  const { db, dataDir, nowMs } = place;
  const url = site.includes('://') ? site.replace(/\/+$/, '') : `https://${site}`;
  const fault = cardPrefixFault(cardPrefix(url), { demo: false });
  if (fault !== null)
    throw new KeyRefusal(`网址不能用：${site}（${fault}）。写成 jy.example.cn 这样：小写，连 https:// 和 /c# 最多 32 个字。`);
  const station = stationReader(db);
  const settings = station.findSettings();
  if (!settings) throw new KeyRefusal('这个驿站还没有站名。先导入设置：npm run import -- station 文件');
  if (station.demoDay() !== null) throw new KeyRefusal('屏幕上还是演示。先清空：npm run demo -- empty');

  const before = readPrivate(keyFilePath(dataDir)).kind === 'missing' ? undefined : readKeyFile(dataDir);
  // The same number with its own keys keeps them: only the site may have changed.
  const keeps = before?.station === number && !before.demo;
  if (!keeps) {
    const wanted = { station: number, demo: false, generation: nextGeneration(place, number, before), nowMs };
    take(place, before ? succeed(before, wanted) : newKeyFile(wanted));
  }
  inTransaction(db, () => {
    stationWriter(db).save({ ...settings, cardSite: url });
    stationWriter(db).touch();
  });
  write(`卡上的网址：${url}`);
  tellNext(readKeyFile(dataDir), write);
}

export function exportStation({ db, dataDir, nowMs }: StationPlace): StationExport {
  const file = readKeyFile(dataDir);
  const state = openKeys(dataDir, { demoStation: null, used: keyUseReader(db).list(), nowMs });
  if (state.kind === 'unusable') throw new KeyRefusal(unusableText[state.code]);
  const { name = '', phone = '' } = stationReader(db).findSettings() ?? {};
  const keys = state.keys.publicKeys.map(({ kid, publicKey, createdAtMs, endedAtMs }) => ({
    ...kid,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    from: cardDayDate(cardDayOf(createdAtMs)),
    to: cardDayDate(endedAtMs === null ? cardDayOf(createdAtMs) + keyDays : cardDayOf(endedAtMs)),
    status: endedAtMs === null ? ('active' as const) : ('retired' as const),
  }));
  state.keys.close();
  // Keys of the demo before this station was real are nobody's business.
  const own = file.demo ? keys : keys.filter(({ station }) => station === file.station);
  return { kind: 'yizhan-station-keys', name, phone, demo: file.demo, keys: own };
}

export function exportRevocations({ db, nowMs }: StationPlace): RevocationExport {
  const revoked = gatherRevoked(cardReader(db).listRevoked(cardDayOf(nowMs)));
  return { kind: 'yizhan-revocations', madeAtMs: nowMs, revoked: revoked.map(({ kid, serials }) => ({ ...kid, serials: [...serials] })) };
}

export const unusableText = {
  key_missing: '这个驿站没有钥匙文件 keys.json。真正使用的站先运行：npm run keys -- station',
  key_unusable: '钥匙文件坏了，或者别人也能读。只让自己读：chmod 600 keys.json；坏了就移走，再运行：npm run keys -- station',
  key_generation_spent: '钥匙是旧的一代，这个驿站已经用过更新的。运行：npm run keys -- rotate',
} as const;
