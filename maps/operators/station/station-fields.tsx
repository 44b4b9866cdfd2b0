/** The form of a station: one that is there, or a new one. */
import { accessMethods } from '../../../shared/domain/access-method.ts';
import type { Schedule } from '../../../shared/domain/hours/schedule.ts';
import { coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { useWords } from '../messages.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Box } from '../parts/page.tsx';
import { AmenitiesField } from './amenities-field.tsx';
import { type Draft, type Faults, longest } from './draft.ts';
import { HoursField } from './hours-field.tsx';

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Empty until somebody tried to save. */
  readonly faults: Faults;
  readonly kept: { readonly text: string; readonly schedule: Schedule | null } | null;
  readonly disabled: boolean;
}

export function StationFields({ draft, onChange, faults, kept, disabled }: Props) {
  const say = useWords();
  const put = <K extends keyof Draft>(field: K) => ({
    value: draft[field],
    onChange: (value: Draft[K]) => onChange({ ...draft, [field]: value }),
    fault: faults[field] ? say(faults[field]) : null,
    disabled,
  });
  return (
    <>
      <Box title={say('station.who')} icon="door-open">
        <div className="stack">
          <Field label={say('station.name')} {...put('name')} longest={longest.name} />
          <div className="three-fields">
            <Field label={say('stations.province')} {...put('province')} longest={longest.district} />
            <Field label={say('stations.city')} {...put('city')} longest={longest.district} />
            <Field label={say('stations.district')} {...put('district')} longest={longest.district} />
          </div>
          <Field label={say('station.address')} {...put('address')} longest={longest.address} />
          <div className="three-fields">
            <Field label={say('station.lat')} {...put('lat')} inputMode="decimal" longest={20} />
            <Field label={say('station.lng')} {...put('lng')} inputMode="decimal" longest={20} />
            <Choice
              label={say('station.system')}
              {...put('system')}
              choices={coordinateSystems.map((system) => [system, say(`system.${system}`)] as const)}
            />
          </div>
          <p className="hint">{say('station.systemHint')}</p>
          <Field label={say('station.phone')} {...put('phone')} type="tel" longest={longest.phone} />
        </div>
      </Box>
      <Box title={say('station.hoursTitle')} icon="clock-counter-clockwise">
        <HoursField text={draft.hours} onChange={put('hours').onChange} kept={kept} disabled={disabled} />
      </Box>
      <Box title={say('station.access')} icon="key">
        <div className="stack">
          <Choice
            label={say('station.accessMethod')}
            {...put('access')}
            choices={accessMethods.map((method) => [method, say(`access.${method}`)] as const)}
          />
          <Field label={say('station.accessNote')} hint={say('station.accessHint')} {...put('accessNote')} longest={longest.accessNote} />
        </div>
      </Box>
      <Box title={say('station.amenities')} icon="list-bullets">
        <AmenitiesField {...put('amenities')} />
      </Box>
    </>
  );
}
