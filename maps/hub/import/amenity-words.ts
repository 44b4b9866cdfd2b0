/** What files call amenities, and the three answers to whether they are there. */
import { type AmenityCode, amenities, getAmenity } from '../../../shared/domain/amenity.ts';
import type { AmenityMasks } from '../../../shared/domain/listed-station.ts';
import { cleanText, searchKey } from '../../../shared/domain/text.ts';

const synonyms: Readonly<Record<AmenityCode, string>> = {
  water: '饮水机 饮水点 直饮水 直饮水机 饮用水 喝水 接水 茶水 矿泉水 饮水处 drinking_water drinkingwater water',
  hot_water: '开水 热开水 开水器 热水壶 热水供应 hot_water',
  microwave: '微波炉 加热饭菜 热餐 餐食加热 饭菜加热 热饭菜 加热 microwave',
  charging: '手机充电 充电插座 充电插口 充电线 插座 充电设备 device_charging_station charge charging',
  power_bank: '共享充电宝 移动电源 power_bank powerbank',
  toilet: '卫生间 洗手间 公厕 公共厕所 如厕 公共卫生间 toilet toilets',
  seats: '座椅 桌椅 沙发 休息 休息区 休息桌椅 桌椅板凳 座位 歇脚点 seats seat bench indoor_seating',
  first_aid: '急救箱 医药箱 急救药箱 药品 应急药品 常用药 常用药品 医药用品 急救包 小药箱 first_aid first_aid_kit',
  climate: '空调 暖气 冷暖空调 空调纳凉 纳凉 取暖 冷气 ac air_conditioning heating climate',
  wifi: 'wifi wi-fi 无线网络 无线上网 上网 网络 internet_access wlan',
  umbrella: '爱心伞 借伞 雨具 便民伞 umbrella',
  tools: '工具箱 维修工具 便民工具 应急工具 打气筒 针线包 便民箱 tools',
  shower: '洗澡 沐浴 淋浴间 shower',
  laundry: '洗衣机 烘干机 laundry washing_machine',
  nap: '午睡 躺椅 折叠床 午休床 床位 午休间 nap couch bed',
  ebike: '电动车充电 电瓶车充电 电动自行车充电 换电 换电柜 电动车换电 ebike',
  wheelchair: '无障碍设施 无障碍通道 坡道 轮椅 轮椅坡道 wheelchair',
  jobs: '招工 求职 就业 就业服务 就业信息 岗位信息 零工 找工作 jobs employment_agency',
  legal: '维权 法律咨询 法律援助 法律服务 劳动维权 legal',
  nursing: '母婴室 哺乳室 母婴间 baby_care nursing changing_table',
  fridge: '冷藏 冰柜 fridge refrigerator',
  books: '图书 书籍 报刊 阅读 书架 图书角 书报架 书 public_bookcase books',
  aed: '除颤仪 除颤器 自动体外除颤器 defibrillator',
  haircut: '剪发 理发服务 hairdresser haircut',
};

const byWord = new Map<string, AmenityCode>();
for (const { code, word } of amenities) {
  for (const name of [code, word, ...synonyms[code].split(' ')]) byWord.set(wordKey(name), code);
}

function wordKey(text: string): string {
  return searchKey(text).replace(/[\s_-]/g, '');
}

/** Of one word; 免费 before it and 服务 behind it say nothing. */
export function amenityCodeOf(word: string): AmenityCode | undefined {
  const key = wordKey(word);
  return byWord.get(key) ?? byWord.get(key.replace(/^(免费|提供|共享|爱心|便民|可)+/, '').replace(/(服务|设备|设施|供应)$/, ''));
}

export type Presence = 'yes' | 'no' | 'unknown';
export interface AmenityFact {
  readonly presence: Presence;
  /** 2 台 */
  readonly note: string;
}

const yesWords = new Set('是 有 1 true yes y √ ✓ 提供 可 具备 designated wlan free public permissive'.split(' '));
const noWords = new Set('否 无 没有 0 false no n × ✗ x 不提供 没 none'.split(' '));
const partlyWords = new Set('partial partly limited 部分 部分有 有时 不一定'.split(' '));
const unsaidWords = new Set(['', '不详', '未知', 'unknown', '-', '—', '/', '?', '？', 'null', '不清楚', '待定']);

/**
 * A cell of an amenity's own column. 部分 is kept as a word and counts as unknown: a filter sends nobody there for it.
 * Undefined for what is no answer.
 */
export function readPresence(text: string): AmenityFact | undefined {
  const key = searchKey(text);
  if (unsaidWords.has(key)) return { presence: 'unknown', note: '' };
  if (yesWords.has(key)) return { presence: 'yes', note: '' };
  if (noWords.has(key)) return { presence: 'no', note: '' };
  if (partlyWords.has(key)) return { presence: 'unknown', note: '部分有' };
  const noted =
    /^(?:有|是|提供)[(（:：,，\s]*([^()（）]{1,20}?)[)）]?$/u.exec(cleanText(text)) ??
    /^([1-9]\d{0,3} ?[个台处座张把间位部套])$/u.exec(cleanText(text));
  return noted ? { presence: 'yes', note: noted[1] as string } : undefined;
}

export class AmenityFacts {
  #yes = 0;
  #known = 0;
  readonly notes: Record<string, string> = {};

  add(code: AmenityCode, { presence, note }: AmenityFact): void {
    const bit = 2 ** getAmenity(code).bit;
    if (presence !== 'unknown') this.#known |= bit;
    if (presence === 'yes') this.#yes |= bit;
    else if (presence === 'no') this.#yes &= ~bit;
    if (note !== '') this.notes[code] = note;
  }

  get masks(): AmenityMasks {
    return { yes: this.#yes, known: this.#known };
  }
}

/** 饮水（冷热）、热饭、无淋浴, or {"water": true, "wifi": "partial"}. Words that mean nothing here are handed back. */
export function readAmenityList(text: string, facts: AmenityFacts): readonly string[] {
  const words = cleanText(text);
  if (words.startsWith('{')) return readAmenityObject(words, facts);
  const unread: string[] = [];
  for (const item of splitList(words)) {
    const noted = /^(.*?)[(（]([^()（）]*)[)）]$/u.exec(item);
    const word = (noted?.[1] ?? item).trim();
    const absent = /^(?:无|没有|不提供)(?!线|障碍)/u.exec(word);
    const code = amenityCodeOf(absent ? word.slice(absent[0].length) : word);
    if (code) facts.add(code, absent ? { presence: 'no', note: '' } : { presence: 'yes', note: (noted?.[2] ?? '').slice(0, 20) });
    else if (word !== '') unread.push(word);
  }
  return unread;
}

/** At 、,，;；|/ and spaces, but not within brackets. */
function splitList(text: string): readonly string[] {
  return text.split(/[、,，;；|/。\s]+(?![^(（]*[)）])/u).filter((item) => item !== '');
}

function readAmenityObject(text: string, facts: AmenityFacts): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [text.slice(0, 20)];
  }
  const unread: string[] = [];
  for (const [word, value] of Object.entries(parsed as object).slice(0, 100)) {
    const code = amenityCodeOf(word);
    const fact = readPresence(value === null || typeof value === 'object' ? '' : String(value));
    if (code && fact) facts.add(code, fact);
    else unread.push(word);
  }
  return unread;
}
