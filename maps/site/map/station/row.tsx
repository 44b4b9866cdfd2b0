/** One station in a list: the door, the name, how far, what state, how to get in, and four things that it has. */
import { Link } from 'wouter';
import { Door } from '../door.tsx';
import { Icon } from '../icon.tsx';
import { Say, useLanguage } from '../say.tsx';
import { doorOf, isOpen, type StationRow } from '../station-view.ts';
import { amenitiesThere, amenityWord } from './amenity-words.ts';
import { BankAge } from './banks.tsx';
import { Distance, walkOf } from './distance-words.tsx';
import { StateLineWords } from './state-words.tsx';

interface RowProps {
  readonly row: StationRow;
  readonly wanted: number;
  readonly href: string;
  readonly isChosen?: boolean;
  /** Letters of the name that were found, from and to. */
  readonly found?: readonly [number, number] | null;
  readonly withAddress?: boolean;
  onFocus?(): void;
  onOpen?(event: React.MouseEvent): void;
}

export function StationRowLink({ row, wanted, href, isChosen = false, found = null, withAddress = false, onFocus, onOpen }: RowProps) {
  useLanguage();
  const { state, metres, banks, amenities } = row;
  const walk = metres === null ? null : walkOf(metres);
  const isShut = !isOpen(state) && state.kind !== 'unknown';
  return (
    <Link
      className={`row ${isChosen ? 'chosen' : ''} ${isShut ? 'far-shut' : ''}`}
      href={href}
      aria-current={isChosen || undefined}
      data-number={row.number}
      {...(onFocus && { onFocus })}
      {...(onOpen && { onClick: onOpen })}
    >
      <Door state={doorOf(state)} />
      <h3>
        {row.name !== null ? (
          <Marked text={row.name} found={found} />
        ) : row.isNameless ? (
          <Say k="station.number" values={{ number: row.number }} />
        ) : (
          <i className="ghost" />
        )}
      </h3>
      <div className="far">
        {row.isHere ? (
          <Say k="walk.here" />
        ) : (
          metres !== null && (
            <>
              <span className="n">
                <Distance metres={metres} />
              </span>
              {walk !== null && (
                <small className="n">
                  <Say k="walk.walk" values={{ count: walk }} />
                </small>
              )}
            </>
          )
        )}
      </div>
      <StateLineWords row={row} />
      {withAddress ? (
        <p className="have">{row.address}</p>
      ) : (
        <>
          <p className="have way1">
            <b>
              <Say k={`access.${row.access}`} />
            </b>
            {banks && (
              <i>
                <Say k="banks.line" values={{ count: banks.available }} />
                <Say k="dot" />
                <BankAge minutes={banks.ageMinutes} />
              </i>
            )}
          </p>
          <p className="have">
            {amenitiesThere(amenities, wanted)
              .slice(0, 4)
              .map(({ code, icon }) => (
                <span key={code}>
                  <Icon name={icon} className="plainline" />
                  {amenityWord(code)}
                </span>
              ))}
          </p>
        </>
      )}
    </Link>
  );
}

function Marked({ text, found }: { readonly text: string; readonly found: readonly [number, number] | null }) {
  if (!found) return text;
  const [from, to] = found;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
