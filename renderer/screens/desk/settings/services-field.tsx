/** What the station offers and where each stands. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { amenityCodes } from '../../../../shared/domain/amenity.ts';
import type { StationSettings } from '../../../../shared/domain/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';

type Services = StationSettings['services'];

export function ServicesField({ services, change }: { readonly services: Services; change(services: Services): void }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const others = amenityCodes.filter((code) => !services.some(({ amenity }) => amenity === code));
  return (
    <>
      {services.map(({ amenity, where }, at) => {
        const name = t(`amenity.${amenity}`);
        return (
          <div key={amenity} className="service">
            <b>{name}</b>
            <Writing
              label={t('desk.settings.station.serviceWhere', { name })}
              hint={t('desk.settings.station.serviceHint')}
              value={where}
              longest={24}
              onChange={(text) => change(services.with(at, { amenity, where: text }))}
            />
            <Button
              className="key line"
              aria-label={t('desk.settings.station.removeService', { name })}
              onPress={() => change(services.toSpliced(at, 1))}
            >
              <Icon name="trash" />
            </Button>
          </div>
        );
      })}
      {adding ? (
        <div className="ticks">
          {others.map((code) => (
            <Button
              key={code}
              className="key"
              onPress={() => {
                change([...services, { amenity: code, where: '' }]);
                setAdding(false);
              }}
            >
              {t(`amenity.${code}`)}
            </Button>
          ))}
        </div>
      ) : (
        others.length > 0 && (
          <Button className="key" onPress={() => setAdding(true)}>
            <Icon name="plus" />
            {t('desk.settings.station.addService')}
          </Button>
        )
      )}
    </>
  );
}
