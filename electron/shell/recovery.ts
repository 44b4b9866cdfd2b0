/**
 * Keeps a page on the screen. Every way of going wrong ends at the watchdog's ladder, and every load happens at the next
 * tick: a page that crashes while it loads can therefore not spin, and a killed process has gone before the next one comes.
 */
import type * as Electron from 'electron';
import type { Log } from '../log.ts';
import type { Verdict, Watchdog } from '../watchdog.ts';
import { isTimeToRelaunch } from './nightly.ts';
import { kioskUrl, staticRollUrl } from './scheme.ts';

export interface RecoveryOptions {
  readonly watchdog: Watchdog;
  readonly log: Log;
  readonly monotonicMs: () => number;
  readonly wallMs: () => number;
  /** False while the station is not open: the page that says so has no script and sends no beats. */
  readonly beats: () => boolean;
  /** A window for development is left alone: a page in a debugger is silent too. */
  readonly windowed: boolean;
  readonly relaunch: () => void;
}

export interface Recovery {
  /** Watches a window; the one before it is forgotten. */
  watch(contents: Electron.WebContents): void;
  beat(showsContent: boolean): void;
  /** Loads the page at the next tick. */
  loadSoon(): void;
  /** To be called once a second. */
  tick(): void;
}

export function createRecovery(options: RecoveryOptions): Recovery {
  const { watchdog, log, monotonicMs, wallMs } = options;
  const startedAtMs = wallMs();
  let contents: Electron.WebContents | null = null;
  let due = false;
  let showsStaticRoll = false;
  let touchedMs = monotonicMs();

  const patrols = () => !options.windowed && options.beats();

  function act(verdict: Verdict): void {
    if (verdict === 'well') return;
    log.warn('page_recovered', { by: verdict });
    if (verdict === 'relaunch') {
      options.relaunch();
      return;
    }
    showsStaticRoll = verdict === 'static';
    due = true;
    // A renderer that hangs would never commit the next page.
    if (contents !== null && !contents.isDestroyed() && !contents.isCrashed()) contents.forcefullyCrashRenderer();
  }

  function fail(): void {
    // The end of a renderer that we killed ourselves, or a second message about the same one.
    if (due) return;
    if (patrols()) act(watchdog.fail());
    else due = true;
  }

  function load(): void {
    due = false;
    if (contents === null || contents.isDestroyed()) return;
    contents.loadURL(showsStaticRoll ? staticRollUrl : kioskUrl).catch((error: unknown) => {
      log.warn('page_not_loaded', { error: String(error) });
    });
  }

  return {
    watch(watched) {
      contents = watched;
      due = true;
      watched.on('render-process-gone', (_event, details) => {
        if (watched !== contents) return;
        log.warn('page_gone', { reason: details.reason, exitCode: details.exitCode });
        fail();
      });
      watched.on('unresponsive', () => {
        // A page that is halted in a debugger does not respond either.
        if (watched !== contents || options.windowed) return;
        log.warn('page_unresponsive');
        fail();
      });
      watched.on('preload-error', (_event, _path, error) => log.error('page_preload_failed', { error: error.message }));
      watched.on('input-event', () => {
        touchedMs = monotonicMs();
      });
    },
    beat: (showsContent) => watchdog.beat(showsContent),
    loadSoon() {
      showsStaticRoll = false;
      due = true;
    },
    tick() {
      if (due) return load();
      if (patrols()) act(watchdog.tick());
      if (!options.windowed && isTimeToRelaunch({ nowMs: wallMs(), startedAtMs, sinceTouchMs: monotonicMs() - touchedMs })) {
        log.info('app_nightly_relaunch');
        options.relaunch();
      }
    },
  };
}

/** What is logged and kept awake, whatever the page does. */
export function keepAwake({ app, powerSaveBlocker }: Pick<typeof Electron, 'app' | 'powerSaveBlocker'>, log: Log): void {
  powerSaveBlocker.start('prevent-display-sleep');
  app.on('child-process-gone', (_event, details) => {
    log.warn('process_gone', { type: details.type, reason: details.reason, exitCode: details.exitCode });
  });
}
