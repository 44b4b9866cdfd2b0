/** The page's addresses. All but the first lie under /s/, so that one rewrite rule serves them from any file server. */
export const mapPath = '/';

export function stationPath(number: number): string {
  return `/s/${number}`;
}

/** 招人: a posting for that station. */
export function postPath(number: number): string {
  return `/s/${number}/post`;
}

/** 1 to 999 999, as on a door sign; null for anything else. */
export function stationNumberOf(text: string): number | null {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
