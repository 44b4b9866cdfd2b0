/** The words of a text one after another, with a look at what follows. */
import { bothDays, type Days } from './hours-days.ts';
import type { HoursToken } from './hours-tokens.ts';

/** The words are known, together they make no sense that is sure. Caught where statements are made; nobody else sees it. */
export class Unclear extends Error {}

type Kind = HoursToken['kind'];
const meaningless = new Set<Kind>(['soft', 'comma', 'open']);
const joining = new Set<Kind>(['join', 'comma', 'soft']);

export class Words {
  readonly #tokens: readonly HoursToken[];
  #at = 0;

  constructor(tokens: readonly HoursToken[]) {
    this.#tokens = tokens;
  }

  next(): HoursToken | undefined {
    return this.#tokens[this.#at++];
  }

  /** The kind that follows, past what means nothing. */
  ahead(): Kind | undefined {
    return this.#tokens[this.#past(meaningless)]?.kind;
  }

  skipTo(kind: Kind): void {
    while (this.next()?.kind !== kind);
  }

  /** 周六、周日, 双休日法定节假日: days in a row are one group. */
  chain(first: Days): Days {
    let days = first;
    for (;;) {
      const at = this.#past(joining);
      const token = this.#tokens[at];
      if (token?.kind !== 'days') return days;
      days = bothDays(days, token.days);
      this.#at = at + 1;
    }
  }

  /** Days have to follow. @throws Unclear */
  chainNext(): Days {
    while (this.#tokens[this.#at]?.kind === 'soft') this.#at++;
    const token = this.next();
    if (token?.kind !== 'days') throw new Unclear();
    return this.chain(token.days);
  }

  #past(kinds: ReadonlySet<Kind>): number {
    let at = this.#at;
    for (let token = this.#tokens[at]; token !== undefined && kinds.has(token.kind); token = this.#tokens[at]) at++;
    return at;
  }
}
