/** A station's state in words: 开着·到 21:00, 快关门·25 分钟后午休, 关着·今天 14:00 开, 暂停开放·装修，12 月 5 日恢复, 时间不明. */
import type { Closure } from '../../../../shared/domain/listed-station.ts';
import type { Values } from '../../card/words.ts';
import { Door } from '../door.tsx';
import type { MessageKey } from '../messages.ts';
import { Say, textOf, useLanguage } from '../say.tsx';
import { doorOf, type NextOpening, type ShownState, type StationRow } from '../station-view.ts';
import { dayWords } from './day-words.ts';

interface StateLine {
  readonly head: MessageKey;
  readonly tail: { readonly k: MessageKey; readonly values: Values } | null;
}

export function stateLine(state: ShownState, hasPhone: boolean): StateLine {
  switch (state.kind) {
    case 'open':
      return {
        head: 'state.open',
        tail: state.until === null ? { k: 'state.allDay', values: {} } : { k: 'state.until', values: { at: state.until } },
      };
    case 'soon':
      return {
        head: 'state.soon',
        tail: { k: state.end === 'break' ? 'state.breakIn' : 'state.shutIn', values: { count: state.minutes } },
      };
    case 'closed':
      return { head: 'state.closed', tail: state.opens && { k: 'state.opens', values: opening(state.opens) } };
    case 'suspended':
      return { head: 'state.suspended', tail: reasonOf(state.closure) };
    case 'unknown':
      return { head: 'state.unknown', tail: { k: hasPhone ? 'state.callFirst' : 'state.askFirst', values: {} } };
  }
}

function reasonOf({ reason, to }: Closure): StateLine['tail'] {
  const values = { reason, day: to === null ? '' : dayWords(to) };
  if (to === null) return reason === '' ? null : { k: 'state.reason', values };
  return { k: reason === '' ? 'state.untilDay' : 'state.reasonUntil', values };
}

function opening({ inDays, day, at }: NextOpening): Values {
  const near: readonly MessageKey[] = ['day.today', 'day.tomorrow'];
  const key = near[inDays];
  return { day: key ? textOf(key) : dayWords(day, inDays < 7 ? 'weekday' : 'date'), at };
}

export function StateTag({ state, hasPhone }: { readonly state: ShownState; readonly hasPhone: boolean }) {
  useLanguage();
  const { head, tail } = stateLine(state, hasPhone);
  const kind = doorOf(state);
  const isLong = state.kind === 'suspended' || state.kind === 'unknown';
  return (
    <span className={`state tag ${kind}`}>
      <Door state={kind} />
      <span>
        {state.kind === 'soon' && tail ? (
          <Say k={tail.k} values={tail.values} />
        ) : (
          <>
            <Say k={head} />
            {tail && !isLong && (
              <>
                <Say k="dot" />
                <Say k={tail.k} values={tail.values} />
              </>
            )}
          </>
        )}
      </span>
    </span>
  );
}

export function StateLineWords({ row }: { readonly row: Pick<StationRow, 'state' | 'phone'> }) {
  useLanguage();
  const { head, tail } = stateLine(row.state, row.phone !== '');
  return (
    <p className={`what ${doorOf(row.state)}`}>
      <b>
        <Say k={head} />
      </b>
      {tail && (
        <>
          <Say k="dot" />
          <Say k={tail.k} values={tail.values} />
        </>
      )}
    </p>
  );
}

/** The same as one text, for labels. */
export function stateText(state: ShownState, hasPhone: boolean): string {
  const { head, tail } = stateLine(state, hasPhone);
  return tail ? `${textOf(head)}，${textOf(tail.k, tail.values)}` : textOf(head);
}

/** Beside a door on the map, as short as can be: 到 21:00, 12:00 午休, 14:00 开. */
export function markWords(state: ShownState, say: typeof textOf): string {
  switch (state.kind) {
    case 'open':
      return state.until === null ? say('state.allDay') : say('state.until', { at: state.until });
    case 'soon':
      return say(state.end === 'break' ? 'mark.break' : 'mark.shut', { at: state.at });
    case 'closed':
      return state.opens && state.opens.inDays < 2 ? say('mark.opens', { at: state.opens.at }) : '';
    case 'suspended':
      return say('mark.suspended');
    case 'unknown':
      return say('mark.unknown');
  }
}
