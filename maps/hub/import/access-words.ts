/** How people write down how one gets in. */
import type { AccessMethod } from '../../../shared/domain/access-method.ts';
import { searchKey } from '../../../shared/domain/text.ts';

/** In this order: 扫码进门，按铃也行 is scan, what stands at the door first. */
const words: readonly (readonly [AccessMethod, RegExp])[] = [
  ['unknown', /^(不详|未知|不清楚|不明|unknown|-|)$/],
  ['app', /app|小程序|手机开门|手机开锁|蓝牙/],
  ['scan', /scan|扫码|刷码|二维码|扫一扫/],
  ['attendant', /attendant|按铃|门铃|值班|值守|叫人|登记|找人|找.{0,6}(人员|店员|保安|门卫|管理员|值班员)|店员|保安|门卫/],
  ['walk-in', /walk-?in|推门|直接进|自由进|随便进|无门禁|敞开|免登记|开放式|无需|open/],
];

/** Undefined for words that say something else. */
export function readAccess(text: string): AccessMethod | undefined {
  const key = searchKey(text);
  return words.find(([, pattern]) => pattern.test(key))?.[0];
}
