import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWatchdog, historyFrom, type Verdict, type WatchdogHistory } from '../../electron/watchdog.ts';
import { readHistory, writeHistory } from '../../electron/watchdog-history.ts';

const noon = Date.UTC(2026, 10, 23, 4, 0);
const minute = 60_000;

function watched(history: WatchdogHistory = { relaunchesAtMs: [] }, startMs = noon) {
  let elapsedMs = 0;
  const dog = createWatchdog({ monotonicMs: () => elapsedMs, wallMs: () => startMs + elapsedMs, history });
  /** Seconds pass, a tick in each; answers every verdict with the second it came in. */
  const pass = (seconds: number, beat?: boolean): [number, Verdict][] => {
    const verdicts: [number, Verdict][] = [];
    for (let second = 1; second <= seconds; second++) {
      elapsedMs += 1000;
      if (beat !== undefined) dog.beat(beat);
      const verdict = dog.tick();
      if (verdict !== 'well') verdicts.push([elapsedMs / 1000, verdict]);
    }
    return verdicts;
  };
  return { ...dog, pass };
}

describe('the watchdog', () => {
  it('leaves a page alone that reports content', () => {
    expect(watched().pass(3600, true)).toEqual([]);
  });

  it('reloads after 8 s of silence', () => {
    const dog = watched();
    dog.pass(5, true);
    expect(dog.pass(8)).toEqual([[13, 'reload']]);
  });

  it('bears 7 s of silence', () => {
    const dog = watched();
    dog.pass(5, true);
    expect(dog.pass(7)).toEqual([]);
  });

  it('takes a page that is alive but blank for silent', () => {
    const dog = watched();
    dog.pass(5, true);
    expect(dog.pass(8, false)).toEqual([[13, 'reload']]);
  });

  it('gives a page that was just loaded 20 s until its first beat', () => {
    expect(watched().pass(20)).toEqual([[20, 'reload']]);
  });

  it('relaunches when three reloads within ten minutes did not help', () => {
    expect(watched().pass(80)).toEqual([
      [20, 'reload'],
      [40, 'reload'],
      [60, 'reload'],
      [80, 'relaunch'],
    ]);
  });

  it('gives a page that it reloaded the same time as a new one', () => {
    const dog = watched();
    dog.pass(5, true);
    expect(dog.pass(28)).toEqual([
      [13, 'reload'],
      [33, 'reload'],
    ]);
  });

  it('begins with reloads again after a relaunch that it lived through', () => {
    const dog = watched();
    const verdicts = Array.from({ length: 8 }, () => dog.fail());
    expect(verdicts).toEqual(['reload', 'reload', 'reload', 'relaunch', 'reload', 'reload', 'reload', 'relaunch']);
  });

  it('forgets reloads after ten minutes', () => {
    const dog = watched();
    dog.pass(60);
    dog.pass(10 * 60, true);
    expect(dog.pass(8)).toEqual([[668, 'reload']]);
  });

  it('climbs the same ladder without waiting when the page is known to be gone', () => {
    const dog = watched();
    expect([dog.fail(), dog.fail(), dog.fail(), dog.fail()]).toEqual(['reload', 'reload', 'reload', 'relaunch']);
  });

  it('remembers relaunches over the end of the process, and shows the static roll instead of a fourth in an hour', () => {
    let history: WatchdogHistory = { relaunchesAtMs: [] };
    const verdicts: Verdict[] = [];
    for (let process = 0; process < 4; process++) {
      const dog = watched(history, noon + process * minute);
      dog.fail();
      dog.fail();
      dog.fail();
      verdicts.push(dog.fail());
      history = JSON.parse(JSON.stringify(dog.history()));
    }
    expect(verdicts).toEqual(['relaunch', 'relaunch', 'relaunch', 'static']);
    expect(history).toEqual({ relaunchesAtMs: [noon, noon + minute, noon + 2 * minute] });
  });

  it('relaunches again once the earlier relaunches are an hour old', () => {
    const dog = watched({ relaunchesAtMs: [noon - 60 * minute, noon - 61 * minute, noon - 62 * minute] });
    expect([dog.fail(), dog.fail(), dog.fail(), dog.fail()]).toEqual(['reload', 'reload', 'reload', 'relaunch']);
  });

  it('leaves the static roll in peace for an hour, then tries the whole page again', () => {
    const dog = watched({ relaunchesAtMs: [noon - 1, noon - 2, noon - 3] });
    for (let times = 0; times < 4; times++) dog.fail();
    expect(dog.fail()).toBe('static');
    expect(dog.pass(3600)).toEqual([[3600, 'relaunch']]);
  });
});

describe('the history of relaunches', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'relaunchesAtMs'],
    ['another shape', { relaunchesAtMs: 7 }],
    ['what is no number', { relaunchesAtMs: ['1', null, Number.NaN, Number.POSITIVE_INFINITY, {}] }],
    ['times ahead of the clock', { relaunchesAtMs: [noon + 1, Number.MAX_VALUE] }],
    ['times over an hour ago', { relaunchesAtMs: [noon - 60 * minute, 0, -1] }],
  ])('reads %s as no relaunch', (_name, value) => {
    expect(historyFrom(value, noon)).toEqual({ relaunchesAtMs: [] });
  });

  it('never holds more than three, each within the last hour, whatever a file held', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.array(fc.oneof(fc.double(), fc.integer({ min: noon - 90 * minute, max: noon + minute }), fc.anything())),
        (value, times) => {
          for (const read of [historyFrom(value, noon), historyFrom({ relaunchesAtMs: times }, noon)]) {
            expect(read.relaunchesAtMs.length).toBeLessThanOrEqual(3);
            expect(read.relaunchesAtMs.every((atMs) => atMs <= noon && noon - atMs < 60 * minute)).toBe(true);
          }
        },
      ),
    );
  });

  it('comes back from its file, and from a broken or missing one as empty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-watchdog-'));
    const file = join(folder, 'new', 'watchdog.json');
    writeHistory(file, { relaunchesAtMs: [noon - minute] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ relaunchesAtMs: [noon - minute] });
    expect(readHistory(file, noon)).toEqual({ relaunchesAtMs: [noon - minute] });
    writeFileSync(file, '{"relaunchesAtMs":[17');
    expect(readHistory(file, noon)).toEqual({ relaunchesAtMs: [] });
    expect(readHistory(join(folder, 'none.json'), noon)).toEqual({ relaunchesAtMs: [] });
  });

  it('does not keep anyone from acting when it cannot be written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-watchdog-'));
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeHistory(join(folder, 'file', 'watchdog.json'), { relaunchesAtMs: [] })).not.toThrow();
  });
});
