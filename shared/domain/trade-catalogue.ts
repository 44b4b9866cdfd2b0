/**
 * The trade catalogue (工种): the table alone, so that the card page ships no schema library with it. Codes stand on printed
 * cards for ever: never renumber, never reuse. The first 24 are the tiles; the rest stand behind 更多. Icons are names of
 * Phosphor pictograms.
 */
export interface Trade {
  readonly code: number;
  /** The word on the tile. */
  readonly word: string;
  /** What people also call it; found by search and by import. */
  readonly also: readonly string[];
  readonly icon: string;
}

export const trades: readonly Trade[] = [
  { code: 101, word: '保洁', also: ['打扫', '钟点工', '擦玻璃', '家政保洁'], icon: 'broom' },
  { code: 102, word: '做饭帮厨', also: ['厨工', '切配', '帮厨', '做饭'], icon: 'cooking-pot' },
  { code: 103, word: '带孩子', also: ['育儿嫂', '月嫂', '接送'], icon: 'baby' },
  { code: 104, word: '照顾老人', also: ['护工', '陪护'], icon: 'hand-heart' },
  { code: 105, word: '洗碗服务员', also: ['传菜', '端盘子', '洗碗', '服务员'], icon: 'fork-knife' },
  { code: 201, word: '小工', also: ['普工', '打杂', '建筑小工'], icon: 'hard-hat' },
  { code: 202, word: '瓦工', also: ['泥瓦匠', '贴砖', '砌墙', '抹灰'], icon: 'wall' },
  { code: 203, word: '油漆工', also: ['刮腻子', '刷墙', '油工'], icon: 'paint-roller' },
  { code: 204, word: '木工', also: ['装修木工', '模板'], icon: 'hammer' },
  { code: 205, word: '水电工', also: ['水管', '电路', '灯具安装', '维修水电工', '水电维修'], icon: 'plug' },
  { code: 206, word: '焊工', also: ['电焊', '氩弧焊'], icon: 'fire' },
  { code: 207, word: '钢筋工', also: ['绑扎', '架子工'], icon: 'barricade' },
  { code: 208, word: '拆墙清运', also: ['砸墙', '打孔', '建筑垃圾'], icon: 'shovel' },
  { code: 301, word: '搬运装卸', also: ['卸货', '扛包', '搬运', '装卸'], icon: 'package' },
  { code: 302, word: '搬家', also: ['抬家具'], icon: 'couch' },
  { code: 303, word: '送水', also: ['送水工', '送煤气'], icon: 'drop' },
  { code: 304, word: '外卖快递', also: ['骑手', '配送', '外卖', '快递'], icon: 'moped' },
  { code: 305, word: '分拣打包', also: ['仓库', '夜班分拣', '分拣', '打包'], icon: 'barcode' },
  { code: 306, word: '司机', also: ['货车', '叉车', '代驾'], icon: 'truck' },
  { code: 401, word: '家电维修', also: ['空调', '冰箱', '油烟机清洗'], icon: 'washing-machine' },
  { code: 402, word: '疏通管道', also: ['下水道', '马桶'], icon: 'pipe-wrench' },
  { code: 501, word: '绿化', also: ['种树', '修剪', '除草'], icon: 'plant' },
  { code: 502, word: '保安', also: ['门卫', '看护', '值夜'], icon: 'shield' },
  { code: 512, word: '促销发单', also: ['发传单', '展会', '礼仪', '促销'], icon: 'megaphone' },
  { code: 503, word: '环卫', also: ['扫路', '清运'], icon: 'recycle' },
  { code: 504, word: '工厂普工', also: ['流水线', '短工'], icon: 'factory' },
  { code: 505, word: '农活采摘', also: ['摘果', '收菜', '种地'], icon: 'carrot' },
  { code: 599, word: '其他', also: [], icon: 'dots-three' },
];
