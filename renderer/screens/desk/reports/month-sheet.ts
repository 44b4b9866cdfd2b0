/** The report on a sheet of A4 (1680 × 2376 dots, 203 dpi): figures with their definitions, a bar for each day, trades, a place to sign. */
import { hireRate, type Report } from '../../../../shared/domain/report.ts';
import { family, type Pen, pen } from '../../../card/pen.ts';
import { numberText } from './report-words.ts';

export interface SheetWords {
  readonly station: string;
  readonly title: string;
  /** Name, value with its unit, definition. */
  readonly figures: readonly (readonly [name: string, value: string, definition: string])[];
  readonly byDay: string;
  readonly byTrade: string;
  readonly trades: readonly (readonly [name: string, hires: number, referrals: number])[];
  readonly apart: string;
  readonly made: string;
  readonly sign: string;
}

const size = { width: 1680, height: 2376 } as const;
const edge = 90;
const right = size.width - edge;
const mostTrades = 10;

/** 60.6 % */
export function rateText(report: Report): string {
  const rate = hireRate(report.figures);
  return rate === null ? '—' : `${(rate * 100).toFixed(1)} %`;
}

function drawDays(draw: Pen, report: Report, top: number, bottom: number): void {
  const most = Math.max(1, ...report.byDay.map(({ visits }) => visits));
  const wide = (right - edge) / report.byDay.length;
  const every = Math.ceil(report.byDay.length / 10);
  const highest = report.byDay.findIndex(({ visits }) => visits === most);
  report.byDay.forEach(({ day, visits }, at) => {
    const tall = Math.round((visits / most) * (bottom - top - 40));
    draw.fill(edge + at * wide + wide * 0.15, bottom - tall, Math.max(1, wide * 0.7), tall);
    if (at === highest)
      draw.text(String(visits), { x: edge + (at + 0.5) * wide, y: bottom - tall - 10, size: 28, weight: 600, align: 'center' });
    if (at % every === 0) draw.text(day.slice(5), { x: edge + (at + 0.5) * wide, y: bottom + 36, size: 26, align: 'center' });
  });
  draw.line(bottom, edge, right, 3);
}

function draw(context: CanvasRenderingContext2D, report: Report, words: SheetWords): void {
  const on = pen(context);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  on.text(words.station, { x: edge, y: 150, size: 40, weight: 600, most: 900 });
  on.text(words.title, { x: edge, y: 236, size: 66, weight: 800, most: right - edge });
  on.line(268, edge, right, 5);
  let y = 268;
  for (const [name, value, definition] of words.figures) {
    y += 84;
    on.text(name, { x: edge, y: y - 24, size: 36, weight: 600, most: 300 });
    on.text(value, { x: edge + 560, y: y - 24, size: 42, weight: 800, align: 'right', most: 250 });
    on.text(definition, { x: edge + 600, y: y - 24, size: 27, most: right - edge - 600 });
    on.line(y, edge, right, 1);
  }
  y += 70;
  on.text(words.byDay, { x: edge, y, size: 38, weight: 800 });
  drawDays(on, report, y + 20, y + 360);
  y += 480;
  on.text(words.byTrade, { x: edge, y, size: 38, weight: 800 });
  const trades = words.trades.slice(0, mostTrades);
  const most = Math.max(1, ...trades.map(([, hires, referrals]) => Math.max(hires, referrals)));
  for (const [name, hires, referrals] of trades) {
    y += 52;
    on.text(name, { x: edge, y, size: 32, most: 300 });
    const long = (count: number) => Math.round((count / most) * (right - edge - 560));
    on.box(edge + 330, y - 28, Math.max(2, long(Math.max(hires, referrals))), 32, 4, 2);
    on.fill(edge + 330, y - 28, long(hires), 32);
    on.text(`${numberText(hires)} / ${numberText(referrals)}`, { x: right, y, size: 32, weight: 600, align: 'right' });
  }
  on.text(words.apart, { x: edge, y: size.height - 150, size: 26 });
  on.text(words.made, { x: edge, y: size.height - 90, size: 30 });
  on.text(words.sign, { x: right, y: size.height - 90, size: 30, align: 'right' });
}

export async function drawMonthSheet(report: Report, words: SheetWords): Promise<HTMLCanvasElement> {
  const text = `${JSON.stringify(words)}0123456789,./%—-`;
  await Promise.all([400, 600, 800].map((weight) => document.fonts.load(`${weight} 40px ${family}`, text)));
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  draw(context, report, words);
  return canvas;
}
