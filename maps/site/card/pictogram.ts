/** Pictograms: an ink line, some with a lamp-orange fill. Never the only carrier of a meaning. */
import { svg } from './element.ts';
import { type LineName, lines } from './lines.ts';

interface Shape {
  /** The filled part under the line. */
  readonly tone: string;
  readonly line: string;
}

/** Where the build put the trades' pictograms: a file of its own, as most answers need none of them. */
declare const __TRADE_SHAPES__: string;

/** Without their file the words stand alone. */
const tradeShapes: Promise<Readonly<Record<string, Shape>>> = fetch(__TRADE_SHAPES__)
  .then((answer): Promise<Readonly<Record<string, Shape>>> => (answer.ok ? answer.json() : Promise.resolve({})))
  .catch(() => ({}));

export function icon(name: LineName): SVGElement {
  return svg('svg', { class: 'ic', viewBox: '0 0 256 256', 'aria-hidden': 'true' }, svg('path', { d: lines[name] }));
}

/** An empty place that the pictogram moves into when its file is there. */
export function tradeIcon(name: string): SVGElement {
  const place = svg('svg', { class: 'ic', viewBox: '0 0 256 256', 'aria-hidden': 'true' });
  void tradeShapes.then(({ [name]: shape }) => {
    if (shape) place.append(svg('path', { d: shape.tone, class: 'tone' }), svg('path', { d: shape.line }));
  });
  return place;
}

/** The product's mark: the door ajar. */
export function door(): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 28 32', 'aria-hidden': 'true' },
    svg('path', { d: 'M2 14a12 12 0 0 1 24 0v15a2.5 2.5 0 0 1-2.5 2.5h-19A2.5 2.5 0 0 1 2 29z', class: 'brand-fill' }),
    svg('path', { d: 'M7.5 14.5a6.5 6.5 0 0 1 13 0v17h-13z', class: 'lamp-fill' }),
    svg('path', { d: 'M6.5 11.6l6.6 4a1 1 0 0 1 .5.9V31.5H6.5z', class: 'brand-fill' }),
  );
}
