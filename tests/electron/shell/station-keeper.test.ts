import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../../shared/api/errors.ts';
import { startShell, stationDouble } from './start-shell.ts';

async function shownBy({ contents }: Awaited<ReturnType<typeof startShell>>) {
  const response = await contents.session.protocol.handlers.get('yizhan')?.(new Request('yizhan://kiosk/'));
  return {
    status: response?.status,
    type: response?.headers.get('content-type'),
    policy: response?.headers.get('content-security-policy'),
    text: await response?.text(),
  };
}
const refusing = (code: ErrorCode) => () => {
  throw new AppError(code, 'at /home/somebody/secret', { path: '/home/somebody/secret' });
};

describe('a station that cannot be opened', () => {
  it.each(['database_corrupt', 'already_running', 'data_folder_unusable', 'disk_full'] as const)(
    'says so on the screen: %s',
    async (code) => {
      const shell = await startShell({ openStation: refusing(code) });
      const { text, ...rest } = await shownBy(shell);
      expect(rest).toEqual({ status: 503, type: 'text/html; charset=utf-8', policy: "default-src 'none'; style-src 'unsafe-inline'" });
      expect(text).toContain('这块屏幕暂时不能用');
      expect(text).toContain(`代码 ${code}`);
      expect(text).toContain('12351');
      expect(text).not.toMatch(/<script|secret/);
      expect(shell.contents.loads).toEqual(['yizhan://kiosk/']);
    },
  );

  it('shows a fault of the program the same way, not a blank window', async () => {
    const shell = await startShell({
      openStation: () => {
        throw new TypeError('undefined is not a station');
      },
    });
    expect((await shownBy(shell)).text).toContain('代码 internal');
  });

  it('says each sentence differently for each cause', async () => {
    const pages = await Promise.all(
      (['database_corrupt', 'already_running', 'disk_full'] as const).map(
        async (code) => (await shownBy(await startShell({ openStation: refusing(code) }))).text,
      ),
    );
    expect(new Set(pages).size).toBe(3);
  });

  it('tries again every half minute and puts the real page up when it opens', async () => {
    let attempts = 0;
    const shell = await startShell({
      openStation: () => {
        attempts += 1;
        if (attempts < 3) throw new AppError('data_folder_unusable', 'not mounted');
        return stationDouble();
      },
    });
    shell.pass(59);
    expect({ attempts, loads: shell.contents.loads }).toEqual({ attempts: 2, loads: ['yizhan://kiosk/'] });
    shell.pass(1);
    expect({ attempts, loads: shell.contents.loads }).toEqual({ attempts: 3, loads: ['yizhan://kiosk/', 'yizhan://kiosk/'] });
    expect((await shownBy(shell)).text).toBe('station: GET yizhan://kiosk/');
    expect(
      shell.log.lines.map(({ level, event, details }) => ({ level, event, code: details && 'code' in details && details.code })),
    ).toEqual([
      { level: 'error', event: 'station_not_opened', code: 'data_folder_unusable' },
      { level: 'info', event: 'station_opened_after', code: 'data_folder_unusable' },
    ]);
  });

  it('is not taken for a page that fell silent', async () => {
    const shell = await startShell({ openStation: refusing('database_corrupt') });
    shell.pass(3600);
    expect({ kills: shell.contents.kills, exits: shell.app.exits, loads: shell.contents.loads }).toEqual({
      kills: 0,
      exits: [],
      loads: ['yizhan://kiosk/'],
    });
  });

  it('stands again after its own page crashed, without climbing the ladder', async () => {
    const shell = await startShell({ openStation: refusing('database_corrupt') });
    for (let times = 0; times < 10; times++) {
      shell.contents.crash('crashed');
      shell.pass(1);
    }
    expect({ loads: shell.contents.loads.length, exits: shell.app.exits }).toEqual({ loads: 11, exits: [] });
  });
});

describe('one kiosk to a data folder', () => {
  it('ends at once when another instance runs, and opens neither window nor station', async () => {
    let opened = 0;
    const shell = await startShell({
      before: ({ app }) => {
        app.isFirstInstance = false;
      },
      openStation: () => {
        opened += 1;
        return stationDouble();
      },
    });
    expect({ exits: shell.app.exits, windows: shell.windows, opened }).toEqual({ exits: [0], windows: [], opened: 0 });
  });

  it('keeps the lock beside the data', async () => {
    const shell = await startShell();
    const profile = join(shell.dataDir, 'electron');
    expect({ paths: [...shell.app.paths], there: existsSync(profile) }).toEqual({ paths: [['userData', profile]], there: true });
  });

  it('starts all the same where the data folder cannot be used, for the screen to say so', async () => {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'yizhan-shell-')), 'file');
    writeFileSync(dataDir, '');
    const shell = await startShell({ dataDir, openStation: refusing('data_folder_unusable') });
    expect({ paths: [...shell.app.paths], loads: shell.contents.loads }).toEqual({ paths: [], loads: ['yizhan://kiosk/'] });
  });

  it('does before the app is ready what must be done then, and opens its window after', async () => {
    let ready = () => {};
    const electrons: Parameters<NonNullable<NonNullable<Parameters<typeof startShell>[0]>['before']>>[0][] = [];
    const starting = startShell({
      before: (double) => {
        double.app.ready = new Promise((resolve) => {
          ready = resolve;
        });
        electrons.push(double);
      },
    });
    const seen = electrons.map(({ protocol, app, windows }) => ({
      schemes: protocol.schemes.length,
      switches: app.switches.size > 0,
      windows: windows.length,
    }));
    expect(seen).toEqual([{ schemes: 1, switches: true, windows: 0 }]);
    ready();
    expect((await starting).windows).toHaveLength(1);
  });

  it('comes to the front when it is started a second time', async () => {
    const shell = await startShell();
    shell.app.emit('second-instance', {}, [], '', {});
    expect(shell.window.focused).toBe(1);
  });

  it('closes the station when the app ends', async () => {
    const shell = await startShell();
    shell.app.quit();
    expect(shell.station.closes).toBe(1);
  });

  it('does not end because its window is gone', async () => {
    const { app } = await startShell();
    expect(app.listenerCount('window-all-closed')).toBe(1);
  });
});
