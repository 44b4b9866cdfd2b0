/** The text page: no script, no picture, one request, a few kilobytes. Everything that is not ours is escaped by the template. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { LiveFigures, ShownTrust } from '../../../shared/domain/listed-station.ts';
import { clockText, localMinuteOf } from '../../../shared/domain/work-day.ts';
import { directionsUrl } from '../../../shared/geo/directions.ts';
import { distanceText, walkingMinutes } from '../../../shared/geo/walking.ts';
import type { DistrictCount } from '../store/station-store.ts';
import type { FoundPage, FoundStation } from './find-stations.ts';
import { type TextQuery, textAddress } from './text-query.ts';
import { doubtOf, insideWords, stateWords } from './text-words.ts';

const style =
  'body{margin:0 auto;max-width:40rem;padding:0 1rem 2rem;background:#fff;color:#000;font:17px/1.55 system-ui,sans-serif}' +
  'header{border-bottom:3px solid #000;padding:.75rem 0 .5rem;display:flex;justify-content:space-between;align-items:baseline;gap:.75rem;flex-wrap:wrap}' +
  'header b{font-size:20px}header span,footer{font-size:15px}' +
  'nav{display:flex;flex-wrap:wrap;gap:0 1.25rem;border-bottom:1px solid #000}' +
  'a{color:#000;font-weight:600;text-underline-offset:4px;min-height:48px;display:inline-flex;align-items:center}' +
  'h1,h2{font-size:20px;line-height:1.35;margin:0}h1{padding:.75rem 0 .25rem}' +
  'ol,ul{list-style:none;margin:0;padding:0}ol li{border-bottom:1px solid #999;padding:.25rem 0}' +
  'p{margin:0;line-height:1.5}p a,nav a{margin-right:1.5rem}.st,[aria-current]{font-weight:800}[aria-current]{text-decoration:none}' +
  'form{display:flex;gap:.5rem;padding:.5rem 0}input,button{font:inherit;min-height:48px;padding:0 .75rem;border:1.5px solid #000;border-radius:8px;background:#fff}input{flex:1;min-width:0}';

/** Nothing but its own style is allowed on the page. */
export const textPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export interface TextPage {
  readonly query: TextQuery;
  readonly page: FoundPage;
  /** Instead of a list: what can be chosen next. */
  readonly choices: readonly DistrictCount[];
  readonly live: ReadonlyMap<number, LiveFigures>;
  readonly trust: ReadonlyMap<number, ShownTrust>;
  readonly nowMs: number;
  readonly holidays: HolidayTable;
  readonly demo: boolean;
}

export async function renderTextPage(shown: TextPage): Promise<string> {
  const { query, page, choices, nowMs, demo } = shown;
  const list = choices.length > 0 ? await choicesPart(query, choices) : await stationsPart(shown);
  const where = query.near ? '离您最近的驿站' : query.district.join('') || (query.search ? `找“${query.search}”` : '驿站');
  const body = await html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>附近驿站·文字版</title>
<style>${raw(style)}</style>
</head>
<body>
<header><b>驿站·文字版${demo ? '（演示）' : ''}</b><span>本页 ${raw('#####')} KB，${clockText(localMinuteOf(nowMs))} 的数据</span></header>
<nav>${filterLink(query, { openOnly: !query.openOnly }, query.openOnly, '只看开着')}${filterLink(query, { has: toggled(query, 'water') }, query.has.includes('water'), '有饮水')}${filterLink(query, { has: toggled(query, 'toilet') }, query.has.includes('toilet'), '有厕所')}<a href="/text">换个区</a><a href="/">看地图</a></nav>
<h1>${where}${query.near ? '，由近到远' : ''}</h1>
${list}
${page.next === null || choices.length > 0 ? '' : html`<p><a href="${textAddress(query, { after: page.next })}">下一页</a></p>`}
<form action="/text" method="get"><input name="q" value="${query.search}" aria-label="驿站名字、路名、编号" placeholder="驿站名字、路名、编号" maxlength="40"><button>找</button></form>
<footer>不用定位、不用图片，网不好也能看。</footer>
</body>
</html>
`;
  const text = String(body);
  const kilobytes = Math.max(1, Math.round(Buffer.byteLength(text) / 1024));
  return text.replace('#####', String(kilobytes));
}

function filterLink(query: TextQuery, change: Partial<TextQuery>, isOn: boolean, words: string) {
  return html`<a href="${textAddress(query, change)}"${isOn ? raw(' aria-current="true"') : ''}>${isOn ? `✓ ${words}` : words}</a>`;
}

function toggled({ has }: TextQuery, code: 'water' | 'toilet'): TextQuery['has'] {
  return has.includes(code) ? has.filter((one) => one !== code) : [...has, code];
}

function choicesPart(query: TextQuery, choices: readonly DistrictCount[]) {
  const line = ({ district, count }: DistrictCount) =>
    html`<li><a href="${textAddress(query, { district })}">${district.at(-1) ?? ''}，${count} 个</a></li>`;
  return html`<ul>${choices.map(line)}<li><a href="${textAddress(query, { all: true })}">全部</a></li></ul>`;
}

function stationsPart(shown: TextPage) {
  const { page, query } = shown;
  if (page.found.length > 0) return html`<ol>${page.found.map((found) => stationPart(shown, found))}</ol>`;
  const why = query.openOnly || query.has.length > 0 ? '没有同时满足这些的：去掉一个试试' : '没有找到：换个字，或者换个区';
  return html`<p>${why}</p>`;
}

function stationPart({ nowMs, holidays, live, trust }: TextPage, { station, metres }: FoundStation) {
  const { state, detail } = stateWords(station, nowMs, holidays);
  const way = metres === null ? '' : `，${spoken(metres)}，走 ${walkingMinutes(metres)} 分钟`;
  const doubt = doubtOf(trust.get(station.number));
  return html`<li><h2><a href="/s/${station.number}">${station.name}</a></h2>
<p><span class="st">【${state}】</span>${detail}${way}</p>
${doubt && html`<p>${doubt}，还没有核实</p>`}
<p>${insideWords(station, live.get(station.number), nowMs)}</p>
${station.accessNote && html`<p>${station.accessNote}</p>`}
${station.address && html`<p>${station.address}</p>`}
<p><a href="${directionsUrl('amap', { point: station.point, name: station.name })}" rel="noreferrer">带我去</a>${station.phone && html`<a href="tel:${station.phone.replaceAll(/[^0-9]/g, '')}">打电话</a>`}</p></li>
`;
}

function spoken(metres: number): string {
  const { value, unit } = distanceText(metres);
  return `${value} ${unit === 'kilometres' ? '公里' : '米'}`;
}
