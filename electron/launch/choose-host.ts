/** Which host `npm start` takes, and the one line that says why it is not Electron. */
export interface StartSituation {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  readonly electronPresent: boolean;
}

export type HostChoice =
  | { readonly host: 'electron'; readonly fetch: boolean }
  | { readonly host: 'browser'; readonly why: string }
  | { readonly host: 'server'; readonly why: string };

export function chooseHost({ env, platform, root, electronPresent }: StartSituation): HostChoice {
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { host: 'server', why: 'No display here (DISPLAY and WAYLAND_DISPLAY are empty): serving the page only.' };
  }
  // Electron as root runs only without its sandbox, and then a page that is taken over owns the machine, the card key included.
  // The browser has the same handicap, but no preload and no station in its process.
  if (platform === 'linux' && root)
    return { host: 'browser', why: 'Electron does not run as root: the page opens in the browser instead.' };
  if (electronPresent) return { host: 'electron', fetch: false };
  if (env['CI'] || env['ELECTRON_SKIP_BINARY_DOWNLOAD']) {
    return { host: 'browser', why: "Electron's binary is not here and is not to be fetched: the page opens in the browser instead." };
  }
  return { host: 'electron', fetch: true };
}
