/** A demo hub offers its first station to the kiosk beside it: the address and a code that works once, in a file of the kiosk's folder. */
import { renameSync, writeFileSync } from 'node:fs';
import type { Links } from '../exchange/links.ts';

export interface LinkOffer {
  readonly links: Pick<Links, 'makeCode' | 'ledger'>;
  readonly number: number;
  /** Of this hub, without a slash. */
  readonly url: string;
  readonly file: string;
}

export async function offerLink({ links, number, url, file }: LinkOffer): Promise<void> {
  const { code } = await links.makeCode(number, 'demo');
  const beside = `${file}.tmp`;
  writeFileSync(beside, `${JSON.stringify({ url, code, ledger: await links.ledger() })}\n`, { mode: 0o600 });
  renameSync(beside, file);
}
