/** Which screen: the way in, a password of one's own, or what the address says. */
import { Redirect, Route, Switch } from 'wouter';
import { CityScreen } from './city/city-screen.tsx';
import { LivesScreen } from './city/lives-screen.tsx';
import { RowsScreen } from './city/rows-screen.tsx';
import { StaleScreen } from './city/stale-screen.tsx';
import { DuplicatesScreen } from './import/duplicates-screen.tsx';
import { ImportScreen } from './import/import-screen.tsx';
import { useWords } from './messages.ts';
import { Key } from './parts/key.tsx';
import { Refusal, Waiting } from './parts/notice.tsx';
import { Frame, Page } from './parts/page.tsx';
import { AuditScreen } from './people/audit-screen.tsx';
import { PeopleScreen } from './people/people-screen.tsx';
import { PublishScreen } from './publish/publish-screen.tsx';
import { ReportsScreen } from './reports/reports-screen.tsx';
import { OwnPassword } from './session/own-password.tsx';
import { SessionProvider, useMay, useWho } from './session/session.tsx';
import { SignIn } from './session/sign-in.tsx';
import { NewStationScreen } from './station/new-station-screen.tsx';
import { StationScreen } from './station/station-screen.tsx';
import { GoneScreen } from './stations/gone-screen.tsx';
import { StationsScreen } from './stations/stations-screen.tsx';
import { ItemScreen } from './telling/item-screen.tsx';
import { NewNoticeScreen, NewPostingScreen } from './telling/new-item-screens.tsx';
import { StationPostingsScreen } from './telling/station-postings-screen.tsx';
import { TellingScreen } from './telling/telling-screen.tsx';

export function App() {
  const say = useWords();
  const who = useWho();
  if (who.isPending) return <Waiting />;
  if (who.error) {
    return (
      <main className="gate">
        <div className="box">
          <Refusal error={who.error} />
          <Key main onPress={() => void who.refetch()}>
            {say('again')}
          </Key>
        </div>
      </main>
    );
  }
  if (who.data === null) return <SignIn />;
  return (
    <SessionProvider who={who.data}>
      <Frame>
        {who.data.mustChange ? (
          <Page title={say('password.first')} narrow>
            <p>{say('password.why')}</p>
            <OwnPassword />
          </Page>
        ) : (
          <Screens />
        )}
      </Frame>
    </SessionProvider>
  );
}

function Screens() {
  const mayEdit = useMay('edit');
  const mayAdminister = useMay('administer');
  return (
    <Switch>
      <Route path="/city" component={CityScreen} />
      <Route path="/city/rows" component={RowsScreen} />
      <Route path="/city/stale" component={StaleScreen} />
      <Route path="/city/lives" component={LivesScreen} />
      <Route path="/stations" component={StationsScreen} />
      <Route path="/stations/gone" component={GoneScreen} />
      {mayEdit && <Route path="/stations/new" component={NewStationScreen} />}
      <Route path="/stations/:number">{({ number }) => <StationScreen key={number} number={Number(number)} />}</Route>
      {mayEdit && <Route path="/telling" component={TellingScreen} />}
      {mayEdit && <Route path="/telling/postings/new" component={NewPostingScreen} />}
      {mayEdit && <Route path="/telling/notices/new" component={NewNoticeScreen} />}
      {mayEdit && (
        <Route path="/telling/stations/:number">{({ number }) => <StationPostingsScreen key={number} number={Number(number)} />}</Route>
      )}
      {mayEdit && <Route path="/telling/:id">{({ id }) => <ItemScreen key={id} id={id} />}</Route>}
      {mayEdit && <Route path="/import" component={ImportScreen} />}
      <Route path="/duplicates" component={DuplicatesScreen} />
      <Route path="/reports" component={ReportsScreen} />
      <Route path="/publish" component={PublishScreen} />
      <Route path="/people" component={PeopleScreen} />
      {mayAdminister && <Route path="/audit" component={AuditScreen} />}
      <Route>
        <Redirect to="/stations" replace />
      </Route>
    </Switch>
  );
}
