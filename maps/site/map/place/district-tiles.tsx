/** Districts as keys with their counts: 换城市 goes one level up. */
import { Say } from '../say.tsx';
import type { DistrictChoice } from './district.ts';

interface TilesProps {
  readonly parts: readonly DistrictChoice[];
  readonly current: string | null;
  onChoose(district: DistrictChoice): void;
}

export function DistrictTiles({ parts, current, onChoose }: TilesProps) {
  return (
    <div className="tiles">
      {parts.map((part) => (
        <button
          key={part.key}
          type="button"
          className={`tile ${part.key === current ? 'on' : ''}`}
          aria-current={part.key === current || undefined}
          onClick={() => onChoose(part)}
        >
          {part.name}
          {part.count !== null && (
            <small className="n">
              <Say k="count.stations" values={{ count: part.count }} />
            </small>
          )}
        </button>
      ))}
    </div>
  );
}
