/** The hub's refusals. The code is for programs and for the pages' words; the message is a sentence that a person can act on. */

/** Every code with the HTTP status it travels under. */
export const hubErrorStatus = {
  input_invalid: 400,
  body_not_json: 415,
  body_too_large: 413,
  origin_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  station_not_found: 404,
  station_gone: 410,
  source_twice: 409,
  number_taken: 409,
  numbers_spent: 409,
  changed_meanwhile: 409,
  merge_itself: 400,
  too_many_closures: 409,
  too_many_photos: 409,
  photo_refused: 400,
  report_limit: 429,
  report_twice: 429,
  report_undo_late: 409,
  sign_in_wrong: 401,
  sign_in_wait: 429,
  signed_out: 401,
  role_refused: 403,
  password_change_first: 403,
  operator_exists: 409,
  operator_not_found: 404,
  last_administrator: 409,
  password_weak: 400,
  station_token_wrong: 401,
  clock_wrong: 409,
  token_missing: 401,
  token_invalid: 401,
  token_reused: 401,
  token_expired: 401,
  link_unknown: 403,
  link_revoked: 403,
  epoch_past: 409,
  sequence_gap: 409,
  batch_version: 400,
  batch_invalid: 400,
  cursor_ahead: 409,
  code_wrong: 403,
  code_spent: 403,
  code_limit: 429,
  card_key_known: 409,
  bundle_damaged: 400,
  bundle_foreign: 400,
  bundle_version: 400,
  station_not_linked: 409,
  submission_incomplete: 400,
  submission_blocked: 400,
  submission_limit: 429,
  submission_not_found: 404,
  scope_unknown: 400,
  database_unreachable: 503,
  database_from_future: 500,
  database_foreign: 500,
  data_folder_unusable: 500,
  port_in_use: 500,
  port_invalid: 400,
  option_invalid: 400,
  internal: 500,
} as const;

export type HubErrorCode = keyof typeof hubErrorStatus;

export class HubError extends Error {
  readonly code: HubErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: HubErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HubError';
    this.code = code;
    this.details = details;
  }
}
