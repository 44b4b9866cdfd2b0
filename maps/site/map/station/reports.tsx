/** 和你看到的一样吗？ One touch is enough; ten seconds to take it back; nobody is asked who they are. */
import { useEffect, useState } from 'react';
import { amenities } from '../../../../shared/domain/amenity.ts';
import type { PublicReportKind, ShownTrust } from '../../../../shared/domain/listed-station.ts';
import { Icon } from '../icon.tsx';
import type { MessageKey } from '../messages.ts';
import { Modal } from '../modal.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import type { StationRow } from '../station-view.ts';
import { amenityWord } from './amenity-words.ts';
import { ageWords, clockParts, dayWords } from './day-words.ts';
import { type Report, sendReport, undoReport } from './report-client.ts';

const keys: readonly { readonly kind: PublicReportKind; readonly icon: string; readonly k: MessageKey }[] = [
  { kind: 'open', icon: 'lock-key-open', k: 'report.open' },
  { kind: 'locked', icon: 'lock-simple', k: 'report.locked' },
  { kind: 'moved', icon: 'truck', k: 'report.moved' },
  { kind: 'broken', icon: 'wrench', k: 'report.broken' },
];
/** A rarer thing to say: a line of words, not a key among keys. */
const never: PublicReportKind = 'never-existed';

const undoMs = 10_000;

type Sent =
  | { readonly step: 'idle' | 'sending' | 'later' | 'failed' | 'undone' | 'tooLate' }
  | { readonly step: 'taken'; readonly undo: string | null };

interface ReportsProps {
  readonly row: StationRow;
  readonly trust: ShownTrust | null;
  readonly nowMs: number;
}

export function ReportsSection({ row, trust, nowMs }: ReportsProps) {
  useLanguage();
  const [sent, setSent] = useState<Sent>({ step: 'idle' });
  const [isChoosing, setChoosing] = useState(false);
  const undo = sent.step === 'taken' ? sent.undo : null;
  useEffect(() => {
    if (undo === null) return;
    const end = setTimeout(() => setSent({ step: 'taken', undo: null }), undoMs);
    return () => clearTimeout(end);
  }, [undo]);

  const send = async (report: Report) => {
    setChoosing(false);
    setSent({ step: 'sending' });
    const answer = await sendReport(row.number, report);
    setSent(answer.kind === 'taken' ? { step: 'taken', undo: answer.undo } : { step: answer.kind });
  };
  const takeBack = async (token: string) => setSent({ step: (await undoReport(row.number, token)) ? 'undone' : 'tooLate' });
  const isBusy = sent.step === 'sending';

  return (
    <section className="sec">
      <h2>
        <Say k="report.title" />
      </h2>
      {trust && <Trust trust={trust} nowMs={nowMs} />}
      {sent.step === 'taken' ? (
        <div className="thanks" role="status">
          <Icon name="check-circle-fill" />
          <b>
            <Say k="report.thanks" />
          </b>
          {sent.undo !== null && (
            <button type="button" className="btn line" onClick={() => sent.undo !== null && void takeBack(sent.undo)}>
              <Say k="report.undo" />
            </button>
          )}
        </div>
      ) : (
        <>
          <div className="reports">
            {keys.map(({ kind, icon, k }) => (
              <button
                key={kind}
                type="button"
                className="report"
                aria-disabled={isBusy}
                onClick={() => !isBusy && (kind === 'broken' ? setChoosing(true) : void send({ kind }))}
              >
                <Icon name={icon} />
                <Say k={k} />
              </button>
            ))}
          </div>
          <p className="fine rep" role="status">
            <Say k={sent.step === 'idle' ? 'report.note' : `report.${sent.step}`} />
          </p>
          <button type="button" className="textkey" aria-disabled={isBusy} onClick={() => !isBusy && void send({ kind: never })}>
            <Say k="report.never" />
          </button>
        </>
      )}
      {isChoosing && <BrokenSheet row={row} onChoose={(report) => void send(report)} onClose={() => setChoosing(false)} />}
    </section>
  );
}

interface BrokenProps {
  readonly row: StationRow;
  onChoose(report: Report): void;
  onClose(): void;
}

function BrokenSheet({ row, onChoose, onClose }: BrokenProps) {
  const there = amenities.filter(({ bit }) => row.amenities.yes & (1 << bit));
  return (
    <Modal title={<Say k="report.what" />} onClose={onClose}>
      <div className="reports">
        {there.map(({ code, icon }) => (
          <button key={code} type="button" className="report" onClick={() => onChoose({ kind: 'broken', amenity: code })}>
            <Icon name={icon} />
            {amenityWord(code)}
          </button>
        ))}
        <button type="button" className="report" onClick={() => onChoose({ kind: 'broken' })}>
          <Icon name="wrench" />
          <Say k="report.other" />
        </button>
      </div>
    </Modal>
  );
}

const doubts = {
  locked: 'report.saidLocked',
  moved: 'report.saidMoved',
  'never-existed': 'report.saidNever',
  broken: 'report.saidBroken',
} as const;

function Trust({
  trust: { lastConfirmedMs, confirmedIn7Days, doubt, doubtSinceMs },
  nowMs,
}: {
  readonly trust: ShownTrust;
  readonly nowMs: number;
}) {
  return (
    <>
      {doubt && (
        <p className="confirm doubt">
          <Icon name="question" />
          <span>
            <Say k={doubts[doubt]} values={{ age: doubtSinceMs === null ? '' : ageWords(nowMs - doubtSinceMs) }} />
          </span>
        </p>
      )}
      {lastConfirmedMs !== null && (
        <p className="confirm">
          <Icon name="check-circle-fill" />
          <span>
            <Say k="report.confirmed" values={{ when: whenWords(lastConfirmedMs, nowMs) }} />
            {confirmedIn7Days > 1 && <Say k="report.confirmedWeek" values={{ count: confirmedIn7Days }} />}
          </span>
        </p>
      )}
    </>
  );
}

/** Today with the clock, else the date. */
function whenWords(atMs: number, nowMs: number): string {
  const at = clockParts(atMs);
  return at.day === clockParts(nowMs).day ? `${textOf('day.today')} ${at.clock}` : dayWords(at.day);
}
