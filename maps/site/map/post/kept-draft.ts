/** What was written and not yet sent, and what was sent last: on this phone only. A browser that keeps nothing keeps nothing. */
import * as z from 'zod/mini';
import { type Draft, draftSchema } from './draft.ts';

const draftKey = 'post:draft';
const sentKey = 'post:sent';
const uuid = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
const keptSchema = z.object({ id: uuid, draft: draftSchema });
const sentSchema = z.object({ id: uuid, number: z.int(), phone: z.string().check(z.maxLength(20)) });
export type Sent = z.infer<typeof sentSchema>;
export interface KeptDraft {
  readonly id: string;
  readonly draft: Draft;
}

function read<T>(key: string, schema: z.ZodMiniType<T>): T | null {
  try {
    const found = z.safeParse(schema, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // it lasts as long as the page
  }
}

export const keptDraft = (): KeptDraft | null => read(draftKey, keptSchema);
export const keepDraft = (kept: KeptDraft | null): void => write(draftKey, kept);
export const lastSent = (): Sent | null => read(sentKey, sentSchema);
export const keepSent = (sent: Sent | null): void => write(sentKey, sent);
