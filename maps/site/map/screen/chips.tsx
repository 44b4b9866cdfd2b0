/** The filter: several chips together mean all of them at once. A chip that leaves nothing stays and says 0. */
import { useEffect, useRef, useState } from 'react';
import { type Amenity, amenities } from '../../../../shared/domain/amenity.ts';
import { Door } from '../door.tsx';
import { Icon } from '../icon.tsx';
import { Modal } from '../modal.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { amenityWord } from '../station/amenity-words.ts';
import { type Filter, isFiltering, noFilter } from './filter.ts';

/** The few that stand beside the search; the rest is one touch further, or beside them once chosen. */
const usual = ['water', 'microwave', 'charging', 'power_bank', 'toilet'];

interface ChipsProps {
  readonly filter: Filter;
  onFilter(filter: Filter): void;
}

export function Chips({ filter, onFilter }: ChipsProps) {
  useLanguage();
  const [isAll, setAll] = useState(false);
  const shown = amenities.filter(({ code, bit }) => usual.includes(code) || filter.amenities & (1 << bit));
  const toggle = ({ bit }: Amenity) => onFilter({ ...filter, amenities: filter.amenities ^ (1 << bit) });
  return (
    <div className="chips" role="group" aria-label={textOf('filter.label')}>
      <Chip isOn={filter.openNow} onToggle={() => onFilter({ ...filter, openNow: !filter.openNow })} sign={<Door state="open" />}>
        {textOf('filter.openNow')}
      </Chip>
      {shown.map((amenity) => (
        <Chip
          key={amenity.code}
          isOn={(filter.amenities & (1 << amenity.bit)) !== 0}
          onToggle={() => toggle(amenity)}
          sign={<Icon name={amenity.icon} />}
        >
          {amenityWord(amenity.code)}
        </Chip>
      ))}
      <button type="button" className="chip" aria-haspopup="dialog" onClick={() => setAll(true)}>
        <Icon name="sliders-horizontal-line" />
        {textOf('filter.all', { n: amenities.length })}
      </button>
      {isAll && <AllChips filter={filter} onFilter={onFilter} onToggle={toggle} onClose={() => setAll(false)} />}
    </div>
  );
}

function AllChips({ filter, onFilter, onToggle, onClose }: ChipsProps & { onToggle(amenity: Amenity): void; onClose(): void }) {
  return (
    <Modal title={<Say k="filter.title" />} over={<Say k="filter.and" />} onClose={onClose}>
      <div className="picks">
        {amenities.map((amenity) => (
          <Chip
            key={amenity.code}
            isOn={(filter.amenities & (1 << amenity.bit)) !== 0}
            onToggle={() => onToggle(amenity)}
            sign={<Icon name={amenity.icon} />}
          >
            {amenityWord(amenity.code)}
          </Chip>
        ))}
      </div>
      <div className="acts">
        <button type="button" className="btn main" onClick={onClose}>
          <Say k="filter.show" />
        </button>
        <button type="button" className="btn line" disabled={!isFiltering(filter)} onClick={() => onFilter(noFilter)}>
          <Say k="filter.clear" />
        </button>
      </div>
    </Modal>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly sign: React.ReactNode;
  readonly children: React.ReactNode;
  onToggle(): void;
}

export function Chip({ isOn, sign, children, onToggle }: ChipProps) {
  const ref = useRef<HTMLButtonElement>(null);
  // chosen somewhere else, it comes into view here
  useEffect(() => {
    const row = ref.current?.parentElement;
    if (!isOn || !ref.current || !row || row.scrollWidth <= row.clientWidth) return;
    const { offsetLeft, offsetWidth } = ref.current;
    const isSeen = offsetLeft >= row.scrollLeft && offsetLeft + offsetWidth <= row.scrollLeft + row.clientWidth;
    if (!isSeen) row.scrollLeft = offsetLeft - 12;
  }, [isOn]);
  return (
    <button type="button" ref={ref} className={`chip ${isOn ? 'on' : ''}`} aria-pressed={isOn} onClick={onToggle}>
      {isOn ? <Icon name="check-line" /> : sign}
      {children}
    </button>
  );
}
