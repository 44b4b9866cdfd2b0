/** Operators, their sessions and the way in. A wrong try slows the next one down, also after a restart and on another host. */
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import { searchKey } from '../../../shared/domain/text.ts';
import { HubError } from '../hub-error.ts';
import { audit } from '../store/audit.ts';
import { type HubDb, inTransaction, patiently } from '../store/hub-db.ts';
import type { Tables } from '../store/tables.ts';
import { type Cost, hashPassword, isPassword, nobody, oneTimePassword, refuseWeak, usualCost } from './passwords.ts';

/** Each may what those before it may. */
export const roles = ['look', 'edit', 'administer'] as const;
export type Role = (typeof roles)[number];

export interface Operator {
  readonly name: string;
  readonly role: Role;
  /** Signed in with a one-time password: may do nothing before there is one of their own. */
  readonly mustChange: boolean;
}

export interface Operators {
  /** The one-time password of the first administrator. @throws HubError operator_exists when there is any operator, unless `another` */
  first(name: string, another: boolean): Promise<string>;
  /** A token for the session. @throws HubError sign_in_wrong, sign_in_wait */
  signIn(name: string, password: string): Promise<{ readonly token: string; readonly operator: Operator }>;
  /** Who that is; the twelve hours begin anew. Undefined once they are over. */
  find(token: string): Promise<Operator | undefined>;
  signOut(token: string): Promise<void>;
  /** Ends every other session of theirs. @throws HubError sign_in_wrong, sign_in_wait, password_weak */
  changePassword(token: string, old: string, password: string): Promise<void>;
  list(): Promise<readonly Operator[]>;
  /** Answers a one-time password. @throws HubError operator_exists */
  add(name: string, role: Role, by: string): Promise<string>;
  /** Holds from their next request on. @throws HubError operator_not_found, last_administrator */
  setRole(name: string, role: Role, by: string): Promise<void>;
  /** Answers a one-time password; their sessions end. @throws HubError operator_not_found */
  resetPassword(name: string, by: string): Promise<string>;
  /** @throws HubError operator_not_found, last_administrator */
  remove(name: string, by: string): Promise<void>;
}

export const idleMs = 12 * 3_600_000;
const freeTries = 3;
const longestWaitMs = 15 * 60_000;
const forgetTriesMs = 24 * 3_600_000;
/** A session's last moment is written once in so long, not with every request. */
const touchMs = 60_000;

const keyOf = (name: string) => searchKey(name).slice(0, 80);
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

export interface OperatorsParts {
  readonly db: HubDb;
  readonly nowMs: () => number;
  /** Of a password's hash; tests take a cheap one. */
  readonly cost?: Cost | undefined;
}

export function operators({ db, nowMs, cost = usualCost }: OperatorsParts): Operators {
  const row = (name: string) => db.reader.selectFrom('operator').where('name_key', '=', keyOf(name)).selectAll().executeTakeFirst();

  /** Counted before it is judged: many tries at once are no more than these. @throws HubError sign_in_wait */
  function countTry(name: string): Promise<void> {
    return inTransaction(db, async (tx) => {
      await tx
        .deleteFrom('sign_in_try')
        .where('last_ms', '<', nowMs() - forgetTriesMs)
        .execute();
      const key = keyOf(name);
      const tried = await tx.selectFrom('sign_in_try').where('name_key', '=', key).selectAll().executeTakeFirst();
      const untilMs = tried ? tried.last_ms + waitAfter(tried.failures) : 0;
      if (untilMs > nowMs()) {
        const retryAfterS = Math.ceil((untilMs - nowMs()) / 1000);
        throw new HubError('sign_in_wait', `错得太多：${retryAfterS} 秒后再试`, { retryAfterS });
      }
      await tx
        .insertInto('sign_in_try')
        .values({ name_key: key, failures: (tried?.failures ?? 0) + 1, last_ms: nowMs() })
        .onConflict((conflict) => conflict.column('name_key').doUpdateSet({ failures: (tried?.failures ?? 0) + 1, last_ms: nowMs() }))
        .execute();
    });
  }

  /** @throws HubError sign_in_wrong, sign_in_wait */
  async function prove(name: string, password: string) {
    await countTry(name);
    const kept = await row(name);
    if (!(await isPassword(password, kept ?? nobody(cost))) || !kept) {
      await inTransaction(db, (tx) => audit(tx, nowMs(), { by: keyOf(name), action: 'operator.sign-in-wrong' }));
      throw new HubError('sign_in_wrong', '名字或密码不对');
    }
    return kept;
  }

  async function insert(tx: Transaction<Tables>, name: string, role: Role, by: string, hashed: { salt: string; hash: string }) {
    const there = await tx.selectFrom('operator').where('name_key', '=', keyOf(name)).select('name').executeTakeFirst();
    if (there) throw new HubError('operator_exists', `已经有叫“${name}”的操作员：换个名字`, { name });
    await tx
      .insertInto('operator')
      .values({ name_key: keyOf(name), name, role, ...hashed, must_change: 1, created_at_ms: nowMs() })
      .execute();
    await audit(tx, nowMs(), { by, action: 'operator.add', details: { name, role } });
  }

  return {
    async first(name, another) {
      const password = oneTimePassword();
      const hashed = await hashPassword(password, cost);
      await inTransaction(db, async (tx) => {
        const any = await tx.selectFrom('operator').select('name').executeTakeFirst();
        if (any && !another) {
          throw new HubError('operator_exists', '已经有操作员了：请管理员在网页上添加，或者加 --another 再建一个管理员');
        }
        await insert(tx, name, 'administer', 'command line', hashed);
      });
      return password;
    },

    async signIn(name, password) {
      const kept = await prove(name, password);
      const token = randomBytes(32).toString('base64url');
      await inTransaction(db, async (tx) => {
        await tx.deleteFrom('sign_in_try').where('name_key', '=', kept.name_key).execute();
        await tx
          .deleteFrom('session')
          .where('last_seen_ms', '<', nowMs() - idleMs)
          .execute();
        await tx
          .insertInto('session')
          .values({ token_hash: hashOf(token), name_key: kept.name_key, last_seen_ms: nowMs() })
          .execute();
        await audit(tx, nowMs(), { by: kept.name, action: 'operator.sign-in' });
      });
      return { token, operator: toOperator(kept) };
    },

    async find(token) {
      const found = await db.reader
        .selectFrom('session')
        .innerJoin('operator', 'operator.name_key', 'session.name_key')
        .where('token_hash', '=', hashOf(token))
        .where('last_seen_ms', '>', nowMs() - idleMs)
        .select(['name', 'role', 'must_change', 'last_seen_ms'])
        .executeTakeFirst();
      if (found && nowMs() - found.last_seen_ms > touchMs) {
        await patiently(() =>
          db.writer.updateTable('session').set({ last_seen_ms: nowMs() }).where('token_hash', '=', hashOf(token)).execute(),
        );
      }
      return found && toOperator(found);
    },

    async signOut(token) {
      await patiently(() => db.writer.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute());
    },

    async changePassword(token, old, password) {
      const operator = await this.find(token);
      if (!operator) throw new HubError('signed_out', '登录已经过期：重新登录');
      refuseWeak(password, operator.name);
      const kept = await prove(operator.name, old);
      if (old === password) throw new HubError('password_weak', '新密码和旧密码一样：换一个');
      const hashed = await hashPassword(password, cost);
      await inTransaction(db, async (tx) => {
        await tx
          .updateTable('operator')
          .set({ ...hashed, must_change: 0 })
          .where('name_key', '=', kept.name_key)
          .execute();
        await tx.deleteFrom('session').where('name_key', '=', kept.name_key).where('token_hash', '<>', hashOf(token)).execute();
        await tx.deleteFrom('sign_in_try').where('name_key', '=', kept.name_key).execute();
        await audit(tx, nowMs(), { by: kept.name, action: 'operator.password' });
      });
    },

    async list() {
      return (await db.reader.selectFrom('operator').select(['name', 'role', 'must_change']).orderBy('created_at_ms').execute()).map(
        toOperator,
      );
    },

    async add(name, role, by) {
      const password = oneTimePassword();
      const hashed = await hashPassword(password, cost);
      await inTransaction(db, (tx) => insert(tx, name, role, by, hashed));
      return password;
    },

    setRole: (name, role, by) =>
      inTransaction(db, async (tx) => {
        const kept = await getKept(tx, name);
        if (kept.role === role) return;
        if (role !== 'administer') await refuseLast(tx, kept);
        await tx.updateTable('operator').set({ role }).where('name_key', '=', kept.name_key).execute();
        await audit(tx, nowMs(), { by, action: 'operator.role', details: { name: kept.name, role } });
      }),

    async resetPassword(name, by) {
      const password = oneTimePassword();
      const hashed = await hashPassword(password, cost);
      await inTransaction(db, async (tx) => {
        const { name_key, name: kept } = await getKept(tx, name);
        await tx
          .updateTable('operator')
          .set({ ...hashed, must_change: 1 })
          .where('name_key', '=', name_key)
          .execute();
        await tx.deleteFrom('session').where('name_key', '=', name_key).execute();
        await tx.deleteFrom('sign_in_try').where('name_key', '=', name_key).execute();
        await audit(tx, nowMs(), { by, action: 'operator.reset-password', details: { name: kept } });
      });
      return password;
    },

    remove: (name, by) =>
      inTransaction(db, async (tx) => {
        await refuseLast(tx, await getKept(tx, name));
        await tx.deleteFrom('session').where('name_key', '=', keyOf(name)).execute();
        await tx.deleteFrom('operator').where('name_key', '=', keyOf(name)).execute();
        await audit(tx, nowMs(), { by, action: 'operator.remove', details: { name } });
      }),
  };
}

async function getKept(tx: Transaction<Tables>, name: string) {
  const kept = await tx.selectFrom('operator').where('name_key', '=', keyOf(name)).select(['name', 'name_key', 'role']).executeTakeFirst();
  if (!kept) throw new HubError('operator_not_found', `没有叫“${name}”的操作员`, { name });
  return kept;
}

/** Somebody must be left who may administer. @throws HubError last_administrator */
async function refuseLast(tx: Transaction<Tables>, { name_key, role }: { readonly name_key: string; readonly role: Role }): Promise<void> {
  const others = await tx
    .selectFrom('operator')
    .where('role', '=', 'administer')
    .where('name_key', '<>', name_key)
    .select('name')
    .executeTakeFirst();
  if (role === 'administer' && !others) throw new HubError('last_administrator', '这是最后一个管理员：先添加另一个');
}

/** 2, 4, 8 … seconds after the third wrong try, a quarter of an hour at most. */
function waitAfter(failures: number): number {
  return failures < freeTries ? 0 : Math.min(1000 * 2 ** (failures - freeTries + 1), longestWaitMs);
}

function toOperator({ name, role, must_change }: { name: string; role: Role; must_change: number }): Operator {
  return { name, role, mustChange: must_change === 1 };
}
