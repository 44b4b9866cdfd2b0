import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { common, merged } from '../../../../shared/domain/hours/intervals.ts';
import { readHours } from '../../../../shared/domain/hours/read-hours.ts';
import { type DayHours, type Schedule, scheduleSchema } from '../../../../shared/domain/hours/schedule.ts';
import { dayHoursText, writeHours } from '../../../../shared/domain/hours/write-hours.ts';
import { schedule } from './hours-arbitrary.ts';
import { labels } from './labels.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const textsFile = join(root, process.env['YIZHAN_TEST_DATA'] ?? '../shared/data', 'hours/chinese_hours_strings.tsv');
const present = existsSync(textsFile);

type Week = [DayHours, DayHours, DayHours, DayHours, DayHours, DayHours, DayHours];
type Said = Pick<Schedule, 'holidays'> & { week: DayHours[] };

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

function hoursOfLabel(words: readonly string[]): [number, number][] {
  return words.map((word) => {
    if (word === '24h') return [0, 1440];
    const [from = '', to = ''] = word.split('-');
    return [minutes(from), minutes(to)];
  });
}

/** The notation of labels.ts. */
function parseLabel(label: string): Said {
  const week: DayHours[] = [[], [], [], [], [], [], []];
  let holidays: Said['holidays'] = 'unknown';
  for (const clause of label.split('; ')) {
    const [days = '', ...words] = clause.split(' ');
    if (days === 'PH') {
      const [word = ''] = words;
      holidays = word === 'same' || word === 'closed' ? word : hoursOfLabel(words);
      continue;
    }
    for (const range of days.split(',')) {
      const [first = 0, last = first] = range.split('-').map(Number);
      for (let day = first; day <= last; day++) week[day - 1] = merged([...(week[day - 1] ?? []), ...hoursOfLabel(words)]);
    }
  }
  return { week, holidays };
}

const said = (read: Schedule | null): Said | null => (read === null ? null : { week: [...read.week], holidays: read.holidays });

/** Open by minute: a whole week, and a holiday on each of its days. Unknown is not open. */
function openMinutes(reading: Said | null): Uint8Array {
  const open = new Uint8Array(7 * 1440 * 2 + 1440);
  if (reading === null) return open;
  const mark = (start: number, hours: DayHours) => {
    for (const [from, to] of hours) open.fill(1, start + from, start + to);
  };
  reading.week.forEach((hours, day) => {
    mark(day * 1440, hours);
  });
  // Marked apart, so that no night of the week before runs into it.
  const holiday = reading.holidays;
  for (let day = 0; day < 7; day++) {
    const hours = holiday === 'same' ? (reading.week[day] ?? []) : typeof holiday === 'string' ? [] : holiday;
    mark((7 + day) * 1440, common(hours, [[0, 1440]]));
  }
  return open;
}

const texts = present
  ? readFileSync(textsFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const text = line.slice(line.indexOf('\t') + 1);
        const key = createHash('sha256').update(text).digest('hex').slice(0, 16);
        return { key, text, label: labels[key] };
      })
  : [];

describe.skipIf(!present)(`225 real texts of opening hours (from ${textsFile})`, () => {
  it('are all labelled', () => {
    expect([texts.length, texts.filter(({ label }) => label === undefined).map(({ key }) => key)]).toEqual([225, []]);
  });

  it('are read as labelled, all but the one that says two things', () => {
    const missed = texts.filter(({ text, label }) => {
      const expected = label === null || label === undefined ? null : parseLabel(label);
      return JSON.stringify(said(readHours(text))) !== JSON.stringify(expected);
    });
    expect(missed.map(({ key }) => key)).toEqual(['75bbabb71d9ee630']);
  });

  it('never open at a minute of the week or of a holiday at which the label is shut or unknown', () => {
    const wrong = texts.filter(({ text, label }) => {
      const allowed = openMinutes(label === null || label === undefined ? null : parseLabel(label));
      return openMinutes(said(readHours(text))).some((open, minute) => open > (allowed[minute] ?? 0));
    });
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });
});

const all = (hours: DayHours): Week => [hours, hours, hours, hours, hours, hours, hours];
const work = (hours: DayHours, saturday: DayHours = [], sunday: DayHours = saturday): Week => [
  hours,
  hours,
  hours,
  hours,
  hours,
  saturday,
  sunday,
];
const from9 = [[540, 1020]] as const;

describe('the words on a door', () => {
  it.each<[string, Week, Schedule['holidays']]>([
    ['周一至周五 6:00–21:00，周六日休息', work([[360, 1260]]), 'unknown'],
    ['星期一到星期五9：00～17：00；节假日照常', work(from9), 'same'],
    ['礼拜一至礼拜五 9.00-17.00（法定节假日除外）', work(from9), 'closed'],
    ['每天8点至20点', all([[480, 1200]]), 'same'],
    ['8-20点', all([[480, 1200]]), 'unknown'],
    ['早八点至晚八点半', all([[480, 1230]]), 'unknown'],
    [
      '上午8:30-12:00 下午2:00-5:30',
      all([
        [510, 720],
        [840, 1050],
      ]),
      'unknown',
    ],
    ['下午02:00-05:00', all([[840, 1020]]), 'unknown'],
    ['晚上8:00-2:00', all([[1200, 1560]]), 'unknown'],
    ['18:00-次日2:00', all([[1080, 1560]]), 'unknown'],
    ['晚18:00-早6:00', all([[1080, 1800]]), 'unknown'],
    ['除周一外 9:00-17:00', [[], from9, from9, from9, from9, from9, from9], 'unknown'],
    ['每天（除周一外）9:00-17:00', [[], from9, from9, from9, from9, from9, from9], 'same'],
    ['9:00-17:00（周一至周五）', work(from9), 'unknown'],
    ['周一、三、五 9:00-17:00', [from9, [], from9, [], from9, [], []], 'unknown'],
    ['工作日 9:00-17:00', work(from9), 'closed'],
    ['工作日 9:00-17:00，双休日 10:00-16:00，法定节假日休息', work(from9, [[600, 960]]), 'closed'],
    [
      '周一至周五 9:00-18:00（午休12:00-13:30）',
      work([
        [540, 720],
        [810, 1080],
      ]),
      'unknown',
    ],
    [
      '9:00-18:00，12:00-14:00休息',
      all([
        [540, 720],
        [840, 1080],
      ]),
      'unknown',
    ],
    ['全年无休 9:00-17:00', all(from9), 'same'],
    ['每天 9:00-17:00，春节除外', all(from9), 'unknown'],
    ['每天 9:00-17:00，节假日以公告为准', all(from9), 'unknown'],
    ['24小时（节假日另行通知）', all([[0, 1440]]), 'unknown'],
    ['24小时，节假日 9:00-17:00', all([[0, 1440]]), [[540, 1020]]],
    ['周一至周五 7:00-23:00，周六日24小时', work([[420, 1380]], [[0, 1440]]), 'unknown'],
    ['夏季（5月-10月）8:00-20:00 冬季 9:00-17:00', all(from9), 'unknown'],
    ['9:00-17:00，周六 10:00-18:00', work(from9, [[600, 1020]], from9), 'unknown'],
    ['周一至周五9:00-17:30，周六9:00-12:00，周日休息，闭馆前30分钟停止入馆', work(from9, [[540, 690]], []), 'unknown'],
    ['周一至周五每天 9:00-17:00', work(from9), 'unknown'],
    ['双休日（周六、周日）9:00-17:00', work([], from9), 'unknown'],
    ['周一至周五（9:00-17:00）', work(from9), 'unknown'],
    ['9:00-17:00（周一至周五），9:00-12:00（周六、周日）', work(from9, [[540, 720]]), 'unknown'],
    ['9:00-17:00，逢周一闭馆（法定节假日除外）', [[], from9, from9, from9, from9, from9, from9], 'unknown'],
    [
      '周一至周五 9:00-12:00（周六 9:00-11:00）14:00-17:00',
      work(
        [
          [540, 720],
          [840, 1020],
        ],
        [[540, 660]],
        [],
      ),
      'unknown',
    ],
    ['周一至周五：上午8:00-12:00（冬季9:00-12:00），下午14:00-17:00', work([[540, 720]]), 'unknown'],
    ['周一至周日休息', all([]), 'unknown'],
    ['Mo-Fr 09:00-17:00; PH off', work(from9), 'closed'],
    ['Mon-Sun 9am-5pm', all(from9), 'unknown'],
    ['Monday to Friday 09:00-05:00pm', work(from9), 'unknown'],
    ['24/7', all([[0, 1440]]), 'same'],
  ])('%s', (text, week, holidays) => {
    expect(readHours(text)).toEqual({ week, holidays, exceptions: [] });
  });

  it.each([
    ['nothing', ''],
    ['no clock time', '以公告为准'],
    ['days alone', '工作日开放'],
    ['a day of rest alone', '周一闭馆'],
    ['holidays alone', '节假日 9:00-17:00'],
    ['two readings of one clock', '9:00-5:00'],
    ['the small hours, or the afternoon', '2:00-5:00'],
    ['a start that is the end', '00:00-00:00'],
    ['a clock that does not exist', '8:70-17:00'],
    ['an hour that does not exist', '9:00-49:00'],
    ['one season alone', '夏季 8:00-20:00'],
    ['days of which only some count', '周六（寒暑假）9:00-17:00'],
    ['half a day of rest', '9:00-17:00，周三下午闭馆'],
    ['a rest that no hours hold', '周一至周五 9:00-12:00休息'],
    ['a second statement that may add or correct', '9:00-17:00，周六 18:00-20:00'],
    ['all day beside other hours', '周一至周五 18:00-22:00，周六日全天'],
    ['an afternoon that may be for some days alone', '周一至周五 上午9:00-12:00，周三闭馆，下午14:00-17:00'],
    ['an afternoon after bracketed days', '上午9:00-12:00（周一至周五）下午14:00-17:00'],
    ['a word that is not known', '9:00-17:00 仅限会员'],
    ['not', '非工作日 9:00-17:00'],
    ['suspension', '暂停开放 9:00-17:00'],
    ['a week of the month', '9:00-17:00，每月第一个周一闭馆'],
    ['an end that is open', '7:00-'],
    ['a bracket that is not closed', '9:00-17:00（周一至周五'],
    ['hours of a festival', '每天 9:00-17:00，春节 10:00-16:00'],
    ['months', 'Apr-Oct 09:00-17:00'],
    ['a notice instead of hours', '每天 9:00-17:00 '.repeat(100)],
  ])('that say %s are unknown', (_, text) => {
    expect(readHours(text)).toBeNull();
  });
});

describe('a schedule written for a door', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(schedule, (any) => {
        expect(readHours(writeHours(any))).toEqual(any);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, Week, Schedule['holidays']]>([
    ['周一至周五 6:00–21:00，周六日 9:00–17:00，节假日休息', work([[360, 1260]], from9), 'closed'],
    [
      '周一、三、五 9:00–12:00、14:00–次日2:00，周二、四、六、日休息，节假日照常',
      [
        [
          [540, 720],
          [840, 1560],
        ],
        [],
        [
          [540, 720],
          [840, 1560],
        ],
        [],
        [
          [540, 720],
          [840, 1560],
        ],
        [],
        [],
      ],
      'same',
    ],
    ['周一至周日 24小时，节假日另行通知', all([[0, 1440]]), 'unknown'],
    ['周一至周日 02:00–24:00，节假日 9:00–17:00', all([[120, 1440]]), [[540, 1020]]],
  ])('is %s', (text, week, holidays) => {
    expect(writeHours({ week, holidays })).toBe(text);
  });

  it('names a day of rest', () => {
    expect(dayHoursText([])).toBe('休息');
  });
});

const fragment = fc.constantFrom(
  ...[
    '周一',
    '至',
    '周日',
    '、',
    '，',
    '；',
    ' ',
    '（',
    '）',
    '9:00',
    '-',
    '17:00',
    '9:00-17:00',
    '18:00-次日2:00',
    '上午',
    '晚上',
    '下午',
    '闭馆',
    '休息',
    '除',
    '外',
  ],
  ...[
    '节假日',
    '每天',
    '工作日',
    '春节',
    '照常',
    '24小时',
    '夏季',
    '冬季',
    '一楼',
    '自修区',
    '停止入馆',
    '午休',
    '另行通知',
    '开放',
    'Mo',
    'PH',
    'off',
    '次日',
    '8点半',
    '日',
    '二',
  ],
);

describe('any text', () => {
  it('is unknown or a schedule that keeps the rules of one, and never an error', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragment, { maxLength: 14 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const read = readHours(any);
        if (read !== null) expect(scheduleSchema.parse(read)).toEqual(read);
      }),
      { numRuns: 5_000 },
    );
  });
});
