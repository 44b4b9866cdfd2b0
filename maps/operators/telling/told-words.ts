/** What is told, in a few words. */
import type { NoticeContent } from '../../../shared/domain/notice.ts';
import type { PostingContent } from '../../../shared/domain/posting.ts';
import { amountText } from '../../../shared/domain/wage.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import type { Say } from '../messages.ts';
import { dayText, momentText } from '../parts/times.ts';

export function scopeText(say: Say, scope: readonly string[]): string {
  return scope.length === 0 ? say('telling.everywhere') : say('telling.in', { place: scope.join(' ') });
}

/** 280 元/天，要 3 人，安居装修队，海棠新区 文苑路工地，到 11月26日 */
export function postingFacts(say: Say, content: PostingContent, nowMs: number): string {
  const { wage, headcount, employer, place, validThroughMs } = content;
  const facts = [
    wage && `${amountText(wage)} ${say(`payUnit.${wage.unit}`)}`,
    headcount && say('telling.need', { count: headcount }),
    employer,
    place,
    validThroughMs && say('telling.until', { day: dayText(say, workDayOf(validThroughMs), workDayOf(nowMs)) }),
  ];
  return facts.filter(Boolean).join(say('comma'));
}

export function noticeFacts(say: Say, { kind, startsAtMs, endsAtMs, place }: NoticeContent, nowMs: number): string {
  const times = say('closures.days', { from: momentText(say, startsAtMs, nowMs), to: momentText(say, endsAtMs, nowMs) });
  return [say(`noticeKind.${kind}`), times, place].filter((one) => one !== '').join(say('comma'));
}
