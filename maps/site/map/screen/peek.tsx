/** What the sheet says first: the nearest open station, or the one that was chosen. Minutes are the largest figure. */
import { Link } from 'wouter';
import { Icon } from '../icon.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { amenitiesThere, amenityWord } from '../station/amenity-words.ts';
import { BankAge } from '../station/banks.tsx';
import { Distance, walkOf } from '../station/distance-words.tsx';
import { StateTag, stateLine } from '../station/state-words.tsx';
import { accessIcons } from '../station/way-in.tsx';
import type { StationRow } from '../station-view.ts';

interface PeekProps {
  readonly row: StationRow;
  readonly wanted: number;
  readonly href: string;
  /** Without a network banks and jobs are not guessed. */
  readonly isOffline: boolean;
  readonly isKiosk: boolean;
  readonly heading: 'h1' | 'h2';
  onGo(): void;
}

export function Peek({ row, wanted, href, isOffline, isKiosk, heading: Heading, onGo }: PeekProps) {
  useLanguage();
  const walk = row.metres === null || row.isHere ? null : walkOf(row.metres);
  return (
    <div className="peek">
      <Heading>
        {row.name ?? (row.isNameless ? <Say k="station.number" values={{ number: row.number }} /> : <i className="ghost wide" />)}
      </Heading>
      <div className="decide">
        {walk !== null && (
          <span className="walk">
            <Icon name="person-simple-walk-line" />
            <b>{walk}</b> <Say k="walk.unit" />
          </span>
        )}
        {row.metres !== null && <span className="dist">{row.isHere ? <Say k="walk.here" /> : <Distance metres={row.metres} />}</span>}
        <StateTag state={row.state} hasPhone={row.phone !== ''} />
      </div>
      <Why row={row} />
      <p className="enter">
        <Icon name={accessIcons[row.access]} />
        <span>
          <span className="ph">
            <Say k={`access.${row.access}`} />
          </span>{' '}
          {row.accessNote && <i className="ph">{row.accessNote}</i>}
        </span>
      </p>
      <AmenityTiles row={row} wanted={wanted} />
      {isOffline ? (
        <p className="bank muted">
          <Icon name="battery-charging" className="plainline" />
          <span>
            <Say k="banks.offline" />
          </span>
        </p>
      ) : (
        row.banks && (
          <p className="bank">
            <Icon name="battery-charging" />
            <span>
              <Say k="amenity.power_bank" /> <b className="n">{textOf('banks.count', { count: row.banks.available })}</b>
              <Say k="dot" />
              <span className="age n">
                <BankAge minutes={row.banks.ageMinutes} />
              </span>
            </span>
          </p>
        )
      )}
      <div className="acts">
        <button type="button" className="btn main" onClick={onGo}>
          <Icon name={isKiosk ? 'qr-code' : 'navigation-arrow-fill'} />
          <Say k="go.key" />
        </button>
        <Link className="btn line" href={href}>
          <Say k="details" />
        </Link>
      </div>
    </div>
  );
}

/** What the state's own box has no room for. */
function Why({ row: { state, phone } }: { readonly row: StationRow }) {
  const { tail } = stateLine(state, phone !== '');
  if (!tail || (state.kind !== 'suspended' && state.kind !== 'unknown')) return null;
  return (
    <p className="why">
      <Say k={tail.k} values={tail.values} />
    </p>
  );
}

const places = 5;

function AmenityTiles({ row, wanted }: { readonly row: StationRow; readonly wanted: number }) {
  const there = amenitiesThere(row.amenities, wanted);
  if (there.length === 0) return null;
  const shown = there.length > places ? there.slice(0, places - 1) : there;
  return (
    <div className="amens">
      {shown.map(({ code, icon, bit }) => (
        <span key={code} className={`amen ${wanted & (1 << bit) ? 'hit' : ''}`}>
          <Icon name={icon} />
          {amenityWord(code)}
        </span>
      ))}
      {there.length > shown.length && (
        <span className="amen">
          <Icon name="dots-three-line" />
          {textOf('filter.more', { n: there.length - shown.length })}
        </span>
      )}
    </div>
  );
}
