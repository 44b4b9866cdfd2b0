/** The demo's root keys as a script, for pages built without pinned ones. A real station's root is never served this way. */
import { z } from 'zod';

const rootSchema = z.object({ demo: z.literal(true), roots: z.array(z.base64url().length(43)).min(1).max(2) });

/** From the text of root.json. An empty list for anything but a demo: the page then trusts nobody. */
export function rootKeysScript(rootJson: string): string {
  const keys = rootsOf(rootJson).map((key) => Buffer.from(key, 'base64url').toString('hex'));
  return `globalThis.yizhanDemoRoots = ${JSON.stringify(keys)};\n`;
}

function rootsOf(text: string): readonly string[] {
  try {
    return rootSchema.parse(JSON.parse(text)).roots;
  } catch {
    return [];
  }
}
