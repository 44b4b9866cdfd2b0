import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LintedText } from '../../../shared/domain/lint-patterns.ts';
import { lintText } from '../../../shared/domain/lint-text.ts';

/** Sentences as stations write them, that say nothing wrong. */
const harmless: Readonly<Record<LintedText, readonly string[]>> = {
  conditions: [
    '男女不限',
    '户口不限 宗教信仰不限 民族不限',
    '不收 押金',
    '押金 不收',
    '押金，不收',
    '不收押金 服装费 培训费',
    '不收押金、培训费、服装费 18岁以上',
    '性别不限',
    '不限男女',
    '男女均可',
    '男女都要，60岁以上也可以',
    '男性女性都行',
    '不收押金',
    '不收押金、培训费、服装费',
    '不收任何押金和培训费',
    '本驿站不收取任何费用，押金一分不收',
    '无押金',
    '0押金入职',
    '零押金',
    '免押金',
    '免培训费',
    '服装费公司出',
    '体检费报销',
    '押金不用交',
    '不扣证件',
    '不押身份证',
    '不扣身份证，不收押金',
    '带身份证原件来登记',
    '凭身份证',
    '身份证复印件一张',
    '年满16岁',
    '满18周岁',
    '18岁以上',
    '16岁以上，身体好',
    '年龄不限',
    '户籍不限',
    '不限户籍',
    '不限户口',
    '外地人也行',
    '本地外地均可',
    '户口不限',
    '民族不限',
    '各民族都欢迎',
    '不限民族',
    '不问宗教信仰',
    '尊重宗教信仰',
    '宗教信仰不限',
    '婚否不限',
    '已婚未婚均可',
    '会刮腻子就行',
    '能吃苦',
    '有健康证',
    '无',
    '身体健康',
    '懂清真规矩',
    '会做清真菜',
    '未满16岁勿来',
    '不招16岁以下',
    '不招童工',
    '严禁使用童工',
    '提供单身宿舍',
    '不查乙肝',
    '残疾人也欢迎',
    '夫妻工优先',
    '工资不押',
    '不压工资',
    '谨防押金骗局',
    '有驾驶证',
    '有电工证',
    '交通方便',
    '需要搬200斤',
    '住附近优先',
    '熟练工优先',
    '女装熨烫经验',
    '不需要押金',
    '无需交任何费用',
    '培训费由单位承担',
    '押金：无',
    '押金：0元',
    '不收任何费用（押金、服装费）',
    '杜绝收取押金',
    '年龄性别不限',
    '男女老少都行',
    '有女更衣室',
    '有C1驾照，男女均可',
    '不设年龄限制',
    '不限年龄',
  ],
  content: [
    '照顾80岁老人',
    '照顾一位男性失能老人',
    '照顾女病人',
    '带2岁以下宝宝',
    '接送12岁以上孩子',
    '打扫男女厕所',
    '女厕保洁',
    '帮客人办理退押金',
    '收取顾客押金并登记',
    '女装店理货',
    '男装仓库分拣',
    '给女业主家搬家',
    '照看5-6岁孩子',
    '工地宿舍男女分开',
    '女生宿舍打扫',
    '每天送300单',
    '户籍大厅引导',
    '帮老人办户口本',
    '回族食堂洗菜',
    '汉族婚礼帮忙',
    '寺庙扫地',
    '教堂打扫',
    '婚礼现场布置',
    '收身份证复印件',
    '把客人身份证登记好',
    '清洗服装，工作服提供',
    '培训一天，带薪',
    '押运货物',
    '押车送货',
    '扣板安装',
    '保安值班押钞车',
  ],
  title: [
    '女装店店员',
    '照顾女老人',
    '男生宿舍保洁',
    '女生宿舍保洁',
    '男女更衣室保洁',
    '刷墙刮腻子',
    '小工',
    '女士箱包分拣',
    '照顾80岁老人',
    '带3岁孩子',
    '男装熨烫',
  ],
};

const faulty: readonly (readonly [within: LintedText, text: string, found: string])[] = [
  ['conditions', '限男性', 'sex block'],
  ['conditions', '男，身体好', 'sex block'],
  ['conditions', '女性优先', 'sex block'],
  ['conditions', '只招男工', 'sex block'],
  ['conditions', '仅限女性', 'sex block'],
  ['conditions', '男士优先', 'sex block'],
  ['conditions', '男', 'sex block'],
  ['conditions', '女', 'sex block'],
  ['conditions', '男的', 'sex block'],
  ['conditions', '要女的', 'sex block'],
  ['conditions', '不要女的', 'sex block'],
  ['conditions', '性别：男', 'sex block'],
  ['conditions', '男45岁以下', 'sex block, age warn'],
  ['conditions', '女 50 岁以下', 'sex block, age warn'],
  ['conditions', '男 性', 'sex block'],
  ['conditions', '限 女', 'sex block'],
  ['conditions', '45岁以下', 'age warn'],
  ['conditions', '18-45岁', 'age warn'],
  ['conditions', '不超过55岁', 'age warn'],
  ['conditions', '年龄20到50', 'age warn'],
  ['conditions', '25岁以上', 'age warn'],
  ['conditions', '限汉族', 'ethnicity block'],
  ['conditions', '回族优先', 'ethnicity block'],
  ['conditions', '不要少数民族', 'ethnicity block'],
  ['conditions', '汉族，能吃苦', 'ethnicity block'],
  ['conditions', '民族：汉', 'ethnicity block'],
  ['conditions', '只招回民', 'ethnicity block'],
  ['conditions', '无宗教信仰', 'religion block'],
  ['conditions', '信佛优先', 'religion block'],
  ['conditions', '不招信教的', 'religion block'],
  ['conditions', '限本地户口', 'household block'],
  ['conditions', '本市户籍', 'household block'],
  ['conditions', '要有城镇户口', 'household block'],
  ['conditions', '西河市户口优先', 'household block'],
  ['conditions', '外地人勿扰', 'household block'],
  ['conditions', '不要河南人', 'household block'],
  ['conditions', '本地人优先', 'household warn'],
  ['conditions', '已婚已育优先', 'marriage block'],
  ['conditions', '未婚', 'marriage block'],
  ['conditions', '限单身', 'marriage block'],
  ['conditions', '三年内不怀孕', 'marriage block'],
  ['conditions', '乙肝携带者勿扰', 'health block'],
  ['conditions', '无乙肝', 'health block'],
  ['conditions', '残疾人勿扰', 'health block'],
  ['conditions', '15岁以上', 'underage block'],
  ['conditions', '14岁即可', 'underage block'],
  ['conditions', '交押金200', 'fee block'],
  ['conditions', '押金200元', 'fee block'],
  ['conditions', '服装费 200 元', 'fee block'],
  ['conditions', '需交培训费', 'fee block'],
  ['conditions', '保证金 500', 'fee block'],
  ['conditions', '入职押金100，离职退', 'fee block'],
  ['conditions', '押金可退', 'fee block'],
  ['conditions', '不限经验交押金200', 'fee block'],
  ['conditions', '先交100元', 'fee block'],
  ['conditions', '押200元', 'fee block'],
  ['conditions', '扣身份证', 'papers_kept block'],
  ['conditions', '押证', 'papers_kept block'],
  ['conditions', '收身份证', 'papers_kept block'],
  ['conditions', '身份证原件抵押', 'papers_kept block'],
  ['conditions', '交身份证', 'papers_kept block'],
  ['conditions', '扣押身份证三天', 'papers_kept block'],
  ['conditions', '不收押金，培训费200元', 'fee block'],
  ['conditions', '体检费自理', 'agency_fee warn'],
  ['conditions', '押一个月工资', 'wage_withheld warn'],
  ['conditions', '压 15 天工资', 'wage_withheld warn'],
  ['conditions', '报名费50', 'fee block'],
  ['conditions', '押_金100', 'fee block'],
  ['content', '只招男工', 'sex block'],
  ['content', '限女性', 'sex block'],
  ['content', '招女服务员2名', 'sex block'],
  ['content', '男士优先', 'sex block'],
  ['content', '服装费200元从工资扣', 'fee block'],
  ['content', '上岗先交保证金', 'fee block'],
  ['content', '收中介费50', 'agency_fee warn'],
  ['content', '介绍费100元', 'agency_fee warn'],
  ['content', '年龄50岁以下', 'age warn'],
  ['content', '工资押半个月', 'wage_withheld warn'],
  ['conditions', '押金，不收培训费', 'fee block'],
  ['conditions', '能吃苦 限本地户口', 'household block'],
  ['content', '只招 男性', 'sex block'],
  ['content', '扣 身份证', 'papers_kept block'],
  ['title', '男保安', 'sex block'],
  ['title', '洗碗女工', 'sex block'],
  ['title', '女服务员', 'sex block'],
  ['title', '保洁（女）', 'sex block'],
  ['title', '招男工', 'sex block'],
  ['title', '限男 小工', 'sex block'],
];

const told = (text: string, within: LintedText) =>
  lintText(text, within)
    .map((finding) => `${finding.rule} ${finding.severity}`)
    .join(', ');

describe('lintText', () => {
  it.each(Object.entries(harmless).flatMap(([within, texts]) => texts.map((text) => [within as LintedText, text] as const)))(
    'has nothing against %s: %s',
    (within, text) => {
      expect(lintText(text, within)).toEqual([]);
    },
  );

  it.each(faulty)('finds in %s: %s', (within, text, found) => {
    expect(told(text, within)).toBe(found);
  });

  it('answers the words that it found', () => {
    expect(lintText('能吃苦，上岗交服装费 200 元', 'conditions')).toEqual([{ rule: 'fee', severity: 'block', words: '服装费200元' }]);
  });

  it('is not fooled by spaces, signs and full-width figures', () => {
    expect(['押 金', '押*金', '押·金２００', '限 女 性', '男 优 先'].map((text) => told(text, 'conditions'))).toEqual([
      'fee block',
      'fee block',
      'fee block',
      'sex block',
      'sex block',
    ]);
  });

  it('names each rule once and all of them together', () => {
    expect(told('限男性，女性勿扰，45岁以下，先交押金', 'conditions')).toBe('sex block, age warn, fee block');
  });

  it('has nothing against harmless sentences in any order', () => {
    const sentences = fc.constantFrom(
      ...harmless.conditions,
      ...harmless.title,
      ...harmless.content.filter((text) => !/[男女]/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(sentences, { minLength: 1, maxLength: 6 }), fc.constantFrom('。', '；', '，', '\n', ' '), (texts, between) => {
        // a single character or a figure belongs to its neighbour: 押 金, 服装费 200
        fc.pre(between !== ' ' || texts.every((text) => text.length > 1 && !/^\d/.test(text)));
        expect(lintText(texts.join(between), 'content').filter((finding) => finding.severity === 'block')).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('blocks no random text that has none of the words of its rules', () => {
    const telling = /[男女族教佛户籍婚育孕乙残岁押费证交缴付垫收童回信]/;
    const character = fc.oneof(
      fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(...'，。、；0123456789（） 不限要招无'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 200 }), fc.constantFrom('title', 'conditions', 'content'), (characters, within) => {
        const text = characters.join('').normalize('NFKC');
        fc.pre(!telling.test(text));
        expect(lintText(text, within as LintedText)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the longest text at once', () => {
    // a pattern that looks again from every place would not come back
    expect(lintText('不收押金、'.repeat(20_000), 'content')).toEqual([]);
  });
});
