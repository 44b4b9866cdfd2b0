/** One station: the way in first, then what is there, the banks with their age, the week, and what passers-by say. */
import { Link } from 'wouter';
import { postPath } from '../addresses.ts';
import { Door } from '../door.tsx';
import { Icon } from '../icon.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { doorOf, type StationDetail, type StationRow } from '../station-view.ts';
import { BanksSection } from './banks.tsx';
import { dayWords } from './day-words.ts';
import { Distance, walkOf } from './distance-words.tsx';
import { FactsSection } from './facts.tsx';
import { ReportsSection } from './reports.tsx';
import { ShareKey } from './share-key.tsx';
import { StateTag, stateText } from './state-words.tsx';
import { WayIn } from './way-in.tsx';
import { WeekSection } from './week.tsx';

const legalBit = 18;
const jobsBit = 17;

export interface StationPageProps {
  readonly row: StationRow;
  readonly detail: StationDetail;
  readonly nowMs: number;
  readonly isOffline: boolean;
  /** No way out of the page: nothing to call, to share or to open. */
  readonly isKiosk: boolean;
  readonly backHref: string;
  onGo(): void;
}

export function StationPage({ row, detail, nowMs, isOffline, isKiosk, backHref, onGo }: StationPageProps) {
  useLanguage();
  const walk = row.metres === null ? null : walkOf(row.metres);
  const name = row.name ?? '';
  return (
    <>
      <main className="phone plain stationpage">
        <Link className="mapstrip" href={backHref} aria-label={textOf('station.onMap')}>
          <span className="plate2">
            <Door state={doorOf(row.state)} />
          </span>
        </Link>
        <article className="sheetfull">
          <header className="stat-head">
            <div className="titleline">
              <h1>{name}</h1>
              <Link className="icon-btn" href={backHref} aria-label={textOf('close')}>
                <Icon name="x-line" />
              </Link>
            </div>
            <div className="decide">
              <StateTag state={row.state} hasPhone={row.phone !== ''} />
              {row.metres !== null && (
                <span className="walk2">
                  {walk !== null && (
                    <b className="n">
                      <Say k="walk.walk" values={{ count: walk }} />
                    </b>
                  )}
                  <span className="dist">
                    <Distance metres={row.metres} />
                  </span>
                </span>
              )}
            </div>
            {(row.state.kind === 'suspended' || row.state.kind === 'unknown') && (
              <p className="why">{stateText(row.state, row.phone !== '')}</p>
            )}
            {row.address && <p className="addr">{row.address}</p>}
          </header>
          <section className="sec first">
            <h2>
              <Say k="station.wayIn" />
            </h2>
            <WayIn access={row.access} note={row.accessNote} />
            {detail.photos.map(({ hash, takenOn }) => (
              <figure className="photo" key={hash}>
                <img src={`/photos/${hash}.jpg`} alt={textOf('station.photo', { name })} loading="lazy" width={1280} height={720} />
                <figcaption>
                  <span>
                    <Say k="station.door" />
                  </span>
                  {takenOn && (
                    <span className="n">
                      <Say k="station.takenOn" values={{ day: dayWords(takenOn) }} />
                    </span>
                  )}
                </figcaption>
              </figure>
            ))}
          </section>
          <FactsSection masks={row.amenities} notes={detail.amenityNotes} />
          {row.banks && !isOffline && <BanksSection banks={row.banks} />}
          <WeekSection detail={detail} nowMs={nowMs} />
          <Services row={row} isKiosk={isKiosk} isOffline={isOffline} />
          {!isOffline && <ReportsSection row={row} trust={detail.trust} nowMs={nowMs} />}
          <p className="pagefoot">
            <span className="n">
              <Say k="station.number" values={{ number: row.number }} />
            </span>
            {!isKiosk && (
              <a className="textkey" href={`/s/${row.number}/sign`}>
                <Icon name="printer-line" />
                <Say k="station.sign" />
              </a>
            )}
          </p>
        </article>
      </main>
      <footer className="bar-solid">
        <button type="button" className="btn main grow" onClick={onGo}>
          <Icon name={isKiosk ? 'qr-code' : 'navigation-arrow-fill'} />
          <Say k="go.key" />
          {walk !== null && (
            <small className="n">
              <Say k="walk.walk" values={{ count: walk }} />
            </small>
          )}
        </button>
        {!isKiosk && row.phone && (
          <a className="btn line sq" href={telOf(row.phone)} aria-label={textOf('station.call')}>
            <Icon name="phone" />
          </a>
        )}
        {!isKiosk && <ShareKey row={row} text={`${name}，${stateText(row.state, false)}，${row.address}`} />}
      </footer>
    </>
  );
}

export const telOf = (phone: string) => `tel:${phone.replaceAll(/[^0-9]/g, '')}`;

function Services({ row, isKiosk, isOffline }: { readonly row: StationRow; readonly isKiosk: boolean; readonly isOffline: boolean }) {
  const hasJobs = !isOffline && (row.jobs ?? 0) > 0;
  const offersJobs = (row.amenities.yes & (1 << jobsBit)) !== 0;
  const helps = (row.amenities.yes & (1 << legalBit)) !== 0;
  if (!hasJobs && !offersJobs && !helps && !row.phone) return null;
  return (
    <section className="sec flat">
      {(hasJobs || offersJobs) && (
        <div className="go-row">
          <Icon name="briefcase" />
          <span>
            <b>{hasJobs ? <Say k="station.jobs" values={{ count: row.jobs ?? 0 }} /> : <Say k="station.jobsHere" />}</b>
            <span>
              <Say k="station.jobsNote" />
            </span>
          </span>
        </div>
      )}
      {(hasJobs || offersJobs) && !isKiosk && (
        <Link className="go-row" href={postPath(row.number)}>
          <Icon name="megaphone" />
          <span>
            <b>
              <Say k="station.post" />
            </b>
            <span>
              <Say k="station.postNote" />
            </span>
          </span>
        </Link>
      )}
      {helps && (
        <Row href={isKiosk ? null : 'tel:12351'} icon="scales" head={<Say k="station.legal" />} note={<Say k="station.legalNote" />} />
      )}
      {row.phone && (
        <Row
          href={isKiosk ? null : telOf(row.phone)}
          icon="phone"
          head={<span className="n">{row.phone}</span>}
          note={<Say k="station.phoneNote" />}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly href: string | null;
  readonly icon: string;
  readonly head: React.ReactNode;
  readonly note: React.ReactNode;
}

function Row({ href, icon, head, note }: RowProps) {
  const words = (
    <>
      <Icon name={icon} />
      <span>
        <b>{head}</b>
        <span>{note}</span>
      </span>
    </>
  );
  if (href === null) return <div className="go-row">{words}</div>;
  return (
    <a className="go-row" href={href}>
      {words}
      <Icon name="caret-right-line" />
    </a>
  );
}
