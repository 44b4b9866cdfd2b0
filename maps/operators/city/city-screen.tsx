/** 城市总览, for the union: which stations can be heard, and what all of them counted. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { clockText, daysBetween, localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key, LinkKey } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { DayChart } from './day-chart.tsx';
import { Districts } from './districts.tsx';
import { FigureCards } from './figure-cards.tsx';
import { Funnel, OtherFigures } from './funnel.tsx';
import { type CityAsked, queryOf, searchOf, useAsked } from './range.ts';
import { RangeKeys } from './range-keys.tsx';
import { type CityView, cityView } from './shapes.ts';
import { Silent } from './silent.tsx';
import { StationTable } from './station-table.tsx';
import { rangeText } from './words.ts';

/** Asked again by itself while today is in it; a year is asked for once. */
const againMs = 60_000;
const mostDaysAgain = 62;

export function useCity(asked: CityAsked) {
  const query = queryOf(asked);
  const lively = asked.to === workDayOf(Date.now()) && daysBetween(asked.from, asked.to) < mostDaysAgain;
  return useQuery({
    queryKey: ['city', query],
    queryFn: ({ signal }) => ask(cityView, `GET /api/desk/city?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: lively ? againMs : false,
  });
}

export function CityScreen() {
  const say = useWords();
  const asked = useAsked();
  const city = useCity(asked);
  const place = asked.path.at(-1) ?? nameOf(city.data);
  return (
    <Page title={say('city.title', { place })} acts={<RangeKeys asked={asked} />}>
      {city.error && (
        <Refusal error={city.error}>
          <Key onPress={() => void city.refetch()}>{say('again')}</Key>
        </Refusal>
      )}
      {city.isPending && <Waiting />}
      {city.data && (
        <div className="city" aria-busy={city.isPlaceholderData}>
          <Whole view={city.data} asked={asked} />
        </div>
      )}
    </Page>
  );
}

function Whole({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const [, go] = useLocation();
  const at = clockText(localMinuteOf(view.nowMs));
  return (
    <>
      {view.byStation.length === 0 && <Note kind="look">{say('city.empty')}</Note>}
      <p className="about">
        {view.demo && <b className="demo">{say('city.demo')}</b>}
        <b>{rangeText(say, view.from, view.to, view.nowMs)}</b>
        {asked.path.length > 0 && (
          <Key small onPress={() => go(`/city?${searchOf(asked, { path: [] })}`)}>
            <Icon name="x" />
            {say('city.wholeCity')}
          </Key>
        )}
        <span className="mute">{say('city.until', { at })}</span>
      </p>
      <FigureCards view={view} asked={asked} />
      <div className="panels">
        <Silent view={view} asked={asked} />
        <section className="box">
          <DayChart view={view} asked={asked} />
          <h2 className="second">
            {say('city.districts')}
            <span className="legend">{say('city.pressAny')}</span>
          </h2>
          <Districts view={view} asked={asked} />
          <div className="acts">
            <CsvKey asked={asked} table="districts" word={say('city.csvDistricts')} />
            <CsvKey asked={asked} table="days" word={say('city.csvDays')} />
          </div>
        </section>
        <section className="box">
          <Funnel view={view} asked={asked} />
          <OtherFigures view={view} asked={asked} />
        </section>
      </div>
      <StationTable view={view} asked={asked} />
      <p className="hint">{say('city.fine')}</p>
    </>
  );
}

function CsvKey({ asked, table, word }: { readonly asked: CityAsked; readonly table: string; readonly word: string }) {
  return (
    <LinkKey small download href={`/api/desk/city/table?table=${table}&${queryOf(asked)}`}>
      <Icon name="file-csv" />
      {word}
    </LinkKey>
  );
}

/** The city that all stations are in; nothing where there are several. */
function nameOf(view: CityView | undefined): string {
  const cities = new Set(view?.byDistrict.map(({ district }) => district[1] ?? ''));
  return cities.size === 1 ? ([...cities][0] ?? '') : '';
}
