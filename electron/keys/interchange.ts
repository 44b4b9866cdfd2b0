/** What goes between a station and the operator's desk as files: public keys and void serials one way, never a secret. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { localDateSchema } from '../../shared/domain/local-date.ts';
import { readPrivate, writeWhole } from './safe-file.ts';

const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const kid = { station: z.int().min(1).max(999_999), generation: z.int().min(1).max(99) };

export const rootFileSchema = z.strictObject({ kind: z.literal('yizhan-root-key'), seed: key32, createdAtMs: z.int() });
export const listFileSchema = z.strictObject({
  kind: z.literal('yizhan-list-key'),
  generation: z.int().min(1).max(99),
  seed: key32,
  createdAtMs: z.int(),
});
export const compromisedSchema = z.array(z.strictObject({ ...kid, safeBefore: localDateSchema.nullable() }));

/** Why a command does nothing, in a sentence for the person at the keyboard. */
export class KeyRefusal extends Error {}

function parseFile<T>(file: string, text: string, schema: z.ZodType<T>, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new KeyRefusal(`${basename(file)} 不是${what}，或者坏了。`);
  }
}

/** @throws KeyRefusal */
export function readSecret<T>(file: string, schema: z.ZodType<T>, what: string): T {
  const read = readPrivate(file);
  if (read.kind === 'missing') throw new KeyRefusal(`没有这个文件：${file}`);
  if (read.kind === 'exposed') throw new KeyRefusal(`${basename(file)} 别人也能读，不能用。先改权限：chmod 600 ${file}`);
  return parseFile(file, read.text, schema, what);
}

/** @throws KeyRefusal */
export function readPublic<T>(file: string, schema: z.ZodType<T>, what: string): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new KeyRefusal(`读不了文件：${file}`);
  }
  return parseFile(file, text, schema, what);
}

/** @throws KeyRefusal when there is a file: a key that was overwritten is lost for ever */
export function writeSecret(file: string, content: object): void {
  if (readPrivate(file).kind !== 'missing') throw new KeyRefusal(`已经有文件了，不覆盖：${file}`);
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, durable: true });
}

export function writePublic(file: string, content: object): void {
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o644, durable: true });
}
