/** On a kiosk nothing leads out of the lock: the station's page is taken away on one's own phone. */
import { Modal } from '../modal.tsx';
import { Say, textOf } from '../say.tsx';
import { type SiteConfig, stationUrl } from '../site-config.ts';
import type { StationRow } from '../station-view.ts';
import { Qr } from './qr.tsx';

interface TakeAwayProps {
  readonly row: StationRow;
  readonly config: SiteConfig;
  onClose(): void;
}

export default function TakeAwaySheet({ row, config, onClose }: TakeAwayProps) {
  return (
    <Modal title={<Say k="kiosk.title" />} over={row.name} onClose={onClose}>
      <div className="takeaway">
        <Qr text={stationUrl(config, row.number)} label={textOf('kiosk.qr')} />
        <div>
          <p>
            <Say k="kiosk.note" />
          </p>
          {row.address && <p className="addr">{row.address}</p>}
          {row.phone && <p className="tel2">{row.phone}</p>}
        </div>
      </div>
    </Modal>
  );
}
