/** The list: the same stations as in view on the map, the same count, and everything that the map can do. */
import type { ReactNode } from 'react';
import { amenities } from '../../../../shared/domain/amenity.ts';
import { stationPath } from '../addresses.ts';
import { useApp, useMapState } from '../app-context.tsx';
import { figure } from '../figure.ts';
import { Icon } from '../icon.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { amenityWord } from '../station/amenity-words.ts';
import { StationRowLink } from '../station/row.tsx';
import { type Filter, isFiltering, noFilter } from './filter.ts';

interface ListProps {
  readonly filter: Filter;
  readonly chosen: number | null;
  onFilter(filter: Filter): void;
  onFocus(number: number): void;
  /** Answers whether the list deals with it; else the station's page opens. */
  onOpen(number: number): boolean;
  onPlace(): void;
  onFarther(): void;
}

export function ResultList({ filter, chosen, onFilter, onFocus, onOpen, onPlace, onFarther }: ListProps) {
  useLanguage();
  const { model } = useApp();
  const { rows, count, openCount, isExact, isReading, phase } = useMapState();
  const isWaiting = count === null || (count === 0 && isReading);
  const more = count === null ? 0 : count - rows.length;
  return (
    <>
      <div className="listhead">
        <h2>{isWaiting ? <Say k="count.loading" /> : <CountWords filter={filter} {...{ count, openCount, isExact }} />}</h2>
        <button type="button" className="sorter" onClick={onPlace}>
          <Icon name="funnel-simple-line" />
          <Say k="count.sorted" />
        </button>
      </div>
      {count === 0 && !isReading && phase === 'ready' && <Nothing filter={filter} onFilter={onFilter} onFarther={onFarther} />}
      <ul className="rowlist" aria-busy={phase === 'loading'}>
        {rows.map((row) => (
          <li key={row.number}>
            <StationRowLink
              row={row}
              wanted={filter.amenities}
              href={stationPath(row.number)}
              isChosen={row.number === chosen}
              onFocus={() => onFocus(row.number)}
              onOpen={(event) => {
                const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
                if (isPlain && onOpen(row.number)) event.preventDefault();
              }}
            />
          </li>
        ))}
      </ul>
      {more > 0 && rows.length > 0 && (
        <div className="morekey">
          <button type="button" className="btn line" onClick={() => model.showMore()}>
            <Say k="count.more" values={{ count: more }} />
          </button>
        </div>
      )}
    </>
  );
}

interface CountProps {
  readonly filter: Filter;
  readonly count: number;
  readonly openCount: number | null;
  readonly isExact: boolean;
}

function CountWords({ filter, count, openCount, isExact }: CountProps): ReactNode {
  const wanted = amenities.filter(({ bit }) => filter.amenities & (1 << bit)).map(({ code }) => amenityWord(code));
  const number = isExact ? figure(count) : textOf('count.about', { value: figure(count) });
  return (
    <>
      <Say k={wanted.length > 0 ? 'count.having' : 'count.total'} values={{ value: number, what: wanted.join('、') }} />
      {openCount !== null && !filter.openNow && (
        <>
          <Say k="dot" />
          <Say k="count.open" values={{ value: figure(openCount) }} />
        </>
      )}
    </>
  );
}

/** Nothing passes: a key for each chip to take off. */
function Nothing({ filter, onFilter, onFarther }: Pick<ListProps, 'filter' | 'onFilter' | 'onFarther'>) {
  const wanted = amenities.filter(({ bit }) => filter.amenities & (1 << bit));
  return (
    <div className="nothing">
      <p>
        <Say k={isFiltering(filter) ? 'count.noneLike' : 'count.none'} />
      </p>
      <div className="picks">
        {filter.openNow && (
          <button type="button" className="pick" onClick={() => onFilter({ ...filter, openNow: false })}>
            <Icon name="x-line" />
            <Say k="filter.openNow" />
          </button>
        )}
        {wanted.map(({ code, bit }) => (
          <button
            key={code}
            type="button"
            className="pick"
            onClick={() => onFilter({ ...filter, amenities: filter.amenities & ~(1 << bit) })}
          >
            <Icon name="x-line" />
            {amenityWord(code)}
          </button>
        ))}
        <button type="button" className="pick" onClick={isFiltering(filter) ? () => onFilter(noFilter) : onFarther}>
          <Say k={isFiltering(filter) ? 'filter.clear' : 'count.farther'} />
        </button>
      </div>
    </div>
  );
}
