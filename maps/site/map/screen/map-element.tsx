/** An element that stands at a place of the map, above the canvas. Leaflet moves it; React fills it. */
import { DivIcon, marker } from 'leaflet';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useMap } from 'react-leaflet';
import type { Point } from '../../../../shared/geo/distance.ts';

interface MapElementProps {
  readonly point: Point;
  readonly className: string;
  readonly above: number;
  readonly children?: ReactNode;
}

export function MapElement({ point: { lat, lng }, className, above, children }: MapElementProps) {
  const map = useMap();
  const [box, setBox] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const icon = new DivIcon({ className, iconSize: [0, 0], html: '' });
    const place = marker([lat, lng], { icon, interactive: false, keyboard: false, zIndexOffset: above }).addTo(map);
    const element = place.getElement() ?? null;
    element?.setAttribute('aria-hidden', 'true');
    setBox(element);
    return () => {
      setBox(null);
      place.remove();
    };
  }, [map, lat, lng, className, above]);
  return box && createPortal(children, box);
}
