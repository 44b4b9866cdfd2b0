/** How to get in: the first thing a station's page says. */
import type { AccessMethod } from '../../../../shared/domain/access-method.ts';
import { Icon } from '../icon.tsx';
import { Say } from '../say.tsx';

export const accessIcons: Readonly<Record<AccessMethod, string>> = {
  unknown: 'question',
  'walk-in': 'door',
  scan: 'scan',
  app: 'device-mobile',
  attendant: 'bell-ringing',
};

export function WayIn({ access, note }: { readonly access: AccessMethod; readonly note: string }) {
  return (
    <div className={`way ${access === 'unknown' ? 'no' : ''}`}>
      <span className="disc">
        <Icon name={accessIcons[access]} />
      </span>
      <div>
        <b>
          <Say k={`access.${access}`} />
        </b>
        {note && <span>{note}</span>}
      </div>
    </div>
  );
}
