/** What the page loads before it shows anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BenchRow, below } from '../report.ts';

const built = fileURLToPath(new URL('../../../dist/renderer/', import.meta.url));

/** The entry script and everything it imports without being asked to. */
function initialScripts(): string[] {
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] as string);
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = readFileSync(join(built, name), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) waiting.push(join('assets', match[1] as string));
  }
  return [...seen];
}

export async function measureBundle(): Promise<BenchRow[]> {
  const bytes = initialScripts().reduce((sum, name) => sum + gzipSync(readFileSync(join(built, name))).length, 0);
  return [below('page: initial JavaScript, gzip', bytes / 1024, 'KB', 300)];
}
