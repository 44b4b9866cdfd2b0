/** `npm run demo -- empty`: removes everything made up (演示), for real use. */
import { homedir } from 'node:os';
import { dataDir } from './data-dir.ts';
import { openDatabase } from './db/open.ts';
import { failureLine } from './failure.ts';
import { emptyDemo } from './services/demo-service.ts';

export function demoCommand(argv: readonly string[], env: NodeJS.ProcessEnv, write: (line: string) => void): number {
  if (argv.length !== 1 || argv[0] !== 'empty') {
    write('用法：npm run demo -- empty　　清空演示岗位，站点开始真正使用');
    return argv.includes('--help') ? 0 : 2;
  }
  try {
    const db = openDatabase(dataDir(env, process.platform, homedir()));
    try {
      write(`清空了 ${emptyDemo(db)} 个演示岗位。到站登记的记录都还在。`);
      return 0;
    } finally {
      db.close();
    }
  } catch (error) {
    write(failureLine(error));
    return 1;
  }
}

if (import.meta.main) process.exitCode = demoCommand(process.argv.slice(2), process.env, console.log);
