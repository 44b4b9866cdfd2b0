/** `npm run station`: the Node host alone. Prints one line with its address, or one line that says why not and what to do. */
import { AppError } from '../shared/api/errors.ts';
import { failureLine } from './failure.ts';
import { serveStation } from './node-host.ts';

try {
  const { url, close } = await serveStation({ env: process.env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)));
  }
  console.log(`驿站 ${url}`);
} catch (error) {
  console.error(failureLine(error));
  if (!(error instanceof AppError)) console.error(error);
  process.exit(1);
}
