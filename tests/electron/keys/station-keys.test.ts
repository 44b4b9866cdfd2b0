import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signingKey, verifies } from '../../../electron/keys/ed25519.ts';
import { keyFilePath, readKeyFile, succeed, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { phoneIndex, sealing } from '../../../electron/keys/sealing.ts';
import { beginSerials } from '../../../electron/keys/serial-guard.ts';
import { openKeys, usableKeys } from '../../../electron/keys/station-keys.ts';
import { now } from '../../support/builders.ts';
import { temporaryFolder, testKeys } from '../../support/station.ts';

const demo = { demoStation: 1, used: [], nowMs: now };
const real = { demoStation: null, used: [], nowMs: now };
const mode = (file: string) => statSync(file).mode & 0o777;

describe('the keys of a station', () => {
  it('are made by a demo on its first start, for its own user only, and found again', () => {
    const folder = temporaryFolder();
    const first = usableKeys(openKeys(folder, demo));
    const again = usableKeys(openKeys(folder, demo));
    expect([first.kid, first.demo, again.publicKeys]).toEqual([{ station: 1, generation: 1 }, true, first.publicKeys]);
    expect([mode(keyFilePath(folder)), mode(join(folder, 'serials.json'))]).toEqual([0o600, 0o600]);
  });

  it('are not made on a real station, nor where the database has seen others', () => {
    const folder = temporaryFolder();
    const seen = { ...demo, used: [{ station: 1, generation: 1, nextSerial: 7 }] };
    const missing = { kind: 'unusable', code: 'key_missing' };
    expect([openKeys(folder, real), openKeys(folder, seen), existsSync(keyFilePath(folder))]).toEqual([missing, missing, false]);
  });

  it.skipIf(process.platform === 'win32').each([0o640, 0o604, 0o666])('are refused when others may read them: %o', (bits) => {
    const folder = temporaryFolder();
    testKeys(folder);
    chmodSync(keyFilePath(folder), bits);
    expect(openKeys(folder, real)).toEqual({ kind: 'unusable', code: 'key_unusable' });
  });

  it.each(['', '{}', 'null', '{"version":2}'])('are refused when the file says %j', (text) => {
    const folder = temporaryFolder();
    testKeys(folder);
    writeFileSync(keyFilePath(folder), text);
    expect(openKeys(folder, real)).toEqual({ kind: 'unusable', code: 'key_unusable' });
  });

  it('are spent when the database has seen a later generation, as after an old file was put back', () => {
    const folder = temporaryFolder();
    testKeys(folder);
    const used = [{ station: 7345, generation: 2, nextSerial: 1 }];
    expect(openKeys(folder, { ...real, used })).toEqual({ kind: 'unusable', code: 'key_generation_spent' });
  });

  it('sign what their public key verifies, and know their earlier signatures after a new generation', () => {
    const folder = temporaryFolder();
    const old = usableKeys(testKeys(folder));
    const message = Buffer.from('a card');
    const signature = old.sign(message);
    const next = succeed(readKeyFile(folder), { station: 7345, generation: 2, demo: false, nowMs: now });
    beginSerials(folder, next);
    writeKeyFile(folder, next);
    const keys = usableKeys(openKeys(folder, real));
    expect([
      keys.verifyOwn(old.kid, signature, message),
      keys.verifyOwn(keys.kid, signature, message),
      keys.verifyOwn({ station: 7345, generation: 3 }, signature, message),
      Buffer.from(keys.open(old.seal(Buffer.from('13800138000'), 'phone'), 'phone')).toString(),
    ]).toEqual([true, false, undefined, '13800138000']);
  });

  it('sign as RFC 8032 says (test vector of docs/card-format.md)', () => {
    const seed = Uint8Array.from({ length: 32 }, (_, at) => at);
    const key = signingKey(seed);
    expect(Buffer.from(key.publicKey).toString('hex')).toBe('03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8');
    expect(verifies(key.sign(seed), seed, key.publicKey)).toBe(true);
    expect(verifies(key.sign(seed), seed, new Uint8Array(31))).toBe(false);
  });

  it('are never written in the clear into anything but their own file', () => {
    const folder = temporaryFolder();
    testKeys(folder);
    expect(readFileSync(join(folder, 'serials.json'), 'utf8')).toBe('{"7345-1":0}\n');
  });
});

describe('sealing', () => {
  const key = new Uint8Array(32).fill(7);

  it('opens what it sealed, and never the same bytes twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        const { seal, open } = sealing(key);
        const [one, other] = [seal(content, 'phone'), seal(content, 'phone')];
        return Buffer.from(open(one, 'phone')).equals(content) && !Buffer.from(one).equals(other);
      }),
    );
  });

  it('refuses every changed byte, another key and another purpose', () => {
    const sealed = sealing(key).seal(Buffer.from('13800138000'), 'phone');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => sealing(key).open(changed, 'phone')).toThrow();
    }
    expect(() => sealing(new Uint8Array(32)).open(sealed, 'phone')).toThrow();
    expect(() => sealing(key).open(sealed, 'card')).toThrow();
    expect(() => sealing(key).open(sealed.subarray(0, 10), 'phone')).toThrow();
  });

  it('finds a phone by a keyed hash that differs from that of its last four digits', () => {
    const { phoneHash, tailHash } = phoneIndex(key);
    expect(phoneHash('8000')).not.toEqual(tailHash('8000'));
    expect(phoneHash('13800138000')).not.toEqual(phoneIndex(new Uint8Array(32)).phoneHash('13800138000'));
  });
});
