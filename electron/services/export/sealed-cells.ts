/** Phones in lines that are made where there are no keys: sealed, in a cell of their own, until somebody with the keys opens them. */

/** No person's name and no word holds a nought character, so nothing else can be taken for one. */
export const sealedCell = (sealed: Uint8Array): string => `\0${Buffer.from(sealed).toString('base64')}\0`;

/** Puts cells in the place of sealed ones; what `cell` answers must need no quotes. */
export function openCells(text: string, cell: (sealed: Uint8Array) => string): string {
  return text.replace(/\0([^\0]*)\0/g, (_, sealed: string) => cell(Buffer.from(sealed, 'base64')));
}
