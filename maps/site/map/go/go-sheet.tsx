/** 带我去: the map apps, or on a kiosk the page to take along. Both come when they are asked for. */
import { lazy, Suspense } from 'react';
import type { Point } from '../../../../shared/geo/distance.ts';
import { useApp } from '../app-context.tsx';
import type { StationRow } from '../station-view.ts';

const loadDirections = () => import('./directions-sheet.tsx');
const DirectionsSheet = lazy(loadDirections);
const TakeAwaySheet = lazy(() => import('./take-away-sheet.tsx'));

/** Once the rest is there, so that the sheet opens at once, also without a network. */
export function prepareDirections(): void {
  void loadDirections().catch(() => undefined);
}

interface GoSheetProps {
  readonly row: StationRow;
  readonly from: Point | null;
  onClose(): void;
}

export function GoSheet({ row, from, onClose }: GoSheetProps) {
  const { isKiosk, config } = useApp();
  return (
    <Suspense>
      {isKiosk ? (
        <TakeAwaySheet row={row} config={config} onClose={onClose} />
      ) : (
        <DirectionsSheet row={row} from={from} onClose={onClose} />
      )}
    </Suspense>
  );
}
