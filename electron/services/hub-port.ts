/** The hub as the desk's services see it: who asks it, and when, is the link's (electron/hub-link). */

export type HubOutcome =
  | { readonly kind: 'done'; readonly sent: number; readonly read: number }
  /** Nobody answered: it is tried again by itself. */
  | { readonly kind: 'silent' }
  /** The hub's own refusal: staff have to do something. */
  | { readonly kind: 'refused'; readonly code: string };

export interface MadeBundle {
  readonly station: number;
  /** The file's content. */
  readonly text: string;
  /** How many changes are in it. */
  readonly facts: number;
}

/** `sent`: changes that the hub has now; `read`: things that it told. `refused`: its own code, as over a network. */
export type TakenAnswer =
  | { readonly kind: 'done'; readonly sent: number; readonly read: number }
  | { readonly kind: 'refused'; readonly code: string };

export interface HubPort {
  /** Whether requests can be signed: not after a restore, when the row of the link is there and its key is not. */
  isKeyed(): boolean;
  /** How the last exchange ended, since the station was opened. */
  last(): HubOutcome | undefined;
  /**
   * @throws AppError link_url_invalid, link_code_wrong, link_code_spent, link_code_limit, link_demo, link_unreachable, link_not_a_hub,
   *   link_refused, link_generations_spent, key_unusable, station_missing
   */
  enrol(address: string, code: string, actor: string): Promise<void>;
  /** To be called with the transaction that forgets the link. */
  leave(): void;
  /** Exchanges now; undefined when there is no link. */
  send(): Promise<HubOutcome | undefined>;
  /** What waits, as a file for the hub. @throws AppError link_missing */
  makeBundle(): Promise<MadeBundle>;
  /** The hub's answer to such a file. @throws AppError link_missing, bundle_damaged, bundle_foreign, bundle_version, bundle_stale */
  takeBundle(text: string): Promise<TakenAnswer>;
}
