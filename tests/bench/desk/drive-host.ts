/** A busy station in a process of its own with a drive, and somebody at its desk. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '../../../renderer/api/client.ts';
import { busyStation } from './data.ts';

const script = fileURLToPath(new URL('./host-with-drive.ts', import.meta.url));

export async function startDriveHost() {
  const drive = mkdtempSync(join(tmpdir(), 'yizhan-bench-drive-'));
  const child = spawn(process.execPath, ['--max-semi-space-size=2', script, busyStation(), drive], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const url = String(line).match(/http:\S+/)?.[0] ?? '';
  let token: string | null = null;
  const api = createClient(
    (path, init) => fetch(new URL(path, url), init),
    () => token,
  );
  const pin = '482915';
  const { set } = await api['staff.state']({});
  token = (set ? await api['staff.sign-in']({ pin }) : await api['staff.set-up']({ name: '马会计', pin })).token;
  const [first] = (await api['import.drives']({})).drives;
  return {
    ...{ url, api, drive, driveId: first?.id ?? '' },
    /** @see proc(5): VmRSS in kB. */
    residentMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
