/** Each thing a station may have: there, not there, or nobody said; with a word on it. */
import { type AmenityCode, amenities } from '../../../shared/domain/amenity.ts';
import { useLanguage, useWords, wordFor } from '../messages.ts';
import type { AmenityDraft, Draft, Presence } from './draft.ts';
import { longest } from './draft.ts';

interface Props {
  readonly value: Draft['amenities'];
  readonly onChange: (value: Draft['amenities']) => void;
  readonly disabled: boolean;
}

const presences: readonly Presence[] = ['yes', 'no', 'unknown'];

export function useAmenityWord(): (code: AmenityCode) => string {
  const language = useLanguage();
  return (code) => (language === 'en' ? wordFor('amenity', code) : null) ?? amenities.find((one) => one.code === code)?.word ?? code;
}

export function AmenitiesField({ value, onChange, disabled }: Props) {
  const say = useWords();
  const wordOf = useAmenityWord();
  const put = (code: AmenityCode, change: Partial<AmenityDraft>) => onChange({ ...value, [code]: { ...value[code], ...change } });
  if (disabled) {
    return (
      <ul className="amenities">
        {amenities.map(({ code }) => (
          <li key={code} className={`told ${value[code].presence}`}>
            <b>{wordOf(code)}</b>
            <span>{[say(`presence.${value[code].presence}`), value[code].note].filter(Boolean).join('　')}</span>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul className="amenities">
      {amenities.map(({ code }) => (
        <li key={code}>
          <fieldset className={value[code].presence}>
            <legend>{wordOf(code)}</legend>
            <span className="three">
              {presences.map((presence) => (
                <label key={presence}>
                  <input
                    type="radio"
                    name={`amenity-${code}`}
                    checked={value[code].presence === presence}
                    onChange={() => put(code, { presence })}
                  />
                  <span>{say(`presence.${presence}`)}</span>
                </label>
              ))}
            </span>
            <input
              type="text"
              aria-label={say('station.noteOn', { what: wordOf(code) })}
              placeholder={say('station.note')}
              value={value[code].note}
              maxLength={longest.note}
              onChange={(event) => put(code, { note: event.currentTarget.value })}
            />
          </fieldset>
        </li>
      ))}
    </ul>
  );
}
