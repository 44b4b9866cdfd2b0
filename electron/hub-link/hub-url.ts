/** The address of a hub as staff type it. */

/** Where nobody stands between: this machine, and the private addresses of a LAN. */
const privateHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2})$/;
const ownHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** `map.example.cn` → `https://map.example.cn`; null for what is no address, or one that would be reached in the clear. */
export function hubOrigin(text: string): string | null {
  const typed = text.trim().normalize('NFKC').replace(/\/+$/, '');
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
  // nothing but scheme, host and port
  if (!url || url.href !== `${url.origin}/`) return null;
  if (!url.hostname.includes('.') && !privateHost.test(url.hostname)) return null;
  if (url.protocol === 'http:' && !privateHost.test(url.hostname)) return null;
  return url.origin;
}

export const isOwnMachine = (origin: string): boolean => ownHost.test(new URL(origin).hostname);
