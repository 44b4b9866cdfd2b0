/**
 * The map itself. Leaflet keeps the view, one canvas holds all stations (core/station-layer.ts); elements only for what is chosen, focused
 * or the reader's own place. Arrow keys go from station to station, Enter chooses and then opens.
 */
import { type Map as LeafletView, latLng, latLngBounds, point as pixel } from 'leaflet';
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { MapContainer, useMap } from 'react-leaflet';
import type { Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf } from '../../../../shared/geo/mercator.ts';
import { useApp, usePlace } from '../app-context.tsx';
import type { Mark } from '../core/marks.ts';
import { StationLayer, zoomInto } from '../core/station-layer.ts';
import { Door, type DoorState } from '../door.tsx';
import type { SeenMap } from '../map-model.ts';
import { whenIdle } from '../open-map.ts';
import { textOf, useLanguage } from '../say.tsx';
import { memory } from '../settings.ts';
import { stateText } from '../station/state-words.tsx';
import { watchTheme } from '../theme.ts';
import { addGround, type Ground } from './ground.ts';
import { MapElement } from './map-element.tsx';
import type { MapHandle } from './map-remote.ts';

interface LeafletMapProps {
  readonly ref: Ref<MapHandle>;
  readonly label: string;
  readonly start: { readonly center: Point; readonly zoom: number; readonly isGoal: boolean };
  /** Pixels at the head under the search. */
  readonly head: number;
  readonly chosen: { readonly number: number; readonly point: Point; readonly state: DoorState } | null;
  /** A row that has the focus in the list. */
  readonly focused: number | null;
  onChoose(number: number | null): void;
  onOpen(number: number): void;
}

/** Each part of the map in a task of its own: between them a finger is answered. Answers how to call it off. */
function nextTask(work: () => void): () => void {
  const timer = setTimeout(work);
  return () => clearTimeout(timer);
}

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
/** Of the first look. */
const lookMs = 2000;
const nearZoom = 14;
/** Pixels around what is fitted in. */
const fitEdge = 24;

export default function LeafletMap({ start, ...props }: LeafletMapProps) {
  const [{ center, zoom, isGoal }] = useState(start);
  return (
    <MapContainer
      className="ground"
      center={center}
      zoom={zoom}
      minZoom={4}
      maxZoom={19}
      zoomControl={false}
      fadeAnimation={false}
      keyboard={false}
      worldCopyJump={false}
      maxBounds={latLngBounds([-85, -240], [85, 240])}
      maxBoundsViscosity={0.8}
    >
      <Inside goal={isGoal ? { point: center, zoom } : null} {...props} />
    </MapContainer>
  );
}

interface InsideProps extends Omit<LeafletMapProps, 'start'> {
  /** What stands in the middle of what is free. */
  readonly goal: { readonly point: Point; readonly zoom: number } | null;
}

function Inside({ ref, goal, label, head, chosen, focused, onChoose, onOpen }: InsideProps) {
  const language = useLanguage();
  const map = useMap();
  const { model, config } = useApp();
  const place = usePlace();
  const covered = useRef({ head, foot: 0 });
  const [at, setAt] = useState<Mark | null>(null);
  const [first] = useState(goal);
  const view = useMemo(() => seenBy(map, covered, first), [map, first]);
  useImperativeHandle(ref, () => view.handle, [view]);

  const press = useRef<(marks: readonly Mark[]) => void>(() => undefined);
  press.current = (marks) => {
    const [mark] = marks;
    if (!mark) return;
    if (mark.number !== 0) return onChoose(mark.number);
    const into = zoomInto(mark, map.getZoom());
    view.handle.go(into, into.zoom);
  };
  const layer = useMemo(
    () =>
      new StationLayer(model.marks, {
        onPress: (marks) => press.current(marks),
        isCalm,
        later: (work) => setTimeout(whenIdle, lookMs, work),
      }),
    [model],
  );

  useEffect(() => {
    const unwatch = watchTheme(() => layer.restyle());
    const cancel = nextTask(() => layer.addTo(map));
    return () => {
      cancel();
      unwatch();
      layer.remove();
    };
  }, [map, layer]);

  const ground = useRef<Ground>(null);
  useEffect(() => {
    // stations first
    const cancel = nextTask(() => {
      ground.current = addGround(map, config.tiles, () => covered.current.foot);
    });
    return () => {
      cancel();
      ground.current?.remove();
    };
  }, [map, config]);

  useEffect(() => {
    view.head(head);
    const tell = () => {
      model.see(view.seen());
      const { lat, lng } = map.getCenter();
      memory.set('view', { center: { lat, lng }, zoom: map.getZoom() });
    };
    map.whenReady(tell);
    map.on('moveend', tell);
    view.onCover = () => {
      tell();
      ground.current?.lay();
    };
    return () => {
      map.off('moveend', tell);
    };
  }, [map, model, view, head]);

  // the words beside the doors
  const spokenBefore = useRef(language);
  useEffect(() => {
    if (spokenBefore.current !== language) model.see(view.seen());
    spokenBefore.current = language;
  }, [model, view, language]);

  const chosenNumber = chosen?.number ?? null;
  useEffect(() => layer.hide(chosenNumber), [layer, chosenNumber]);
  useKeys(map, {
    layer,
    at,
    setAt,
    chosen: chosenNumber,
    onChoose,
    onOpen,
    label,
    zoomBy: view.handle.zoomBy,
    press: (mark) => press.current([mark]),
  });

  const ring = at ? { lat: latOf(at.y), lng: lngOf(at.x) } : focused === null ? null : (model.row(focused)?.point ?? null);
  const said = at === null ? '' : at.number === 0 ? textOf('map.group', { count: at.count }) : spoken(at.number);
  function spoken(number: number): string {
    const row = model.row(number);
    return row ? `${row.name ?? ''}，${stateText(row.state, row.phone !== '')}` : '';
  }
  return (
    <>
      {place.kind === 'found' && <Me point={place.point} accuracyMetres={place.accuracyMetres} heading={place.heading} />}
      {place.kind === 'set' && place.isExact && <Me point={place.point} accuracyMetres={0} heading={null} />}
      {ring && <MapElement point={ring} className={at?.number === 0 ? 'ringmark round' : 'ringmark'} above={500} />}
      {chosen && (
        <MapElement point={chosen.point} className="platemark" above={1000}>
          <span className="plate2">
            <Door state={chosen.state} />
          </span>
        </MapElement>
      )}
      <span className="vh" role="status">
        {said}
      </span>
    </>
  );
}

interface KeysOptions {
  readonly layer: StationLayer;
  readonly at: Mark | null;
  readonly chosen: number | null;
  readonly label: string;
  setAt(mark: Mark | null): void;
  press(mark: Mark): void;
  onChoose(number: number | null): void;
  onOpen(number: number): void;
  zoomBy(steps: number): void;
}

const ways = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' } as const;
const panBy = { left: [-140, 0], right: [140, 0], up: [0, -140], down: [0, 140] } as const;

function useKeys(map: LeafletView, { layer, at, chosen, label, setAt, press, onChoose, onOpen, zoomBy }: KeysOptions): void {
  useEffect(() => {
    const box = map.getContainer();
    box.setAttribute('role', 'application');
    box.setAttribute('aria-label', label);
    box.tabIndex = 0;
  }, [map, label]);
  const pressed = useCallback(
    (event: KeyboardEvent) => {
      const way = ways[event.key as keyof typeof ways];
      if (way) {
        const next = layer.next(at ? { lat: latOf(at.y), lng: lngOf(at.x) } : map.getCenter(), way);
        if (next) setAt(next);
        else {
          const [x, y] = panBy[way];
          map.panBy(pixel(x, y), { animate: !isCalm() });
        }
      } else if (event.key === 'Enter' && at) {
        if (at.number !== 0 && at.number === chosen) onOpen(at.number);
        else press(at);
        if (at.number === 0) setAt(null);
      } else if (event.key === 'Escape') {
        setAt(null);
        onChoose(null);
      } else if (event.key === '+' || event.key === '=') zoomBy(1);
      else if (event.key === '-') zoomBy(-1);
      else return;
      event.preventDefault();
    },
    [map, layer, at, chosen, setAt, press, onChoose, onOpen, zoomBy],
  );
  useEffect(() => {
    const box = map.getContainer();
    const left = () => setAt(null);
    box.addEventListener('keydown', pressed);
    box.addEventListener('blur', left);
    return () => {
      box.removeEventListener('keydown', pressed);
      box.removeEventListener('blur', left);
    };
  }, [map, pressed, setAt]);
}

interface MeProps {
  readonly point: Point;
  readonly accuracyMetres: number;
  readonly heading: number | null;
}

/** My place: a dot, the haze of what it may be wrong by, and the way I face. */
function Me({ point, accuracyMetres, heading }: MeProps) {
  const map = useMap();
  const [zoom, setZoom] = useState(map.getZoom());
  useEffect(() => {
    const changed = () => setZoom(map.getZoom());
    map.on('zoomend', changed);
    return () => {
      map.off('zoomend', changed);
    };
  }, [map]);
  const metresPerPixel = (40_075_016 * Math.cos((point.lat * Math.PI) / 180)) / (256 * 2 ** zoom);
  const haze = Math.max(40, Math.min(600, accuracyMetres / metresPerPixel));
  return (
    <MapElement point={point} className="memark" above={200}>
      <i className="haze" style={{ width: haze * 2, height: haze * 2 }} />
      {heading !== null && <i className="wedge" style={{ transform: `rotate(${heading}deg)` }} />}
      <i className="dot" />
    </MapElement>
  );
}

/** The part of the map that nothing covers, and moving it. */
function seenBy(
  map: LeafletView,
  covered: { current: { head: number; foot: number } },
  first: { readonly point: Point; readonly zoom: number } | null,
) {
  const middle = () => {
    const { head, foot } = covered.current;
    return (head - foot) / 2;
  };
  const edges = () => {
    const { x, y } = map.getSize();
    const { head, foot } = covered.current;
    const bottom = Math.max(head + 40, y - foot);
    return { northWest: map.containerPointToLatLng([0, head]), southEast: map.containerPointToLatLng([x, bottom]) };
  };
  const nothing: () => void = () => undefined;
  // what was gone to stays in the middle of what is free, until somebody moves the map
  let goal = first;
  map.on('dragstart', () => {
    goal = null;
  });
  const center = ({ point, zoom }: NonNullable<typeof goal>, animate: boolean) => {
    const aim = map.unproject(map.project(latLng(point), zoom).subtract([0, middle()]), zoom);
    map.setView(aim, zoom, { animate, duration: 0.2 });
  };
  const centerAgain = () => {
    if (goal && map.getZoom() === goal.zoom) center(goal, false);
  };
  const part = {
    onCover: nothing,
    seen(): SeenMap {
      const { northWest, southEast } = edges();
      return { north: northWest.lat, west: northWest.lng, south: southEast.lat, east: southEast.lng, zoom: map.getZoom() };
    },
    handle: {
      go(point: Point, zoom: number) {
        goal = { point, zoom };
        center(goal, !isCalm());
      },
      fit({ north, west, south, east }: Omit<SeenMap, 'zoom'>, mostZoom: number) {
        const { head, foot } = covered.current;
        const bounds = latLngBounds([south, west], [north, east]);
        const zoom = map.getBoundsZoom(bounds, false, pixel(2 * fitEdge, head + foot + 2 * fitEdge));
        const { x, y } = map
          .project([north, west], 0)
          .add(map.project([south, east], 0))
          .divideBy(2);
        part.handle.go(map.unproject([x, y], 0), Math.min(mostZoom, zoom));
      },
      zoomBy(steps: number) {
        // around the middle of what is free: what stands there does not slip under the sheet
        const { x, y } = map.getSize();
        map.setZoomAround(pixel(x / 2, y / 2 + middle()), map.getZoom() + steps, { animate: !isCalm() });
      },
      isAt({ lat, lng }: Point) {
        const { northWest, southEast } = edges();
        return map.getZoom() >= nearZoom && lat <= northWest.lat && lat >= southEast.lat && lng >= northWest.lng && lng <= southEast.lng;
      },
      center() {
        const { x, y } = map.getSize();
        const { lat, lng } = map.containerPointToLatLng([x / 2, y / 2 + middle()]);
        return { lat, lng };
      },
      cover(pixels: number) {
        if (covered.current.foot === pixels) return;
        covered.current.foot = pixels;
        map.getContainer().style.setProperty('--foot', `${pixels}px`);
        centerAgain();
        part.onCover();
      },
    } satisfies MapHandle,
    head(pixels: number) {
      if (covered.current.head === pixels) return;
      covered.current.head = pixels;
      centerAgain();
    },
  };
  return part;
}
