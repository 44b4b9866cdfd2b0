/**
 * A CUPS of its own for a test: the system's cupsd with its own folder and socket, so that it meets no other, and in it a queue that
 * prints into PDF files (cups-pdf). Those land where cups-pdf puts them, in the user's PDF folder; the test takes them from there.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const model = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd';

export const has = (command: string): boolean => {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Why there is no CUPS here to test with; null if there is. */
export function cupsMissing(): string | null {
  if (process.platform !== 'linux' || userInfo().uid !== 0) return 'needs root on Linux to start a cupsd';
  const missing = ['lp', 'lpadmin', 'pdftoppm', 'zbarimg'].filter((command) => !has(command));
  if (!existsSync('/usr/sbin/cupsd')) missing.push('cupsd');
  if (!existsSync(model)) missing.push('printer-driver-cups-pdf');
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : null;
}

export interface Cups {
  readonly queue: string;
  /** For everything that is to talk to this CUPS. */
  readonly env: Record<string, string>;
  command(name: string, ...args: string[]): Promise<string>;
  /** Waits for the next PDF that comes out, takes it away and answers it. */
  nextPaper(): Promise<Uint8Array>;
  stop(): Promise<void>;
}

export async function startCups(): Promise<Cups> {
  const root = mkdtempSync(join(tmpdir(), 'yizhan-cups-'));
  chmodSync(root, 0o755);
  const at = (name: string) => join(root, name);
  for (const name of ['root', 'spool', 'spool/tmp', 'state', 'state/certs', 'cache', 'log']) mkdirSync(at(name), { mode: 0o755 });
  writeFileSync(
    at('cups-files.conf'),
    [
      'SystemGroup root',
      `ServerRoot ${at('root')}`,
      `RequestRoot ${at('spool')}`,
      `TempDir ${at('spool/tmp')}`,
      `StateDir ${at('state')}`,
      `CacheDir ${at('cache')}`,
      `AccessLog ${at('log/access')}`,
      `ErrorLog ${at('log/error')}`,
      `PageLog ${at('log/page')}`,
      '',
    ].join('\n'),
  );
  const open = 'Order deny,allow';
  writeFileSync(
    at('cupsd.conf'),
    [
      `Listen ${at('cups.sock')}`,
      'Browsing Off',
      'WebInterface No',
      'PreserveJobFiles No',
      `<Location />\n${open}\n</Location>`,
      `<Location /admin>\n${open}\n</Location>`,
      `<Policy default>\n<Limit All>\n${open}\n</Limit>\n</Policy>`,
      '',
    ].join('\n'),
  );
  const daemon = spawn('/usr/sbin/cupsd', ['-f', '-c', at('cupsd.conf'), '-s', at('cups-files.conf')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => {
    daemon.once('error', () => resolve());
    daemon.once('exit', () => resolve());
  });
  const env = { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`, LC_ALL: 'C', CUPS_SERVER: at('cups.sock') };
  const command = async (name: string, ...args: string[]) => (await run(name, args, { env, timeout: 10_000 })).stdout;
  const queue = 'KioskPDF';
  const stop = async () => {
    daemon.kill('SIGTERM');
    const late = setTimeout(() => daemon.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(late);
    rmSync(root, { recursive: true, force: true });
  };

  try {
    await until(() => existsSync(at('cups.sock')), 'cupsd to open its socket');
    await command('lpadmin', '-p', queue, '-E', '-v', 'cups-pdf:/', '-P', model);
  } catch (error) {
    const log = existsSync(at('log/error')) ? readFileSync(at('log/error'), 'utf8').slice(-2_000) : '';
    await stop();
    throw new Error(`CUPS did not start: ${String(error)}\n${log}`);
  }

  const folder = join(userInfo().homedir, 'PDF');
  const papers = () => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.pdf')) : []);
  const before = new Set(papers());
  return {
    queue,
    env,
    command,
    async nextPaper() {
      let name: string | undefined;
      await until(async () => {
        name = papers().find((each) => !before.has(each));
        return name !== undefined && (await command('lpstat', '-W', 'not-completed', '-o')).trim() === '';
      }, 'a paper to come out');
      const file = join(folder, name ?? '');
      const bytes = readFileSync(file);
      rmSync(file);
      return bytes;
    },
    stop,
  };
}

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const limit = performance.now() + 15_000;
  while (!(await done())) {
    if (performance.now() > limit) throw new Error(`waited in vain for ${what}`);
    await pause(50);
  }
}
