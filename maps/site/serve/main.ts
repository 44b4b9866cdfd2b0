/** `npm run site`: the card page alone. Prints one line with its address, or one line that says why not. */
import { networkInterfaces } from 'node:os';
import { AppError } from '../../../shared/api/errors.ts';
import { serveSite } from './serve-site.ts';

/** All addresses together (0.0.0.0, ::) are none that a phone can open: the machine's own on the LAN is told instead. */
function reachable(url: string): string {
  const lan = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const own = lan.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  return own ? url.replace(/\/\/(0\.0\.0\.0|\[::\])/, `//${own}`) : url;
}

try {
  const { url, close } = await serveSite({ env: process.env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
  console.log(`推荐卡核验 ${reachable(url)}c`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  const detail = Object.entries(error.details).map(([name, value]) => `${name} ${value}`);
  console.error(`没有打开：${error.message}${detail.length > 0 ? ` (${detail.join(', ')})` : ''}`);
  process.exit(1);
}
