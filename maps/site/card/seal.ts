/** The seals of the plate: one silhouette a tone, so that the verdict is told without colour. */
import type { Sign, Tone } from './card-view.ts';
import { svg } from './element.ts';
import { type LineName, lines } from './lines.ts';

const signs: Readonly<Record<Sign, LineName>> = {
  check: 'check',
  history: 'clock-counter-clockwise',
  question: 'question',
  broken: 'link-break',
  prohibit: 'prohibit',
  key: 'key',
  calendar: 'calendar-x',
  scan: 'scan',
  reload: 'arrow-clockwise',
  clock: 'clock',
  wait: 'circle-notch',
};

/** Where the sign stands in the silhouette, in its 76 × 76 field. */
const places: Readonly<Record<Tone, readonly [x: number, y: number, size: number]>> = {
  ok: [16, 16, 44],
  care: [21, 30, 34],
  grey: [18, 18, 40],
  stop: [16, 16, 44],
};

export function seal(tone: Tone, sign: Sign): SVGElement {
  const [x, y, size] = places[tone].map(String);
  const inside = { x: x ?? '', y: y ?? '', width: size ?? '', height: size ?? '', viewBox: '0 0 256 256', class: 'sign' };
  return svg(
    'svg',
    { class: 'seal', viewBox: '0 0 76 76', 'aria-hidden': 'true' },
    silhouette(tone),
    svg('svg', inside, svg('path', { d: lines[signs[sign]] })),
  );
}

function silhouette(tone: Tone): SVGElement {
  switch (tone) {
    case 'ok':
      return svg(
        'svg',
        { x: '-6', y: '-6', width: '88', height: '88', viewBox: '0 0 256 256', class: 'shape' },
        svg('path', { d: lines.seal }),
      );
    case 'care':
      return svg('path', { d: 'M38 7L73 68H3z', class: 'shape rounded', 'stroke-width': '8', 'stroke-linejoin': 'round' });
    case 'grey':
      return svg('path', {
        d: 'M8 4h60a6 6 0 0 1 6 6v18a10 10 0 0 0 0 20v18a6 6 0 0 1-6 6H8a6 6 0 0 1-6-6V48a10 10 0 0 0 0-20V10a6 6 0 0 1 6-6z',
        class: 'shape',
      });
    case 'stop':
      return svg('path', {
        d: 'M24 3h28l21 21v28L52 73H24L3 52V24z',
        class: 'shape rounded',
        'stroke-width': '4',
        'stroke-linejoin': 'round',
      });
  }
}
