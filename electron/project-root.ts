import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, found the same from the sources and from dist/: the nearest above that holds package.json. */
export function projectRoot(from = import.meta.dirname): string {
  const above = dirname(from);
  return existsSync(join(from, 'package.json')) || above === from ? from : projectRoot(above);
}
