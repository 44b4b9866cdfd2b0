/** Why a file cannot be read as a whole; nothing of it is imported. */
export type FileFaultCode =
  | 'file_missing'
  | 'file_is_folder'
  | 'file_unreadable'
  | 'file_too_large'
  | 'file_empty'
  | 'file_xlsx'
  | 'file_xls'
  | 'file_pdf'
  | 'file_binary'
  | 'encoding_damaged'
  | 'encoding_unknown'
  | 'json_invalid'
  | 'no_postings';

export interface FileFault {
  readonly code: FileFaultCode;
  readonly message: string;
}

export const largestFileBytes = 64 * 1024 * 1024;
