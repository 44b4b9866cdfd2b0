import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationNumberOf } from '../../../../maps/site/map/addresses.ts';
import { type MapHandle, mapRemote, seenAround } from '../../../../maps/site/map/screen/map-remote.ts';
import { nearestStop, stops } from '../../../../maps/site/map/screen/sheet.tsx';

const shownAt = { peek: 350, half: 480, full: 700 };

describe('the sheet', () => {
  it('stays where a small drag began', () => {
    expect([nearestStop(shownAt, 350, 370), nearestStop(shownAt, 700, 690)]).toEqual(['peek', 'full']);
  });

  it('goes to the next stop in the way of the drag', () => {
    expect([nearestStop(shownAt, 350, 430), nearestStop(shownAt, 350, 640), nearestStop(shownAt, 700, 420)]).toEqual([
      'half',
      'full',
      'peek',
    ]);
  });

  it('always ends at a stop', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (from, to) => stops.includes(nearestStop(shownAt, from, to))),
    );
  });
});

describe('a station number in an address', () => {
  it('is 1 to 999 999 and nothing else', () => {
    expect(['1', '1841', '999999', '0', '01841', '1000000', '-1', '1e3', '', ' 1', '1841/'].map(stationNumberOf)).toEqual([
      1,
      1841,
      999_999,
      ...Array.from({ length: 8 }, () => null),
    ]);
  });
});

function movedMap() {
  const moves: unknown[] = [];
  const handle: MapHandle = {
    go: (point, zoom) => void moves.push(['go', point, zoom]),
    fit: (bounds, mostZoom) => void moves.push(['fit', bounds, mostZoom]),
    zoomBy: () => void moves.push('zoom'),
    isAt: () => true,
    center: () => ({ lat: 0, lng: 0 }),
    cover: (pixels) => void moves.push(['cover', pixels]),
  };
  return { moves, handle };
}

describe('the map before it is there', () => {
  it('is moved once it comes, to where it was sent last', () => {
    const { moves, handle } = movedMap();
    const remote = mapRemote();
    remote.cover(300);
    remote.go({ lat: 1, lng: 2 }, 15);
    remote.go({ lat: 3, lng: 4 }, 16);
    remote.attach(handle);
    expect([moves, remote.isAt({ lat: 3, lng: 4 })]).toEqual([
      [
        ['cover', 300],
        ['go', { lat: 3, lng: 4 }, 16],
      ],
      true,
    ]);
  });

  it('looks first at all there is, unless somebody sent it elsewhere', () => {
    const all = { north: 37, south: 36, west: 101, east: 102 };
    const [looked, sent] = [movedMap(), movedMap()];
    const [first, second] = [mapRemote(), mapRemote()];
    first.fitFirst(all, 14);
    first.attach(looked.handle);
    second.go({ lat: 1, lng: 2 }, 15);
    second.fitFirst(all, 14);
    second.attach(sent.handle);
    second.fitFirst(all, 14);
    expect([looked.moves.slice(1), sent.moves.slice(1)]).toEqual([[['fit', all, 14]], [['go', { lat: 1, lng: 2 }, 15]]]);
  });

  it('is nowhere', () => {
    expect([mapRemote().isAt({ lat: 0, lng: 0 }), mapRemote().center()]).toEqual([false, null]);
  });

  it('would show what a map of its size shows', () => {
    const { south, west, north, east, zoom } = seenAround({ lat: 36.62, lng: 101.77 }, 15, { width: 390, height: 844 });
    const rounded = [south, west, north, east].map((degrees) => Number(degrees.toFixed(4)));
    expect([rounded, zoom]).toEqual([[36.6055, 101.7616, 36.6345, 101.7784], 15]);
  });
});
