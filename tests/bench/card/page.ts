/** The card page: how much script it is, and how long it takes to verify a card. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { signingKey } from '../../../electron/keys/ed25519.ts';
import { cardDayOf } from '../../../shared/card/card-day.ts';
import { cardUrl } from '../../../shared/card/card-url.ts';
import type { JobCard } from '../../../shared/card/job-card.ts';
import { type CardKey, signKeyList } from '../../../shared/card/key-list.ts';
import { signRevocationList } from '../../../shared/card/revocation-list.ts';
import { signCard } from '../../../shared/card/signed-card.ts';
import { builtSite } from '../built-site.ts';
import { type BenchRow, below, quantile } from '../report.ts';
import { bundled, withPage } from './browser.ts';
import { kid, prefix, realisticCards, signStation, stationPublicKey } from './cards.ts';

const stations = 1000;
const calls = 60;
const today = cardDayOf(Date.now());
const urlOf = (card: JobCard) => cardUrl(prefix, signCard(card, kid, signStation));

interface SignedLists {
  readonly keys: Uint8Array;
  readonly revoked: Uint8Array;
}

/** TEST ONLY. */
const rootKey = signingKey(new Uint8Array(32).fill(7));
const listKey = signingKey(new Uint8Array(32).fill(8));

/** Built with a pinned root, as it is published. */
function siteFiles(): Map<string, string | Uint8Array> {
  const folder = builtSite({ YIZHAN_ROOT_KEYS: Buffer.from(rootKey.publicKey).toString('hex'), YIZHAN_LISTS: '' });
  try {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Map(
      names.map((entry) => [relative(folder, join(entry.parentPath, entry.name)), readFileSync(join(entry.parentPath, entry.name))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every script that a visit with a good card loads: not what only the scanner or another language needs. */
async function visitScripts(lists: SignedLists): Promise<number> {
  const files = siteFiles();
  files
    .set('c', files.get('c.html') ?? '')
    .set('lists/keys.cose', lists.keys)
    .set('lists/revoked.cose', lists.revoked);
  const address = urlOf({ ...(realisticCards(1)[0] as JobCard), issueDay: today }).replace(/^https:\/\/[^/]+/, '');
  const asked = await withPage(files, address, async ({ page, asked }) => {
    await page.locator('.plate.ok').waitFor({ timeout: 10_000 });
    return [...asked];
  });
  const packed = (name: string) => gzipSync(files.get(name) ?? '').length;
  const scripts = [...files.keys()].filter((name) => name.endsWith('.js'));
  for (const name of scripts)
    console.error(`  ${name.padEnd(32)} ${(packed(name) / 1024).toFixed(2)} KB${asked.includes(name) ? ', every visit' : ''}`);
  return scripts.filter((name) => asked.includes(name)).reduce((sum, name) => sum + packed(name), 0);
}

/** A country's worth of lists: a thousand stations, ten void cards each. */
function signedLists(): SignedLists {
  const frame = { listNo: 1, issuedDay: today, nextDay: today + 1 };
  const validity = { fromDay: today - 100, toDay: today + 265, status: 'active', safeBeforeDay: 0, phone: '0970-0000000' } as const;
  const listKid = { station: 0, generation: 1 };
  const keys = Array.from({ length: stations }, (_, at): CardKey => {
    const station = kid.station - stations + 1 + at;
    return { ...validity, kid: { station, generation: 1 }, role: 'station', publicKey: stationPublicKey, name: `驿站 ${station}` };
  });
  const revoked = keys.map((key) => ({ kid: key.kid, serials: Array.from({ length: 10 }, (_, at) => 100_000 + at * 37) }));
  return {
    keys: signKeyList(
      { ...frame, keys: [{ ...validity, kid: listKid, role: 'list', publicKey: listKey.publicKey, name: '' }, ...keys] },
      rootKey.sign,
    ),
    revoked: signRevocationList({ ...frame, revoked }, listKid, listKey.sign),
  };
}

/** Milliseconds of each verification in the page, the first one first. */
async function verifyMs(lists: SignedLists): Promise<number[]> {
  const entry = `
    export { verifyCard } from '/shared/card/verify-card.ts';
    export { openKeyList } from '/shared/card/key-list.ts';
    export { openRevocationList } from '/shared/card/revocation-list.ts';
    export { verifyEd25519 } from '/maps/site/card/ed25519.ts';`;
  const texts = realisticCards().map((card) => urlOf({ ...card, issueDay: today }));
  const given = { texts, today, calls, keys: [...lists.keys], revoked: [...lists.revoked], rootKey: [...rootKey.publicKey] };
  return withPage(await bundled(entry), '/', ({ page }) =>
    page.evaluate(async ({ texts, today, calls, ...lists }) => {
      const address = '/entry.js';
      const { verifyCard, openKeyList, openRevocationList, verifyEd25519: verify } = await import(address);
      const keys = await openKeyList(Uint8Array.from(lists.keys), [Uint8Array.from(lists.rootKey)], verify);
      const revoked = await openRevocationList(Uint8Array.from(lists.revoked), keys, verify);
      const took: number[] = [];
      for (let call = 0; call <= calls; call++) {
        const start = performance.now();
        const { code } = await verifyCard(texts[call % texts.length], { keys, revoked, todayDay: today, verify });
        took.push(performance.now() - start);
        if (code !== 'VALID') throw new Error(`a good card was ${code}`);
      }
      return took;
    }, given),
  );
}

export async function measurePage(): Promise<BenchRow[]> {
  const lists = signedLists();
  const bytes = await visitScripts(lists);
  const [first = 0, ...rest] = await verifyMs(lists);
  const sorted = Float64Array.from(rest).sort();
  const [median, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  console.error(`  verification: the first ${first.toFixed(1)} ms, then median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
  return [
    below('card page: script of a visit, gzip, without the scanner', bytes / 1024, 'KB', 25),
    below(`card page: slowest of ${rest.length} verifications after the first, in Chromium`, sorted.at(-1) ?? Number.NaN, 'ms', 30),
  ];
}
