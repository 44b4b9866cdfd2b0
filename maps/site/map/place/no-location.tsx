/** 没有定位，也能找到驿站: shown when the phone's place was refused or not found. Never a blank map. */
import { useState } from 'react';
import { Mark } from '../door.tsx';
import { Icon } from '../icon.tsx';
import { Say, useLanguage } from '../say.tsx';
import type { DistrictChoice } from './district.ts';
import { SearchField, type Searching, SearchPanel } from './search-panel.tsx';

interface NoLocationProps {
  readonly source: Searching;
  readonly isFinding: boolean;
  /** Why the first try gave nothing; null: nobody asked yet. */
  readonly reason: 'refused' | 'failed' | null;
  hrefOf(number: number): string;
  onDistrict(district: DistrictChoice): void;
  onFind(): void;
  onMap(): void;
}

export function NoLocation({ source, isFinding, reason, hrefOf, onDistrict, onFind, onMap }: NoLocationProps) {
  useLanguage();
  const [text, setText] = useState('');
  return (
    <main className="phone plain nolocation">
      <div className="topbar">
        <span className="brand pad">
          <Mark />
          <Say k="brand" />
        </span>
      </div>
      <div className="hero">
        <h1>
          <Say k={reason === null ? 'place.firstHead' : 'place.noneHead'} />
        </h1>
        <p>
          <Say k={reason === 'refused' ? 'place.refused' : 'place.tell'} />
        </p>
      </div>
      <div className="typedbox">
        <SearchField
          text={text}
          isOpen={text !== ''}
          sign={<Icon name="magnifying-glass-line" />}
          end={null}
          onText={setText}
          onOpen={() => undefined}
        />
      </div>
      <p className="fine pad">
        <Say k="search.hint" />
      </p>
      <SearchPanel text={text} source={source} hrefOf={hrefOf} onDistrict={onDistrict} />
      <div className="bar-solid">
        <button type="button" className={`btn grow ${reason === null ? 'main' : 'line'}`} aria-disabled={isFinding} onClick={onFind}>
          <Icon name="gps-fix-line" />
          <Say k={isFinding ? 'place.finding' : reason === null ? 'place.use' : 'place.again'} />
        </button>
        <button type="button" className="btn line" onClick={onMap}>
          <Icon name="map-trifold-line" />
          <Say k="place.map" />
        </button>
      </div>
    </main>
  );
}
