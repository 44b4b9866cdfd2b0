/** What lies under the stations: the operator's tiles, or plain ground with a faint net that moves with the map. */
import { type Coords, GridLayer, type Map as LeafletView, TileLayer } from 'leaflet';
import type { Tiles } from '../site-config.ts';

class PlainGround extends GridLayer {
  override createTile(_: Coords): HTMLElement {
    const tile = document.createElement('div');
    tile.className = 'groundtile';
    return tile;
  }
}

/** Answers how to take it away again. */
export function addGround(map: LeafletView, tiles: Tiles | null): () => void {
  map.attributionControl?.setPrefix(false);
  if (tiles === null) {
    const ground = new PlainGround({ tileSize: 128, keepBuffer: 1 }).addTo(map);
    return () => ground.remove();
  }
  let isWanted = true;
  let layer: TileLayer | null = null;
  const options = {
    attribution: attributionOf(tiles.attribution),
    subdomains: tiles.subdomains || 'abc',
    maxNativeZoom: tiles.maxZoom,
    maxZoom: 19,
  };
  const add = async () => {
    // the projections come only for a source that needs them
    const Kind = tiles.system === 'gcj02' ? (await import('./shifted-tiles.ts')).ShiftedTiles : TileLayer;
    if (isWanted) layer = new Kind(tiles.url, options).addTo(map);
  };
  void add();
  return () => {
    isWanted = false;
    layer?.remove();
  };
}

/** Text, whatever is written in the settings. */
function attributionOf(text: string): string {
  const element = document.createElement('span');
  element.textContent = text;
  return element.innerHTML;
}
