import { describe, expect, it } from 'vitest';
import { type ReadPostings, readPostings } from '../../../../electron/services/import/read-postings.ts';
import { now } from '../../../support/builders.ts';

const posting = {
  '@context': ['https://schema.org', { yizhan: 'urn:yizhan:' }],
  '@type': 'JobPosting',
  title: '送桶装水',
  description: '<p>给小区和单位送桶装水</p><p>一天四十桶</p>',
  datePosted: '2026-11-20',
  validThrough: '2026-11-30',
  employmentType: ['TEMPORARY', 'PER_DIEM'],
  identifier: { '@type': 'PropertyValue', name: '西河人社', value: 'XH-77' },
  hiringOrganization: { '@type': 'Organization', name: '清泉送水站' },
  jobLocation: [
    {
      '@type': 'Place',
      address: { '@type': 'PostalAddress', addressRegion: '西河市', addressLocality: '大十字', streetAddress: '邮电巷 12 号' },
      geo: { '@type': 'GeoCoordinates', latitude: 36.619, longitude: 101.764 },
    },
    { '@type': 'Place', address: '别处' },
  ],
  baseSalary: {
    '@type': 'MonetaryAmount',
    currency: 'CNY',
    value: { '@type': 'QuantitativeValue', minValue: 180, maxValue: 200.5, unitText: 'DAY' },
  },
  totalJobOpenings: 2,
  qualifications: '有力气',
  'yizhan:trade': '送水',
  'yizhan:settlement': '日结',
  'yizhan:workDate': '2026-11-24',
  'yizhan:start': '22:00',
  'yizhan:end': '次日06:00',
  'yizhan:contactName': '韩站长',
  'yizhan:contactPhone': '19900001234',
  'yizhan:verifiedAt': '2026-11-23T06:00:00+08:00',
  'yizhan:meals': true,
  'yizhan:tools': 'provided',
  'yizhan:insurance': false,
};

function read(json: unknown, source?: string): ReadPostings {
  return readPostings(new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)), {
    fileName: 'a.json',
    source,
    nowMs: now,
  });
}
const rowsOf = (json: unknown) => {
  const outcome = read(json);
  return outcome.ok ? outcome.rows : [];
};
const faultsOf = (json: unknown) => {
  const outcome = read(json);
  return outcome.ok ? outcome.faults.map(({ row, column, code }) => [row, column, code]) : [[0, null, outcome.fault.code]];
};
const whole = rowsOf(posting);

describe('a JobPosting of schema.org', () => {
  it('becomes a posting', () => {
    expect(read(posting)).toEqual({
      ok: true,
      format: 'json-ld',
      encoding: 'UTF-8',
      notes: [],
      faults: [],
      rows: [
        {
          row: 1,
          source: '西河人社',
          sourceId: 'XH-77',
          content: {
            title: '送桶装水',
            trade: 303,
            occupationCode: null,
            employer: '清泉送水站',
            headcount: 2,
            conditions: '有力气',
            content: '给小区和单位送桶装水 一天四十桶',
            place: '大十字 邮电巷 12 号',
            point: { lat: 36.619, lng: 101.764 },
            workDate: '2026-11-24',
            startMinute: 1320,
            endMinute: 1800,
            durationDays: null,
            wage: { minFen: 18_000, maxFen: 20_050, unit: 'day' },
            settlement: 'day',
            meals: true,
            tools: 'provided',
            insurance: false,
            contactName: '韩站长',
            contactPhone: '19900001234',
            validThroughMs: Date.parse('2026-11-30T15:59:59.999Z'),
            verifiedAtMs: Date.parse('2026-11-22T22:00:00Z'),
          },
        },
      ],
    });
  });

  it('is the same posting in an array, in a graph, and in a page', () => {
    expect(rowsOf([posting])).toEqual(whole);
    expect(rowsOf({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, posting] })).toEqual(whole);
    expect(rowsOf(`<!doctype html><script type="application/ld+json">${JSON.stringify(posting)}</script>`)).toEqual(whole);
  });

  it('is the same posting when terms are full addresses and values wrapped', () => {
    const expanded = Object.fromEntries(
      Object.entries({ ...posting, '@type': ['http://schema.org/JobPosting'] }).map(([key, value]) =>
        /^[@y]/.test(key) ? [key, value] : [`https://schema.org/${key}`, typeof value === 'object' ? value : [{ '@value': value }]],
      ),
    );
    expect(rowsOf(expanded)).toEqual(whole);
  });

  it('follows a reference to a node elsewhere in the file', () => {
    const graph = [
      { '@id': '#org', '@type': 'Organization', name: '清泉送水站' },
      { ...posting, hiringOrganization: { '@id': '#org' } },
    ];
    expect(rowsOf({ '@graph': graph })).toEqual(whole);
  });

  it('takes plain strings where schema.org has nodes', () => {
    const plain = {
      ...posting,
      hiringOrganization: '清泉送水站',
      jobLocation: '大十字 邮电巷 12 号',
      identifier: 77,
      totalJobOpenings: '2',
    };
    expect(rowsOf(plain)).toMatchObject([
      { source: 'json-ld', sourceId: '77', content: { employer: '清泉送水站', headcount: 2, place: '大十字 邮电巷 12 号', point: null } },
    ]);
  });

  it('falls back on its address in the web for an id', () => {
    expect(rowsOf({ ...posting, identifier: undefined, url: 'https://jobs.example/7' })).toMatchObject([
      { source: 'json-ld', sourceId: 'https://jobs.example/7' },
    ]);
  });

  it('reads conditions from the experience asked for', () => {
    const asked = (experienceRequirements: unknown) =>
      rowsOf({ ...posting, qualifications: undefined, experienceRequirements })[0]?.content.conditions;
    expect(asked('干过的优先')).toBe('干过的优先');
    expect(asked({ '@type': 'OccupationalExperienceRequirements', monthsOfExperience: 6 })).toBe('6 个月以上经验');
    expect(asked({ monthsOfExperience: 0 })).toBe('不要求经验');
  });

  it.each([
    [{ value: { value: 22, unitText: 'HOUR' } }, { minFen: 2200, maxFen: 2200, unit: 'hour' }],
    [
      { value: { minValue: 3000, maxValue: 3500, unitText: 'MONTH' }, currency: 'RMB' },
      { minFen: 300_000, maxFen: 350_000, unit: 'month' },
    ],
    [{ value: { value: '180', unitCode: 'DAY' } }, { minFen: 18_000, maxFen: 18_000, unit: 'day' }],
    [
      { value: 22, unitText: 'HOUR' },
      { minFen: 2200, maxFen: 2200, unit: 'hour' },
    ],
  ])('reads the pay %j', (baseSalary, wage) => {
    expect(rowsOf({ ...posting, baseSalary })).toMatchObject([{ content: { wage } }]);
  });

  it('reads pay by the order, which schema.org has no unit for', () => {
    const byOrder = { ...posting, baseSalary: { value: { value: 120 } }, 'yizhan:payUnit': 'order' };
    expect(rowsOf(byOrder)).toMatchObject([{ content: { wage: { minFen: 12_000, maxFen: 12_000, unit: 'order' } } }]);
  });

  it('guesses the trade from the title, and says so', () => {
    const outcome = read({ ...posting, 'yizhan:trade': undefined, title: '招送水工' });
    expect(outcome.ok && [outcome.rows[0]?.content.trade, outcome.notes]).toEqual([
      303,
      ['第 1 条：没有写工种，按标题「招送水工」定为 送水。'],
    ]);
  });

  it.each([
    ['a trade that the title leaves open', { 'yizhan:trade': undefined, title: '搬家司机' }, 'yizhan:trade', 'trade_unknown'],
    ['pay by the week', { baseSalary: { value: { value: 900, unitText: 'WEEK' } } }, 'baseSalary.value.unitText', 'pay_unit_foreign'],
    ['pay by the year', { baseSalary: { value: { value: 60_000, unitCode: 'ANN' } } }, 'baseSalary.value.unitCode', 'pay_unit_foreign'],
    ['pay without a unit', { baseSalary: 180 }, 'baseSalary.value.unitText', 'pay_without_unit'],
    ['a foreign currency', { baseSalary: { ...posting.baseSalary, currency: 'USD' } }, 'baseSalary.currency', 'currency_foreign'],
    ['no pay', { baseSalary: undefined }, 'baseSalary', 'value_missing'],
    ['no employer', { hiringOrganization: undefined }, 'hiringOrganization', 'value_missing'],
    ['no place', { jobLocation: undefined, jobLocationType: 'TELECOMMUTE' }, 'jobLocation', 'value_missing'],
    ['no validity', { validThrough: undefined }, 'validThrough', 'value_missing'],
    ['no description', { description: '<p> </p>' }, 'description', 'value_missing'],
    ['neither id nor address', { identifier: undefined }, 'identifier', 'value_missing'],
    ['an endless description', { description: '水'.repeat(501) }, 'description', 'value_too_long'],
  ])('is refused for %s, once', (_, over, column, code) => {
    expect(faultsOf({ ...posting, ...over })).toEqual([[1, column, code]]);
  });

  it('is refused for an id that JSON has rounded', () => {
    expect(faultsOf(JSON.stringify(posting).replace('"XH-77"', '12345678901234567890'))).toEqual([
      [1, 'identifier.value', 'scientific_notation'],
    ]);
  });

  it('is numbered by its place in the file; an id that comes again is named', () => {
    expect(faultsOf([{ ...posting, validThrough: '长期' }, { '@type': 'Event' }, posting, posting])).toEqual([
      [1, 'validThrough', 'value_unreadable'],
      [3, 'identifier.value', 'id_repeated'],
    ]);
  });

  it.each([
    ['{"@type": "JobPosting",', 'json_invalid'],
    ['{"@type": "Event"}', 'no_postings'],
    ['[null, 1, "JobPosting", [[]]]', 'no_postings'],
    ['<html><table><tr><td>编号</td></tr></table></html>', 'no_postings'],
    ['<script type="application/ld+json">{oops}</script>', 'json_invalid'],
    ['['.repeat(200_000), 'json_invalid'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, 'no_postings'],
  ])('is not in %.40s', (text, code) => {
    expect(faultsOf(text)).toEqual([[0, null, code]]);
  });
});
