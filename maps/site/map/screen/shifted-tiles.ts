/**
 * Tiles drawn in GCJ-02 under stations in WGS-84: the tiles are laid where the middle of the view is in their system, so the stations keep
 * their own numbers. The shift is exact in the middle and within a metre over a town.
 */
import { type LatLng, latLng, TileLayer } from 'leaflet';
import { fromWgs84 } from '../../../../shared/geo/coordinates.ts';

/** What Leaflet 1.9.4's grid does with the middle of the view. */
interface GridInside {
  _setZoomTransform(level: object, center: LatLng, zoom: number): void;
  _getTiledPixelBounds(center: LatLng): unknown;
}
const grid = TileLayer.prototype as unknown as GridInside;

const shifted = ({ lat, lng }: LatLng) => {
  const to = fromWgs84({ lat, lng }, 'gcj02');
  return latLng(to.lat, to.lng);
};

export class ShiftedTiles extends TileLayer {
  _setZoomTransform(level: object, center: LatLng, zoom: number): void {
    grid._setZoomTransform.call(this, level, shifted(center), zoom);
  }

  _getTiledPixelBounds(center: LatLng): unknown {
    return grid._getTiledPixelBounds.call(this, shifted(center));
  }
}
