/** One field of a posting in words, whatever its type. */
import type { TFunction } from 'i18next';
import type { PostingField } from '../../../../shared/domain/posting.ts';
import { amountText, type Wage } from '../../../../shared/domain/wage.ts';
import type { LocalDate } from '../../../../shared/domain/work-day.ts';
import { dayText, minuteText, momentText, phoneText } from '../../../format.ts';

/** @param value of that field's type, as the station or the hub has it */
export function valueText(t: TFunction, field: PostingField, value: unknown, nowMs: number): string {
  if (value === null || value === undefined || value === '') return t('desk.link.nothing');
  switch (field) {
    case 'wage': {
      const wage = value as Wage;
      return `${amountText(wage)} ${t(`unit.${wage.unit}`)}`;
    }
    case 'settlement':
      return t(`settlement.${String(value)}` as never) as string;
    case 'trade':
      return t(`trades.${String(value)}` as never) as string;
    case 'workDate':
      return dayText(t, value as LocalDate, nowMs);
    case 'startMinute':
    case 'endMinute':
      return minuteText(t, Number(value));
    case 'validThroughMs':
    case 'verifiedAtMs':
      return momentText(t, Number(value), nowMs);
    case 'contactPhone':
      return phoneText(String(value));
    case 'headcount':
      return t('desk.postings.editor.people', { count: Number(value) });
    case 'durationDays':
      return t('desk.postings.editor.days', { count: Number(value) });
    case 'meals':
      return t(value === true ? 'desk.postings.editor.mealsYes' : 'desk.postings.editor.mealsNo');
    case 'insurance':
      return t(value === true ? 'desk.postings.editor.yes' : 'desk.postings.editor.no');
    case 'tools':
      return t(`desk.postings.editor.${String(value)}` as never) as string;
    case 'point': {
      const { lat, lng } = value as { lat: number; lng: number };
      return `${lat.toFixed(4)}, ${lng.toFixed(4)}`;
    }
    default:
      return String(value);
  }
}
