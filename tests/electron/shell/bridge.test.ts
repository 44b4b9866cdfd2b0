import { beforeAll, describe, expect, it } from 'vitest';
import type { KioskHost } from '../../../shared/api/kiosk-host.ts';
import { exposed, sent } from '../../support/electron-double.ts';
import { kioskFrame, startShell } from './start-shell.ts';

const strangers = {
  'a page of another host': { origin: 'yizhan://kiosk.evil', parent: null },
  'a page of the web': { origin: 'https://host.evil.com', parent: null },
  'a page without an origin': { origin: 'null', parent: null },
  'a frame inside the kiosk page': { origin: 'yizhan://kiosk', parent: kioskFrame },
  'a frame that is gone': null,
};

describe('the bridge checks the sender', () => {
  it.each(Object.entries(strangers))('takes no heartbeat from %s', async (_name, frame) => {
    const shell = await startShell();
    for (let second = 0; second < 21; second++) {
      shell.heartbeat({ showsContent: true }, frame);
      shell.pass(1);
    }
    expect(shell.contents.kills).toBe(1);
    expect(shell.log.lines).toContainEqual({ level: 'warn', event: 'bridge_refused', details: { channel: 'heartbeat' } });
  });

  it.each(Object.entries(strangers))('wipes nothing for %s', async (_name, frame) => {
    const { clipboard, contents, ipcMain } = await startShell();
    await expect(ipcMain.handlers.get('end-session')?.({ senderFrame: frame } as never)).rejects.toThrow('refused');
    expect({ cleared: contents.session.cleared, clipboard: clipboard.cleared }).toEqual({ cleared: [], clipboard: 0 });
  });

  it.each([undefined, null, 7, 'showsContent', {}, { showsContent: 'yes' }])('takes %j for no heartbeat', async (page) => {
    const shell = await startShell();
    for (let second = 0; second < 21; second++) {
      shell.heartbeat(page === undefined ? null : page);
      shell.pass(1);
    }
    expect(shell.contents.kills).toBe(1);
  });

  it('listens on two channels and no more', async () => {
    const { ipcMain } = await startShell();
    expect({ messages: ipcMain.eventNames(), calls: [...ipcMain.handlers.keys()] }).toEqual({
      messages: ['heartbeat'],
      calls: ['end-session'],
    });
  });
});

describe('the end of a session', () => {
  const endSession = async (shell: Awaited<ReturnType<typeof startShell>>) =>
    shell.ipcMain.handlers.get('end-session')?.({ senderFrame: kioskFrame } as never);
  const left = ({ clipboard, contents }: Awaited<ReturnType<typeof startShell>>) => ({
    cleared: contents.session.cleared,
    history: contents.navigationHistory.cleared,
    clipboard: clipboard.cleared,
    selection: clipboard.selection.cleared,
  });

  it('wipes storage, cache, passwords, history and both clipboards', async () => {
    const shell = await startShell();
    await endSession(shell);
    expect(left(shell)).toEqual({ cleared: ['storage', 'cache', 'auth'], history: 1, clipboard: 1, selection: 1 });
  });

  it('leaves out the second clipboard where the system has none', async () => {
    const shell = await startShell({ platform: 'win32' });
    await endSession(shell);
    expect(left(shell)).toEqual({ cleared: ['storage', 'cache', 'auth'], history: 1, clipboard: 1, selection: 0 });
  });

  it('does every other step when one fails, and does not pretend to have done it all', async () => {
    const shell = await startShell();
    shell.contents.session.broken = 'storage';
    await expect(endSession(shell)).rejects.toThrow('session not wiped completely');
    expect(left(shell)).toEqual({ cleared: ['cache', 'auth'], history: 1, clipboard: 1, selection: 1 });
  });
});

describe('the preload script', () => {
  beforeAll(async () => {
    await import('../../../electron/preload.ts');
  });

  it('gives the page its kind and two functions, nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['yizhanHost']);
    expect(exposed.get('yizhanHost')).toEqual({ kind: 'electron', heartbeat: expect.any(Function), endSession: expect.any(Function) });
  });

  it('passes on a boolean and nothing else that a page may have put in', async () => {
    const host = exposed.get('yizhanHost') as KioskHost;
    host.heartbeat({ showsContent: 'yes', more: 'of it' } as unknown as { showsContent: boolean });
    host.heartbeat({ showsContent: true });
    await expect(host.endSession()).resolves.toBeUndefined();
    expect(sent).toEqual([
      { channel: 'heartbeat', args: [{ showsContent: false }] },
      { channel: 'heartbeat', args: [{ showsContent: true }] },
      { channel: 'end-session', args: [] },
    ]);
  });
});
