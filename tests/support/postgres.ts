/**
 * Debian's PostgreSQL on a folder of its own, without a service: started once for a file of tests, a new database for each test.
 * As root it runs as the user `postgres`, because it refuses to run as root.
 */
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface Postgres {
  /** A new, empty database. */
  database(): Promise<string>;
  stop(): void;
}

const home = '/usr/lib/postgresql';

/** The newest one's programs; undefined where it is not installed. */
export function postgresPrograms(): string | undefined {
  const versions = statSync(home, { throwIfNoEntry: false }) ? readdirSync(home) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(home, version, 'bin'))
    .find((bin) => statSync(join(bin, 'initdb'), { throwIfNoEntry: false }) && (process.getuid?.() !== 0 || postgresUser() !== undefined));
}

function postgresUser(): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

export async function startPostgres(bin: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-pg-'));
  const user = process.getuid?.() === 0 ? postgresUser() : undefined;
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (program: string, args: readonly string[]) => {
    const line = [join(bin, program), ...args];
    const [command = '', ...rest] = user ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', ...line] : line;
    // no pipes: the server would inherit them, and the call would wait for it to end
    execFileSync(command, rest, { stdio: 'ignore', cwd: folder });
  };
  const data = join(folder, 'data');
  const port = await freePort();
  run('initdb', ['-N', '-A', 'trust', '-U', 'yizhan', '-E', 'UTF8', '--locale=C', '-D', data]);
  run('pg_ctl', ['-w', '-D', data, '-l', join(folder, 'log'), '-o', `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder} -F`, 'start']);
  let databases = 0;
  return {
    async database() {
      databases += 1;
      const client = new pg.Client(`postgres://yizhan@127.0.0.1:${port}/postgres`);
      await client.connect();
      await client.query(`CREATE DATABASE test_${databases}`);
      await client.end();
      return `postgres://yizhan@127.0.0.1:${port}/test_${databases}`;
    },
    stop() {
      run('pg_ctl', ['-w', '-m', 'immediate', '-D', data, 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
