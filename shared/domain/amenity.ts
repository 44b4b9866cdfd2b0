/**
 * Amenities (设施) of a station. Bits stand in published files: never renumber, never reuse; 24-31 are free.
 * Icons are names of Phosphor pictograms.
 */
export const amenities = [
  { bit: 0, code: 'water', word: '饮水', icon: 'drop' },
  { bit: 1, code: 'hot_water', word: '热水', icon: 'coffee' },
  { bit: 2, code: 'microwave', word: '热饭', icon: 'bowl-steam' },
  { bit: 3, code: 'charging', word: '充电', icon: 'plug-charging' },
  { bit: 4, code: 'power_bank', word: '充电宝', icon: 'battery-charging' },
  { bit: 5, code: 'toilet', word: '厕所', icon: 'toilet' },
  { bit: 6, code: 'seats', word: '歇脚', icon: 'armchair' },
  { bit: 7, code: 'first_aid', word: '药箱', icon: 'first-aid-kit' },
  { bit: 8, code: 'climate', word: '空调暖气', icon: 'thermometer' },
  { bit: 9, code: 'wifi', word: '无线网', icon: 'wifi-high' },
  { bit: 10, code: 'umbrella', word: '雨伞', icon: 'umbrella' },
  { bit: 11, code: 'tools', word: '工具', icon: 'toolbox' },
  { bit: 12, code: 'shower', word: '淋浴', icon: 'shower' },
  { bit: 13, code: 'laundry', word: '洗衣', icon: 'washing-machine' },
  { bit: 14, code: 'nap', word: '午休', icon: 'bed' },
  { bit: 15, code: 'ebike', word: '电车充电', icon: 'charging-station' },
  { bit: 16, code: 'wheelchair', word: '无障碍', icon: 'wheelchair' },
  { bit: 17, code: 'jobs', word: '找活', icon: 'briefcase' },
  { bit: 18, code: 'legal', word: '维权咨询', icon: 'scales' },
  { bit: 19, code: 'nursing', word: '母婴', icon: 'baby-carriage' },
  { bit: 20, code: 'fridge', word: '冰箱', icon: 'snowflake' },
  { bit: 21, code: 'books', word: '书报', icon: 'books' },
  { bit: 22, code: 'aed', word: 'AED', icon: 'heartbeat' },
  { bit: 23, code: 'haircut', word: '理发', icon: 'scissors' },
] as const;

export type Amenity = (typeof amenities)[number];
export type AmenityCode = Amenity['code'];
export const amenityCodes = amenities.map((amenity) => amenity.code) as [AmenityCode, ...AmenityCode[]];

export function getAmenity(code: AmenityCode): Amenity {
  return amenities[amenityCodes.indexOf(code)] as Amenity;
}
