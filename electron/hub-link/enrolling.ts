/** How a station becomes one of a hub's (docs/exchange.md): a code that works once, a link key of its own, a card key that the hub knows. */
import { AppError, type ErrorCode } from '../../shared/api/errors.ts';
import { enrolmentCodeSchema } from '../../shared/exchange/enrolment.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { keyUseReader } from '../db/key-repository.ts';
import { linkReader, linkWriter } from '../db/link-repository.ts';
import { outboxWriter } from '../db/outbox-repository.ts';
import { stationReader } from '../db/station-repository.ts';
import { type KeyState, openKeys } from '../keys/station-keys.ts';
import { presentKeyFile, takeGeneration } from '../keys/take-generation.ts';
import type { Audit } from '../services/audit.ts';
import type { HubClient } from './hub-client.ts';
import { hubOrigin, isOwnMachine } from './hub-url.ts';
import { type LinkKey, newLinkKey } from './link-key.ts';

export interface EnrollingParts {
  readonly db: WritableDb;
  readonly dataDir: string;
  readonly nowMs: () => number;
  readonly client: Pick<HubClient, 'enrol'>;
  readonly setKeys: (next: KeyState) => void;
  readonly audit: Audit;
}

const codeRefusals: Readonly<Record<string, ErrorCode>> = {
  code_wrong: 'link_code_wrong',
  code_spent: 'link_code_spent',
  code_limit: 'link_code_limit',
};

/**
 * Answers the new link key. Nothing of an earlier link is changed before the hub has said yes.
 * @throws AppError link_url_invalid, link_code_wrong, link_code_spent, link_code_limit, link_demo (a demo links with a hub on its own
 *   machine only), link_unreachable, link_not_a_hub, link_refused, link_generations_spent, key_unusable, station_missing
 */
export function enrolling({ db, dataDir, nowMs, client, setKeys, audit }: EnrollingParts) {
  const station = stationReader(db);
  return async (address: string, code: string, actor: string): Promise<LinkKey> => {
    const url = hubOrigin(address);
    if (url === null) throw new AppError('link_url_invalid', 'this is not the address of a hub');
    const demo = station.demoDay() !== null;
    if (demo && !isOwnMachine(url)) throw new AppError('link_demo', 'a demo does not link with a hub elsewhere');
    const typed = enrolmentCodeSchema.safeParse(code);
    if (!typed.success) throw new AppError('link_code_wrong', 'the code is not one of a hub');
    const settings = station.findSettings();
    if (!settings) throw new AppError('station_missing', 'the station has no settings yet');
    // Keys that cannot be used are told before the code is spent.
    presentKeyFile(dataDir);
    const { key, keep } = newLinkKey();
    const answer = await client.enrol(url, { code: typed.data, linkKey: key.publicKey, name: settings.name });
    if (answer.kind === 'silent') {
      throw new AppError(answer.why === 'unreachable' ? 'link_unreachable' : 'link_not_a_hub', 'no hub answers there');
    }
    if (answer.kind === 'refused') throw new AppError(codeRefusals[answer.code] ?? 'link_refused', answer.message, { code: answer.code });
    const { station: number, generation, ledger, hubKey } = answer.value;
    const used = keyUseReader(db).list();
    if (takeGeneration({ dataDir, station: number, atLeast: generation, demo, used, nowMs: nowMs() })) {
      setKeys(openKeys(dataDir, { demoStation: null, used, nowMs: nowMs() }));
    }
    keep(dataDir);
    inTransaction(db, () => {
      const epoch = (linkReader(db).find()?.epoch ?? 0) + 1;
      linkWriter(db).enrol({ url, station: number, ledger, hubKey, epoch, enrolledAtMs: nowMs() });
      outboxWriter(db).begin();
      audit({ actor, action: 'link.enrol', details: { station: number, generation } });
    });
    return key;
  };
}
