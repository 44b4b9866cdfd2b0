/**
 * The text a worker takes away from a posting in a QR: plain words, readable with any scanner and no network.
 * Kept short enough for a code of version 15 at level M (about 410 bytes), which a cheap phone reads from a bright screen.
 */
import type { PublishableContent } from './posting.ts';
import { settlementWords, wageText } from './wage.ts';
import { clockText } from './work-day.ts';

const clip = (text: string, longest: number) => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

export function takeawayText(content: PublishableContent, station: { readonly name: string; readonly phone: string }): string {
  const settlement = content.settlement ? ` ${settlementWords[content.settlement]}` : '';
  const day = content.workDate ? `${Number(content.workDate.slice(5, 7))}月${Number(content.workDate.slice(8))}日` : '';
  const hours =
    content.startMinute === null
      ? ''
      : clockText(content.startMinute) + (content.endMinute === null ? '' : `到${clockText(content.endMinute)}`);
  const when = [day, hours].filter(Boolean).join(' ');
  const call = content.contactPhone
    ? `电话 ${content.contactPhone}${content.contactName ? ` ${content.contactName}` : ''}`
    : `找驿站 ${station.phone}`.trimEnd();
  return [
    clip(content.title, 24),
    wageText(content.wage) + settlement,
    when && `时间 ${when}`,
    `地点 ${clip(content.place, 30)}`,
    call,
    `不收押金。${clip(station.name, 20)}`,
  ]
    .filter(Boolean)
    .join('\n');
}
