/** Random histories of a station: what people and staff do, and what the clock does to them. */
import fc from 'fast-check';
import { visitPurposes } from '../../../shared/domain/visit.ts';

const nth = fc.nat(40);
const purpose = fc.constantFrom(...visitPurposes);
const does = <Name extends string, Rest extends object>(name: Name, rest: { [Key in keyof Rest]: fc.Arbitrary<Rest[Key]> }) =>
  fc.record({ do: fc.constant(name), ...rest } as { do: fc.Arbitrary<Name> } & {
    [Key in keyof Rest]: fc.Arbitrary<Rest[Key]>;
  }) as fc.Arbitrary<{ do: Name } & Rest>;

const visit = does('visit', { purpose, session: fc.nat(3) });
const takeBack = does('takeBack', { nth });
const add = does('add', { purpose, daysBack: fc.nat(3), hour: fc.nat(23) });
const correct = does('correct', { nth });
const register = does('register', { who: fc.nat(3), session: fc.nat(3), desk: fc.boolean() });
const scan = does('scan', { nth, session: fc.nat(3) });
const reissue = does('reissue', { nth });
const join = does('join', { nth, other: nth });
const withdraw = does('withdraw', { nth });
const publish = does('publish', {
  employer: fc.constantFrom('安居装修队', '兴旺劳务', '张家饭馆'),
  trade: fc.constantFrom(202, 203, 205),
  headcount: fc.integer({ min: 1, max: 9 }),
  copy: fc.boolean(),
});
const shelve = does('shelve', { nth, to: fc.constantFrom('pause' as const, 'resume' as const, 'close' as const) });
const reach = does('reach', { nth, shown: fc.nat(20), touched: fc.nat(5) });
const refer = does('refer', { nth, posting: fc.option(nth) });
const advance = does('advance', {
  nth,
  to: fc.constantFrom(
    'contacted' as const,
    'agreed' as const,
    'started' as const,
    'completed' as const,
    'failed' as const,
    'no_show' as const,
    'cancelled' as const,
  ),
});
const undo = does('undo', { nth });
const pass = does('pass', { minutes: fc.oneof(fc.nat(20), fc.nat(3000)) });
/** Somebody sets the wall clock, up to two days ahead or back. */
const set = does('set', { minutes: fc.integer({ min: -2900, max: 2900 }) });

export const action = fc.oneof(
  ...[
    { arbitrary: visit, weight: 6 },
    { arbitrary: takeBack, weight: 2 },
    { arbitrary: add, weight: 2 },
    { arbitrary: correct, weight: 2 },
    { arbitrary: register, weight: 4 },
    { arbitrary: scan, weight: 3 },
    { arbitrary: reissue, weight: 1 },
    { arbitrary: join, weight: 1 },
    { arbitrary: withdraw, weight: 1 },
    { arbitrary: publish, weight: 3 },
    { arbitrary: shelve, weight: 2 },
    { arbitrary: reach, weight: 2 },
    { arbitrary: refer, weight: 6 },
    { arbitrary: advance, weight: 10 },
    { arbitrary: undo, weight: 4 },
    { arbitrary: pass, weight: 6 },
    { arbitrary: set, weight: 2 },
  ],
);

export type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;
