/** Opening hours out of the words on a door. */
import { statementsOf } from './hours-statements.ts';
import { hoursTokens, plainHours } from './hours-tokens.ts';
import { scheduleOf } from './hours-week.ts';
import type { Schedule } from './schedule.ts';

/** Longer texts are notices, not hours. */
const longest = 1_000;

/**
 * The schedule that a text says, or null: unknown. Never throws, and never opens where the text may not: a text with one word that is
 * not understood is unknown as a whole; of seasons, rooms and statements that disagree only what all allow is open; days that are not
 * named are shut; holidays are unknown unless they are spoken of, every day is (每天), or it is round the clock all week.
 */
export function readHours(text: string): Schedule | null {
  if (text.length > longest) return null;
  const tokens = hoursTokens(plainHours(text));
  const scopes = tokens === null ? null : statementsOf(tokens);
  return scopes === null ? null : scheduleOf(scopes);
}
