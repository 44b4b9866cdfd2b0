import { describe, expect, it } from 'vitest';
import { batchOf, dayFact, type LinkKeys, linkKeys, signToken, type TokenOptions } from '../../../support/exchange.ts';
import { openHub, type TestHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

interface Enrolled extends TestHub {
  readonly keys: LinkKeys;
  readonly ledger: string;
  readonly code: () => Promise<string>;
  /** `POST /api/exchange/outbox` with a token. */
  sent(what: string, body?: unknown, options?: Partial<TokenOptions>): ReturnType<TestHub['ask']>;
}

async function hubWithStation(): Promise<Enrolled> {
  const test = await openHub();
  await test.hub.parts.stations.put([stationToPut()], 'import');
  const code = async () => (await test.hub.parts.links.makeCode(1, 'wang')).code;
  const keys = linkKeys();
  const enrolled = await test.ask('POST /api/exchange/enrol', { body: { code: await code(), linkKey: keys.publicKey, name: '零工之家' } });
  const { ledger, ...rest } = enrolled.body.value as unknown as { ledger: string; hubKey: string };
  expect(rest).toEqual({ station: 1, generation: 1, hubKey: expect.stringMatching(/^[\w-]{43}$/), nowMs: test.clock.nowMs() });
  return {
    ...{ ...test, keys, ledger, code },
    async sent(what, body, options = {}) {
      const [method = 'GET', path = ''] = what.split(' ') as ['GET' | 'POST', string];
      const text = body === undefined ? '' : JSON.stringify(body);
      const token = await signToken(keys, {
        ...{ station: 1, ledger, method, path, body: text, nowMs: test.clock.nowMs() },
        ...options,
      });
      return test.ask(what, { ...(body !== undefined && { body }), headers: { authorization: `Bearer ${token}` } });
    },
  };
}

const outbox = 'POST /api/exchange/outbox';
const codeOf = ({ body }: Awaited<ReturnType<TestHub['ask']>>) => body.error?.code;

describe('enrolment', () => {
  it('works once for each code', async () => {
    const hub = await hubWithStation();
    const code = await hub.code();
    const enrol = () => hub.ask('POST /api/exchange/enrol', { body: { code, linkKey: linkKeys().publicKey, name: '零工之家' } });
    expect([(await enrol()).status, codeOf(await enrol())]).toEqual([200, 'code_spent']);
  });

  it('forgives small letters and dashes, and not an old code', async () => {
    const hub = await hubWithStation();
    const [first, second] = [await hub.code(), await hub.code()];
    const enrol = (code: string) =>
      hub.ask('POST /api/exchange/enrol', { body: { code, linkKey: linkKeys().publicKey, name: '零工之家' } });
    expect(codeOf(await enrol(first))).toBe('code_spent');
    expect((await enrol(`${second.slice(0, 5)}-${second.slice(5)}`.toLowerCase())).status).toBe(200);
    const third = await hub.code();
    hub.clock.pass(24 * 3_600_000);
    expect(codeOf(await enrol(third))).toBe('code_spent');
  });

  it('lets nobody try codes: ten an hour from one address', async () => {
    const hub = await hubWithStation();
    const tries = [];
    for (let at = 0; at < 11; at += 1) {
      tries.push(
        codeOf(await hub.ask('POST /api/exchange/enrol', { body: { code: 'AAAAAAAAAA', linkKey: hub.keys.publicKey, name: '某站' } })),
      );
    }
    expect(tries).toEqual([...Array(10).fill('code_wrong'), 'code_limit']);
    hub.clock.pass(3_600_001);
    expect(
      codeOf(await hub.ask('POST /api/exchange/enrol', { body: { code: 'AAAAAAAAAA', linkKey: hub.keys.publicKey, name: '某站' } })),
    ).toBe('code_wrong');
  });

  it('takes the key of the cards once, and gives the next generation after a new code', async () => {
    const hub = await hubWithStation();
    const key = { generation: 1, publicKey: linkKeys().publicKey, createdAtMs: hub.clock.nowMs() };
    const keys = 'POST /api/exchange/keys';
    expect([(await hub.sent(keys, key)).status, (await hub.sent(keys, key)).status]).toEqual([200, 200]);
    expect(codeOf(await hub.sent(keys, { ...key, publicKey: linkKeys().publicKey }))).toBe('card_key_known');
    const again = await hub.ask('POST /api/exchange/enrol', {
      body: { code: await hub.code(), linkKey: hub.keys.publicKey, name: '零工之家' },
    });
    expect((again.body.value as unknown as { generation: number }).generation).toBe(2);
  });
});

describe('what a station says of itself', () => {
  const today = '2026-11-23';

  it('is laid over what operators keep: closures, what does not work, when somebody was there, live figures', async () => {
    const hub = await hubWithStation();
    const { stations } = hub.hub.parts;
    await stations.edit(1, { amenities: { yes: 5, known: 7 } }, 'wang');
    const closure = { from: today, to: today, reason: '停电' };
    const atMs = hub.clock.nowMs() - 1000;
    const banks = { available: 2, slots: 6, faulty: 1 };
    const sent = await hub.sent(
      outbox,
      batchOf([
        { kind: 'door', closures: [closure], exceptions: [], broken: ['water'] },
        { kind: 'confirmed', atMs },
        { kind: 'live', banks, jobs: 7, atMs },
      ]),
    );
    expect(sent.status).toBe(200);
    const { value } = (await hub.ask('GET /api/stations/1')).body as never as { value: Record<string, Record<string, unknown>> };
    expect(value['station']).toMatchObject({ closures: [closure], amenities: { yes: 4, known: 7 }, amenityNotes: { water: '暂时不能用' } });
    expect([value['live'], value['trust']]).toEqual([
      { number: 1, banks, jobs: 7, atMs },
      { lastConfirmedMs: atMs, confirmedIn7Days: 0, doubt: null, doubtSinceMs: null },
    ]);
    expect((await stations.get(1)).station.closures).toEqual([]);
  });
});

describe('a signed request', () => {
  it('is answered with how far facts are kept, and with what is to be told', async () => {
    const hub = await hubWithStation();
    const kept = await hub.sent(outbox, batchOf([dayFact('2026-11-22')]));
    expect(kept.body).toEqual({ ok: true, value: { epoch: 1, next: 2, nowMs: hub.clock.nowMs() } });
    const page = await hub.sent('GET /api/exchange/inbox?after=');
    expect(page.body).toEqual({
      ok: true,
      value: { kept: { epoch: 1, next: 2 }, ledger: hub.ledger, items: [], next: '', more: false, nowMs: hub.clock.nowMs() },
    });
  });

  it('without a token, or with another’s key, is refused', async () => {
    const hub = await hubWithStation();
    const body = batchOf([dayFact('2026-11-22')]);
    expect(codeOf(await hub.ask(outbox, { body }))).toBe('token_missing');
    const path = '/api/exchange/outbox';
    const forged = await signToken(linkKeys(), {
      ...{ station: 1, ledger: hub.ledger, method: 'POST', path, body: JSON.stringify(body), nowMs: hub.clock.nowMs() },
    });
    expect(codeOf(await hub.ask(outbox, { body, headers: { authorization: `Bearer ${forged}` } }))).toBe('token_invalid');
    expect(codeOf(await hub.sent(outbox, body, { station: 2 }))).toBe('link_unknown');
  });

  it('is for this hub, this path, this body, and once', async () => {
    const hub = await hubWithStation();
    const body = batchOf([dayFact('2026-11-22')]);
    const refused = [
      await hub.sent(outbox, body, { ledger: crypto.randomUUID() }),
      await hub.sent(outbox, body, { path: '/api/exchange/inbox' }),
      await hub.sent(outbox, body, { method: 'GET' }),
      await hub.sent(outbox, body, { body: '{}' }),
      await hub.sent(outbox, body, { claims: { jti: 'x' } }),
      await hub.sent(outbox, body, { claims: { iss: '1e3' } }),
      await hub.sent(outbox, body, { claims: { exp: Math.floor(hub.clock.nowMs() / 1000) + 3600 } }),
    ];
    expect(refused.map(codeOf)).toEqual(Array(7).fill('token_invalid'));
    const jti = crypto.randomUUID();
    expect([codeOf(await hub.sent(outbox, body, { claims: { jti } })), codeOf(await hub.sent(outbox, body, { claims: { jti } }))]).toEqual([
      undefined,
      'token_reused',
    ]);
  });

  it('of a clock that is wrong by a day is told the hub’s time', async () => {
    const hub = await hubWithStation();
    for (const away of [-86_400_000, 86_400_000]) {
      const late = await hub.sent(outbox, batchOf([]), { nowMs: hub.clock.nowMs() + away });
      expect(late.body.error).toMatchObject({ code: 'token_expired', details: { nowMs: hub.clock.nowMs() } });
    }
  });

  it('of more than 256 KB, of 50 MB, or without JSON, is refused', async () => {
    const hub = await hubWithStation();
    expect(codeOf(await hub.sent(outbox, 'x'.repeat(256 * 1024)))).toBe('body_too_large');
    expect(codeOf(await hub.sent(outbox, 'x'.repeat(50 * 1024 * 1024)))).toBe('body_too_large');
    expect(codeOf(await hub.sent(outbox, 'x'))).toBe('batch_invalid');
  });

  it('of a station that was revoked is refused at once', async () => {
    const hub = await hubWithStation();
    await hub.hub.parts.links.revoke(1, 'wang');
    expect(codeOf(await hub.sent('GET /api/exchange/inbox?after='))).toBe('link_revoked');
  });
});
