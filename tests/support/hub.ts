/** A real hub in a temporary folder: real SQLite, real files, a clock that the test sets; asked directly or over HTTP. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createHub, type Hub, type HubOptions } from '../../maps/hub/compose.ts';
import { holidayTable } from '../../maps/hub/holiday-table.ts';
import type { Role } from '../../maps/hub/services/operators.ts';
import { type HubDb, openSqlite } from '../../maps/hub/store/hub-db.ts';
import { type TestClock, temporaryFolder, testClock } from './station.ts';

export const hubOrigin = 'http://hub.test';

export interface Asked {
  readonly status: number;
  readonly body: {
    readonly ok: boolean;
    readonly value?: never;
    readonly error?: { code: string; message: string; details: Record<string, unknown> };
  };
  readonly headers: Headers;
}

export interface TestHub {
  readonly hub: Hub;
  readonly db: HubDb;
  readonly clock: TestClock;
  readonly folder: string;
  /** `ask('GET /api/health')`; a body is sent as JSON. */
  ask(
    what: string,
    options?: { readonly body?: unknown; readonly headers?: Record<string, string>; readonly address?: string },
  ): Promise<Asked>;
  /** The cookie's header of somebody with that role and a password of their own. */
  signIn(role: Role): Promise<{ readonly cookie: string }>;
}

const cost = { log2N: 8, p: 1 };

export async function openHub(over: Partial<HubOptions> = {}): Promise<TestHub> {
  const folder = temporaryFolder();
  const clock = testClock();
  const db = await openSqlite(join(folder, 'hub.db'));
  const hub = await createHub({
    ...{ db, cost, nowMs: clock.nowMs, dataDir: folder, holidays: holidayTable(2026), demo: false, publisher: null },
    ...{ mapDir: join(folder, 'map'), siteDir: join(folder, 'site'), listsDir: join(folder, 'lists') },
    ...over,
  });
  onTestFinished(async () => {
    await hub.close();
    await db.close();
  });

  const ask: TestHub['ask'] = async (what, { body, headers = {}, address = '198.51.100.1' } = {}) => {
    const [method = '', path = ''] = what.split(' ');
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const request = new Request(hubOrigin + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...sent,
    });
    const response = await hub.fetch(request, { address });
    return { status: response.status, body: await response.json(), headers: response.headers };
  };

  let people = 0;
  return {
    ...{ hub, db, clock, folder, ask },
    async signIn(role) {
      people += 1;
      const name = `操作员${people}`;
      const { operators } = hub.parts;
      const once = role === 'administer' ? await operators.first(name, true) : await operators.add(name, role, 'test');
      const { token } = await operators.signIn(name, once);
      await operators.changePassword(token, once, `西河的门开着 ${people * 7919}`);
      return { cookie: `yizhan_hub=${token}` };
    },
  };
}
