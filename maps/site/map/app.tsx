/** Which screen an address shows. What few ask for comes when it is asked for: the sign, and the page for employers. */
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { mapPath, stationNumberOf } from './addresses.ts';
import { MapScreen } from './screen/map-screen.tsx';
import { StationScreen } from './station/station-screen.tsx';

const SignScreen = lazy(() => import('./sign/sign-screen.tsx'));
const PostScreen = lazy(() => import('./post/post-screen.tsx'));

export function Screens() {
  return (
    <Switch>
      <Route path={mapPath}>
        <MapScreen />
      </Route>
      <Route path="/s/:number">{({ number }) => <Numbered text={number} show={(one) => <StationScreen key={one} number={one} />} />}</Route>
      <Route path="/s/:number/sign">{({ number }) => <Numbered text={number} show={signOf} />}</Route>
      <Route path="/s/:number/post">{({ number }) => <Numbered text={number} show={postOf} />}</Route>
      <Route>
        <Redirect to={mapPath} replace />
      </Route>
    </Switch>
  );
}

function signOf(number: number) {
  return (
    <Suspense>
      <SignScreen number={number} />
    </Suspense>
  );
}

function postOf(number: number) {
  return (
    <Suspense>
      <PostScreen number={number} />
    </Suspense>
  );
}

function Numbered({ text, show }: { readonly text: string; show(number: number): React.ReactNode }) {
  const number = stationNumberOf(text);
  return number === null ? <Redirect to={mapPath} replace /> : show(number);
}
