/** Whether a station is open, in a few words. What is not known is never said to be open. */
import { workDayOf } from '../../../shared/domain/work-day.ts';
import type { StationState } from '../api/shapes.ts';
import { type Say, useWords } from '../messages.ts';
import { dayText, momentText } from '../parts/times.ts';

export type Tone = 'open' | 'soon' | 'shut' | 'unknown' | 'paused';

export function stateWords(say: Say, { state, untilMs, opensMs, suspended }: StationState, nowMs: number): { tone: Tone; text: string } {
  const at = (ms: number) => momentText(say, ms, nowMs).replace(`${say('times.today')} `, '');
  if (suspended) {
    const { until } = suspended;
    return {
      tone: 'paused',
      text: until === null ? say('state.paused') : say('state.pausedUntil', { day: dayText(say, until, workDayOf(nowMs)) }),
    };
  }
  switch (state) {
    case 'open':
      return { tone: 'open', text: untilMs === null ? say('state.openLong') : say('state.open', { at: at(untilMs) }) };
    case 'closing':
      return { tone: 'soon', text: say('state.closing', { at: at(untilMs ?? nowMs) }) };
    case 'closed':
      return { tone: 'shut', text: opensMs === null ? say('state.closedLong') : say('state.closed', { at: at(opensMs) }) };
    default:
      return { tone: 'unknown', text: say('state.unknown') };
  }
}

export function StateWords({ state }: { readonly state: StationState }) {
  const say = useWords();
  const { tone, text } = stateWords(say, state, Date.now());
  return <span className={`state ${tone}`}>{text}</span>;
}
