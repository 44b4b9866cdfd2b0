/** The station's settings at the desk: all of them at once, against the revision that was read. */
import type { CareDesk, SettingsView } from '../../shared/api/desk/care.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cardPrefixFault } from '../../shared/card/card-url.ts';
import { cardPrefix, type StationSettings, stationSettingsSchema } from '../../shared/domain/station.ts';
import { careReader, careWriter } from '../db/care-repository.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { stationReader, stationWriter } from '../db/station-repository.ts';
import type { PrintQueue } from '../printing/printer.ts';
import type { Audit } from './audit.ts';
import { emptyDemo } from './demo-service.ts';
import type { HostPorts } from './host-ports.ts';
import type { Permits } from './permissions.ts';
import { pictureOf } from './printing-service.ts';

export interface SettingsParts {
  readonly db: WritableDb;
  readonly audit: Audit;
  readonly permits: Permits;
  readonly host: HostPorts;
  readonly queue: PrintQueue;
}

type SettingsApi = Pick<CareDesk, 'settings.get' | 'settings.change' | 'printer.test' | 'demo.leave' | 'lan.get' | 'lan.switch'>;

const invalid = (field: string) => new AppError('settings_invalid', `the setting ${field} is not valid`, { field });

/** @throws AppError settings_invalid */
function readSettings(given: Record<string, unknown>, demo: boolean): StationSettings {
  const read = stationSettingsSchema.safeParse(given);
  if (!read.success) throw invalid(String(read.error.issues[0]?.path[0] ?? 'settings'));
  // What cards carry is refused, not mended: a wrong address would be printed on thousands of them.
  const site = given['cardSite'];
  if (typeof site === 'string' && site !== '' && cardPrefixFault(cardPrefix(site), { demo }) !== null) throw invalid('cardSite');
  return read.data;
}

export function settingsOperations({ db, audit, permits, host, queue }: SettingsParts): SettingsApi {
  const station = stationReader(db);
  const stationRow = stationWriter(db);
  const care = careReader(db);
  const careRow = careWriter(db);

  function view(): SettingsView {
    const settings = station.findSettings();
    if (!settings) throw new AppError('station_missing', 'the station has no settings yet');
    const { settingsRevision: revision, printer } = care.find();
    return { revision, settings, printer, demo: station.demoDay() !== null };
  }

  const lanView = () => ({ on: care.find().lan, ...host.lan.view() });

  return {
    async 'settings.get'() {
      return view();
    },

    async 'settings.change'({ revision, settings, printer: line }, actor) {
      permits(actor, 'manager');
      const before = view();
      const after = readSettings(settings, before.demo);
      const printer = line === null || line.trim() === '' ? null : line.trim();
      const isSame = printer === before.printer;
      return inTransaction(db, () => {
        const { settingsRevision: present } = care.find();
        if (present !== revision) throw new AppError('changed_meanwhile', 'somebody else changed the settings', { revision: present });
        if (!isSame) {
          // Refuses a line that names no printer before anything is written.
          host.setPrinter(printer);
          careRow.setPrinter(printer);
        }
        stationRow.save(after);
        stationRow.touch();
        const changed = (Object.keys(after) as (keyof StationSettings)[]).filter(
          (field) => JSON.stringify(after[field]) !== JSON.stringify(before.settings[field]),
        );
        audit({
          ...{ actor: actor.staffId, action: 'settings.change' },
          details: { fields: [...changed, ...(isSame ? [] : ['printer'])].join(' ') },
        });
        return view();
      });
    },

    async 'printer.test'({ jobId, picture }, actor) {
      const outcome = await queue.print({ id: jobId, sessionId: actor.staffId, picture: pictureOf(picture) });
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'printer.test', details: { outcome: outcome.outcome } }));
      return outcome;
    },

    async 'demo.leave'(_, actor) {
      permits(actor, 'manager');
      return inTransaction(db, () => {
        if (station.demoDay() === null) throw new AppError('demo_over', 'the station is in real use already');
        const gone = emptyDemo(db);
        audit({ actor: actor.staffId, action: 'demo.leave', details: { gone } });
        return { gone };
      });
    },

    async 'lan.get'() {
      return lanView();
    },

    async 'lan.switch'({ on }, actor) {
      permits(actor, 'manager');
      if (on) {
        try {
          await host.lan.open();
        } catch (error) {
          if (!care.find().lan) await host.lan.shut();
          throw error;
        }
      }
      inTransaction(db, () => {
        careRow.setLan(on);
        audit({ actor: actor.staffId, action: 'lan.switch', details: { on } });
      });
      if (!on) await host.lan.shut();
      return lanView();
    },
  };
}
