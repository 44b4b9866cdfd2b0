/** What the page loads before it shows anything. */
import { fileURLToPath } from 'node:url';
import { gzipped, initialScripts } from '../initial-scripts.ts';
import { type BenchRow, below } from '../report.ts';

const built = fileURLToPath(new URL('../../../dist/renderer/', import.meta.url));

export async function measureBundle(): Promise<BenchRow[]> {
  return [below('page: initial JavaScript, gzip', gzipped(built, initialScripts(built)) / 1024, 'KB', 300)];
}
