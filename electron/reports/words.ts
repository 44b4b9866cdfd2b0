/** What files call things, in Chinese: they leave the station for the union's spreadsheets. */
import type { MatchState } from '../../shared/domain/match.ts';
import type { PostingState } from '../../shared/domain/posting.ts';
import type { VisitPurpose } from '../../shared/domain/visit.ts';
import type { PayUnit } from '../../shared/domain/wage.ts';

export const purposeWords: Readonly<Record<VisitPurpose, string>> = {
  rest: '歇脚',
  drink: '喝水',
  meal: '热饭',
  charge: '充电',
  jobs: '找活',
  card: '办卡',
  advice: '咨询',
};

export const matchWords: Readonly<Record<MatchState, string>> = {
  referred: '已推荐',
  contacted: '已联系',
  agreed: '达成用工',
  started: '已上岗',
  completed: '已完工',
  failed: '未达成',
  no_show: '未到岗',
  cancelled: '取消',
};

export const postingWords: Readonly<Record<PostingState, string>> = {
  draft: '草稿',
  pending: '待审',
  published: '在架',
  paused: '停着',
  closed: '已关闭',
};

export const payWords: Readonly<Record<PayUnit, string>> = { hour: '元/时', day: '元/天', order: '元/单', month: '元/月' };
