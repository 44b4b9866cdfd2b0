/** `npm run hub`, and what operators do on the command line. Prints what was done, or one line that says why not and what to do. */
import { homedir } from 'node:os';
import { AppError } from '../../shared/api/errors.ts';
import { buildPages } from './build-pages.ts';
import { hubCommand } from './hub-command.ts';
import { HubError } from './hub-error.ts';
import { hubOptions } from './hub-options.ts';
import { serveHub } from './serve-hub.ts';

const [command = 'serve', ...rest] = process.argv.slice(2);
try {
  const options = hubOptions(process.env, process.platform, homedir());
  if (command === 'serve' || command === 'demo') {
    // Beside the kiosk they are built with its page.
    if (process.env['YIZHAN_HUB_PAGES'] !== 'built') await buildPages(options);
    const { url, close } = await serveHub({ ...options, demo: command === 'demo' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close().then(() => process.exit(0)));
    console.log(`驿站地图 ${url}　操作员 ${url}desk`);
  } else {
    process.exitCode = await hubCommand(command, rest, options, (line) => console.log(line));
  }
} catch (error) {
  const isRefusal = error instanceof HubError || error instanceof AppError;
  console.error(isRefusal ? `没有做成：${error.message}（${error.code}）` : error);
  process.exit(1);
}
