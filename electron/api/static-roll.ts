/**
 * The last resort: the roll as plain HTML, turned by the browser's own refresh. No script, no font file, nothing that could
 * die the way the real page died. Six postings a page, like the real one.
 */
import { html } from 'hono/html';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { settlementWords, wageText } from '../../shared/domain/wage.ts';
import { clockText } from '../../shared/domain/work-day.ts';

const aPage = 6;

const style = `body{margin:0;padding:3vmin;background:#fbf7f0;color:#1b1a17;font:4vmin/1.35 "Noto Sans SC","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif}
h1{margin:0 0 2vmin;font-size:6vmin}li{display:flex;justify-content:space-between;gap:3vmin;margin:0 0 2vmin;padding:2vmin 3vmin;background:#fff;border-radius:2vmin}
ul{margin:0;padding:0;list-style:none}b{display:block}.pay{color:#a3201a;font-weight:800;font-size:5.6vmin;white-space:nowrap}small{font-size:3.4vmin;color:#4a463e}`;

export async function renderStaticRoll(api: Pick<KioskApi, 'station.get' | 'roll.read'>, page: number): Promise<string> {
  const [station, { postings }] = await Promise.all([api['station.get']({}), api['roll.read']({})]);
  const pages = Math.max(1, Math.ceil(postings.length / aPage));
  const at = ((page % pages) + pages) % pages;
  const rows = postings.slice(at * aPage, at * aPage + aPage).map((posting) => {
    const day = posting.workDate ? `${Number(posting.workDate.slice(5, 7))}月${Number(posting.workDate.slice(8))}日 ` : '';
    const hour = posting.startMinute === null ? '' : clockText(posting.startMinute);
    return html`<li><span><b>${posting.title}${posting.demo ? '（演示）' : ''}</b><small>${day}${hour} ${posting.area}</small></span>
      <span class="pay">${wageText(posting.wage)}<small>${posting.settlement ? ` ${settlementWords[posting.settlement]}` : ''}</small></span></li>`;
  });
  const empty = html`<li><span><b>今天的岗位还没到</b><small>工会 12351　人社 12333</small></span></li>`;
  return String(
    await html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="refresh" content="${station.rollSeconds};url=/static-roll?page=${at + 1}">
<title>${station.name}</title><style>${style}</style></head><body><h1>${station.name}</h1><ul>${rows.length > 0 ? rows : empty}</ul>
<p>屏幕正在修，岗位照常看。要找活、要登记，请找工作人员。</p></body></html>`,
  );
}
