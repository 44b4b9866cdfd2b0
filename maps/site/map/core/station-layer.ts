/**
 * Stations on the map: one canvas, whatever their number. It is larger than what is seen, so that a drag moves a picture and draws
 * nothing; it is drawn again when the drag ends, or leaves the picture. Leaflet's own renderer keeps size, place and zoom animation.
 */
import {
  DomUtil,
  type LatLng,
  type LeafletEventHandlerFn,
  type Map as LeafletMap,
  type LeafletMouseEvent,
  type Point,
  point,
  Renderer,
} from 'leaflet';
import { latOf, lngOf } from '../../../../shared/geo/mercator.ts';
import { singleZoom } from '../../../../shared/map-data/cells.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { drawDoors, drawGroups, drawLabel, labelPx, type Palette, paletteOf, type Sprites, spritesOf } from './drawing.ts';
import { boxOf, labelZoom, type PlacedMark, placeLabels } from './labels.ts';
import { paddingOf } from './layer-size.ts';
import type { Mark, MarkSource } from './marks.ts';

/** More dots than this cost memory and are seen by nobody. */
const mostDpr = 3;
/** Half of what a finger covers. */
const reachPx = 24;
const worldPx = (zoom: number) => 256 * 2 ** zoom;

/** On a kiosk's glass, read from farther away, everything is drawn at double size, as it stands one zoom farther out. */
export function drawnDouble(): boolean {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) >= 24;
}

/** What Leaflet's renderer keeps for those who extend it (1.9.4). */
interface RendererInside {
  _map: LeafletMap & { _animatingZoom?: boolean };
  _container: HTMLElement;
  _bounds?: { min: Point; max: Point; getSize(): Point };
  _center: LatLng;
  _zoom: number;
  _layers: object;
  options: { padding: number };
  _update(): void;
}
const rendererUpdate = (Renderer.prototype as unknown as RendererInside)._update;

export interface LayerOptions {
  /** Marks under a touch, the nearest first; never empty. */
  readonly onPress: (marks: readonly Mark[]) => void;
  readonly isCalm: () => boolean;
  /** Calls when the first look is over. */
  readonly later: (work: () => void) => void;
}

export class StationLayer extends Renderer {
  readonly #source: MarkSource;
  readonly #options: LayerOptions;
  readonly #canvas = document.createElement('canvas');
  #css: Palette = () => '';
  #sprites: Sprites | null = null;
  #dpr = 1;
  /** CSS pixels of the screen in one of the picture: 2 on a kiosk. */
  #scale = 1;
  #placed: readonly PlacedMark[] = [];
  #left: (() => void) | null = null;
  /** What the picture shows; null: to be drawn whatever it shows. */
  #marks: readonly Mark[] | null = null;
  #isStale = false;
  #frame = 0;
  #hidden = 0;
  /** Until the first look is over the picture is no larger than the view: a third of the dots while everything else begins. */
  #isWide = false;

  constructor(source: MarkSource, options: LayerOptions) {
    super({ padding: 0 });
    this.#source = source;
    this.#options = options;
    this.#canvas.className = 'stations';
    this.#canvas.setAttribute('aria-hidden', 'true');
    (this as unknown as { _layers: object })._layers = {};
  }

  get #inside(): RendererInside {
    return this as unknown as RendererInside;
  }

  _initContainer(): void {
    this.#inside._container = this.#canvas;
  }

  _destroyContainer(): void {
    DomUtil.remove(this.#canvas);
  }

  override onAdd(map: LeafletMap): this {
    this.restyle();
    this.#left = this.#source.subscribe(() => this.#soon('marks'));
    super.onAdd(map);
    this.#options.later(() => this.#widen());
    return this;
  }

  override onRemove(map: LeafletMap): this {
    this.#left?.();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    super.onRemove(map);
    return this;
  }

  override getEvents(): { [name: string]: LeafletEventHandlerFn } {
    const pressed: LeafletEventHandlerFn = (event) => this.#pressed((event as LeafletMouseEvent).containerPoint);
    return { ...super.getEvents?.(), move: () => this.#moved(), dragstart: () => this.#widen(), click: pressed };
  }

  /** Colours and sizes of the page have changed (day and night, another screen). */
  restyle(): void {
    this.#css = paletteOf(document.documentElement);
    this.#scale = drawnDouble() ? 2 : 1;
    this.#dpr = Math.min(mostDpr, this.#scale * (window.devicePixelRatio || 1));
    this.#sprites = spritesOf(this.#css, this.#dpr);
    this.#soon('all');
  }

  /** The station that an element stands for instead: it is not drawn twice. */
  hide(number: number | null): void {
    if (this.#hidden === (number ?? 0)) return;
    this.#hidden = number ?? 0;
    this.#marks = null;
    this.#soon('marks');
  }

  /** Marks within a finger's reach, the nearest first. */
  marksAt(at: Point): readonly Mark[] {
    const corner = this.#inPicture(this.#inside._map.containerPointToLayerPoint(at));
    const near = this.#placed.flatMap((placed) => {
      const { left, top, right, bottom } = boxOf(placed);
      const away = Math.hypot(Math.max(left - corner.x, 0, corner.x - right), Math.max(top - corner.y, 0, corner.y - bottom));
      const middle = Math.hypot(corner.x - (left + right) / 2, corner.y - (top + bottom) / 2);
      return away <= Math.max(0, reachPx - (right - left) / 2) ? [{ mark: placed.mark, middle }] : [];
    });
    return near.sort((a, b) => a.middle - b.middle).map(({ mark }) => mark);
  }

  /** The next mark from a place, to the left, right, up or down, for arrow keys: within 45° of that way, the nearest; null if none is seen. */
  next(from: { readonly lat: number; readonly lng: number }, way: 'left' | 'right' | 'up' | 'down'): Mark | null {
    const at = this.#inPicture(this.#inside._map.latLngToLayerPoint(from));
    const size = (this.#inside._bounds?.getSize() ?? point(0, 0)).divideBy(this.#scale);
    const { padding } = this.#inside.options;
    const edge = { x: (size.x * padding) / (1 + 2 * padding), y: (size.y * padding) / (1 + 2 * padding) };
    let best: { mark: Mark; far: number } | null = null;
    for (const { mark, x, y } of this.#placed) {
      if (x < edge.x || y < edge.y || x > size.x - edge.x || y > size.y - edge.y) continue;
      const [dx, dy] = [x - at.x, y - at.y];
      const [along, across] = way === 'left' ? [-dx, dy] : way === 'right' ? [dx, dy] : way === 'up' ? [-dy, dx] : [dy, dx];
      const far = Math.hypot(dx, dy);
      if (along < 2 || Math.abs(across) > along || (best && best.far <= far)) continue;
      best = { mark, far };
    }
    return best?.mark ?? null;
  }

  /** From Leaflet's layer to the picture. */
  #inPicture(at: Point): Point {
    return at.subtract(this.#inside._bounds?.min ?? point(0, 0)).divideBy(this.#scale);
  }

  #pressed(at: Point): void {
    const marks = this.marksAt(at);
    if (marks.length > 0) this.#options.onPress(marks);
  }

  #widen(): void {
    if (this.#isWide) return;
    this.#isWide = true;
    this.#soon('all');
  }

  /** A drag that leaves the picture draws a new one. */
  #moved(): void {
    const { _map: map, _bounds: drawn } = this.#inside;
    if (!drawn || map._animatingZoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const far = corner.add(map.getSize());
    if (corner.x < drawn.min.x || corner.y < drawn.min.y || far.x > drawn.max.x || far.y > drawn.max.y) this.#soon('all');
  }

  #soon(what: 'marks' | 'all'): void {
    if (what === 'all') this.#isStale = true;
    if (this.#frame || !this.#inside._map) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isStale || !this.#inside._bounds) this._update();
      else if (!this.#inside._map._animatingZoom) this.#draw();
    });
  }

  /** Leaflet calls it when the view has changed: the picture is laid around the view again. */
  _update(): void {
    const inside = this.#inside;
    const map = inside._map;
    if (!map || (map._animatingZoom && inside._bounds)) return;
    const zoomBefore = inside._zoom;
    const view = map.getSize();
    const perPixel = this.#dpr / this.#scale;
    inside.options.padding = this.#isWide ? paddingOf(view.x, view.y, perPixel) : 0;
    rendererUpdate.call(inside);
    const bounds = inside._bounds;
    if (!bounds) return;
    const size = bounds.getSize();
    DomUtil.setPosition(this.#canvas, bounds.min);
    const [width, height] = [Math.round(size.x * perPixel), Math.round(size.y * perPixel)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#canvas.style.width = `${size.x}px`;
      this.#canvas.style.height = `${size.y}px`;
    }
    this.#isStale = false;
    this.#marks = null;
    this.#draw();
    if (zoomBefore !== undefined && zoomBefore !== inside._zoom && !this.#options.isCalm())
      this.#canvas.animate([{ opacity: 0.3 }, { opacity: 1 }], { duration: 120 });
  }

  /** The marks of the picture as it lies; nothing where they are those that it shows already. */
  #draw(): void {
    const ctx = this.#canvas.getContext('2d');
    const sprites = this.#sprites;
    const { _bounds: drawn, _map: map } = this.#inside;
    if (!ctx || !sprites || !drawn) return;
    const zoom = this.#inside._zoom - Math.log2(this.#scale);
    const size = drawn.getSize().divideBy(this.#scale);
    const origin = map.getPixelOrigin().add(drawn.min).divideBy(this.#scale);
    const scale = worldPx(zoom) / 2 ** 32;
    const bounds: WorldBounds = {
      west: Math.max(0, origin.x / scale),
      north: Math.max(0, origin.y / scale),
      east: Math.min(2 ** 32, (origin.x + size.x) / scale),
      south: Math.min(2 ** 32, (origin.y + size.y) / scale),
    };
    const marks = this.#source.marks(bounds, Math.round(zoom));
    if (marks === this.#marks) return;
    this.#marks = marks;
    const placed = marks
      .filter(({ number }) => number === 0 || number !== this.#hidden)
      .map((mark) => ({ mark, x: mark.x * scale - origin.x, y: mark.y * scale - origin.y }));
    this.#placed = placed;

    ctx.setTransform(this.#dpr, 0, 0, this.#dpr, 0, 0);
    ctx.clearRect(0, 0, size.x, size.y);
    // From north to south, so that the nearer door stands before the farther; groups below, single doors over them.
    const at = ({ mark: { count, open, state }, x, y }: PlacedMark) => ({ x, y, count, open, state });
    drawGroups(ctx, this.#css, sprites, placed.filter(({ mark }) => mark.number === 0).map(at));
    const doors = placed.filter(({ mark }) => mark.number !== 0);
    drawDoors(ctx, sprites, doors.sort((a, b) => a.y - b.y).map(at));
    if (zoom < labelZoom && zoom > 10) return;
    ctx.font = `600 ${labelPx}px ${this.#css('--font')}`;
    const view = { left: 0, top: 0, right: size.x, bottom: size.y };
    const labels = placeLabels(placed, placed.map(boxOf), view, (words) => ctx.measureText(words).width);
    for (const { words, x, y, align } of labels) drawLabel(ctx, this.#css, words, x, y, align);
  }
}

/** Where a touch on a mark leads: closer to a group, until its stations stand alone. */
export function zoomInto(mark: Mark, zoom: number): { lat: number; lng: number; zoom: number } {
  return { lat: latOf(mark.y), lng: lngOf(mark.x), zoom: Math.min(singleZoom + (drawnDouble() ? 1 : 0), Math.round(zoom) + 2) };
}
