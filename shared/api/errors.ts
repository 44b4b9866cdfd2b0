/** Refusals. The code is for programs and for the message files; the message is for logs and the command line. */

/** Every code with the HTTP status it travels under. */
export const errorStatus = {
  operation_unknown: 404,
  method_not_allowed: 405,
  origin_refused: 403,
  body_too_large: 413,
  body_not_json: 415,
  input_invalid: 400,
  not_found: 404,
  posting_not_found: 404,
  visit_not_found: 404,
  take_back_too_late: 409,
  name_unprintable: 400,
  too_many_cards: 429,
  card_site_missing: 409,
  card_not_found: 404,
  card_void: 409,
  card_malformed: 400,
  card_foreign: 409,
  card_forged: 409,
  card_revoked: 409,
  card_expired: 409,
  phone_wrong: 403,
  withdraw_by_staff: 409,
  worker_unknown: 409,
  worker_not_found: 404,
  join_same: 400,
  referral_not_found: 404,
  referral_settled: 409,
  match_not_found: 404,
  match_state_illegal: 409,
  match_terms_missing: 409,
  work_date_invalid: 400,
  match_waiting: 409,
  posting_full: 409,
  undo_too_late: 409,
  undo_spent: 409,
  consent_missing: 409,
  employer_not_found: 404,
  employer_sanctioned: 409,
  sanction_past: 400,
  phone_missing: 409,
  clock_suspect: 409,
  key_missing: 503,
  key_unusable: 503,
  key_generation_spent: 409,
  serials_spent: 409,
  staff_only: 401,
  staff_already_set: 409,
  staff_locked: 429,
  pin_wrong: 401,
  pin_weak: 400,
  recovery_wrong: 401,
  changed_meanwhile: 409,
  posting_state: 409,
  posting_incomplete: 409,
  posting_blocked: 409,
  posting_doubtful: 409,
  validity_invalid: 400,
  close_reason_missing: 400,
  import_busy: 409,
  import_look_first: 409,
  import_faulty: 409,
  import_unreadable: 400,
  drive_gone: 409,
  drive_full: 507,
  drive_read_only: 409,
  drive_file_missing: 404,
  drive_file_refused: 400,
  drive_file_too_large: 413,
  range_reversed: 400,
  range_too_long: 400,
  visit_corrected: 409,
  visit_hour_missing: 400,
  day_in_future: 400,
  bank_not_found: 404,
  bank_code_invalid: 400,
  bank_code_exists: 409,
  bank_label_exists: 409,
  bank_out: 409,
  bank_faulty: 409,
  bank_gone: 409,
  bank_not_out: 409,
  bank_state: 409,
  bank_at_desk: 409,
  borrower_missing: 400,
  borrower_no_phone: 409,
  loan_not_found: 404,
  cabinet_not_found: 404,
  notice_not_found: 404,
  notice_state: 409,
  notice_title_missing: 409,
  notice_times_invalid: 400,
  notice_link_invalid: 400,
  notice_over: 409,
  disk_full: 507,
  data_read_only: 507,
  database_busy: 503,
  database_corrupt: 500,
  database_from_future: 500,
  database_foreign: 500,
  data_folder_unusable: 500,
  already_running: 500,
  port_in_use: 500,
  port_invalid: 400,
  printer_invalid: 400,
  station_missing: 500,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** What every answer of the API looks like on the wire. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
    };
