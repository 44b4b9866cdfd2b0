/** What reading a map file refuses with, and nothing else: `damaged`, or `newer`, a version that this code does not know. */
export class MapDataError extends Error {
  readonly code: 'damaged' | 'newer';

  constructor(code: 'damaged' | 'newer', message: string) {
    super(message);
    this.name = 'MapDataError';
    this.code = code;
  }
}

export function damaged(message: string): never {
  throw new MapDataError('damaged', message);
}

export function newer(): never {
  throw new MapDataError('newer', 'made by a newer version: reload the page');
}
