/** Searching by name, road, district or initials; and the districts themselves, for whoever has no place and no name. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import type { DistrictPage, SearchAnswer } from '../map-model.ts';
import { Say, textOf, useLanguage } from '../say.tsx';
import { StationRowLink } from '../station/row.tsx';
import type { DistrictChoice } from './district.ts';
import { DistrictTiles } from './district-tiles.tsx';

export interface Searching {
  search(text: string, signal: AbortSignal): Promise<SearchAnswer>;
  districts(key: string | null): Promise<DistrictPage>;
}

interface PanelProps {
  readonly text: string;
  readonly source: Searching;
  hrefOf(number: number): string;
  onDistrict(district: DistrictChoice): void;
}

const waitMs = 120;
/** No sign of waiting before this. */
const slowMs = 300;

export function SearchPanel({ text, source, hrefOf, onDistrict }: PanelProps) {
  useLanguage();
  const { answer, isSlow } = useSearch(source, text.trim());
  const isEmpty = answer !== null && answer.stations.length === 0 && answer.districts.length === 0;
  return (
    <>
      <p className="vh" role="status">
        {answer && textOf('search.found', { count: answer.stations.length + answer.districts.length })}
      </p>
      {isSlow && (
        <p className="fine pad" role="status">
          <Say k="search.busy" />
        </p>
      )}
      {isEmpty && (
        <p className="fine pad">
          <Say k="search.none" values={{ text: answer.text }} />
        </p>
      )}
      {answer && answer.districts.length > 0 && (
        <div className="pad2">
          <DistrictTiles parts={answer.districts} current={null} onChoose={onDistrict} />
        </div>
      )}
      {answer && answer.stations.length > 0 && (
        <ul className="rowlist sugg">
          {answer.stations.map(({ row, found }) => (
            <li key={row.number}>
              <StationRowLink row={row} found={found} wanted={0} href={hrefOf(row.number)} withAddress />
            </li>
          ))}
        </ul>
      )}
      {(answer === null || isEmpty) && <Districts source={source} onDistrict={onDistrict} />}
    </>
  );
}

function useSearch(source: Searching, text: string): { readonly answer: SearchAnswer | null; readonly isSlow: boolean } {
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (text === '') return setAnswer(null);
    const stop = new AbortController();
    const slow = setTimeout(() => setSlow(true), slowMs);
    const wait = setTimeout(async () => {
      const found = await source.search(text, stop.signal).catch(() => ({ text, stations: [], districts: [] }));
      if (stop.signal.aborted) return;
      clearTimeout(slow);
      setSlow(false);
      setAnswer(found);
    }, waitMs);
    return () => {
      stop.abort();
      clearTimeout(wait);
      clearTimeout(slow);
    };
  }, [source, text]);
  return { answer, isSlow };
}

interface DistrictsProps {
  readonly source: Pick<Searching, 'districts'>;
  onDistrict(district: DistrictChoice): void;
}

/** A district with parts opens them. A level with a single part is no choice and is passed over. */
export function Districts({ source, onDistrict }: DistrictsProps): ReactNode {
  useLanguage();
  const [key, setKey] = useState<string | null>(null);
  const [page, setPage] = useState<(DistrictPage & { readonly isTop: boolean }) | null>(null);
  useEffect(() => {
    let isWanted = true;
    const read = async () => {
      let next = await source.districts(key);
      let isTop = next.name === null;
      for (let only = next.parts[0]; isTop && only?.hasParts && next.parts.length === 1; only = next.parts[0])
        next = await source.districts(only.key);
      // one that was passed over on the way down is none to go back to
      if (!isTop && next.parentKey !== null) isTop = (await source.districts(next.parentKey)).parts.length === 1;
      if (isWanted) setPage({ ...next, isTop });
    };
    read().catch(() => isWanted && setPage(null));
    return () => {
      isWanted = false;
    };
  }, [source, key]);
  if (page === null || page.parts.length === 0) return null;
  return (
    <section className="sec">
      <h2>
        <Say k="place.chooseDistrict" />{' '}
        {page.name !== null && (
          <small>
            {page.name}{' '}
            {!page.isTop && (
              <button type="button" className="chg" onClick={() => setKey(page.parentKey)}>
                <Say k="place.otherCity" />
              </button>
            )}
          </small>
        )}
      </h2>
      <DistrictTiles parts={page.parts} current={null} onChoose={(part) => (part.hasParts ? setKey(part.key) : onDistrict(part))} />
    </section>
  );
}

interface SearchFieldProps {
  readonly text: string;
  readonly isOpen: boolean;
  readonly sign: ReactNode;
  readonly end: ReactNode;
  onText(text: string): void;
  onOpen(isOpen: boolean): void;
}

export function SearchField({ text, isOpen, sign, end, onText, onOpen }: SearchFieldProps) {
  useLanguage();
  const ref = useRef<HTMLInputElement>(null);
  return (
    <search className={`search ${isOpen ? 'typing' : ''}`}>
      {sign}
      <input
        ref={ref}
        className="q"
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={40}
        placeholder={textOf('search.placeholder')}
        aria-label={textOf('search.label')}
        value={text}
        // not on focus: whoever tabs past it would have everything else covered
        onClick={() => onOpen(true)}
        onChange={(event) => {
          onText(event.target.value);
          onOpen(true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            onText('');
            onOpen(false);
            ref.current?.blur();
          }
        }}
      />
      {isOpen ? (
        <button
          type="button"
          className="where"
          aria-label={textOf('search.close')}
          onClick={() => {
            onText('');
            onOpen(false);
          }}
        >
          <Icon name="x-line" />
        </button>
      ) : (
        end
      )}
    </search>
  );
}
