import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a built page loads before it shows anything: the entry script and everything it imports without being asked to. */
export function initialScripts(builtDir: string): string[] {
  const page = readFileSync(join(builtDir, 'index.html'), 'utf8');
  const waiting = [...page.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map((match) => match[1] as string);
  const seen = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = readFileSync(join(builtDir, name), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) waiting.push(join('assets', match[1] as string));
  }
  return [...seen];
}

/** Bytes that travel, all together. */
export function gzipped(builtDir: string, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(join(builtDir, name))).length, 0);
}
