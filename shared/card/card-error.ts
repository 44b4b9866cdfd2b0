/** What parsing a card or a list refuses with, and nothing else. `newer`: a version of the format that this code does not know. */
export class CardFormatError extends Error {
  readonly code: 'malformed' | 'newer';

  constructor(code: 'malformed' | 'newer', message: string) {
    super(message);
    this.name = 'CardFormatError';
    this.code = code;
  }
}

export function malformed(message: string): never {
  throw new CardFormatError('malformed', message);
}
