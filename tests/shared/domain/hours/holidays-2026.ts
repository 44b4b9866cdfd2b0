/** The decree of 2026 and the law's days of 2027, written down by hand. */
import type { HolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import { addDays, type LocalDate } from '../../../../shared/domain/work-day.ts';

const days = (name: string, from: string, count: number) =>
  Array.from({ length: count }, (_, after) => ({ date: addDays(from as LocalDate, after) as string, name }));

export const holidays2026: HolidayTable = {
  version: 1,
  years: {
    '2026': {
      announced: true,
      off: [
        ...days('元旦', '2026-01-01', 3),
        ...days('春节', '2026-02-15', 9),
        ...days('清明', '2026-04-04', 3),
        ...days('劳动节', '2026-05-01', 5),
        ...days('端午', '2026-06-19', 3),
        ...days('中秋', '2026-09-25', 3),
        ...days('国庆节', '2026-10-01', 7),
      ],
      work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    },
    '2027': {
      announced: false,
      off: [
        ...days('元旦', '2027-01-01', 1),
        ...days('春节', '2027-02-05', 4),
        ...days('清明', '2027-04-05', 1),
        ...days('劳动节', '2027-05-01', 2),
        ...days('端午', '2027-06-09', 1),
        ...days('中秋', '2027-09-15', 1),
        ...days('国庆节', '2027-10-01', 3),
      ],
      work: [],
    },
  },
};
