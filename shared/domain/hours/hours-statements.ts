/** What a text says, one statement for each group of days, in scopes: for the whole place, or for one season or room. */
import { type DayPart, meaningOf, minuteAt } from './hours-clock.ts';
import { allWeekdays, type Days } from './hours-days.ts';
import type { HoursToken } from './hours-tokens.ts';
import { Unclear, Words } from './hours-words.ts';
import { merged, wholeDay } from './intervals.ts';
import type { Interval } from './schedule.ts';

export interface OpenStatement {
  days: Days;
  /** 晚上, 下午: may add to hours said before; without such a word a second statement on a day corrects the first. */
  additional: boolean;
  readonly hours: Interval[];
}
export interface Scope {
  readonly kind: 'whole' | 'season' | 'room';
  readonly name: string;
  readonly open: OpenStatement[];
  readonly closed: Days[];
  holidays: 'same' | 'told' | null;
}

/** No days were named: every day. */
const implied: Days = { weekdays: allWeekdays, holiday: false, festival: false, every: false, working: false };
/** 上午9:00-12:00（周一至周五）下午14:00-17:00: the second may be for those days alone. */
function spreads({ open }: Scope): boolean {
  return open.some(({ days }, at) => days === implied && open.slice(0, at).some((before) => before.days !== implied));
}

class Reading {
  readonly scopes: Scope[] = [{ kind: 'whole', name: '', open: [], closed: [], holidays: null }];
  readonly #words: Words;
  #scope: Scope;
  /** Days that were named and wait for their hours. */
  #subject: Days | null = null;
  /** Days named before the first season or room: 周二至周日 1层 …, 2-4层 …. */
  #lead: Days | null = null;
  #group: OpenStatement | null = null;
  #part: DayPart | null = null;
  #afterBreak = false;
  /** Minutes before each closing, for all that the text says. */
  #entryEndsBefore = 0;
  #wholeDay = false;
  /** What stood before the bracket, and whether the bracket speaks of other days. */
  #outside: { scope: Scope; said: number; subject: Days | null; group: OpenStatement | null; moved: boolean } | null = null;

  constructor(tokens: readonly HoursToken[]) {
    this.#words = new Words(tokens);
    this.#scope = this.whole;
  }

  get whole(): Scope {
    const [first] = this.scopes;
    if (first === undefined) throw new Unclear();
    return first;
  }

  read(): readonly Scope[] {
    for (let token = this.#words.next(); token !== undefined; token = this.#words.next()) this.#take(token);
    this.#settled();
    const open = this.scopes.flatMap((scope) => scope.open);
    if (this.#outside !== null || (this.#wholeDay && open.length > 1) || this.scopes.some(spreads)) throw new Unclear();
    if (this.#entryEndsBefore > 0) {
      for (const group of this.scopes.flatMap(({ open }) => open))
        this.#lastEntry(group, (group.hours.at(-1)?.[1] ?? 0) - this.#entryEndsBefore);
    }
    return this.scopes;
  }

  /** Nothing is left half said. */
  #settled(): void {
    if (this.#part !== null || this.#afterBreak || (this.#subject !== null && this.#group === null)) throw new Unclear();
  }

  #take(token: HoursToken): void {
    switch (token.kind) {
      case 'days':
        this.#takeDays(this.#words.chain(token.days));
        break;
      case 'interval': {
        const interval = meaningOf(token.interval, this.#part);
        if (interval === null) throw new Unclear();
        this.#takeInterval(interval);
        break;
      }
      case 'all-day':
      case 'whole-day':
        this.#wholeDay ||= token.kind === 'whole-day';
        if (this.#part !== null || this.#afterBreak) throw new Unclear();
        this.#takeInterval(wholeDay);
        break;
      case 'part':
        if (this.#part !== null) throw new Unclear();
        this.#part = token.part;
        break;
      case 'last-entry': {
        const at = minuteAt(token.at, this.#part);
        this.#part = null;
        this.#lastEntry(this.#group, at);
        break;
      }
      case 'last-entry-before':
        this.#entryEndsBefore = token.minutes;
        break;
      case 'season':
      case 'room':
        this.#enter(token.kind, token.name);
        break;
      case 'except':
        this.#takeExcept();
        break;
      case 'including':
        this.#takeIncluded();
        break;
      case 'closed-label':
        this.#takeClosed(this.#words.chainNext());
        break;
      case 'break':
        if (this.#group === null || this.#part !== null) throw new Unclear();
        this.#afterBreak = true;
        break;
      case 'no-rest':
        this.#scope.holidays = 'same';
        break;
      case 'in-case':
        if (this.#words.ahead() !== 'told') throw new Unclear();
        break;
      case 'paren':
        if (this.#outside !== null) throw new Unclear();
        this.#outside = { scope: this.#scope, said: this.#said(), subject: this.#subject, group: this.#group, moved: false };
        break;
      case 'end-paren':
        this.#leave();
        break;
      case 'stop':
        if (this.#part !== null || this.#afterBreak) throw new Unclear();
        break;
      case 'join':
        if (this.#group === null || this.#part !== null || !['interval', 'part', 'days'].includes(this.#words.ahead() ?? ''))
          throw new Unclear();
        break;
      case 'told':
      case 'open':
      case 'comma':
      case 'soft':
        break;
      default:
        throw new Unclear();
    }
  }

  #said(): number {
    return this.scopes.reduce((sum, { open, closed }) => sum + open.length + closed.length, 0);
  }

  #takeDays(days: Days): void {
    if (this.#part !== null || this.#afterBreak) throw new Unclear();
    const ahead = this.#words.ahead();
    if (ahead === 'excluded' && this.#subject === null && this.#group === null && this.#scope.closed.length > 0) {
      // 周一闭馆（法定节假日除外）: on holidays it is perhaps not shut.
      if (days.weekdays !== 0) throw new Unclear();
      this.#words.skipTo(ahead);
      this.#scope.holidays = 'told';
      return;
    }
    if (ahead === 'closed' || ahead === 'excluded') {
      this.#words.skipTo(ahead);
      this.#takeClosed(days);
      return;
    }
    if (ahead === 'same' || ahead === 'no-rest' || ahead === 'told') {
      if (days.weekdays !== 0 || (days.festival && ahead !== 'told')) throw new Unclear();
      this.#words.skipTo(ahead);
      this.#scope.holidays = ahead === 'told' ? 'told' : 'same';
      return;
    }
    if (days.festival) throw new Unclear();
    if (ahead === 'end-paren' && this.#outside !== null) {
      this.#takeDaysAfter(days);
      return;
    }
    if (this.#outside === null) this.#settled();
    else this.#outside.moved = true;
    this.#subject = days;
    this.#group = null;
  }

  /** 9:00-17:00（周一至周五）, 双休日（周六、周日）9:00-17:00 */
  #takeDaysAfter(days: Days): void {
    if (this.#group === null) {
      if (this.#subject?.weekdays !== days.weekdays || days.holiday) throw new Unclear();
      return;
    }
    if (this.#group.days !== implied) throw new Unclear();
    this.#group.days = days;
    this.#group = null;
  }

  #takeClosed(days: Days): void {
    this.#scope.closed.push(days);
    if (this.#outside !== null) return;
    this.#settled();
    this.#subject = null;
    this.#group = null;
  }

  /** 除周一外, 除周一闭馆外, 不含节假日 */
  #takeExcept(): void {
    const days = this.#words.chainNext();
    if (this.#words.ahead() === 'closed') this.#words.skipTo('closed');
    if (this.#words.ahead() === 'outside') this.#words.skipTo('outside');
    this.#scope.closed.push(days);
  }

  /** 含节假日: holidays too; the weekdays said with it must be meant already. */
  #takeIncluded(): void {
    const { weekdays, holiday, festival } = this.#words.chainNext();
    const meant = this.#group?.days ?? this.#subject;
    if (festival || meant === null || (weekdays & ~meant.weekdays) !== 0) throw new Unclear();
    if (holiday) this.#scope.holidays = 'same';
  }

  #takeInterval(interval: Interval): void {
    const shut = this.#afterBreak || this.#words.ahead() === 'closed' || this.#words.ahead() === 'break';
    if (shut) {
      this.#takeBreak(interval);
      return;
    }
    const additional = this.#part !== null;
    this.#part = null;
    if (this.#group === null) {
      this.#group = { days: this.#subject ?? this.#lead ?? implied, additional, hours: [interval] };
      this.#scope.open.push(this.#group);
      return;
    }
    const last = this.#group.hours.at(-1);
    if (last !== undefined && interval[0] < last[1]) throw new Unclear();
    this.#group.hours.push(interval);
    if (additional) this.#group.additional = true;
  }

  /** 午休 12:00-13:00, 12:00-13:00休息: out of the hours that hold it. */
  #takeBreak([from, to]: Interval): void {
    if (!this.#afterBreak) this.#words.skipTo(this.#words.ahead() === 'break' ? 'break' : 'closed');
    this.#afterBreak = false;
    this.#part = null;
    const hours = this.#group?.hours ?? [];
    const at = hours.findIndex(([start, end]) => start < from && to < end);
    const around = hours[at];
    if (around === undefined) throw new Unclear();
    hours.splice(at, 1, [around[0], from], [to, around[1]]);
  }

  /** Who comes after the last entry stands before a shut door. */
  #lastEntry(group: OpenStatement | null, at: number | null): void {
    const last = group?.hours.at(-1);
    if (last === undefined || at === null || at <= last[0] || at > last[1]) throw new Unclear();
    group?.hours.splice(-1, 1, [last[0], at]);
  }

  #enter(kind: 'season' | 'room', name: string): void {
    if (this.#part !== null || this.#afterBreak) throw new Unclear();
    if (this.#subject !== null && this.#group === null) this.#lead = this.#subject;
    if (this.#outside !== null) this.#outside.moved = true;
    this.#subject = this.#lead;
    this.#group = null;
    const known = this.scopes.find((scope) => scope.kind === kind && scope.name === name);
    this.#scope = known ?? { kind, name, open: [], closed: [], holidays: null };
    if (known === undefined) this.scopes.push(this.#scope);
  }

  #leave(): void {
    if (this.#outside === null || this.#part !== null || this.#afterBreak) throw new Unclear();
    const { scope, said, subject, group, moved } = this.#outside;
    // 周六（寒暑假）9:00: for those days alone, which have no dates here.
    if (moved && this.#said() === said) throw new Unclear();
    if (moved) {
      this.#group = group;
      this.#subject = this.#lead === subject ? null : subject;
    }
    this.#scope = scope;
    this.#outside = null;
  }
}

/** What the words say, or null where that is not sure. */
export function statementsOf(tokens: readonly HoursToken[]): readonly Scope[] | null {
  try {
    return new Reading(tokens).read().map((scope) => ({
      ...scope,
      open: scope.open.map((statement) => ({ ...statement, hours: [...merged(statement.hours)] })),
    }));
  } catch (error) {
    if (error instanceof Unclear) return null;
    throw error;
  }
}
