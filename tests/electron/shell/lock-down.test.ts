import { describe, expect, it } from 'vitest';
import { originOf } from '../../../electron/shell/scheme.ts';
import { electronEvent } from '../../support/electron-double.ts';
import { startShell } from './start-shell.ts';

const addressesOutside = [
  'https://host.evil.com/',
  'http://kiosk/',
  'yizhan://kiosk.evil/',
  'yizhan://evil/kiosk',
  'yizhan://kiosk@evil/',
  'yizhan://evil@kiosk/',
  'yizhan://kiosk:8080/',
  'yizhan:kiosk',
  'file:///etc/passwd',
  'mailto:someone@example.com',
  'tel:12351',
  'data:text/html,<p>hello</p>',
  'blob:https://host.evil.com/1',
  'javascript:alert(1)',
  'about:blank',
  'chrome://settings/',
  'devtools://devtools/bundled/inspector.html',
  'view-source:yizhan://kiosk/',
  'not an address',
  '',
];

/** The way out a keyboard offers in one Chromium or another, on one desktop or another. */
const shortcuts = [
  'Control+t',
  'Control+n',
  'Control+Shift+N',
  'Control+w',
  'Control+Shift+W',
  'Control+p',
  'Control+o',
  'Control+s',
  'Control+j',
  'Control+u',
  'Control+h',
  'Control+l',
  'Control+f',
  'Control+r',
  'Control+q',
  'Control+a',
  'Control+v',
  'Control++',
  'Control+-',
  'Control+0',
  'Control+Tab',
  'Control+Shift+I',
  'Control+Shift+Delete',
  'F1',
  'F3',
  'F5',
  'F6',
  'F10',
  'F11',
  'F12',
  'Alt+Home',
  'Alt+ArrowLeft',
  'Alt+F4',
  'Alt+F2',
  'Alt+Tab',
  'Shift+Escape',
  'Meta+q',
  'Meta',
  'Alt',
  'Control',
  'ContextMenu',
  'BrowserBack',
  'BrowserHome',
  'LaunchMail',
  'PrintScreen',
  'Unidentified',
];
const ordinaryKeys = [
  'a',
  'Z',
  '7',
  '/',
  '*',
  '马',
  ' ',
  'Enter',
  'Tab',
  'Shift+Tab',
  'Backspace',
  'ArrowDown',
  'Escape',
  'Shift+A',
  'Shift',
  'PageDown',
];

function stroke(shortcut: string) {
  const parts = shortcut === 'Control++' ? ['Control', '+'] : shortcut.split('+');
  const key = parts.at(-1) ?? '';
  const held = parts.slice(0, -1);
  return {
    type: 'keyDown',
    key,
    shift: held.includes('Shift'),
    control: held.includes('Control'),
    alt: held.includes('Alt'),
    meta: held.includes('Meta'),
  };
}

describe('lock-down: leaving the page', () => {
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    it.each(addressesOutside)(`refuses ${event} to %j`, async (url) => {
      const { contents } = await startShell();
      const navigation = electronEvent({ url });
      contents.emit(event, navigation);
      expect(navigation.defaultPrevented).toBe(true);
    });

    it(`lets ${event} to the kiosk's own page pass`, async () => {
      const { contents } = await startShell();
      const navigation = electronEvent({ url: 'yizhan://kiosk/static-roll?page=2' });
      contents.emit(event, navigation);
      expect(navigation.defaultPrevented).toBe(false);
    });
  }

  it('lets a frame show the public map, and never the page itself or another site', async () => {
    const { contents } = await startShell();
    const passes = (event: string, details: { url: string; isMainFrame: boolean }) => {
      const navigation = electronEvent(details);
      contents.emit(event, navigation);
      return !navigation.defaultPrevented;
    };
    const map = 'https://jy.example.cn/?kiosk=1';
    expect([
      passes('will-frame-navigate', { url: map, isMainFrame: false }),
      passes('will-redirect', { url: map, isMainFrame: false }),
      passes('will-frame-navigate', { url: map, isMainFrame: true }),
      passes('will-redirect', { url: map, isMainFrame: true }),
      passes('will-frame-navigate', { url: 'https://jy.example.cn.evil.com/', isMainFrame: false }),
      passes('will-frame-navigate', { url: 'http://jy.example.cn/', isMainFrame: false }),
    ]).toEqual([true, true, false, false, false, false]);
  });

  it('tells origins apart by scheme, host and port, and gives none to what carries a user name', () => {
    expect(['yizhan://kiosk/a?b#c', 'yizhan://kiosk', 'yizhan://kiosk:1/', 'yizhan://x@kiosk/', 'nonsense'].map(originOf)).toEqual([
      'yizhan://kiosk',
      'yizhan://kiosk',
      'yizhan://kiosk:1',
      null,
      null,
    ]);
  });

  it('opens no new window, not even for its own page', async () => {
    const { contents, windows } = await startShell();
    const answers = ['yizhan://kiosk/', 'https://host.evil.com/', 'about:blank'].map((url) =>
      contents.windowOpenHandler?.({ url } as never),
    );
    expect(answers).toEqual([{ action: 'deny' }, { action: 'deny' }, { action: 'deny' }]);
    expect(windows).toHaveLength(1);
  });

  it('destroys a window that came into being all the same', async () => {
    const { contents, window, windows } = await startShell();
    const stray = new (window.constructor as new (options: object) => typeof window)({});
    contents.emit('did-create-window', stray);
    expect(stray.destroyed).toBe(true);
    expect(windows.filter(({ destroyed }) => !destroyed)).toEqual([window]);
  });

  it('attaches no webview', async () => {
    const { contents } = await startShell();
    const event = electronEvent();
    contents.emit('will-attach-webview', event, {}, { src: 'https://host.evil.com/' });
    expect(event.defaultPrevented).toBe(true);
  });

  it('locks every contents that is ever created, not only the window it opened', async () => {
    const { app, contents, window } = await startShell();
    const other = new (window.webContents.constructor as new (session: object) => typeof contents)(contents.session);
    app.emit('web-contents-created', electronEvent(), other);
    const navigation = electronEvent({ url: 'file:///etc/passwd' });
    other.emit('will-navigate', navigation);
    expect(navigation.defaultPrevented).toBe(true);
    expect(other.windowOpenHandler?.({ url: 'yizhan://kiosk/' } as never)).toEqual({ action: 'deny' });
  });

  it('does not let a page hold up its own reload', async () => {
    const { contents } = await startShell();
    const event = electronEvent();
    contents.emit('will-prevent-unload', event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('lock-down: keys', () => {
  it.each(shortcuts)('swallows %s', async (shortcut) => {
    const { contents } = await startShell();
    const event = electronEvent();
    contents.emit('before-input-event', event, stroke(shortcut));
    expect(event.defaultPrevented).toBe(true);
  });

  it.each(ordinaryKeys)('lets %j through, as scanners and fingers need it', async (key) => {
    const { contents } = await startShell();
    const event = electronEvent();
    contents.emit('before-input-event', event, stroke(key));
    expect(event.defaultPrevented).toBe(false);
  });

  it('has no application menu and ignores the shortcuts of any', async () => {
    const { contents, menus } = await startShell();
    expect({ menus, ignores: contents.ignoresMenuShortcuts }).toEqual({ menus: [null], ignores: true });
  });

  it('shuts developer tools that were opened, and creates the window without them', async () => {
    const { contents, window } = await startShell();
    contents.devToolsOpen = true;
    contents.emit('devtools-opened');
    expect(contents.devToolsOpen).toBe(false);
    expect(window.options.webPreferences?.devTools).toBe(false);
  });
});

describe('lock-down: the window', () => {
  it('refuses Alt+F4 and every other wish to close while the app runs', async () => {
    const { window } = await startShell();
    expect(window.askToClose()).toBe(false);
    expect(window.destroyed).toBe(false);
  });

  it('closes when the app itself ends', async () => {
    const { app, window } = await startShell();
    app.quit();
    expect(window.askToClose()).toBe(true);
  });

  it('closes when the system shuts down, so as not to hold it up', async () => {
    const [unix, windows] = [await startShell(), await startShell()];
    unix.powerMonitor.emit('shutdown');
    windows.window.emit('query-session-end', electronEvent());
    expect([unix.window.askToClose(), windows.window.askToClose()]).toEqual([true, true]);
  });

  it('is opened again if the system closed it whatever the program said', async () => {
    const { window, windows, pass } = await startShell();
    window.destroy();
    pass(1);
    expect(windows).toHaveLength(2);
    expect(windows[1]?.webContents.loads).toEqual(['yizhan://kiosk/']);
  });

  it('shows neither the context menu of the page nor that of the window', async () => {
    const { contents, window } = await startShell();
    const [ofPage, ofWindow] = [electronEvent(), electronEvent()];
    contents.emit('context-menu', ofPage, {});
    window.emit('system-context-menu', ofWindow, {});
    expect([ofPage.defaultPrevented, ofWindow.defaultPrevented]).toEqual([true, true]);
  });

  it('keeps its zoom, also the one that a page was loaded with', async () => {
    const { contents } = await startShell();
    contents.zoomLevel = 2;
    contents.emit('did-finish-load');
    const loaded = contents.zoomLevel;
    contents.zoomLevel = 3;
    contents.emit('zoom-changed', electronEvent(), 'in');
    expect({ limits: contents.zoomLimits, loaded, zoomed: contents.zoomLevel }).toEqual({ limits: [[1, 1]], loaded: 0, zoomed: 0 });
  });

  it("switches off Chromium's own gestures, dialogs and errands", async () => {
    const { app } = await startShell();
    expect([...app.switches]).toEqual([
      ['disable-pinch', undefined],
      ['overscroll-history-navigation', '0'],
      ['pull-to-refresh', '0'],
      ['noerrdialogs', undefined],
      ['disable-background-networking', undefined],
      ['disable-component-update', undefined],
      ['lang', 'zh-CN'],
    ]);
  });

  it('is a kiosk without node, dialogs, drops or disk, over the whole screen', async () => {
    const { contents, sessions, window } = await startShell();
    const { webPreferences, ...look } = window.options;
    const { session, ...preferences } = webPreferences ?? {};
    expect(look).toEqual({
      kiosk: true,
      fullscreen: true,
      frame: false,
      closable: false,
      minimizable: false,
      skipTaskbar: true,
      x: 0,
      y: 0,
      width: 1080,
      height: 1920,
      title: '驿站',
      backgroundColor: '#FBF7F0',
      autoHideMenuBar: true,
    });
    expect(preferences).toEqual({
      preload: '/app/dist/electron/preload.cjs',
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      plugins: false,
      experimentalFeatures: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      backgroundThrottling: false,
    });
    expect(session).toBe(contents.session);
    expect([...sessions]).toEqual([['kiosk', { session: contents.session, options: { cache: false } }]]);
    expect([...sessions.keys()].some((partition) => partition.startsWith('persist:'))).toBe(false);
  });
});

describe('lock-down: what a session could be asked for', () => {
  it('refuses every permission, asked or checked, and every device', async () => {
    const { contents } = await startShell();
    const { session } = contents;
    const answers: unknown[] = [];
    for (const permission of ['geolocation', 'media', 'fullscreen', 'clipboard-read', 'openExternal', 'fileSystem', 'unknown'] as const) {
      session.permissionRequest?.(null as never, permission, (granted) => answers.push(granted), {} as never);
      answers.push(session.permissionCheck?.(null, permission, 'yizhan://kiosk', {} as never));
    }
    answers.push(session.devicePermission?.({} as never));
    expect(answers).toEqual(Array(15).fill(false));
  });

  it('shares no screen, pairs no Bluetooth device and picks no device', async () => {
    const { contents } = await startShell();
    const { session } = contents;
    const answers: unknown[] = [];
    const note = (...args: unknown[]) => void answers.push(args);
    const events = Array.from({ length: 4 }, () => electronEvent());
    session.displayMedia?.({} as never, note);
    session.bluetoothPairing?.({} as never, note);
    session.emit('select-usb-device', events[0], {}, note);
    session.emit('select-hid-device', events[1], {}, note);
    session.emit('select-serial-port', events[2], [{ portId: '1' }], null, note);
    contents.emit('select-bluetooth-device', events[3], [{ deviceId: '1' }], note);
    expect(answers).toEqual([[null], [{ confirmed: false }], [], [], [''], ['']]);
    expect(events.map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true, true, true]);
  });

  it('downloads nothing', async () => {
    const { contents } = await startShell();
    const event = electronEvent();
    contents.session.emit('will-download', event, {}, contents);
    expect(event.defaultPrevented).toBe(true);
  });

  it('trusts no faulty certificate and shows no certificate to anyone', async () => {
    const { app, contents } = await startShell();
    const answers: unknown[] = [];
    const note = (...args: unknown[]) => void answers.push(args);
    const events = Array.from({ length: 3 }, () => electronEvent());
    app.emit('certificate-error', events[0], contents, 'https://host.evil.com', 'net::ERR_CERT_AUTHORITY_INVALID', {}, note, true);
    app.emit('select-client-certificate', events[1], contents, 'https://host.evil.com', [{}], note);
    app.emit('login', events[2], contents, {}, {}, note);
    expect(answers).toEqual([[false], [], []]);
    expect(events.map(({ defaultPrevented }) => defaultPrevented)).toEqual([true, true, true]);
  });

  it('locks every session that is ever created', async () => {
    const { electron, sessions } = await startShell();
    electron.session.fromPartition('another');
    const { session } = sessions.get('another') ?? {};
    expect(session?.permissionCheck?.(null, 'media', '', {} as never)).toBe(false);
    const event = electronEvent();
    session?.emit('will-download', event, {}, {});
    expect(event.defaultPrevented).toBe(true);
  });

  it('checks no spelling, for that fetches dictionaries', async () => {
    const { contents } = await startShell();
    expect(contents.session.spellChecker).toBe(false);
  });
});

describe('lock-down: a window for development', () => {
  it('keeps its keys, its tools and its way to close, but still stays on the page', async () => {
    const { app, contents, window } = await startShell({ windowed: true });
    const [key, navigation] = [electronEvent(), electronEvent({ url: 'https://host.evil.com/' })];
    contents.emit('before-input-event', key, stroke('F12'));
    contents.emit('will-navigate', navigation);
    expect({
      key: key.defaultPrevented,
      navigation: navigation.defaultPrevented,
      kiosk: window.options.kiosk,
      tools: window.options.webPreferences?.devTools,
    }).toEqual({
      key: false,
      navigation: true,
      kiosk: undefined,
      tools: true,
    });
    expect(window.askToClose()).toBe(true);
    expect(app.quits).toBe(1);
  });
});
