/** A posting as schema.org JobPosting, in the terms that the import reads (docs/import.md). One graph a file. */
import type { Posting } from '../../../shared/domain/posting.ts';
import { type PayUnit, yuanText } from '../../../shared/domain/wage.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { clockCell } from './time-text.ts';

const unitTexts: Readonly<Partial<Record<PayUnit, string>>> = { hour: 'HOUR', day: 'DAY', month: 'MONTH' };

/** Descriptions are HTML. */
const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const moment = (atMs: number) => `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
const clock = (minute: number | null) => (minute === null ? undefined : clockCell(minute));

function node({ source, sourceId, content, publishedAtMs, createdAtMs }: Posting): object {
  const { wage, point, workDate } = content;
  return {
    '@type': 'JobPosting',
    identifier: { '@type': 'PropertyValue', name: source, value: sourceId },
    title: html(content.title),
    description: content.content === null ? undefined : html(content.content),
    datePosted: workDayOf(publishedAtMs ?? createdAtMs),
    validThrough: content.validThroughMs === null ? undefined : moment(content.validThroughMs),
    employmentType: content.settlement === 'day' ? 'PER_DIEM' : 'TEMPORARY',
    hiringOrganization: content.employer === null ? undefined : { '@type': 'Organization', name: html(content.employer) },
    totalJobOpenings: content.headcount ?? undefined,
    qualifications: content.conditions === null ? undefined : html(content.conditions),
    occupationalCategory: content.occupationCode ?? undefined,
    jobLocation:
      content.place === null
        ? undefined
        : {
            '@type': 'Place',
            address: html(content.place),
            geo: point ? { '@type': 'GeoCoordinates', latitude: point.lat, longitude: point.lng } : undefined,
          },
    jobStartDate: workDate ?? undefined,
    baseSalary: wage
      ? {
          '@type': 'MonetaryAmount',
          currency: 'CNY',
          value: {
            '@type': 'QuantitativeValue',
            minValue: Number(yuanText(wage.minFen)),
            maxValue: Number(yuanText(wage.maxFen)),
            unitText: unitTexts[wage.unit],
          },
        }
      : undefined,
    applicationContact: content.contactPhone
      ? { '@type': 'ContactPoint', name: content.contactName ?? undefined, telephone: content.contactPhone }
      : undefined,
    'yizhan:trade': content.trade,
    // pay by the order has no unitText
    'yizhan:payUnit': wage?.unit,
    'yizhan:start': clock(content.startMinute),
    'yizhan:end': clock(content.endMinute),
    'yizhan:durationDays': content.durationDays ?? undefined,
    'yizhan:settlement': content.settlement ?? undefined,
    'yizhan:meals': content.meals ?? undefined,
    'yizhan:tools': content.tools ?? undefined,
    'yizhan:insurance': content.insurance ?? undefined,
    'yizhan:contactName': content.contactPhone ? undefined : (content.contactName ?? undefined),
    'yizhan:verifiedAt': content.verifiedAtMs === null ? undefined : moment(content.verifiedAtMs),
  };
}

export const postingJsonLd = {
  head: '{"@context":["https://schema.org",{"yizhan":"urn:yizhan:posting:"}],"@graph":[\n',
  row: (posting: Posting): string => JSON.stringify(node(posting)),
  between: ',\n',
  tail: '\n]}\n',
} as const;
