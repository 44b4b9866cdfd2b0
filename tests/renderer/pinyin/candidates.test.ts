import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { buildTable, type PinyinTable } from '../../../renderer/pinyin/build-table.ts';
import { createPinyin } from '../../../renderer/pinyin/candidates.ts';
import file from '../../../renderer/pinyin/table.json';

const table = file as unknown as PinyinTable;
const { find } = createPinyin(table);

/** Made up; common, rare and surnames with a reading of their own. */
const people = `
王建国 李秀英 张玉兰 刘志强 陈桂芳 杨海燕 赵德胜 黄丽娟 周文斌 吴春梅 徐永祥 孙红霞 马成龙 朱晓峰 胡淑珍 郭金山 何俊杰 林雪莲 罗国栋 高凤英
郑卫东 梁爱华 谢振国 宋福贵 唐彩霞 许兴旺 韩世杰 冯占彪 邓长青 曹立军 彭翠花 曾庆祥 肖玉龙 田有才 董秀兰 袁志刚 潘小红 于得水 蒋明辉 蔡美玲
余金花 杜鹏飞 叶茂林 程浩然 苏婷婷 魏国庆 吕桂珍 丁海涛 任天佑 沈佳怡 姚振华 卢俊峰 姜凤琴 崔永红 钟志远 谭诗涵 陆文军 汪春生 范艳丽 金大勇
石玉山 廖雪梅 贾宝成 夏雨桐 韦家乐 付新民 方子轩 白云飞 邹慧敏 孟祥瑞 熊东升 秦忠义 邱月娥 江爱玲 尹宏伟 薛桂英 闫军胜 段丽华 雷振东 侯玉梅
龙海波 史建平 陶菊香 黎明亮 贺学文 顾晓燕 毛世民 郝胜利 龚思远 邵静 万里红 钱多多 严肃 覃丽萍 武卫平 戴敏 莫愁 孔繁荣 向阳 汤圆圆
查文斌 单立人 解晓东 仇志华 区小明 任我行 曾国平 盖玉泉 祁生林 冶福生 冶玉花 马尕西 马哈力 韩优素 喇海青 祁延寿 东永学 鲍生莲 李占奎 王生财
陈珺 李垚 张喆 刘燚 赵昱 孙晟 周煜 吴璟 郑翊 王翀 冯芃 陈芮 褚苒 卫蘅 蒋赟 沈鑫 韩颖 杨璐 朱琳 秦瑶
许琪 何琳 吕玥 施玮 张婧 孔婉 曹妍 严媛 华倩 金蕾 魏薇 陶菲 姜茜 戚蓉 谢娇 邹婕 喻姗 柏莉 水莹 窦萌
章涵 云飞 苏睿 潘泽 葛晨 奚阳 范旭 彭晖 郎凯 鲁彬 韦健 昌康 马恒 苗勤 凤俭 花怀 方惠 俞忆 任悟 袁慈
柳良 酆松 鲍柏 史桐 唐楠 费枫 廉榕 岑槐 薛梧 雷桥 贺栓 倪锁 汤铁 滕钢 殷铭 罗锋 毕锐 郝锦 邬镇 安钧
常钰 乐天 于佑 时佐 傅信 皮仲 卞伯 齐俊 康健 伍元 余兵 元冬 卜冰 顾凌 孟刚 平利 黄力 和勋 穆升 萧卓
尹厚 姚双 邵发 湛同 汪哲 祁善 毛喻 禹嘉 狄团 米坚 贝坤 明培 臧基 计夏 伏奎 成好 戴如 谈妮 宋婷 茅娥
庞嫒 熊孝 纪守 舒宗 屈实 项宪 祝宽 董寅 梁尚 杜尧 阮展 蓝岩 闵岭 席崇 季川 麻师 强庄 贾廷 路延 娄弘
`
  .trim()
  .split(/\s+/);

const reading = (name: string) =>
  pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' }).map((one) => one.replaceAll('ü', 'v'));

describe('the table', () => {
  it('is what the builder makes', () => {
    expect(table).toEqual(JSON.parse(JSON.stringify(buildTable())));
  });

  it('stays below 60 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(table))).toBeLessThan(60_000);
  });

  it('has the rare characters of names and the readings of surnames', () => {
    const wanted = {
      jun: '珺',
      yao: '垚',
      zhe: '喆',
      yi: '燚',
      zha: '查',
      shan: '单',
      xie: '解',
      qiu: '仇',
      ou: '区',
      ren: '任',
      zeng: '曾',
      ge: '盖',
    };
    const missing = Object.entries(wanted).filter(
      ([syllable, character]) => !find(syllable).characters.some(({ text }) => text === character),
    );
    expect(missing).toEqual([]);
  });
});

describe('candidates', () => {
  it(`have the wanted character in the first ten for nine in ten of ${people.length} names`, () => {
    expect(people.length).toBeGreaterThanOrEqual(200);
    const missed = people.filter((name) =>
      [...name].some((character, at) => {
        const shown = find(reading(name)[at] ?? '').characters.slice(0, 10);
        return !shown.some(({ text }) => text === character);
      }),
    );
    const found = Math.round((1 - missed.length / people.length) * 1000) / 10;
    expect(found, `${found} % found; not: ${missed.join(' ')}`).toBeGreaterThanOrEqual(90);
  });

  it('show whole names first, then the characters of the first syllable', () => {
    const { syllables, names, characters } = find('jianguo');
    expect([syllables, names[0]]).toEqual([['jian', 'guo'], { text: '建国', rest: '' }]);
    expect(characters[0]).toEqual({ text: '建', rest: 'guo' });
  });

  it('leave what is not yet taken', () => {
    expect(find('cairangzhuoma').names.map(({ text, rest }) => [text, rest])).toContainEqual(['才让卓玛', '']);
    expect(find('cairangzhuoma').names.map(({ text, rest }) => [text, rest])).toContainEqual(['才让', "zhuo'ma"]);
    expect(find('machenglong').names).toEqual([]);
    expect(
      find('machenglong')
        .characters.slice(0, 3)
        .map(({ rest }) => rest),
    ).toEqual(["cheng'long", "cheng'long", "cheng'long"]);
  });

  it('are none for nothing and for what cannot be read', () => {
    expect(find('')).toEqual({ syllables: [], names: [], characters: [] });
    expect(find("'")).toEqual({ syllables: [], names: [], characters: [] });
    expect(find('vvv')).toEqual({ syllables: null, names: [], characters: [] });
  });
});
