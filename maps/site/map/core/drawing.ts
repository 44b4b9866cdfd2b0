/**
 * The markers as canvas calls, drawn after the design: one door in a box of 28 × 32, anchored at the middle of its threshold; a group as
 * a white disc whose thick arc is the share that is open. Doors and discs are drawn once into sprites: a map of thousands stamps them.
 */
import { discPx } from '../../../../shared/map-data/cells.ts';
import type { DoorState } from '../door.tsx';

export type Palette = (name: string) => string;

/** Colours as the page's style has them now; read again when the theme changes. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    const found = known.get(name) ?? style.getPropertyValue(name).trim();
    known.set(name, found);
    return found;
  };
}

/** Door widths in CSS pixels: what does not open weighs less. */
export const doorPx: Readonly<Record<DoorState, number>> = { open: 27, soon: 27, closed: 22, unknown: 22 };

const shapes = () => ({
  arch: new Path2D('M2 14a12 12 0 0 1 24 0v15a2.5 2.5 0 0 1-2.5 2.5h-19A2.5 2.5 0 0 1 2 29z'),
  opening: new Path2D('M7.5 14.5a6.5 6.5 0 0 1 13 0v17h-13z'),
  leaf: new Path2D('M6.5 11.6l6.6 4a1 1 0 0 1 .5.9V31.5H6.5z'),
  half: new Path2D('M7.5 14.5a6.5 6.5 0 0 1 6.5-6.5v23.5H7.5z'),
  shackle: new Path2D('M6.5 17v-4a7.5 7.5 0 0 1 15 0v4'),
  body: new Path2D('M5 14.5h18a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3z'),
});

type Context = CanvasRenderingContext2D;

function drawDoor(ctx: Context, css: Palette, state: DoorState, size: number): void {
  const { arch, opening, leaf, half, shackle, body } = shapes();
  const k = size / 28;
  ctx.scale(k, k);
  ctx.lineJoin = 'round';
  ctx.strokeStyle = css('--halo');
  ctx.lineWidth = 5 / k ** 0.5;
  if (state === 'closed') {
    ctx.stroke(body);
    ctx.lineWidth += 3;
    ctx.stroke(shackle);
    ctx.fillStyle = css('--surface');
    ctx.fill(shackle);
  } else ctx.stroke(arch);
  const fill = (name: string, path: Path2D) => {
    ctx.fillStyle = css(name);
    ctx.fill(path);
  };
  const line = (name: string, width: number, path: Path2D) => {
    ctx.strokeStyle = css(name);
    ctx.lineWidth = width;
    ctx.stroke(path);
  };
  if (state === 'open') {
    fill('--go', arch);
    fill('--doorlight', opening);
    fill('--go', leaf);
  } else if (state === 'soon') {
    fill('--hi-vis', arch);
    line('--soon-edge', 2, arch);
    fill('--soon-edge', half);
  } else if (state === 'closed') {
    line('--shut', 3.6, shackle);
    fill('--shut', body);
    ctx.lineCap = 'round';
    line('--surface', 3.4, new Path2D('M9 23h10'));
  } else {
    fill('--surface', arch);
    ctx.setLineDash([4, 3]);
    line('--warn', 2.6, arch);
    ctx.setLineDash([]);
    ctx.fillStyle = css('--warn');
    ctx.font = `800 19px ${css('--font')}`;
    ctx.textAlign = 'center';
    ctx.fillText('?', 14, 26);
  }
}

const spriteEdge = 6;

export interface Sprite {
  readonly image: HTMLCanvasElement;
  /** From the anchor to the picture's corner, CSS pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function sprite(box: Omit<Sprite, 'image'>, dpr: number, draw: (ctx: Context) => void): Sprite {
  const image = document.createElement('canvas');
  image.width = Math.ceil(box.width * dpr);
  image.height = Math.ceil(box.height * dpr);
  const ctx = image.getContext('2d');
  if (ctx) {
    ctx.scale(dpr, dpr);
    ctx.translate(-box.left, -box.top);
    draw(ctx);
  }
  return { image, left: box.left, top: box.top, width: image.width / dpr, height: image.height / dpr };
}

function doorSprite(css: Palette, state: DoorState, dpr: number): Sprite {
  const size = doorPx[state];
  const [left, top] = [-size / 2, -(size * 31.5) / 28];
  const box = { left: left - spriteEdge, top: top - spriteEdge, width: size + 2 * spriteEdge, height: (size * 32) / 28 + 2 * spriteEdge };
  return sprite(box, dpr, (ctx) => {
    ctx.translate(left, top);
    drawDoor(ctx, css, state, size);
  });
}

export interface Sprites {
  readonly doors: Readonly<Record<DoorState, Sprite>>;
  readonly discOf: (count: number) => Sprite;
}

export function spritesOf(css: Palette, dpr: number): Sprites {
  const of = (state: DoorState) => doorSprite(css, state, dpr);
  const discs = new Map<number, Sprite>();
  return {
    doors: { open: of('open'), soon: of('soon'), closed: of('closed'), unknown: of('unknown') },
    discOf(count) {
      const px = discPx(count);
      const disc = discs.get(px) ?? discSprite(css, px, dpr);
      discs.set(px, disc);
      return disc;
    },
  };
}

/** On whole pixels of the screen, so that edges stay sharp. */
function stamp(ctx: Context, { image, left, top, width, height }: Sprite, x: number, y: number): void {
  ctx.drawImage(image, Math.round(x + left), Math.round(y + top), width, height);
}

export function drawDoors(ctx: Context, { doors }: Sprites, placed: readonly { x: number; y: number; state: DoorState }[]): void {
  for (const { x, y, state } of placed) stamp(ctx, doors[state], x, y);
}

/** 9,999 as it is; from there on 1.2万. */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : `${(Math.floor(count / 1000) / 10).toFixed(1).replace(/\.0$/, '')}万`;
}

/** The disc and its thin ring; what differs from group to group is drawn over it. */
function discSprite(css: Palette, px: number, dpr: number): Sprite {
  const r = px / 2;
  return sprite({ left: -r, top: -r, width: px, height: px }, dpr, (ctx) => {
    const disc = (radius: number) => {
      ctx.beginPath();
      ctx.arc(0, 0, radius, 0, 2 * Math.PI);
    };
    disc(r);
    ctx.fillStyle = css('--halo');
    ctx.fill();
    disc(r - 2.5);
    ctx.fillStyle = css('--surface');
    ctx.fill();
    disc(r - 4);
    ctx.strokeStyle = css('--shut-line');
    ctx.lineWidth = 1.5;
    ctx.stroke();
  });
}

export interface PlacedGroup {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** Null: no arc, nobody knows yet. */
  readonly open: number | null;
}

/** Discs never overlap, so all arcs may be drawn after all discs and all counts after all arcs: colours and fonts are set once. */
export function drawGroups(ctx: Context, css: Palette, { discOf }: Sprites, groups: readonly PlacedGroup[]): void {
  // to set a font costs more than to draw a few doors
  if (groups.length === 0) return;
  for (const { x, y, count } of groups) stamp(ctx, discOf(count), x, y);
  ctx.strokeStyle = css('--go');
  ctx.lineWidth = 6;
  const top = -Math.PI / 2;
  for (const { x, y, count, open } of groups) {
    if (!open) continue;
    ctx.beginPath();
    ctx.arc(x, y, discPx(count) / 2 - 5, top, top + 2 * Math.PI * (open / count));
    ctx.stroke();
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = css('--ink');
  ctx.font = `800 17px ${css('--font')}`;
  for (const { x, y, count } of groups) ctx.fillText(countText(count), x, y + 1);
}

/** Read at arm’s length in the sun. */
export const labelPx = 16;

export function drawLabel(ctx: Context, css: Palette, words: string, x: number, y: number, align: 'left' | 'center'): void {
  ctx.font = `600 ${labelPx}px ${css('--font')}`;
  ctx.textAlign = align;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = css('--halo');
  ctx.lineWidth = 4;
  ctx.strokeText(words, x, y);
  ctx.fillStyle = css('--ink');
  ctx.fillText(words, x, y);
}
