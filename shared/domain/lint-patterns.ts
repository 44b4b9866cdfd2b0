/**
 * The wordings that lint-text.ts looks for, each with what turns its meaning round. Texts come without spaces and in half width.
 * An order matters only within a rule: a hard fault replaces a doubt.
 */

export const textRules = [
  'sex',
  'ethnicity',
  'religion',
  'household',
  'marriage',
  'health',
  'age',
  'underage',
  'fee',
  'agency_fee',
  'papers_kept',
  'wage_withheld',
] as const;
export type TextRule = (typeof textRules)[number];

/** In which text of a posting: a condition is about who may come, the content about what is to be done. */
export type LintedText = 'title' | 'conditions' | 'content';

const fees = '(?:押金|保证金|风险金|抵押金|诚意金|培训费|服装费|工装费|工服费|制服费|工牌费|入职费|上岗费|报名费|管理费|资料费|建档费)';
const agencyFees = '(?:中介费|介绍费|服务费|办证费|健康证费|体检费)';
const anyFee = `(?:${fees}|${agencyFees}|费用|钱|[\\u4e00-\\u9fff]{1,4}(?:费|金|证件?))`;
const deny =
  '(?:不(?:用|需要?|须|必|要|会|得|准|许|存在)?|无(?:需|须)?|没有?|免(?:除)?|(?<!\\d)[0零]|未|勿|别|拒绝?|严?禁止?|严禁|杜绝|绝不|谨防|警惕|防止?|小心|取消)';
const taking =
  '(?:会|再|乱|先|额外|另外?|以任何(?:名义|理由|形式)|向(?:您|你|求职者|工人|师傅|务工人员|应聘者|员工|劳动者)|收取?|交纳?|缴纳?|扣押?|押|抵押|索取|索要|要求?|出|付|支付|承担|提供|产生|涉及|有|任何|一切|各种|各类|所谓)*';
/** 不收押金、培训费和…: a list that a denial opens, up to the word in question. */
const deniedBefore = new RegExp(`${deny}${taking}[,，]?(?:${anyFee}(?:[、,，和及与或(（]|以及)*${taking})*$`);
const paidBefore = /(?:报销|补贴|免费提供|(?:公司|单位|老板|店里|厂里|我们|雇主|平台|驿站)(?:全?包|承担|出|付|负责|缴纳?|交)|包)$/;
/** After a comma only what says nothing else: 押金，不收。 but not 押金，不收培训费。 */
const deniedAfter =
  /^[,，](?:一分|一律|全部|都|均)*(?:不收|不用交?|不需要?|不要|不扣|不交|无需|没有|全免|免收)(?=[,，。;；)）]|$)|^(?:等(?:任何)?(?:一切)?费用?)?(?:[:：])?(?:一分|一律|全部|全|通通|都|均|也|是|由|一概)*(?:不收|不用|不需|不要|不扣|不交|无需|没有|无|免|全免|为?[0零](?!\d)|报销|补贴|(?:用人单位|公司|单位|老板|店里|厂里|我们|雇主|平台|驿站)(?:全?包|承担|出|付|负责|报销|缴|交))/;
/** Money of customers that the work is about. */
const customers = /(?:客人|顾客|客户|租客|住客|用户|业主|租户|车主|乘客|学员|家长|骑行者)[^,，。;；]{0,8}$/;

function isDeniedFee(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 40), from);
  const after = text.slice(to);
  const listed = deniedBefore.exec(before);
  // 不收押金，培训费 200: what has a price after all is taken
  if (listed && !(/[,，、]/.test(listed[0]) && /[1-9]\d*/.test(text.slice(from, to)))) return true;
  return deniedAfter.test(after) || paidBefore.test(before) || customers.test(before);
}

const denyWords = /(?:不|无|没有?|别|勿|未|零)(?:需|须|必|用|要|查|看|分|论|限|管|问|设|得|准|许|会|讲究|介意)*$/;
const openAfter =
  /^(?:情况|性别|要求|条件|限制)?(?:上)?(?:[:：])?(?:都|均|皆|也|也都)?(?:不限|不论|不管|不拘|不问|不要求|不做要求|无要求|无限制|没要求|没有要求|不作要求|皆可|均可|都可|都行|都要|可以|可$|可[,，。;；]|随意|任意)/;

export interface Pattern {
  readonly rule: TextRule;
  readonly severity: 'block' | 'warn';
  readonly shape: RegExp;
  /** Where it counts; everywhere when not said. */
  readonly within?: readonly LintedText[];
  /** Says that what was found is meant the other way round. */
  readonly denied: (text: string, from: number, to: number) => boolean;
}

const around = (text: string, from: number, to: number) =>
  denyWords.test(text.slice(Math.max(0, from - 8), from)) || openAfter.test(text.slice(to));
const never = () => false;

const person = '(?:性|士|生|的|工|同志|同胞|师傅|孩子?|员工|青年|人)';
const cared =
  '(?:老人|老年|病人|患者|儿|童|孩|宝|娃|婴|幼|学生|长者|业主|客|朋友|友|主人|宾|装|鞋|包|裤|袜|厕|卫生间|洗手间|卫|宿舍|寝室|更衣|澡|浴|公寓|舞|频|王|神|高音|声|方|双方|婿|婴)';
const roles =
  '(?:工|服务员|保洁|保安|店员|司机|帮厨|厨|搬运|装卸|普工|小工|杂工|护工|护理|保姆|营业员|收银|导购|礼仪|模特|宿管|员工|士|师傅|促销|话务|文员|主播|技师|骑手|理货|分拣|操作工|阿姨)';
const conditionsOnly = ['conditions'] as const;
const aboutWho = ['title', 'conditions'] as const;
const peoples = '(?:汉|回|藏|维吾尔|维|蒙古?|土|撒拉|哈萨克|壮|苗|彝|满|东乡|保安|裕固|朝鲜|傣|白|侗|瑶|少数民)';

export const textPatterns: readonly Pattern[] = [
  // 性别
  {
    rule: 'sex',
    severity: 'block',
    denied: around,
    shape: new RegExp(
      `(?:(?:只|仅|限|专|单招|必须|须|要求)(?:限|招聘?|要|收|用|找|为|是)*|(?:(?:只|仅)(?:限|招|要|收)|限招|要求)[,:：])(?:男|女)(?!女|${cared})${person}?`,
    ),
  },
  {
    rule: 'sex',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:男|女)(?!${cared})${person}?(?:优先|为佳|为主|勿扰|免谈|别来|不要|不招|限定|\\d+(?:名|个|位))`),
  },
  {
    rule: 'sex',
    severity: 'block',
    denied: never,
    shape: new RegExp(`(?:不要|不招|不收|不用|拒绝|谢绝)(?:男|女)(?!女|${cared})(?:性|士|生|的|工|同志)?(?=[,，。;；)）]|$|优|勿)`),
  },
  { rule: 'sex', severity: 'block', denied: around, shape: /性别(?:要求|限制|限)?[:：为是]?(?:男|女)(?:性|士|的)?/ },
  {
    rule: 'sex',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:招聘?|聘|找|要|需要?)\\d*(?:名|个|位|人)?(?:男|女)(?!女|${cared})${roles}(?!${cared})`),
  },
  {
    rule: 'sex',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:男|女)(?:性|士|的|工)?[,，]?\\d{2}(?:周?岁)?(?:以[下内上]|[-~到至]\\d{2})(?!周?岁?(?:的)?${cared})`),
    within: aboutWho,
  },
  { rule: 'sex', severity: 'block', denied: around, shape: /[(（](?:限|只要)?(?:男|女)(?:性|士|工)?[)）]/, within: aboutWho },
  { rule: 'sex', severity: 'block', denied: around, shape: new RegExp(`(?:男|女)${roles}(?!${cared}|[箱包])`), within: ['title'] },
  {
    rule: 'sex',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:男|女)(?!${cared})(?:${person}(?!${cared})|(?=[,，。;；、)）]|$)|${roles})`),
    within: conditionsOnly,
  },
  // 民族
  {
    rule: 'ethnicity',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:只|仅|限|必须|须|要求|不要|不招|不收|谢绝|拒绝)(?:限|招聘?|要|收|为|是)*${peoples}族`),
  },
  {
    rule: 'ethnicity',
    severity: 'block',
    denied: around,
    shape: new RegExp(`${peoples}族(?:人|员工|同胞)?(?:优先|为主|勿扰|免谈|不要|除外|谢绝|别来|限)`),
  },
  { rule: 'ethnicity', severity: 'block', denied: around, shape: new RegExp(`民族(?:要求)?[:：为]${peoples}`) },
  {
    rule: 'ethnicity',
    severity: 'block',
    denied: around,
    shape: new RegExp(`(?:^|[,，。;；、])${peoples}族(?=[,，。;；、]|$)`),
    within: conditionsOnly,
  },
  {
    rule: 'ethnicity',
    severity: 'block',
    denied: around,
    shape: /(?:只|仅|限|要求|必须|须)(?:限|招|要|为|是)*回民|回民(?:优先|勿扰|免谈|不要|除外)/,
  },
  // 宗教
  {
    rule: 'religion',
    severity: 'block',
    // of 户口不限 宗教信仰不限 the first 限 is nobody's condition of faith
    denied: (text, from) => text.slice(0, from).endsWith('不'),
    shape:
      /(?:不要|不招|不收|谢绝|拒绝|只招|只要|限(?!制)|仅限|必须|须)[^,，。;；、不]{0,3}(?:信教|教徒|穆斯林|基督|信佛|信众|有信仰|宗教信仰)/,
  },
  {
    rule: 'religion',
    severity: 'block',
    denied: around,
    shape: /(?:信教|有宗教信仰|无宗教信仰|不信教|教徒|穆斯林|信佛|基督徒|信众)(?:的|者|人员)?(?:优先|勿扰|免谈|不要|除外|谢绝|别来|不招)/,
  },
  { rule: 'religion', severity: 'block', denied: around, shape: /无宗教信仰|不信教|信佛|信教/, within: conditionsOnly },
  // 户籍
  {
    rule: 'household',
    severity: 'block',
    denied: around,
    shape:
      /(?:只|仅|限(?!制)|必须|须|要求|要有?|具?有|持)(?:限|招聘?|要|收|为|是|具?有|持)*[^,，。;；、不无办迁]{0,5}(?:户口|户籍)(?!本|簿)/,
  },
  {
    rule: 'household',
    severity: 'block',
    denied: around,
    shape:
      /(?:本地|本市|本省|本县|本区|城镇|城市|非农业?|农村|外地|外省|[\u4e00-\u9fff]{2}(?:市|省|县))(?:户口|户籍)(?!本|簿|科|室|业务|大厅|登记)/,
    within: aboutWho,
  },
  {
    rule: 'household',
    severity: 'block',
    denied: around,
    shape: /(?:外地|外省|省外|外来|农村|乡下)(?:的|人员?|户口|户籍)*(?:勿扰|免谈|不要|不招|除外|谢绝|别来)/,
  },
  {
    rule: 'household',
    severity: 'block',
    denied: never,
    shape:
      /(?:不要|不招|不收|谢绝|拒绝)(?:外地|外省|省外|外来|农村|乡下|(?:河南|东北|新疆|西藏|青海|甘肃|四川|安徽|湖北|福建|广东|山东|河北|贵州|云南)省?)(?:的|人|户|籍)/,
  },
  {
    rule: 'household',
    severity: 'warn',
    denied: around,
    shape: /(?:本地|本市|当地)人?(?:优先|为主)|(?:只|仅|限)(?:限|招|要|收)*(?:本地|本市|当地)(?:人|居民|的)/,
  },
  // 婚育
  {
    rule: 'marriage',
    severity: 'block',
    denied: around,
    shape: /(?:已婚已育|未婚未育|已婚未育|已婚|未婚|已育|未育|未孕|没结婚|没孩子|无孩)(?:者|的|人士)?(?:优先|为佳|勿扰|免谈|不要)/,
  },
  {
    rule: 'marriage',
    severity: 'block',
    denied: around,
    shape: /(?:只|仅|限|必须|须|要求)(?:限|招|要|收|为|是)*(?:已婚|未婚|已育|未育|单身|未孕)(?!宿舍|公寓)/,
  },
  {
    rule: 'marriage',
    severity: 'block',
    denied: around,
    shape: /(?:已婚已育|未婚未育|已婚|未婚|已育|未育|未孕)(?!$)(?=[,，。;；、])|(?:已婚已育|未婚未育|已婚|未婚|已育|未孕)$/,
    within: conditionsOnly,
  },
  {
    rule: 'marriage',
    severity: 'block',
    denied: around,
    shape:
      /(?:[一二两三\d]年内|合同期内|期间|工作期间)?(?:不得|不准|不许|不能|禁止)(?:结婚|怀孕|生育|生孩子)|[一二两三\d]年内不(?:结婚|怀孕|生育|生孩子)|(?:做|要|查|验)孕检/,
  },
  // 健康、残疾
  {
    rule: 'health',
    severity: 'block',
    denied: around,
    shape:
      /(?:无|没有|非|不要|不招|拒绝|查|检|验)(?:乙肝|两对半|澳抗|艾滋病?)(?:携带者?|病毒)?|(?:乙肝|澳抗|艾滋病?)(?:携带者?|病毒|患者)?(?:勿扰|免谈|不要|除外|谢绝|阴性)/,
  },
  {
    rule: 'health',
    severity: 'block',
    denied: never,
    shape: /(?:不要|不招|不收|谢绝|拒绝)残疾人?|残疾人?(?:勿扰|免谈|不要|除外|谢绝|别来)/,
  },
  // 年龄
  {
    rule: 'underage',
    severity: 'block',
    denied: (text, from, to) =>
      denyWords.test(text.slice(Math.max(0, from - 6), from)) ||
      new RegExp(`^(?:的)?${cared}|^(?:以下)?(?:勿扰|不要|不招|不收|禁止|免谈)`).test(text.slice(to)),
    shape: /(?<!\d)(?:1[0-5]|十[一二三四五])(?:周?岁)(?:以上|起|即可|也?可以?|都?行|均可|到|至|[-~])/,
    within: aboutWho,
  },
  {
    rule: 'underage',
    severity: 'block',
    denied: (text, from) => /(?:不|禁|未|勿|拒)[^,，。;；]{0,4}$/.test(text.slice(Math.max(0, from - 6), from)),
    shape: /(?:招|收|要|用)童工|童工(?:也|可|优先)/,
  },
  {
    rule: 'age',
    severity: 'warn',
    denied: (text, from, to) =>
      new RegExp(`^(?:周?岁)?(?:以[下内上])?的?[^,，。;；]{0,2}${cared}`).test(text.slice(to)) || around(text, from, to),
    shape:
      /(?<!\d)(?:[2-7]\d)(?:周?岁)?(?:以[下内]|之内|封顶|为限)|(?:不超过|不大于|小于|低于|不满|未满)[2-7]\d(?:周?岁)|(?<!\d)[1-6]\d(?:周?岁)?(?:-|~|到|至|—|–)[2-7]\d周?岁|年龄[^,，。;；\d]{0,4}[1-6]\d(?:周?岁)?(?:-|~|到|至|—|–)[2-7]\d|(?<!\d)(?:2\d|[3-6]\d)周?岁以上/,
    within: aboutWho,
  },
  {
    rule: 'age',
    severity: 'warn',
    denied: around,
    shape: /年龄(?:要求|限制|须|在)*[:：]?(?:[1-6]\d(?:周?岁)?(?:-|~|到|至))?[2-7]\d(?:周?岁)?(?:以[下内]|之[下内])/,
    within: ['content'],
  },
  // 收费、扣证、押工资
  { rule: 'fee', severity: 'block', denied: isDeniedFee, shape: new RegExp(`${fees}(?:[:：为]?[1-9]\\d*(?![\\d岁周])(?:元|块钱?)?)?`) },
  {
    rule: 'fee',
    severity: 'block',
    denied: isDeniedFee,
    shape:
      /(?:先|要|需要?|须|自己?|预|入职)(?:交|缴|付|垫付?|押)(?:\d+(?:元|块钱?)|钱(?!$)|一笔钱?|费用)|(?<!抵)押\d{2,}(?:元|块)?(?!天|日|号|月)/,
  },
  {
    rule: 'agency_fee',
    severity: 'warn',
    denied: isDeniedFee,
    shape: new RegExp(
      `(?:收取?|交|缴|付|扣|要|需)[^,，。;；不无]{0,4}${agencyFees}|${agencyFees}[:：为]?\\d+(?:元|块)?|${agencyFees}(?:自理|自付|自费)`,
    ),
  },
  {
    rule: 'papers_kept',
    severity: 'block',
    denied: (text, from, to) =>
      denyWords.test(text.slice(Math.max(0, from - 10), from)) ||
      /(?:不|禁止|严禁|谨防|警惕|杜绝|没有?|无需?|免|别|勿)[^,，。;；需要须]{0,8}$/.test(text.slice(Math.max(0, from - 12), from)) ||
      /^(?:的)?(?:复印件|号|信息|验证|登记|扫描件|照片)/.test(text.slice(to)) ||
      deniedAfter.test(text.slice(to)),
    shape:
      /(?:扣押?|押|抵押|收(?:取|走|存)?|上交|扣留|留存|保管|交)(?:一?下)?(?:您?的?)?(?:本人)?(?:身份证|证件|驾驶证|银行卡|工资卡|毕业证)(?:原件)?|扣证|押证|(?:身份证|证件)(?:原件)?(?:要|需|须|先)*(?:抵押|扣押|扣留|押着|押在|上交|放在(?:公司|店里|厂里|单位))/,
  },
  {
    rule: 'wage_withheld',
    severity: 'warn',
    denied: around,
    shape:
      /(?:押|压|扣)(?:住|着)?(?:半个?月|[一二两三\d]+(?:个月|天|日|周|个星期))(?:的)?(?:工资|工钱|薪资?|钱)?|(?:押|压)(?:工资|工钱|薪水?)/,
  },
];
