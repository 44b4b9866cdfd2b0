import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoHubFile } from '../../../electron/hub-link/demo-hub.ts';
import { serveStation } from '../../../electron/node-host.ts';
import { serveHub } from '../../../maps/hub/serve-hub.ts';
import { createClient } from '../../../renderer/api/client.ts';
import { decodeLive } from '../../../shared/map-data/live.ts';
import { hubUrl, manager, stationBesideHub } from '../../support/linked-station.ts';
import { temporaryFolder } from '../../support/station.ts';

const today = '2026-11-23';

describe('a demo beside its hub', () => {
  it('enrols by itself with the offer that the hub left, once', async () => {
    const both = await stationBesideHub();
    both.db.prepare('UPDATE station SET demo_day = ?').run(today);
    const actor = await manager(both);
    const file = demoHubFile(both.dataDir);
    const offer = { url: hubUrl, code: await both.code(), ledger: await both.hub.hub.parts.links.ledger() };
    writeFileSync(file, JSON.stringify(offer));
    await both.link.tick();
    expect([(await both.api['link.status']({}, actor)).state, existsSync(file)]).toEqual(['linked', false]);
    writeFileSync(file, JSON.stringify({ ...offer, code: await both.code() }));
    both.clock.pass(6000);
    await both.link.tick();
    expect([existsSync(file), both.db.prepare("SELECT count(*) FROM audit WHERE action = 'link.enrol'").pluck().get()]).toEqual([false, 1]);
  });

  it('throws away what is no offer, and a real station takes none', async () => {
    const both = await stationBesideHub();
    const file = demoHubFile(both.dataDir);
    writeFileSync(file, '{"url":"');
    await both.link.tick();
    expect(existsSync(file)).toBe(true);
    both.db.prepare('UPDATE station SET demo_day = ?').run(today);
    await both.link.tick();
    expect(existsSync(file)).toBe(false);
  });

  it('tries again while the hub is on its way, and throws away a code that it does not take', async () => {
    const both = await stationBesideHub();
    both.db.prepare('UPDATE station SET demo_day = ?').run(today);
    const file = demoHubFile(both.dataDir);
    writeFileSync(file, JSON.stringify({ url: hubUrl, code: 'ABCDEFGHJK', ledger: await both.hub.hub.parts.links.ledger() }));
    both.net.answer = () => Promise.reject(new TypeError('fetch failed'));
    await both.link.tick();
    expect(existsSync(file)).toBe(true);
    both.net.answer = both.net.through;
    both.clock.pass(6000);
    await expect(both.link.tick()).rejects.toMatchObject({ code: 'link_code_wrong' });
    expect(existsSync(file)).toBe(false);
  });

  it('shows a power bank that is lent at the kiosk in the hub’s published figures', { timeout: 60_000 }, async () => {
    const [folder, hubFolder] = [temporaryFolder(), temporaryFolder()];
    const at = { dataDir: hubFolder, mapDir: join(hubFolder, 'map'), siteDir: join(hubFolder, 'site'), listsDir: join(hubFolder, 'lists') };
    const served = await serveHub({
      ...{ ...at, databaseUrl: null, port: 0, host: '127.0.0.1', origin: null, proxies: 0, demo: true },
      offerFile: demoHubFile(folder),
    });
    onTestFinished(() => served.close());
    const kiosk = await serveStation({ env: { YIZHAN_PORT: '0', YIZHAN_DATA: folder } });
    onTestFinished(() => kiosk.close());
    let token: string | null = null;
    const api = createClient(
      (path, init) => fetch(new URL(String(path), kiosk.url), init),
      () => token,
    );
    token = (await api['staff.set-up']({ name: '马站长', pin: '482915' })).token;
    await expect.poll(async () => (await api['link.status']({})).state, { timeout: 20_000 }).toBe('linked');
    const number = (await api['link.status']({})).hub?.station;

    const published = async () => {
      const folder = join(at.mapDir, 'live');
      const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bin')) : [];
      const read = await Promise.all(
        files.map((name) => fetch(new URL(`map/live/${name}`, served.url)).then((answer) => answer.arrayBuffer())),
      );
      return read.flatMap((bytes) => decodeLive(new Uint8Array(bytes)).figures).find((one) => one.number === number)?.banks;
    };
    const { id } = await api['bank.add']({ code: 'YZ-0001', label: 1 });
    await expect.poll(published, { timeout: 10_000 }).toEqual({ available: 1, slots: 0, faulty: 0 });
    await api['bank.lend']({ id, phone: '13800138001' });
    await expect.poll(published, { timeout: 10_000 }).toEqual({ available: 0, slots: 1, faulty: 0 });
  });
});
