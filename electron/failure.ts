/** Why a station does not start, in words that the person standing in front of it can act on. */
import { AppError, type ErrorCode } from '../shared/api/errors.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly what: string;
  readonly todo: string;
}

const sentences: Partial<Record<ErrorCode, readonly [what: string, todo: string]>> = {
  already_running: ['这个站点已经在运行了', '找到已经打开的驿站窗口；找不到就重启电脑。'],
  port_in_use: ['端口被别的程序占用了', '关掉那个程序，或者用 YIZHAN_PORT 换一个端口。'],
  port_invalid: ['YIZHAN_PORT 不是可用的端口', '改成 0 到 65535 之间的整数。'],
  data_folder_unusable: ['数据文件夹不能用', '检查 YIZHAN_DATA 指的位置是不是文件夹，当前用户能不能读写。'],
  data_read_only: ['数据文件夹不能写', '给当前用户写权限；如果是 U 盘或光盘，换到硬盘上。'],
  disk_full: ['磁盘满了，什么也没写进去', '清出至少 200 MB 空间，再启动。'],
  database_busy: ['数据库正被别的程序占用', '等导入或备份结束，再试一次。'],
  database_corrupt: ['数据库文件坏了', '不要删除它。把数据文件夹里的 backups 中最新的一份复制为 station.db，或者找技术人员。'],
  database_from_future: ['数据库是更新版本的程序写的', '安装新版本的驿站程序，再启动。'],
  database_foreign: ['station.db 不是驿站的数据库', '把它移走，或者用 YIZHAN_DATA 换一个数据文件夹。'],
};

export function failureOf(error: unknown): Failure {
  const code = error instanceof AppError ? error.code : 'internal';
  const [what, todo] = sentences[code] ?? ['程序出错了', '重新启动；还不行就找技术人员看日志。'];
  return { code, what, todo };
}

export function failureLine(error: unknown): string {
  const { code, what, todo } = failureOf(error);
  return `驿站没有启动：${what}。${todo}（${code}）`;
}
