import { distanceText, walkingMinutes } from '../../../../shared/geo/walking.ts';
import { Say } from '../say.tsx';

export function Distance({ metres }: { readonly metres: number }) {
  const { value, unit } = distanceText(metres);
  return <Say k={unit === 'metres' ? 'walk.metres' : 'walk.kilometres'} values={{ value }} />;
}

/** Beyond an hour nobody walks: the distance says enough. */
const farMinutes = 60;

export function walkOf(metres: number): number | null {
  const minutes = walkingMinutes(metres);
  return minutes <= farMinutes ? minutes : null;
}
