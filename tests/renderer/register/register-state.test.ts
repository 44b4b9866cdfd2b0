import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardName,
  nothingTold,
  phoneFault,
  speltName,
  stepDone,
  surnameOf,
  type Telling,
  type Told,
  tell,
  toRegistration,
} from '../../../renderer/screens/register/register-state.ts';
import { registrationSchema } from '../../../shared/domain/worker.ts';

const said = (...tellings: Telling[]): Told => tellings.reduce(tell, nothingTold);
const digits = (phone: string): Telling[] => [...phone].map((digit) => ({ what: 'digit', digit }));
const trade = (code: number): Telling => ({ what: 'trade', code, level: 3 });
const whole = (): Telling[] => [
  { what: 'trade', code: 203, level: 3 },
  { what: 'name', name: '王师傅' },
  ...digits('13800138000'),
  { what: 'consent', which: 'card' },
];

describe('trades', () => {
  it('are three at most: a fourth changes nothing, and one taken off makes room', () => {
    const three = said(trade(101), trade(203), trade(204));
    expect(tell(three, trade(205))).toEqual(three);
    const room = tell(three, { what: 'untrade', code: 203 });
    expect(tell(room, trade(205)).trades.map(({ code }) => code)).toEqual([101, 204, 205]);
  });

  it('chosen again only change their level', () => {
    expect(said(trade(203), { what: 'trade', code: 203, level: 1 }).trades).toEqual([{ code: 203, level: 1 }]);
  });

  it('may be told with years, 1 to 60, or without', () => {
    expect([said({ what: 'years', by: 99 }).years, said({ what: 'years', by: 1 }, { what: 'years', by: -1 }).years]).toEqual([60, null]);
  });
});

describe('the name', () => {
  it('of a surname alone is that master’s, of more is a whole name', () => {
    expect(['祁', '欧阳', '王建国', '才让卓玛', 'LI'].map(cardName)).toEqual(['祁师傅', '欧阳师傅', '王建国', '才让卓玛', 'LI']);
    expect(['欧阳师傅', '王建国', ''].map(speltName)).toEqual(['欧阳', '王建国', '']);
    expect(['王师傅', '欧阳娜', '马成龙', ''].map(surnameOf)).toEqual(['王', '欧阳', '马', '']);
  });

  it('keeps the next step shut while letters are not yet a character', () => {
    expect(stepDone(said({ what: 'name', name: '王师傅', spelling: true }), 'name')).toBe(false);
    expect(stepDone(said({ what: 'name', name: '王师傅' }), 'name')).toBe(true);
  });
});

describe('the phone', () => {
  it('takes eleven digits; the twelfth changes no digit and is told', () => {
    const eleven = said(...digits('13800138000'));
    const twelve = tell(eleven, { what: 'digit', digit: '9' });
    expect(twelve).toEqual({ ...eleven, over: 1 });
    expect(tell(twelve, { what: 'delete' })).toEqual({ ...eleven, phone: '1380013800', over: 0 });
    expect(tell(twelve, { what: 'clear' })).toEqual({ ...eleven, phone: '', over: 0 });
  });

  it('is faulty as soon as it cannot become a mobile number', () => {
    expect(['', '1', '13', '12', '2', '0', '1380013800', '13800138000'].map(phoneFault)).toEqual([
      'short',
      'short',
      'short',
      'prefix',
      'prefix',
      'prefix',
      'short',
      null,
    ]);
  });
});

describe('days and wage', () => {
  it('keep at least one day of the week', () => {
    const sundayOnly = [1, 2, 4, 8, 16, 32].map((bit): Telling => ({ what: 'bit', bit }));
    const one = said(...sundayOnly);
    expect(one.mask).toBe(64);
    expect(tell(one, { what: 'bit', bit: 64 })).toEqual(one);
  });

  it('move the other end along, and may be left open', () => {
    const up = said(...Array.from({ length: 7 }, (): Telling => ({ what: 'wage', end: 0, by: 1 })));
    expect(up.wage).toEqual([270, 270]);
    expect(tell(up, { what: 'openWage' }).wage).toBe(null);
  });
});

describe('consent', () => {
  it('is given by nobody beforehand, and without the first there is no registration', () => {
    expect(nothingTold.consent).toEqual({ card: false, phoneOnCard: false, wall: false });
    const told = said(...whole());
    expect(toRegistration(tell(told, { what: 'consent', which: 'card' }))).toBe(null);
    expect(toRegistration(told)?.consent).toEqual({ card: true, phoneOnCard: false, wall: false });
  });
});

describe('whatever is told', () => {
  const telling: fc.Arbitrary<Telling> = fc.oneof(
    fc.constantFrom<Telling>({ what: 'delete' }, { what: 'clear' }, { what: 'today' }, { what: 'openWage' }, ...whole()),
    fc.constantFrom(101, 203, 204, 205, 599).map(trade),
    fc.constantFrom(101, 203).map((code): Telling => ({ what: 'untrade', code })),
    fc.integer({ min: -9, max: 9 }).map((by): Telling => ({ what: 'years', by })),
    fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128, 256).map((bit): Telling => ({ what: 'bit', bit })),
    fc
      .tuple(fc.constantFrom(0 as const, 1 as const), fc.constantFrom(1 as const, -1 as const))
      .map(([end, by]): Telling => ({ what: 'wage', end, by })),
    fc.constantFrom('card' as const, 'phoneOnCard' as const, 'wall' as const).map((which): Telling => ({ what: 'consent', which })),
  );

  it('makes a registration that the station takes, or none', () => {
    fc.assert(
      fc.property(fc.array(telling, { maxLength: 80 }), fc.boolean(), (tellings, finished) => {
        const told = [...tellings, ...(finished ? ([{ what: 'clear' }, ...whole()] as Telling[]) : [])].reduce(tell, nothingTold);
        const registration = toRegistration(told);
        return registration === null || registrationSchema.safeParse(registration).success;
      }),
    );
  });

  it('never has a wage whose least is above its most, nor one outside 1 to 9999', () => {
    fc.assert(
      fc.property(fc.array(telling, { maxLength: 80 }), (tellings) => {
        const { wage } = tellings.reduce(tell, nothingTold);
        return wage === null || (1 <= wage[0] && wage[0] <= wage[1] && wage[1] <= 9999);
      }),
    );
  });
});
