/** A file of the station's own settings: JSON as in examples/demo-station.json. What is out of range is clamped, and told. */
import { type StationSettings, stationSettingsSchema } from '../../../shared/domain/station.ts';
import { decode } from './decode.ts';
import type { FileFault } from './file-fault.ts';

export type ReadStation =
  | {
      readonly ok: true;
      readonly settings: StationSettings /** What was changed to fit, field by field. */;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly fault: FileFault | { readonly code: 'settings_invalid'; readonly message: string } };

const words: Readonly<Record<string, string>> = {
  name: '站名',
  tagline: '站名下面那行',
  city: '城市',
  address: '地址',
  phone: '电话',
  hoursText: '开门时间',
  point: '坐标',
  services: '服务',
  screenInches: '屏幕英寸',
  rollSeconds: '每页秒数',
  largeText: '默认大字',
  cardSite: '卡片网址',
};

export function readStation(bytes: Uint8Array): ReadStation {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  let json: unknown;
  try {
    json = JSON.parse(decoded.text);
  } catch {
    return { ok: false, fault: { code: 'json_invalid', message: '文件不是完整的 JSON。照着 examples/demo-station.json 改一份。' } };
  }
  const parsed = stationSettingsSchema.safeParse(json);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => words[String(issue.path[0])] ?? '整个文件'))];
    return {
      ok: false,
      fault: { code: 'settings_invalid', message: `这些写得不对：${fields.join('、')}。照着 examples/demo-station.json 改。` },
    };
  }
  const before = json as Readonly<Record<string, unknown>>;
  const notes = (['screenInches', 'rollSeconds'] as const)
    .filter((field) => before[field] !== undefined && before[field] !== parsed.data[field])
    .map((field) => `「${words[field]}」${String(before[field])} 用不了，改成了 ${parsed.data[field]}。`);
  if (before['cardSite'] != null && parsed.data.cardSite === null) {
    notes.push('「卡片网址」用不了，没有换。写成 https://jy.example.cn 这样：小写、后面不带东西、越短越好。');
  }
  return { ok: true, settings: parsed.data, notes };
}
