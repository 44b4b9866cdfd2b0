/** Databases that fall over where the power might go: before a transaction, at its end, and after it. */
import type { WritableDb } from '../../electron/db/database.ts';
import type { HubDb } from '../../maps/hub/store/hub-db.ts';

/** Thrown where the power goes. */
export class Crash extends Error {}

/** Fails at the edges of transactions when it is told to. */
export interface Fuse {
  /** How many edges are still crossed; undefined: never fails. */
  left: number | undefined;
  edge(): void;
}

export function fuse(): Fuse {
  return {
    left: undefined,
    edge() {
      if (this.left === undefined) return;
      if (this.left > 0) this.left -= 1;
      else {
        this.left = undefined;
        throw new Crash('the power went');
      }
    },
  };
}

/** Before a transaction, at its end (nothing of it is kept), and after it (all of it is). */
export function failingStation(db: WritableDb, fuse: Fuse): WritableDb {
  const transaction = (work: () => unknown) => {
    const whole = db.transaction(() => {
      const value = work();
      fuse.edge();
      return value;
    });
    return {
      immediate() {
        fuse.edge();
        const value = whole.immediate();
        fuse.edge();
        return value;
      },
    };
  };
  return proxied(db, { transaction });
}

export function failingHub(db: HubDb, fuse: Fuse): HubDb {
  const transaction = () => ({
    async execute(work: (tx: never) => Promise<unknown>) {
      fuse.edge();
      const value = await db.writer.transaction().execute(async (tx) => {
        const made = await work(tx as never);
        fuse.edge();
        return made;
      });
      fuse.edge();
      return value;
    },
  });
  return { ...db, writer: proxied(db.writer, { transaction }) };
}

function proxied<T extends object>(target: T, over: object): T {
  return new Proxy(target, {
    get(_, name) {
      if (name in over) return Reflect.get(over, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
