import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { electronEvent } from '../../support/electron-double.ts';
import { morningMs, type ShellUnderTest, startShell } from './start-shell.ts';

const page = 'yizhan://kiosk/';
const staticRoll = 'yizhan://kiosk/static-roll';
const relaunchesIn = ({ dataDir }: ShellUnderTest): unknown => JSON.parse(readFileSync(join(dataDir, 'watchdog.json'), 'utf8'));

function folderWith(relaunchesAtMs: number[]): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-shell-'));
  writeFileSync(join(dataDir, 'watchdog.json'), JSON.stringify({ relaunchesAtMs }));
  return dataDir;
}

describe('recovery', () => {
  it('loads the page at once and leaves it alone while it reports content', async () => {
    const shell = await startShell();
    shell.pass(3600, { beats: true });
    expect({ loads: shell.contents.loads, kills: shell.contents.kills, exits: shell.app.exits }).toEqual({
      loads: [page],
      kills: 0,
      exits: [],
    });
  });

  it('loads again what crashed', async () => {
    const shell = await startShell();
    shell.pass(5, { beats: true });
    shell.contents.crash('oom');
    shell.pass(1);
    expect(shell.contents.loads).toEqual([page, page]);
    expect(shell.log.lines).toContainEqual({ level: 'warn', event: 'page_gone', details: { reason: 'oom', exitCode: 1 } });
  });

  it('ends a page that no longer responds and loads it again, counting that once', async () => {
    const shell = await startShell();
    shell.pass(5, { beats: true });
    shell.contents.emit('unresponsive');
    shell.pass(1);
    expect({ kills: shell.contents.kills, loads: shell.contents.loads }).toEqual({ kills: 1, loads: [page, page] });
    expect(shell.log.lines.map(({ event }) => event)).toEqual(['page_unresponsive', 'page_recovered', 'page_gone']);
  });

  it('ends and reloads a page that fell silent', async () => {
    const shell = await startShell();
    shell.pass(5, { beats: true });
    shell.pass(9);
    expect({ kills: shell.contents.kills, loads: shell.contents.loads }).toEqual({ kills: 1, loads: [page, page] });
  });

  it('does not spin with a page that crashes while it loads: one load a second, and up the ladder', async () => {
    const shell = await startShell();
    for (let second = 0; second < 3; second++) {
      shell.contents.crash('crashed');
      shell.contents.crash('crashed');
      shell.pass(1);
    }
    expect({ loads: shell.contents.loads.length, exits: shell.app.exits }).toEqual({ loads: 4, exits: [] });
    shell.contents.crash('crashed');
    expect(shell.app.exits).toEqual([75]);
  });

  it('asks the process that started it for a new one after three reloads, keeps the history and closes the station', async () => {
    const shell = await startShell();
    shell.pass(90);
    expect({ exits: shell.app.exits.slice(0, 1), relaunches: shell.app.relaunches, closed: shell.station.closes }).toEqual({
      exits: [75],
      relaunches: 0,
      closed: 1,
    });
    expect(relaunchesIn(shell)).toEqual({ relaunchesAtMs: [expect.any(Number)] });
  });

  it('arranges its own successor where nobody waits for it', async () => {
    const shell = await startShell({ supervised: false });
    for (let times = 0; times < 4; times++) {
      shell.contents.crash('crashed');
      shell.pass(1);
    }
    expect({ exits: shell.app.exits, relaunches: shell.app.relaunches }).toEqual({ exits: [0], relaunches: 1 });
    expect(shell.window.askToClose()).toBe(true);
  });

  it('shows the static roll when three relaunches in an hour did not help, and keeps it there though it sends no beats', async () => {
    const shell = await startShell({ dataDir: folderWith([morningMs - 1, morningMs - 2, morningMs - 3]) });
    shell.pass(90);
    expect({ last: shell.contents.loads.at(-1), exits: shell.app.exits }).toEqual({ last: staticRoll, exits: [] });
    const { length } = shell.contents.loads;
    shell.pass(600);
    expect(shell.contents.loads).toHaveLength(length);
    shell.contents.crash('crashed');
    shell.pass(1);
    expect(shell.contents.loads.slice(length)).toEqual([staticRoll]);
  });

  it('logs other processes that end, and the preload script that fails', async () => {
    const shell = await startShell();
    shell.app.emit('child-process-gone', electronEvent(), { type: 'GPU', reason: 'crashed', exitCode: 5 });
    shell.contents.emit('preload-error', electronEvent(), '/x/preload.cjs', new Error('no such module'));
    expect(shell.log.lines).toEqual([
      { level: 'warn', event: 'process_gone', details: { type: 'GPU', reason: 'crashed', exitCode: 5 } },
      { level: 'error', event: 'page_preload_failed', details: { error: 'no such module' } },
    ]);
  });

  it('logs a page that could not be loaded, and goes on', async () => {
    const shell = await startShell();
    shell.contents.unreachable = true;
    shell.contents.crash('crashed');
    shell.pass(1);
    await vi.waitFor(() =>
      expect(shell.log.lines.at(-1)).toEqual({ level: 'warn', event: 'page_not_loaded', details: { error: 'Error: ERR_FAILED (-2)' } }),
    );
  });

  it('forgets a window that is gone', async () => {
    const shell = await startShell();
    const old = shell.contents;
    shell.window.destroy();
    shell.pass(5, { beats: true });
    old.crash('crashed');
    old.emit('unresponsive');
    shell.pass(5, { beats: true });
    expect({ old: old.loads, new: shell.contents.loads, kills: shell.contents.kills }).toEqual({ old: [page], new: [page], kills: 0 });
  });

  it('touches nothing once the window for development was closed', async () => {
    const shell = await startShell({ windowed: true });
    shell.contents.crash('crashed');
    shell.window.askToClose();
    expect(() => shell.pass(1)).not.toThrow();
    expect(shell.contents.loads).toEqual([page]);
  });

  it('keeps the display awake', async () => {
    const { blockers } = await startShell();
    expect(blockers).toEqual(['prevent-display-sleep']);
  });

  it('leaves a window for development alone, silent or not, by day and by night', async () => {
    const shell = await startShell({ windowed: true });
    shell.setWallMs(Date.UTC(2026, 10, 23, 19, 31));
    shell.contents.emit('unresponsive');
    shell.pass(300);
    expect({ loads: shell.contents.loads, kills: shell.contents.kills, exits: shell.app.exits }).toEqual({
      loads: [page],
      kills: 0,
      exits: [],
    });
  });
});

describe('the relaunch at night', () => {
  /** 03:29:00 in Shanghai. */
  const beforeMs = Date.UTC(2026, 10, 23, 19, 29);

  it('comes at 03:30 in Shanghai if nobody touched the screen', async () => {
    const shell = await startShell();
    shell.setWallMs(beforeMs);
    shell.pass(59, { beats: true });
    expect(shell.app.exits).toEqual([]);
    shell.pass(130, { beats: true });
    expect(shell.app.exits[0]).toBe(75);
  });

  it('waits until nobody has touched the screen for three minutes', async () => {
    const shell = await startShell();
    shell.setWallMs(beforeMs);
    shell.pass(120, { beats: true });
    shell.contents.emit('input-event', electronEvent(), { type: 'touchStart' });
    shell.pass(179, { beats: true });
    expect(shell.app.exits).toEqual([]);
    shell.pass(1, { beats: true });
    expect({ exits: shell.app.exits, log: shell.log.lines }).toEqual({
      exits: [75],
      log: [{ level: 'info', event: 'app_nightly_relaunch', details: undefined }],
    });
  });

  it('is left out when the hour before the first workers was never quiet', async () => {
    const shell = await startShell();
    shell.setWallMs(Date.UTC(2026, 10, 23, 20, 29, 30));
    shell.contents.emit('input-event', electronEvent(), { type: 'touchStart' });
    shell.pass(3600, { beats: true });
    expect(shell.app.exits).toEqual([]);
  });

  it('comes once a night', async () => {
    const startedMs = Date.UTC(2026, 10, 23, 19, 33);
    let wallMs = startedMs;
    const shell = await startShell({ wallMs: () => wallMs });
    for (wallMs = startedMs; wallMs < startedMs + 3_600_000; wallMs += 1000) shell.pass(1, { beats: true });
    expect(shell.app.exits).toEqual([]);
  });

  it('does not count as a failure', async () => {
    const shell = await startShell();
    shell.setWallMs(Date.UTC(2026, 10, 23, 19, 31));
    shell.pass(181, { beats: true });
    expect(relaunchesIn(shell)).toEqual({ relaunchesAtMs: [] });
  });
});
