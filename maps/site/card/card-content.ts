/** A good card as blocks: what the station saw stands apart from what the worker said. */
import type { JobCard } from '../../../shared/card/job-card.ts';
import type { Block, Fact, Setting } from './card-view.ts';
import { fullDate, shortDate } from './dates.ts';
import { listed, type Messages, plain, type Words, words } from './words.ts';

const nightsBit = 128;
const liveInBit = 256;

export function cardBlocks(card: JobCard, messages: Messages, setting: Setting): readonly Block[] {
  const facts = saidFacts(card, messages, setting);
  return [
    {
      kind: 'who',
      name: card.name,
      years: card.years ? plain(messages.card.years, { years: card.years }) : null,
      trades: card.trades.map((code) => setting.tradeOf(code)),
    },
    { kind: 'faceCheck', text: words(messages.card.faceCheck) },
    seenBlock(card, messages),
    { kind: 'said', heading: messages.card.said, note: messages.card.saidNote, facts },
    {
      kind: 'until',
      text: words(messages.card.until, { date: fullDate(card.issueDay + card.validDays, messages) }),
      issued: words(messages.card.issued, { date: fullDate(card.issueDay, messages) }),
    },
  ];
}

function seenBlock(card: JobCard, messages: Messages): Block {
  const { identity, phone, phoneHidden, certificate, specialCertificate, reference } = messages.card;
  const inOrder = [identity, card.phone === undefined ? phoneHidden : phone, certificate, specialCertificate, reference];
  const items = inOrder.filter((_, bit) => ((card.verified ?? 0) >> bit) & 1);
  return items.length > 0
    ? { kind: 'seen', heading: messages.card.seen, items }
    : { kind: 'unseen', heading: messages.card.unseen, note: words(messages.card.unseenNote) };
}

function saidFacts(card: JobCard, messages: Messages, setting: Setting): readonly Fact[] {
  const { card: say, days } = messages;
  const facts: Fact[] = [{ label: say.wage, value: wage(card, messages) }];
  const { availability, levels } = card;
  if (availability) facts.push({ label: say.free, value: available(card.issueDay, availability, messages, setting) });
  if (levels) {
    const skills = card.trades.map((code, index) => `${setting.tradeOf(code).word} ${levelWord(levels[index], messages)}`);
    facts.push({ label: say.skill, value: listed(skills, days.and) });
  }
  const self = chosen([say.ownTools, say.travels], card.flags ?? 0);
  if (self.length > 0) facts.push({ label: say.self, value: listed(self, days.and) });
  const languages = card.languages ?? 0;
  const spoken = [...chosen([say.mandarin, say.dialect], languages), ...(languages > 3 ? [say.minority] : [])];
  if (spoken.length > 0) facts.push({ label: say.speaks, value: listed(spoken, days.and) });
  return facts;
}

function chosen(items: readonly string[], bits: number): readonly string[] {
  return items.filter((_, bit) => (bits >> bit) & 1);
}

function wage({ dayWage }: JobCard, { card: say }: Messages): Words {
  if (!dayWage) return words(say.wageOpen);
  const [min, max] = dayWage;
  return min === max ? words(say.wageOne, { min }) : words(say.wageRange, { min, max });
}

function levelWord(level: number | undefined, { card: say }: Messages): string {
  return level === 1 ? say.level1 : level === 3 ? say.level3 : say.level2;
}

function available(issueDay: number, free: NonNullable<JobCard['availability']>, messages: Messages, setting: Setting): Words {
  const { days, card: say } = messages;
  const date = shortDate(issueDay + free.startOffsetDays, setting.todayDay, messages);
  const rest = [
    ...weekDays(free.mask & 127, messages),
    ...(free.mask & nightsBit ? [days.nights] : []),
    ...(free.mask & liveInBit ? [days.liveIn] : []),
  ];
  const from = words(say.from, { date });
  return rest.length === 0 ? from : [[...from.flat(), { text: days.then }], ...listed(rest, days.then)];
}

function weekDays(mask: number, { days }: Messages): readonly string[] {
  if (mask === 0) return [];
  if (mask === 127) return [days.all];
  if (mask === 31) return [days.workdays];
  if (mask === 96) return [days.weekend];
  return [chosen(days.names.split(' '), mask).join(days.and)];
}
