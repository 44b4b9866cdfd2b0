import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../electron/preflight.mjs';

describe('the preflight', () => {
  it.each(['0.12.18', '18.20.4', '20.19.0', '22.0.0', '22.13.1'])('refuses Node %s and says what to do', (version) => {
    expect(refusal(version)).toBe(
      `Node ${version} is too old: 22.14 or later is needed. Start through npm ("npm start", "npm run …"), which uses the packaged Node 24.`,
    );
  });

  it.each(['22.14.0', '22.20.1', '23.0.0', '24.21.0', '100.0.0'])('lets Node %s pass', (version) => {
    expect(refusal(version)).toBeNull();
  });

  const script = fileURLToPath(new URL('../../electron/preflight.mjs', import.meta.url));

  it('says nothing when run under a Node that will do', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('ends with 1 and the sentence when run under an older one', () => {
    const old = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '20.19.0' })`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', old, script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: `${refusal('20.19.0')}\n` });
  });
});
