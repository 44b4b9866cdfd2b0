import type { OnSheet } from './wall-sheet.tsx';

export type TabName = 'today' | 'postings' | 'workers' | 'matches' | 'visits' | 'banks' | 'notices' | 'reports' | 'settings';

/** What the frame hands to a tab; most need none of it. */
export interface TabProps {
  /** Opens one worker's page over the tab. */
  open(workerId: string): void;
  /** Who is on the wall sheet so far. */
  readonly sheet: readonly OnSheet[];
  emptySheet(): void;
  /** Opens another tab. */
  goTo(tab: TabName): void;
}
