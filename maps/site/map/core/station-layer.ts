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
import { latOf, lngOf, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { singleZoom } from '../../../../shared/map-data/cells.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { doorSprites, drawGroup, drawLabel, labelPx, type Palette, paletteOf, type Sprites } from './drawing.ts';
import { boxOf, labelZoom, type PlacedMark, placeLabels } from './labels.ts';
import type { Mark, MarkSource } from './marks.ts';

/** Share of the view that is drawn beyond each of its edges. */
const padding = 0.35;
/** More dots than this cost memory and are seen by nobody. */
const mostDpr = 2.5;
/** Half of what a finger covers. */
const reachPx = 24;
const worldPx = (zoom: number) => 256 * 2 ** zoom;

/** What Leaflet's renderer keeps for those who extend it (1.9.4). */
interface RendererInside {
  _map: LeafletMap & { _animatingZoom?: boolean };
  _container: HTMLElement;
  _bounds?: { min: Point; max: Point; getSize(): Point };
  _center: LatLng;
  _zoom: number;
  _layers: object;
  _update(): void;
}
const rendererUpdate = (Renderer.prototype as unknown as RendererInside)._update;

export interface LayerOptions {
  /** Marks under a touch, the nearest first; never empty. */
  readonly onPress: (marks: readonly Mark[]) => void;
  readonly isCalm: () => boolean;
}

export class StationLayer extends Renderer {
  readonly #source: MarkSource;
  readonly #options: LayerOptions;
  readonly #canvas = document.createElement('canvas');
  #css: Palette = () => '';
  #sprites: Sprites | null = null;
  #dpr = 1;
  #placed: readonly PlacedMark[] = [];
  #left: (() => void) | null = null;
  #frame = 0;
  #hidden = 0;

  constructor(source: MarkSource, options: LayerOptions) {
    super({ padding });
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
    this.#left = this.#source.subscribe(() => this.#soon());
    super.onAdd(map);
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
    return { ...super.getEvents?.(), move: () => this.#moved(), click: pressed };
  }

  /** Colours and sizes of the page have changed (day and night, another screen). */
  restyle(): void {
    this.#css = paletteOf(document.documentElement);
    this.#dpr = Math.min(mostDpr, window.devicePixelRatio || 1);
    this.#sprites = doorSprites(this.#css, this.#dpr);
    this.#soon();
  }

  /** The station that an element stands for instead: it is not drawn twice. */
  hide(number: number | null): void {
    if (this.#hidden === (number ?? 0)) return;
    this.#hidden = number ?? 0;
    this.#soon();
  }

  /** Marks within a finger's reach, the nearest first. */
  marksAt(at: Point): readonly Mark[] {
    const corner = this.#inside._map.containerPointToLayerPoint(at).subtract(this.#inside._bounds?.min ?? point(0, 0));
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
    const at = this.#inside._map.latLngToLayerPoint(from).subtract(this.#inside._bounds?.min ?? point(0, 0));
    const size = this.#inside._bounds?.getSize() ?? point(0, 0);
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

  #pressed(at: Point): void {
    const marks = this.marksAt(at);
    if (marks.length > 0) this.#options.onPress(marks);
  }

  /** A drag that leaves the picture draws a new one. */
  #moved(): void {
    const { _map: map, _bounds: drawn } = this.#inside;
    if (!drawn || map._animatingZoom) return;
    const corner = map.containerPointToLayerPoint([0, 0]);
    const far = corner.add(map.getSize());
    if (corner.x < drawn.min.x || corner.y < drawn.min.y || far.x > drawn.max.x || far.y > drawn.max.y) this.#soon();
  }

  #soon(): void {
    if (this.#frame || !this.#inside._map) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this._update();
    });
  }

  /** Leaflet calls it when the view has changed. */
  _update(): void {
    const inside = this.#inside;
    const map = inside._map;
    if (!map || (map._animatingZoom && inside._bounds)) return;
    const zoomBefore = inside._zoom;
    rendererUpdate.call(inside);
    const bounds = inside._bounds;
    if (!bounds) return;
    const size = bounds.getSize();
    DomUtil.setPosition(this.#canvas, bounds.min);
    const [width, height] = [Math.round(size.x * this.#dpr), Math.round(size.y * this.#dpr)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
      this.#canvas.style.width = `${size.x}px`;
      this.#canvas.style.height = `${size.y}px`;
    }
    this.#draw(map.getZoom(), bounds.min, size);
    if (zoomBefore !== undefined && zoomBefore !== inside._zoom && !this.#options.isCalm())
      this.#canvas.animate([{ opacity: 0.3 }, { opacity: 1 }], { duration: 120 });
  }

  #draw(zoom: number, corner: Point, size: Point): void {
    const ctx = this.#canvas.getContext('2d');
    const sprites = this.#sprites;
    if (!ctx || !sprites) return;
    const map = this.#inside._map;
    const origin = map.getPixelOrigin().add(corner);
    const scale = worldPx(zoom) / 2 ** 32;
    const bounds: WorldBounds = {
      west: Math.max(0, origin.x / scale),
      north: Math.max(0, origin.y / scale),
      east: Math.min(2 ** 32, (origin.x + size.x) / scale),
      south: Math.min(2 ** 32, (origin.y + size.y) / scale),
    };
    const placed = this.#source
      .marks(bounds, Math.round(zoom))
      .filter(({ number }) => number === 0 || number !== this.#hidden)
      .map((mark) => ({ mark, x: mark.x * scale - origin.x, y: mark.y * scale - origin.y }));
    this.#placed = placed;

    ctx.setTransform(this.#dpr, 0, 0, this.#dpr, 0, 0);
    ctx.clearRect(0, 0, size.x, size.y);
    // From north to south, so that the nearer door stands before the farther; groups below, single doors over them.
    for (const { mark, x, y } of placed) if (mark.number === 0) drawGroup(ctx, this.#css, x, y, mark.count, mark.open);
    const doors = placed.filter(({ mark }) => mark.number !== 0).sort((a, b) => a.y - b.y);
    for (const { mark, x, y } of doors) {
      const { image, left, top, width, height } = sprites[mark.state];
      ctx.drawImage(image, Math.round(x + left), Math.round(y + top), width, height);
    }
    if (zoom < labelZoom && zoom > 10) return;
    ctx.font = `600 ${labelPx}px ${this.#css('--font')}`;
    const view = { left: 0, top: 0, right: size.x, bottom: size.y };
    const labels = placeLabels(placed, placed.map(boxOf), view, (words) => ctx.measureText(words).width);
    for (const { words, x, y, align } of labels) drawLabel(ctx, this.#css, words, x, y, align);
  }
}

/** Where a touch on a mark leads: closer to a group, until its stations stand alone. */
export function zoomInto(mark: Mark, zoom: number): { lat: number; lng: number; zoom: number } {
  return { lat: latOf(mark.y), lng: lngOf(mark.x), zoom: Math.min(singleZoom, Math.round(zoom) + 2) };
}

/** A place in world steps. */
export const worldOf = ({ lat, lng }: { readonly lat: number; readonly lng: number }) => ({ x: worldX(lng), y: worldY(lat) });
