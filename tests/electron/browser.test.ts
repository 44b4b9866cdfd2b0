import { describe, expect, it } from 'vitest';
import { browserArguments, findBrowser, type Launch, type Machine } from '../../electron/browser.ts';

function machine(platform: NodeJS.Platform, files: string[], env: NodeJS.ProcessEnv = {}): Machine {
  return { platform, env, exists: (path) => files.includes(path) };
}

describe('finding a browser', () => {
  it('takes the one named in YIZHAN_BROWSER before any other', () => {
    const env = { YIZHAN_BROWSER: '/opt/mine/browser', PATH: '/usr/bin' };
    expect(findBrowser(machine('linux', ['/opt/mine/browser', '/usr/bin/chromium'], env))).toEqual({
      kind: 'found',
      path: '/opt/mine/browser',
    });
  });

  it('says so when the named one is not there, and takes no other', () => {
    const env = { YIZHAN_BROWSER: '/opt/gone', PATH: '/usr/bin' };
    expect(findBrowser(machine('linux', ['/usr/bin/chromium'], env))).toEqual({ kind: 'named-missing', path: '/opt/gone' });
  });

  it('takes an empty YIZHAN_BROWSER for none', () => {
    expect(findBrowser(machine('linux', [], { YIZHAN_BROWSER: '', PATH: '' }))).toEqual({ kind: 'none' });
  });

  it('looks through PATH, Chromium before Chrome before Edge', () => {
    const env = { PATH: '/usr/local/bin::/usr/bin' };
    const files = ['/usr/local/bin/microsoft-edge', '/usr/local/bin/google-chrome', '/usr/bin/chromium'];
    const found = [files, files.slice(0, 2), files.slice(0, 1)].map((there) => findBrowser(machine('linux', there, env)));
    expect(found).toEqual([
      { kind: 'found', path: '/usr/bin/chromium' },
      { kind: 'found', path: '/usr/local/bin/google-chrome' },
      { kind: 'found', path: '/usr/local/bin/microsoft-edge' },
    ]);
  });

  it.each([
    ['linux', '/opt/google/chrome/chrome', {}],
    ['linux', '/snap/bin/chromium', { PATH: '/usr/bin' }],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', { PATH: '/usr/bin' }],
    ['win32', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', { PROGRAMFILES: 'C:\\Program Files' }],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }],
    ['win32', 'D:\\tools\\chrome.exe', { Path: 'C:\\Windows;D:\\tools' }],
  ] as const)('looks in the usual places of %s: %s', (platform, path, env) => {
    expect(findBrowser(machine(platform, [path], env))).toEqual({ kind: 'found', path });
  });

  it('finds none on a bare machine', () => {
    const bare = (['linux', 'darwin', 'win32', 'freebsd'] as const).map((platform) => findBrowser(machine(platform, [])));
    expect(bare).toEqual(Array(4).fill({ kind: 'none' }));
  });
});

describe('the arguments of a kiosk browser', () => {
  const launch: Launch = {
    url: 'http://127.0.0.1:7410/',
    profileDir: '/tmp/profile',
    env: { DISPLAY: ':0' },
    platform: 'linux',
    root: false,
    windowed: false,
  };

  it('are a kiosk and an app with its own new profile, locked and quiet', () => {
    expect(browserArguments(launch)).toEqual([
      '--kiosk',
      '--deny-permission-prompts',
      '--app=http://127.0.0.1:7410/',
      '--user-data-dir=/tmp/profile',
      '--no-first-run',
      '--no-default-browser-check',
      '--lang=zh-CN',
      '--password-store=basic',
      '--noerrdialogs',
      '--hide-crash-restore-bubble',
      '--disable-pinch',
      '--overscroll-history-navigation=0',
      '--pull-to-refresh=0',
      '--disable-extensions',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-features=Translate,MediaRouter,AutofillServerCommunication,OptimizationHints',
    ]);
  });

  it('give up the sandbox for root on Linux, to whom Chromium refuses it, and for nobody else', () => {
    const without = (change: Partial<Launch>) => browserArguments({ ...launch, ...change }).includes('--no-sandbox');
    expect([without({ root: true }), without({}), without({ root: true, platform: 'darwin' })]).toEqual([true, false, false]);
  });

  it('open an ordinary window on request', () => {
    const args = browserArguments({ ...launch, windowed: true });
    expect(args.slice(0, 2)).toEqual(['--window-size=720,1280', '--app=http://127.0.0.1:7410/']);
    expect(args).not.toContain('--kiosk');
  });

  it('speak Wayland where there is no X', () => {
    const speaks = (env: NodeJS.ProcessEnv) => browserArguments({ ...launch, env }).includes('--ozone-platform=wayland');
    expect([
      speaks({ WAYLAND_DISPLAY: 'wayland-0' }),
      speaks({ WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }),
      speaks({ DISPLAY: ':0' }),
    ]).toEqual([true, false, false]);
  });

  it('open no port for remote control', () => {
    expect(browserArguments(launch).filter((argument) => argument.includes('remote-debugging'))).toEqual([]);
  });
});
