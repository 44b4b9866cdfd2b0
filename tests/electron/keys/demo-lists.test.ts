import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStation } from '../../../electron/compose.ts';
import { readDemo } from '../../../electron/demo-files.ts';
import { verifies } from '../../../electron/keys/ed25519.ts';
import { keyFilePath } from '../../../electron/keys/key-file.ts';
import { createLog } from '../../../electron/log.ts';
import { cardDayOf } from '../../../shared/card/card-day.ts';
import { openKeyList } from '../../../shared/card/key-list.ts';
import { openRevocationList } from '../../../shared/card/revocation-list.ts';
import { verifyCard } from '../../../shared/card/verify-card.ts';
import { now, registration } from '../../support/builders.ts';
import { sessionA, temporaryFolder, testClock } from '../../support/station.ts';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const requestId = '7f1c2f7e-3c39-4c8e-9a54-000000000001';

/** A new demo station as a host opens it. */
function demoStation(dataDir = temporaryFolder()) {
  const clock = testClock();
  const lines: string[] = [];
  const log = createLog(dataDir, { also: (line) => void lines.push(line) });
  const rendererDir = temporaryFolder();
  const station = openStation({ dataDir, rendererDir, origins: [], log, demo: () => readDemo(examples), clock });
  let open = true;
  const close = () => {
    if (open) station.close();
    open = false;
  };
  onTestFinished(close);
  const lists = join(dataDir, 'lists');
  const issue = () => station.api['card.issue']({ sessionId: sessionA, requestId, registration: registration() });
  return { ...{ dataDir, clock, lines, lists, issue, close }, api: station.api };
}

/** As the card page reads what was published. */
async function published(lists: string) {
  const { demo, roots } = JSON.parse(readFileSync(join(lists, 'root.json'), 'utf8')) as { demo: boolean; roots: string[] };
  const pinned = roots.map((root) => new Uint8Array(Buffer.from(root, 'base64url')));
  const keys = await openKeyList(new Uint8Array(readFileSync(join(lists, 'keys.cose'))), pinned, verifies);
  const revoked = await openRevocationList(new Uint8Array(readFileSync(join(lists, 'revoked.cose'))), keys, verifies);
  return { demo, keys, revoked };
}

describe('the lists of a demo', () => {
  it('are there after the first start, marked as a demo, and vouch for its cards', async () => {
    const { lists, issue, api, dataDir } = demoStation();
    const card = await issue();
    const { demo, keys, revoked } = await published(lists);
    const verdict = await verifyCard(card.url, { keys, revoked, todayDay: cardDayOf(now), verify: verifies });
    expect([demo, card.demo, card.url.startsWith('http://127.0.0.1:7420/c#1'), verdict]).toEqual([
      true,
      true,
      true,
      expect.objectContaining({ code: 'VALID', number: card.number, station: { name: '西河·零工之家', phone: '0970-000-0000' } }),
    ]);
    expect((await api['station.get']({})).cardHost).toBe('127.0.0.1:7420');
    expect(readdirSync(lists).sort()).toEqual(['keys.cose', 'keys.json', 'revoked.cose', 'root.json']);
    expect([statSync(join(dataDir, 'demo-authority.json')).mode & 0o777, statSync(keyFilePath(dataDir)).mode & 0o777]).toEqual([
      0o600, 0o600,
    ]);
    expect(readFileSync(join(lists, 'keys.json'), 'utf8')).toContain('"name": "西河·零工之家"');
  });

  it('name a card as soon as it is void, under a higher number', async () => {
    const { lists, issue, api } = demoStation();
    const card = await issue();
    const before = await published(lists);
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    const { keys, revoked } = await published(lists);
    const verdict = await verifyCard(card.url, { keys, revoked, todayDay: cardDayOf(now), verify: verifies });
    expect([verdict.code, keys.listNo > before.keys.listNo, revoked.listNo === keys.listNo, revoked.revoked]).toEqual([
      'REVOKED',
      true,
      true,
      [{ kid: { station: 1, generation: 1 }, serials: [0] }],
    ]);
  });

  it('keep root, keys and rising numbers over a restart', async () => {
    const first = demoStation();
    const card = await first.issue();
    const before = await published(first.lists);
    const pinned = readFileSync(join(first.lists, 'root.json'), 'utf8');
    first.close();
    const { lists } = demoStation(first.dataDir);
    const { keys, revoked } = await published(lists);
    const verdict = await verifyCard(card.url, { keys, revoked, todayDay: cardDayOf(now), verify: verifies });
    expect([verdict.code, readFileSync(join(lists, 'root.json'), 'utf8'), keys.listNo > before.keys.listNo]).toEqual([
      'VALID',
      pinned,
      true,
    ]);
  });

  it('never stand in the way of a card: what cannot be published is told in the log', async () => {
    const { lists, issue, api, lines } = demoStation();
    const card = await issue();
    rmSync(lists, { recursive: true });
    writeFileSync(lists, 'a file where the folder was');
    expect(await api['card.discard']({ sessionId: sessionA, cardId: card.cardId })).toEqual({ discarded: true });
    expect(lines.some((line) => line.includes('lists_not_published'))).toBe(true);
  });
});

describe('a station whose keys cannot be used', () => {
  it('opens all the same, says so in the log, and makes no card', async () => {
    const first = demoStation();
    await first.issue();
    first.close();
    writeFileSync(keyFilePath(first.dataDir), '{}');
    const { api, issue, lines } = demoStation(first.dataDir);
    await expect(issue()).rejects.toMatchObject({ code: 'key_unusable' });
    expect([(await api['roll.read']({})).postings.length > 0, lines.some((line) => line.includes('keys_unusable'))]).toEqual([true, true]);
  });

  it('makes no others by itself when its keys are gone', async () => {
    const first = demoStation();
    await first.issue();
    first.close();
    rmSync(keyFilePath(first.dataDir));
    await expect(demoStation(first.dataDir).issue()).rejects.toMatchObject({ code: 'key_missing' });
  });

  it('takes a folder where the file should be for an unusable one', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(keyFilePath(dataDir));
    await expect(demoStation(dataDir).issue()).rejects.toMatchObject({ code: 'key_unusable' });
  });
});
