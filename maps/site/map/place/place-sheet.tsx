/** Where am I? Found by the phone, pointed out on the map, or a district: the phone can be kilometres off. */
import { Icon } from '../icon.tsx';
import { Modal } from '../modal.tsx';
import { Say } from '../say.tsx';
import type { DistrictChoice } from './district.ts';
import { type Place, roughMetres } from './place.ts';
import { Districts, type Searching } from './search-panel.tsx';

interface PlaceSheetProps {
  readonly place: Place;
  readonly source: Pick<Searching, 'districts'>;
  onFind(): void;
  onPoint(): void;
  onDistrict(district: DistrictChoice): void;
  onClose(): void;
}

export function PlaceSheet({ place, source, onFind, onPoint, onDistrict, onClose }: PlaceSheetProps) {
  return (
    <Modal
      title={<Say k="place.title" />}
      over={
        <span>
          <Now place={place} />
        </span>
      }
      onClose={onClose}
    >
      <div className="reports">
        <button type="button" className="report" onClick={onFind}>
          <Icon name="gps-fix-line" />
          <Say k={place.kind === 'found' ? 'place.again' : 'place.use'} />
        </button>
        <button type="button" className="report" onClick={onPoint}>
          <Icon name="map-pin-line" />
          <Say k="place.point" />
        </button>
      </div>
      <div className="placedistricts">
        <Districts source={source} onDistrict={onDistrict} />
      </div>
    </Modal>
  );
}

function Now({ place }: { readonly place: Place }) {
  switch (place.kind) {
    case 'found':
      return (
        <Say
          k={place.accuracyMetres >= roughMetres ? 'place.rough' : 'place.within'}
          values={{
            value: place.accuracyMetres >= roughMetres ? Math.round(place.accuracyMetres / 1000) : Math.round(place.accuracyMetres),
          }}
        />
      );
    case 'set':
      return place.name === null ? <Say k="place.byHand" /> : <Say k="place.inDistrict" values={{ name: place.name }} />;
    case 'finding':
      return <Say k="place.finding" />;
    default:
      return <Say k="place.unknown" />;
  }
}
