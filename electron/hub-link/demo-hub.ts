/** The hub that `npm start` runs beside a demo: it leaves its address and a code that works once in the station's folder. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const offerSchema = z.object({ url: z.url().max(200), code: z.string().max(40), ledger: z.uuid() });
export type DemoHub = z.infer<typeof offerSchema>;

export const demoHubFile = (dataDir: string) => join(dataDir, 'demo-hub.json');

/** Undefined where none is offered; what is no offer is thrown away. */
export function findDemoHub(dataDir: string): DemoHub | undefined {
  const file = demoHubFile(dataDir);
  if (!existsSync(file)) return undefined;
  try {
    return offerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    forgetDemoHub(dataDir);
    return undefined;
  }
}

export function forgetDemoHub(dataDir: string): void {
  rmSync(demoHubFile(dataDir), { force: true });
}
