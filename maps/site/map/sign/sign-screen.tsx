/** The door sign: A4, one colour will do, its QR 71 mm wide in a white field of 86 mm. */
import { useEffect } from 'react';
import { Link } from 'wouter';
import { stationPath } from '../addresses.ts';
import { useApp, useStation } from '../app-context.tsx';
import { Mark } from '../door.tsx';
import { Qr, qrSize } from '../go/qr.tsx';
import { Icon } from '../icon.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { stationUrl } from '../site-config.ts';
import { amenitiesThere, amenityWord } from '../station/amenity-words.ts';
import type { StationDetail, StationRow } from '../station-view.ts';
import { weekLines } from './week-lines.ts';
import './sign.css';

const fieldMm = 86;
const codeMm = 71;

export default function SignScreen({ number }: { readonly number: number }) {
  useLanguage();
  const answer = useStation(number);
  const name = answer.kind === 'there' ? answer.row.name : null;
  useEffect(() => {
    document.documentElement.dataset['theme'] = 'light';
    if (name) document.title = textOf('title.sign', { name });
  }, [name]);
  return (
    <main className="signpage">
      <div className="signbar">
        <Link className="btn line" href={stationPath(number)}>
          <Say k="sign.back" />
        </Link>
        <button type="button" className="btn main" onClick={() => print()} disabled={answer.kind !== 'there'}>
          <Icon name="printer-line" />
          <Say k="sign.print" />
        </button>
        <p className="fine">
          {answer.kind === 'there' || answer.kind === 'loading' ? <Say k="sign.printNote" /> : <Say k="station.failedHead" />}
        </p>
      </div>
      {answer.kind === 'there' && <Sign row={answer.row} detail={answer.detail} />}
    </main>
  );
}

function Sign({ row, detail }: { readonly row: StationRow; readonly detail: StationDetail }) {
  const { config } = useApp();
  const url = stationUrl(config, row.number);
  const name = row.name ?? '';
  const [first, ...others] = detail.week ? weekLines(detail.week) : [detail.hoursText || textOf('sign.hoursAsk')];
  return (
    <section className="sign" lang="zh-CN">
      <div className="ribbon">
        <span className="brand">
          <Mark />
          {config.operator ?? textOf('brand')}
        </span>
        <span>
          <Say k="sign.free" />
        </span>
      </div>
      {/* a long name takes a smaller face, never a second line */}
      <h1 style={{ fontSize: `${Math.min(18.5, 176 / Math.max(1, name.length))}mm` }}>{name}</h1>
      <p className="hrs">
        <span className="n">{first}</span>
        {others.length > 0 && <small>{others.join('·')}</small>}
      </p>
      <div className="gate">
        <svg className="arch" viewBox="0 0 150 148" aria-hidden="true">
          <path d="M0 75a75 75 0 0 1 150 0v73H0z" fill="#A3201A" />
          <path d="M9 75a66 66 0 0 1 132 0v73H9z" fill="#FFF3DC" />
          <path d="M10.2 62L26 74v74H9V75q0-7 1.2-13z" fill="#8F1A13" />
          <circle cx="21.5" cy="112" r="1.8" fill="#FFF3DC" />
        </svg>
        <div className="in">
          <span className="please">
            <Say k="sign.come" />
          </span>
          <Qr text={url} label={url} margin={((fieldMm - codeMm) / 2) * (qrSize(url) / codeMm)} />
        </div>
      </div>
      <p className="scan">
        <Say k="sign.scan" />
      </p>
      <ul className="serv">
        {amenitiesThere(row.amenities, 0)
          .slice(0, 6)
          .map(({ code, icon }) => (
            <li key={code}>
              <Icon name={icon} />
              {amenityWord(code)}
            </li>
          ))}
      </ul>
      <footer>
        <span>
          {row.phone && (
            <>
              <Say k="sign.ring" />
              <br />
              <b className="n">{row.phone}</b>
            </>
          )}
        </span>
        <span className="rt">
          <Say k="sign.address" /> <b>{url.replace(/^https?:\/\//, '')}</b>
          <br />
          <Say k="sign.hotline" /> <b>12351</b>
        </span>
      </footer>
    </section>
  );
}
