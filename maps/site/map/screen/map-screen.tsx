/** The map, its sheet and its list: one screen, on a phone one above the other, on a desk side by side. */
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { Point } from '../../../../shared/geo/distance.ts';
import { stationNumberOf, stationPath } from '../addresses.ts';
import { useApp, useMapState, usePlace } from '../app-context.tsx';
import { figure } from '../figure.ts';
import { GoSheet } from '../go/go-sheet.tsx';
import { Icon } from '../icon.tsx';
import type { DistrictGoal } from '../map-model.ts';
import type { DistrictChoice } from '../place/district.ts';
import { NoLocation } from '../place/no-location.tsx';
import { pointOf } from '../place/place.ts';
import { PlaceSheet } from '../place/place-sheet.tsx';
import { Districts, SearchField, SearchPanel } from '../place/search-panel.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { memory } from '../settings.ts';
import { doorOf, type StationRow } from '../station-view.ts';
import { useMedia, wideKioskQuery, wideQuery } from '../use-media.ts';
import { Chips } from './chips.tsx';
import { type Filter, noFilter } from './filter.ts';
import { Ghosts } from './ghosts.tsx';
import { useKeptScroll } from './kept-scroll.ts';
import { mapRemote, seenAround } from './map-remote.ts';
import { Legend, MenuKey } from './menu.tsx';
import { Notices } from './notices.tsx';
import { OverLine } from './over-line.tsx';
import { Overview } from './overview.tsx';
import { Peek } from './peek.tsx';
import { Pointing } from './pointing.tsx';
import { ResultList } from './result-list.tsx';
import { Sheet, type Stop } from './sheet.tsx';
import { districtZoom, useFollowedPlace, useStart } from './start.ts';
import { useHeight } from './use-height.ts';

export const loadMap = () => import('./leaflet-map.tsx');
const LeafletMap = lazy(loadMap);

const placeZoom = 15;
/** Where everything is drawn at double size. */
const kioskZoom = 16;
/** The search and the chips, until they are measured. */
const headPx = 140;

export function MapScreen() {
  useLanguage();
  const { model, finder, isKiosk } = useApp();
  const state = useMapState();
  const place = usePlace();
  const isWide = useMedia(isKiosk ? wideKioskQuery : wideQuery);
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState<Filter>(() => memory.get('filter') ?? noFilter);
  const [isHalf, setHalf] = useState(false);
  const [focused, setFocused] = useState<number | null>(null);
  const [text, setText] = useState('');
  const [isSearching, setSearching] = useState(false);
  const [isPlacing, setPlacing] = useState(false);
  const [isPointing, setPointing] = useState(false);
  const [isMapWanted, setMapWanted] = useState(false);
  const [picked, setPicked] = useState<DistrictGoal | null>(null);
  const [going, setGoing] = useState<StationRow | null>(null);
  const [map] = useState(mapRemote);
  const [head, headRef] = useHeight(headPx);
  const railRef = useRef<HTMLDivElement>(null);
  useKeptScroll(railRef, isWide);
  const [, navigate] = useLocation();
  const at = stationNumberOf(params.get('at') ?? '');
  const isList = params.has('list');
  const put = useCallback(
    (changes: Readonly<Record<string, string | null>>, isStep = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) value === null ? next.delete(name) : next.set(name, value);
          return next;
        },
        { replace: !isStep },
      ),
    [setParams],
  );
  const choose = useCallback((number: number | null) => put({ at: number === null ? null : String(number) }), [put]);
  const stop: Stop = isList ? 'full' : isHalf ? 'half' : 'peek';
  const setStop = (next: Stop) => {
    setHalf(next === 'half');
    if ((next === 'full') !== isList) put({ list: next === 'full' ? '1' : null }, next === 'full');
  };

  const nearZoom = isKiosk ? kioskZoom : placeZoom;
  const start = useStart(map, at, nearZoom);
  useEffect(() => {
    if (start) model.see(seenAround(start.center, Math.round(start.zoom), { width: innerWidth, height: innerHeight }));
  }, [model, start]);
  useEffect(() => model.setFilter(filter), [model, filter]);
  const origin = pointOf(place);
  useEffect(() => model.setOrigin(origin), [model, origin]);
  useEffect(() => void finder.findIfAllowed(), [finder]);
  const goThere = useFollowedPlace(map, at, nearZoom);

  const changeFilter = (next: Filter) => {
    setFilter(next);
    memory.set('filter', next);
  };
  const toDistrict = async ({ key }: DistrictChoice) => {
    const goal = await model.goalOf(key);
    setPlacing(false);
    setSearching(false);
    setText('');
    if (!goal) return;
    setMapWanted(true);
    setPicked(goal);
    put({ at: null, list: null });
    setHalf(false);
    finder.set({ lat: (goal.south + goal.north) / 2, lng: (goal.west + goal.east) / 2 }, goal.name, false);
    map.fit(goal, districtZoom);
  };
  const locate = () => {
    if (place.kind === 'found' && !map.isAt(place.point)) map.go(place.point, nearZoom);
    else if (place.kind === 'found' || (place.kind === 'set' && place.isExact)) setPlacing(true);
    else {
      goThere();
      finder.find();
    }
  };

  const chosen = at === null ? null : model.row(at);
  const shown = chosen ?? (state.isOverview ? null : state.nearest);
  const isFirst = place.kind === 'open' || place.kind === 'none' || place.kind === 'finding';
  const hasNowhere = isFirst && !isMapWanted && at === null && !isList && memory.get('view') === null;
  const field = (
    <SearchField
      text={text}
      isOpen={isSearching}
      sign={isWide || isSearching ? <Icon name="magnifying-glass-line" /> : <MenuKey />}
      end={
        <button type="button" className="where" aria-haspopup="dialog" onClick={() => setPlacing(true)}>
          <span className="vh">{textOf('place.label')}</span>
          {(isIn(picked, map.center()) ? picked?.name : state.whereabouts) ?? textOf('place.country')}
          <Icon name="caret-down-line" />
        </button>
      }
      onText={setText}
      onOpen={setSearching}
    />
  );
  const results = isSearching && (
    <section className="searchpanel" aria-label={textOf('search.label')}>
      <SearchPanel text={text} source={model} hrefOf={stationPath} onDistrict={(district) => void toDistrict(district)} />
    </section>
  );
  const list = state.isOverview ? (
    <Districts source={model} onDistrict={(district) => void toDistrict(district)} />
  ) : (
    <ResultList
      filter={filter}
      chosen={shown?.number ?? null}
      onFilter={changeFilter}
      onFocus={setFocused}
      onOpen={(number) => {
        if (!isWide || number === at) return false;
        choose(number);
        return true;
      }}
      onPlace={() => setPlacing(true)}
      onFarther={() => map.zoomBy(-2)}
    />
  );
  const peek = shown ? (
    <>
      <OverLine row={shown} isChosen={shown.number === at} onNearest={() => choose(null)} onPlace={() => setPlacing(true)} />
      <Peek
        row={shown}
        wanted={filter.amenities}
        href={stationPath(shown.number)}
        isOffline={state.isOffline}
        isKiosk={isKiosk}
        heading={isWide ? 'h2' : 'h1'}
        onGo={() => setGoing(shown)}
      />
    </>
  ) : state.isOverview ? (
    <Overview />
  ) : (
    <Ghosts />
  );

  if (hasNowhere && state.phase !== 'failed') {
    return (
      <>
        <Notices />
        <NoLocation
          source={model}
          isFinding={place.kind === 'finding'}
          reason={place.kind === 'none' ? place.reason : null}
          hrefOf={stationPath}
          onDistrict={(district) => void toDistrict(district)}
          onFind={() => finder.find()}
          onMap={() => setMapWanted(true)}
        />
      </>
    );
  }
  const mapPart = start && (
    <Suspense fallback={<div className="ground" />}>
      <LeafletMap
        ref={map.attach}
        label={textOf('map.label', { count: state.count ?? 0 })}
        start={start}
        head={isWide ? 0 : head}
        chosen={shown && { number: shown.number, point: shown.point, state: doorOf(shown.state) }}
        focused={focused}
        onChoose={choose}
        onOpen={(number) => navigate(stationPath(number))}
      />
    </Suspense>
  );
  const pointing = isPointing && (
    <Pointing
      head={isWide ? 0 : head}
      onCover={(pixels) => map.cover(isWide ? 0 : pixels)}
      onDone={() => {
        const center = map.center();
        if (center) finder.set(center, null, true);
        setPointing(false);
      }}
      onCancel={() => setPointing(false)}
    />
  );
  const over = (
    <>
      {isPlacing && (
        <PlaceSheet
          place={place}
          source={model}
          onFind={() => {
            setPlacing(false);
            finder.find();
          }}
          onPoint={() => {
            setPlacing(false);
            setStop('peek');
            setPointing(true);
          }}
          onDistrict={(district) => void toDistrict(district)}
          onClose={() => setPlacing(false)}
        />
      )}
      {going && <GoSheet row={going} from={origin} onClose={() => setGoing(null)} />}
    </>
  );

  if (isWide) {
    return (
      <div className="desk">
        <header className="deskbar">
          <MenuKey withName />
          {field}
          <Chips filter={filter} onFilter={changeFilter} />
        </header>
        {results}
        <main className="deskmain">
          <h1 className="vh">{textOf('title.map')}</h1>
          <section className="rail" aria-label={textOf('list.label')}>
            <Notices />
            <div ref={railRef} className="railrows">
              {list}
            </div>
          </section>
          <section className="mapside" aria-label={textOf('map.section')}>
            {mapPart}
            {pointing}
            {(shown || state.isOverview) && !isPointing && <aside className="callout">{peek}</aside>}
            <Legend />
            <div className="mapctl">
              <MapKey label="map.in" icon="plus-line" onPress={() => map.zoomBy(1)} />
              <MapKey label="map.out" icon="minus-line" onPress={() => map.zoomBy(-1)} />
              <MapKey label="map.locate" icon="gps-fix-line" className="mepos" onPress={locate} />
            </div>
          </section>
        </main>
        {over}
      </div>
    );
  }
  return (
    <main className={`mapframe at-${stop} ${isSearching ? 'searching' : ''}`}>
      <header ref={headRef} className="top">
        <Notices />
        {field}
        {!isSearching && <Chips filter={filter} onFilter={changeFilter} />}
      </header>
      {results}
      {mapPart}
      {pointing}
      {!isPointing && (
        <Sheet
          stop={stop}
          label={textOf('list.label')}
          onStop={setStop}
          onCover={(pixels) => map.cover(pixels)}
          floats={
            <div className="floats">
              <button type="button" className="pill" onClick={() => setStop('full')}>
                <Icon name="list-bullets-line" />
                <ListKeyWords />
              </button>
              <button type="button" className="fab" aria-label={textOf('map.locate')} onClick={locate}>
                <Icon name="gps-fix-line" />
              </button>
            </div>
          }
          head={isList ? null : peek}
        >
          {stop === 'peek' ? null : list}
        </Sheet>
      )}
      {isList && (
        <div className="bar-bottom">
          <button type="button" className="pill" onClick={() => setStop('peek')}>
            <Icon name="map-trifold-line" />
            <Say k="list.toMap" />
          </button>
        </div>
      )}
      {over}
    </main>
  );
}

/** Districts overlap at their edges: the one that was asked for keeps its name as long as the map stands in it. */
function isIn(district: DistrictGoal | null, at: Point | null): boolean {
  if (!district || !at) return false;
  return at.lat >= district.south && at.lat <= district.north && at.lng >= district.west && at.lng <= district.east;
}

function ListKeyWords() {
  const { count, isExact, isOverview } = useMapState();
  if (isOverview) return <Say k="list.cities" />;
  return (
    <>
      <Say k="list.key" />
      {count !== null && (
        <span className="n">
          <Say k="count.stations" values={{ count: isExact ? figure(count) : textOf('count.about', { value: figure(count) }) }} />
        </span>
      )}
    </>
  );
}

interface MapKeyProps {
  readonly label: 'map.in' | 'map.out' | 'map.locate';
  readonly icon: string;
  readonly className?: string;
  onPress(): void;
}

function MapKey({ label, icon, className = '', onPress }: MapKeyProps) {
  return (
    <button type="button" className={`fab ${className}`} aria-label={textOf(label)} title={textOf(label)} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
