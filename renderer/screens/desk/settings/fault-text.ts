/** What a refusal of the hub means to staff: desk.link.fault.<code>. */
import type { TFunction } from 'i18next';

export function faultText(t: TFunction, code: string): string {
  return t([`desk.link.fault.${code}`, 'desk.link.fault.other']);
}
