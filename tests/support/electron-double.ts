/**
 * Stands in for the `electron` module, whose first import downloads a browser. Each double is checked by the compiler against
 * the real electron.d.ts, and records what the shell did to it; a test drives the shell by emitting Electron's events.
 * Only `on` escapes the check: its overloads name hundreds of types, and the shell's own calls of it are checked anyway.
 */
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import type { ShellElectron } from '../../electron/shell/shell.ts';

type Handler<T extends (handler: never, ...rest: never[]) => void> = Parameters<T>[0];
type SessionMethod =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setBluetoothPairingHandler'
  | 'setSpellCheckerEnabled'
  | 'clearStorageData'
  | 'clearCache'
  | 'clearAuthCache';

/** An event as Electron hands it out; `url` and the like come with `details`. */
export function electronEvent<Details extends object>(details?: Details): Electron.Event<Details> {
  let prevented = false;
  const event = {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  } satisfies Electron.Event;
  return Object.assign(event, details) as Electron.Event<Details>;
}

export class ProtocolDouble implements Pick<Electron.Protocol, 'handle' | 'registerSchemesAsPrivileged'> {
  readonly schemes: Electron.CustomScheme[] = [];
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    this.schemes.push(...schemes);
  }

  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    this.handlers.set(scheme, handler);
  }
}

export class SessionDouble extends EventEmitter implements Pick<Electron.Session, SessionMethod> {
  readonly protocol = new ProtocolDouble();
  readonly cleared: string[] = [];
  /** The name of a step that shall fail. */
  broken: string | null = null;
  spellChecker = true;
  permissionRequest: Handler<Electron.Session['setPermissionRequestHandler']> = null;
  permissionCheck: Handler<Electron.Session['setPermissionCheckHandler']> = null;
  devicePermission: Handler<Electron.Session['setDevicePermissionHandler']> = null;
  displayMedia: Handler<Electron.Session['setDisplayMediaRequestHandler']> = null;
  bluetoothPairing: Handler<Electron.Session['setBluetoothPairingHandler']> = null;

  setPermissionRequestHandler(handler: typeof this.permissionRequest): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: typeof this.permissionCheck): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: typeof this.devicePermission): void {
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: typeof this.displayMedia): void {
    this.displayMedia = handler;
  }
  setBluetoothPairingHandler(handler: typeof this.bluetoothPairing): void {
    this.bluetoothPairing = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
  clearStorageData(): Promise<void> {
    return this.#clear('storage');
  }
  clearCache(): Promise<void> {
    return this.#clear('cache');
  }
  clearAuthCache(): Promise<void> {
    return this.#clear('auth');
  }
  async #clear(what: string): Promise<void> {
    if (this.broken === what) throw new Error(`${what} cannot be cleared`);
    this.cleared.push(what);
  }
}

type ContentsMethod =
  | 'setWindowOpenHandler'
  | 'setIgnoreMenuShortcuts'
  | 'setVisualZoomLevelLimits'
  | 'setZoomLevel'
  | 'closeDevTools'
  | 'loadURL'
  | 'forcefullyCrashRenderer'
  | 'isCrashed'
  | 'isDestroyed';

export class ContentsDouble extends EventEmitter implements Pick<Electron.WebContents, ContentsMethod> {
  readonly session: SessionDouble;
  readonly loads: string[] = [];
  readonly zoomLimits: [number, number][] = [];
  readonly navigationHistory = {
    cleared: 0,
    clear(): void {
      this.cleared += 1;
    },
  } satisfies Pick<Electron.NavigationHistory, 'clear'> & { cleared: number };
  windowOpenHandler: Handler<Electron.WebContents['setWindowOpenHandler']> | null = null;
  ignoresMenuShortcuts = false;
  zoomLevel = 0;
  devToolsOpen = false;
  crashed = false;
  destroyed = false;
  kills = 0;
  unreachable = false;

  constructor(session: SessionDouble) {
    super();
    this.session = session;
  }

  setWindowOpenHandler(handler: Handler<Electron.WebContents['setWindowOpenHandler']>): void {
    this.windowOpenHandler = handler;
  }
  setIgnoreMenuShortcuts(ignore: boolean): void {
    this.ignoresMenuShortcuts = ignore;
  }
  async setVisualZoomLevelLimits(least: number, most: number): Promise<void> {
    this.zoomLimits.push([least, most]);
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  closeDevTools(): void {
    this.devToolsOpen = false;
  }
  loadURL(url: string): Promise<void> {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    this.loads.push(url);
    this.crashed = false;
    return this.unreachable ? Promise.reject(new Error('ERR_FAILED (-2)')) : Promise.resolve();
  }
  /** As in Electron, the end of the process is told by an event. */
  forcefullyCrashRenderer(): void {
    this.kills += 1;
    this.crash('killed');
  }
  crash(reason: Electron.RenderProcessGoneDetails['reason']): void {
    this.crashed = true;
    this.emit('render-process-gone', electronEvent(), { reason, exitCode: 1 } satisfies Electron.RenderProcessGoneDetails);
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
}

export class WindowDouble extends EventEmitter implements Pick<Electron.BrowserWindow, 'focus' | 'destroy'> {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: ContentsDouble;
  focused = 0;
  destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions, webContents: ContentsDouble) {
    super();
    this.options = options;
    this.webContents = webContents;
  }

  focus(): void {
    this.focused += 1;
  }
  destroy(): void {
    this.destroyed = true;
    this.webContents.destroyed = true;
    this.emit('closed');
  }
  /** What Alt+F4, a window manager or a script does. True if the window is gone. */
  askToClose(): boolean {
    const event = electronEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
    return !event.defaultPrevented;
  }
}

type AppMethod = 'getAppPath' | 'setPath' | 'requestSingleInstanceLock' | 'whenReady' | 'quit' | 'exit' | 'relaunch';

export class AppDouble extends EventEmitter implements Pick<Electron.App, AppMethod> {
  readonly switches = new Map<string, string | undefined>();
  readonly commandLine = {
    appendSwitch: (name: string, value?: string): void => {
      this.switches.set(name, value);
    },
  } satisfies Pick<Electron.CommandLine, 'appendSwitch'>;
  readonly paths = new Map<string, string>();
  readonly exits: number[] = [];
  relaunches = 0;
  quits = 0;
  isFirstInstance = true;

  getAppPath(): string {
    return fileURLToPath(new URL('../..', import.meta.url));
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance;
  }
  ready = Promise.resolve();
  whenReady(): Promise<void> {
    return this.ready;
  }
  quit(): void {
    this.quits += 1;
    this.emit('before-quit', electronEvent());
    this.emit('will-quit', electronEvent());
  }
  exit(code = 0): void {
    this.exits.push(code);
  }
  relaunch(): void {
    this.relaunches += 1;
  }
}

type Invocable = Parameters<Electron.IpcMain['handle']>[1];

export class IpcMainDouble extends EventEmitter implements Pick<Electron.IpcMain, 'handle'> {
  readonly handlers = new Map<string, Invocable>();

  handle(channel: string, listener: Invocable): void {
    this.handlers.set(channel, listener);
  }
}

export class ClipboardDouble implements Pick<Electron.Clipboard, 'clear'> {
  cleared = 0;

  clear(): void {
    this.cleared += 1;
  }
}

/** A whole Electron: `electron` is what the shell gets, the rest is for the test. */
export function createElectronDouble() {
  const app = new AppDouble();
  const ipcMain = new IpcMainDouble();
  const protocol = new ProtocolDouble();
  const clipboard = Object.assign(new ClipboardDouble(), { selection: new ClipboardDouble() });
  const powerMonitor = new EventEmitter();
  const sessions = new Map<string, { session: SessionDouble; options: Electron.FromPartitionOptions | undefined }>();
  const windows: WindowDouble[] = [];
  const menus: (Electron.Menu | null)[] = [];
  const blockers: string[] = [];

  const session = {
    fromPartition(partition: string, options?: Electron.FromPartitionOptions): Electron.Session {
      const known = sessions.get(partition)?.session ?? new SessionDouble();
      if (!sessions.has(partition)) app.emit('session-created', known);
      sessions.set(partition, { session: known, options });
      return known as unknown as Electron.Session;
    },
  } satisfies Pick<typeof Electron.session, 'fromPartition'>;

  const BrowserWindow: new (options: Electron.BrowserWindowConstructorOptions) => WindowDouble = class extends WindowDouble {
    constructor(options: Electron.BrowserWindowConstructorOptions) {
      const contents = new ContentsDouble(options.webPreferences?.session as unknown as SessionDouble);
      super(options, contents);
      windows.push(this);
      app.emit('web-contents-created', electronEvent(), contents);
    }
  };

  const doubles = {
    app,
    ipcMain,
    protocol,
    clipboard,
    powerMonitor,
    session,
    BrowserWindow,
    Menu: { setApplicationMenu: (menu) => void menus.push(menu) } satisfies Pick<typeof Electron.Menu, 'setApplicationMenu'>,
    powerSaveBlocker: { start: (type) => blockers.push(type) } satisfies Pick<Electron.PowerSaveBlocker, 'start'>,
    screen: {
      getPrimaryDisplay: () => ({ bounds: { x: 0, y: 0, width: 1080, height: 1920 } }) as Electron.Display,
    } satisfies Pick<Electron.Screen, 'getPrimaryDisplay'>,
  } satisfies { [Name in keyof ShellElectron]: object };

  // The doubles have what the shell uses, not the hundreds of members beside it.
  const electron = doubles as unknown as ShellElectron;
  return { electron, doubles, app, ipcMain, protocol, clipboard, powerMonitor, sessions, windows, menus, blockers };
}

/** What `import … from 'electron'` finds in a test. */
export const theElectron = createElectronDouble();
export const { app, BrowserWindow, clipboard, ipcMain, Menu, powerMonitor, powerSaveBlocker, protocol, screen, session } =
  theElectron.doubles;

export const exposed = new Map<string, unknown>();
export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown) => void exposed.set(name, api),
} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>;

export const sent: { readonly channel: string; readonly args: readonly unknown[] }[] = [];
export const ipcRenderer = {
  send: (channel: string, ...args: unknown[]) => void sent.push({ channel, args }),
  invoke: async (channel: string, ...args: unknown[]) => void sent.push({ channel, args }),
} satisfies Pick<Electron.IpcRenderer, 'send' | 'invoke'>;
