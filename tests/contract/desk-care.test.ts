import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choosePrinter, readPrinterSetting } from '../../electron/printing/choose-printer.ts';
import type { HostPorts } from '../../electron/services/host-ports.ts';
import type { AppError } from '../../shared/api/errors.ts';
import type { ScreenApi } from '../../shared/api/operations.ts';
import { now, registration, settings, today } from '../support/builders.ts';
import { pictureOf, pluggedIn, sessionA, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

const pin = '482915';
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => error.code,
  );

describe.each(transports)('care over $name', ({ open }) => {
  async function desk() {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    const lines: (string | null)[] = [];
    const on = { addresses: ['https://192.168.1.20:7443/desk'], fingerprint: 'AB', validThroughMs: now + 1, trouble: null };
    const off = { addresses: [], fingerprint: null, validThroughMs: null, trouble: null };
    let view: ReturnType<HostPorts['lan']['view']> = off;
    const host: HostPorts = {
      setPrinter: (line) => {
        choosePrinter(readPrinterSetting(line ?? undefined));
        lines.push(line);
      },
      lan: {
        view: () => view,
        open: async () => {
          view = on;
        },
        shut: async () => {
          view = off;
        },
      },
      reopen: () => {},
    };
    const station = testStation({ drives: drive.drives, host });
    let token: string | null = null;
    const client: ScreenApi = await open(station.api, { actorOf: station.actorOf, staffToken: () => token });
    const first = await client['staff.set-up']({ name: '马站长', pin });
    token = first.token;
    const become = async (one: string) => {
      token = (await client['staff.sign-in']({ pin: one })).token;
    };
    return { ...station, client, drive, lines, become };
  }

  it('refuses everything without a session', async () => {
    const station = testStation();
    const client = await open(station.api, { actorOf: station.actorOf, staffToken: () => null });
    const id = crypto.randomUUID();
    const from = { kind: 'here', name: 'a.db' } as const;
    const asked = [
      client['staff.me']({}),
      client['staff.list']({}),
      client['audit.list']({ limit: 1 }),
      client['care.today']({}),
      client['care.status']({}),
      client['care.check']({}),
      client['care.drives']({}),
      client['backup.make']({ driveId: null }),
      client['restore.list']({}),
      client['restore.look']({ from }),
      client['restore.begin']({ from, code: '' }),
      client['settings.get']({}),
      client['settings.change']({ revision: 1, settings: {}, printer: null }),
      client['printer.test']({ jobId: id, picture: pictureOf('x') }),
      client['demo.leave']({}),
      client['lan.get']({}),
      client['lan.switch']({ on: true }),
      client['phones.export']({ driveId: 'x' }),
      client['phones.piece']({ after: null }),
    ];
    expect(await Promise.all(asked.map(code))).toEqual(asked.map(() => 'staff_only'));
  });

  it('lets those who do not manage look, and change nothing', async () => {
    const { client, become } = await desk();
    await client['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: false });
    await become('591736');
    const from = { kind: 'here', name: 'a.db' } as const;
    const refused = [
      client['care.check']({}),
      client['backup.make']({ driveId: null }),
      client['restore.list']({}),
      client['restore.look']({ from }),
      client['restore.begin']({ from, code: '' }),
      client['settings.change']({ revision: 1, settings: {}, printer: null }),
      client['demo.leave']({}),
      client['lan.switch']({ on: true }),
      client['phones.export']({ driveId: 'x' }),
      client['phones.piece']({ after: null }),
    ];
    expect(await Promise.all(refused.map(code))).toEqual(refused.map(() => 'staff_not_allowed'));
    const seen = [
      client['care.today']({}),
      client['care.status']({}),
      client['settings.get']({}),
      client['lan.get']({}),
      client['care.drives']({}),
    ];
    expect(await Promise.all(seen.map(code))).toEqual(seen.map(() => 'done'));
  });

  it('shows the day’s figures and what a backup leaves behind', async () => {
    const { client } = await desk();
    await client['card.issue']({ sessionId: sessionA, requestId: crypto.randomUUID(), registration: registration() });
    await client['visit.log']({ sessionId: sessionA, purpose: 'rest' });
    const { figures, printer } = await client['care.today']({});
    expect({ figures, state: printer.state }).toEqual({
      figures: { visits: 1, visitors: 1, registrations: 1, cards: 1, referrals: 0, matches: 0, postings: 0 },
      state: 'ready',
    });
    const made = await client['backup.make']({ driveId: null });
    const status = await client['care.status']({});
    // with what is written and not yet in its place
    expect(status.databaseBytes).toBeGreaterThan(made.bytes / 2);
    expect(status).toMatchObject({
      ...{ lastBackup: { atMs: now, bytes: made.bytes }, lastTrouble: null, kept: 1, most: 14, check: null },
      ...{ recoveryHoldsKeys: true, key: { station: 7345, generation: 1 } },
    });
    expect((await client['restore.list']({})).files.map(({ name, drive }) => ({ name, drive }))).toEqual([
      { name: made.name, drive: null },
    ]);
    expect(await client['restore.look']({ from: { kind: 'here', name: made.name } })).toEqual({
      ...{ station: '西河·零工之家', madeAtMs: now, workers: 1, visits: 1, postings: 0, matches: 0, needsCode: false },
    });
  });

  it('changes settings against what was read, and tells the second of two', async () => {
    const { client, lines, db } = await desk();
    const read = await client['settings.get']({});
    expect(read).toMatchObject({ revision: 1, printer: null, demo: false, settings: { name: settings.name } });
    const changed = { ...read.settings, name: ' 新站 ', rollSeconds: 500, payFloorFenPerHour: 1800 };
    const after = await client['settings.change']({ revision: 1, settings: changed, printer: ' escpos:tcp://192.168.1.50 ' });
    expect(after).toMatchObject({
      printer: 'escpos:tcp://192.168.1.50',
      settings: { name: '新站', rollSeconds: 30, payFloorFenPerHour: 1800 },
    });
    expect([after.revision > 1, lines]).toEqual([true, ['escpos:tcp://192.168.1.50']]);
    expect((await client['station.get']({})).name).toBe('新站');
    const second = client['settings.change']({ revision: 1, settings: { ...read.settings, name: '别名' }, printer: null });
    expect(await second.catch((error: AppError) => [error.code, error.details])).toEqual([
      'changed_meanwhile',
      { revision: after.revision },
    ]);
    expect((await client['settings.get']({})).settings.name).toBe('新站');
    const [details] = db.prepare("SELECT details FROM audit WHERE action = 'settings.change'").pluck().all();
    expect(details).toBe('{"fields":"name rollSeconds payFloorFenPerHour printer"}');
  });

  it.each([
    ['a name of nothing', { name: '  ' }, 'name'],
    ['a telephone of words', { phone: '打给老马' }, 'phone'],
    ['a card site that cards cannot carry', { cardSite: 'https://JY.example.cn/very/long' }, 'cardSite'],
    ['a card site without TLS', { cardSite: 'http://192.168.1.9' }, 'cardSite'],
    ['a service that is none', { services: [{ amenity: 'sauna', where: '' }] }, 'services'],
  ] as const)('refuses %s, and names the field', async (_, over, field) => {
    const { client } = await desk();
    const { revision, settings } = await client['settings.get']({});
    const refused = client['settings.change']({ revision, settings: { ...settings, ...over }, printer: null });
    expect(await refused.catch((error: AppError) => [error.code, error.details])).toEqual(['settings_invalid', { field }]);
    expect(await client['settings.get']({})).toMatchObject({ revision, settings });
  });

  it('refuses a line that names no printer, and writes nothing of the rest', async () => {
    const { client } = await desk();
    const { revision, settings } = await client['settings.get']({});
    const given = { revision, settings: { ...settings, name: '新站' }, printer: 'escpos:file:///etc/passwd' };
    expect(await code(client['settings.change'](given))).toBe('printer_invalid');
    expect(await client['settings.get']({})).toMatchObject({ revision, printer: null, settings: { name: settings.name } });
  });

  it('prints a test slip, once for a job', async () => {
    const { client, printer } = await desk();
    const jobId = crypto.randomUUID();
    const picture = pictureOf('a test slip');
    expect(await client['printer.test']({ jobId, picture })).toEqual({ outcome: 'printed' });
    expect(await client['printer.test']({ jobId, picture })).toEqual({ outcome: 'printed' });
    expect(printer.printed).toEqual([jobId]);
  });

  it('opens and shuts the desk over the LAN', async () => {
    const { client } = await desk();
    expect(await client['lan.switch']({ on: true })).toMatchObject({ on: true, fingerprint: 'AB' });
    expect(await client['lan.get']({})).toMatchObject({ on: true });
    expect(await client['lan.switch']({ on: false })).toMatchObject({ on: false, addresses: [] });
  });

  it('leaves a demo once', async () => {
    const { client, db } = await desk();
    expect(await code(client['demo.leave']({}))).toBe('demo_over');
    db.prepare('UPDATE station SET demo_day = ?').run(today);
    await client['door.close']({ closure: { from: today, to: null, reason: '试试' } });
    await client['door.set-broken']({ amenity: 'microwave', broken: true });
    expect(await client['demo.leave']({})).toEqual({ gone: 0 });
    const door = await client['door.read']({});
    expect([door.closures, door.amenities.filter(({ broken }) => broken)]).toEqual([[], []]);
    expect((await client['settings.get']({})).demo).toBe(false);
  });

  it('takes phones out for those who may, with a guard against formulas, and logs how many', async () => {
    const { client, drive, become, db } = await desk();
    const names = ['韩师傅', '=cmd()'];
    for (const [at, name] of names.entries()) {
      const sessionId = crypto.randomUUID();
      const given = registration({ name, phone: `1380013800${at}` });
      await client['card.issue']({ sessionId, requestId: crypto.randomUUID(), registration: given });
    }
    const driveId = (await client['care.drives']({})).drives[0]?.id ?? '';
    expect(await code(client['phones.export']({ driveId }))).toBe('staff_not_allowed');
    await client['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: true });
    await become('591736');
    const written = await client['phones.export']({ driveId });
    expect([written.workers, readdirSync(drive.folder)]).toEqual([2, ['驿站电话 2026-11-23.csv']]);
    const text = readFileSync(join(drive.folder, written.path), 'utf8');
    const lines = text.trimEnd().split('\r\n');
    expect([text.startsWith('\ufeff'), lines.length, lines[0]?.slice(1)]).toEqual([true, 3, '姓名,电话,工种,登记日期']);
    expect(lines[1]).toMatch(/^韩师傅,"=""13800138000""",.+,2026-11-23$/);
    expect(lines[2]).toMatch(/^'=cmd\(\),/);
    const piece = await client['phones.piece']({ after: null });
    expect(piece).toEqual({ name: '驿站电话 2026-11-23.csv', text, next: null });
    const logged = db.prepare("SELECT details FROM audit WHERE action = 'phones.export' ORDER BY id").pluck().all();
    expect(logged).toEqual(['{"where":"drive","workers":2}', '{"where":"browser","workers":2}']);
    drive.pull();
    expect(await code(client['phones.export']({ driveId }))).toBe('drive_gone');
  });
});
