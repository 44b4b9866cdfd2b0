/** What lies under the stations: the operator's tiles, or plain ground with a faint net that moves with the map. */
import { type Bounds, bounds, type Coords, GridLayer, type LatLng, type Map as LeafletView, TileLayer } from 'leaflet';
import type { Tiles } from '../site-config.ts';

/** What Leaflet 1.9.4's grid asks itself: which part of the world is to be laid with tiles, and to lay it. */
interface GridInside {
  _getTiledPixelBounds(center: LatLng): Bounds;
  _onMoveEnd(): void;
}

export interface Ground {
  remove(): void;
  /** Where less of the map is covered than before: what came out is laid. */
  lay(): void;
}

class PlainGround extends GridLayer {
  override createTile(_: Coords): HTMLElement {
    const tile = document.createElement('div');
    tile.className = 'groundtile';
    return tile;
  }
}

/** @param foot pixels at the map's foot under the sheet, half of a phone: no tiles are asked for there */
export function addGround(map: LeafletView, tiles: Tiles | null, foot: () => number): Ground {
  map.attributionControl?.setPrefix(false);
  let isWanted = true;
  let layer: GridLayer | null = null;
  const add = async () => {
    const made = await groundOf(tiles);
    if (!isWanted) return;
    onlyUncovered(made as unknown as GridInside, map, foot);
    layer = made.addTo(map);
  };
  void add();
  return {
    remove() {
      isWanted = false;
      layer?.remove();
    },
    lay: () => (layer as unknown as GridInside | null)?._onMoveEnd(),
  };
}

async function groundOf(tiles: Tiles | null): Promise<GridLayer> {
  if (tiles === null) return new PlainGround({ tileSize: 128, keepBuffer: 1 });
  // the projections come only for a source that needs them
  const Kind = tiles.system === 'gcj02' ? (await import('./shifted-tiles.ts')).ShiftedTiles : TileLayer;
  const layer = new Kind(tiles.url, {
    attribution: attributionOf(tiles.attribution),
    subdomains: tiles.subdomains || 'abc',
    maxNativeZoom: tiles.maxZoom,
    maxZoom: 19,
  });
  // stations first, also on the line
  return layer.on('tileloadstart', ({ tile }) => tile.setAttribute('fetchpriority', 'low'));
}

function onlyUncovered(grid: GridInside, map: LeafletView, foot: () => number): void {
  const whole = grid._getTiledPixelBounds;
  grid._getTiledPixelBounds = (center) => {
    const all = whole.call(grid, center);
    const covered = all.getSize().y * Math.min(1, foot() / Math.max(1, map.getSize().y));
    return bounds(all.getTopLeft(), all.getBottomRight().subtract([0, covered]));
  };
}

/** Text, whatever is written in the settings. */
function attributionOf(text: string): string {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
