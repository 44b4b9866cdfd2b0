import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { copyReader } from '../../../electron/db/hub-copy-repository.ts';
import { linkReader } from '../../../electron/db/link-repository.ts';
import { conflictReader } from '../../../electron/db/posting-conflict-repository.ts';
import { postingReader, postingWriter } from '../../../electron/db/posting-repository.ts';
import { inboxApply } from '../../../electron/hub-link/inbox-apply.ts';
import { revise } from '../../../shared/domain/posting.ts';
import type { LintFinding } from '../../../shared/domain/posting-lint.ts';
import { now, posting } from '../../support/builders.ts';
import { postingFact } from '../../support/exchange.ts';
import { testStation } from '../../support/station.ts';

const ledger = '0193582c-0000-4000-8000-00000000000a';

function station(findings: readonly LintFinding[] = []) {
  const { db, publish } = testStation();
  let serial = 0;
  const newId = () => `0193582d-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
  const apply = inboxApply({ db, newId, nowMs: () => now, lint: () => findings });
  let revision = 0;
  return {
    ...{ db, publish },
    tell: (...items: { kind: string; key?: string; content: unknown }[]) =>
      inTransaction(db, () =>
        apply({
          ...{ ledger, kept: { epoch: 1, next: 1 }, next: 1, more: false, nowMs: now },
          items: items.map(({ kind, key = '', content }) => ({ revision: ++revision, kind, key, content })),
        }),
      ),
    get: postingReader(db).get,
    find: (source: string, id: string) => postingReader(db).findByOrigin(source, id),
    conflicts: () => conflictReader(db).list(),
    faults: () =>
      linkReader(db)
        .faults()
        .map(({ kind, key, rule }) => [kind, key, rule]),
    copies: (kind: 'notice' | 'trust' | 'hire') => copyReader(db).list(kind),
  };
}

const { kind: _, ...fact } = postingFact();
const fromHub = (over: object = {}) => ({ kind: 'posting', key: fact.id, content: { of: 'hub', posting: { ...fact, ...over } } });

describe('what the hub tells', () => {
  it('puts a posting of the city on the screen, once, and takes it away again', () => {
    const { tell, find } = station();
    tell(fromHub());
    tell(fromHub());
    expect(find('hub', fact.id)).toMatchObject({ state: 'published', content: fact.content, demo: false });
    tell(fromHub({ content: { ...fact.content, headcount: 9 } }));
    expect(find('hub', fact.id)).toMatchObject({ state: 'published', content: { headcount: 9 } });
    tell({ kind: 'posting', key: fact.id, content: null });
    expect(find('hub', fact.id)).toMatchObject({ state: 'closed', closedReason: 'hub' });
  });

  it('holds a posting back that the law forbids, for staff to look at', () => {
    const { tell, find } = station([{ rule: 'pay_below_floor', severity: 'block', field: 'wage', words: '5元/时' }]);
    tell(fromHub());
    expect(find('hub', fact.id)).toMatchObject({ state: 'pending' });
  });

  it('merges an edit of a posting of ours, and tells staff of a field that both changed', () => {
    const { db, publish, tell, get, conflicts } = station();
    const ours = posting();
    publish(ours);
    const content = { ...ours.content, headcount: 4 };
    inTransaction(db, () => postingWriter(db).update({ ...ours, content, ...revise(ours, content) } as typeof ours));
    const edit = { of: 'station', id: ours.id, base: 1, fields: { headcount: 7, place: '南门 工地' } };
    tell({ kind: 'posting', key: `${ours.id}@1`, content: edit });
    expect(get(ours.id)).toMatchObject({ state: 'published', revision: 3, content: { headcount: 4, place: '南门 工地' } });
    expect(conflicts()).toEqual([{ postingId: ours.id, field: 'headcount', theirs: 7, atMs: now }]);
    tell({ kind: 'posting', key: `${ours.id}@1`, content: { ...edit, fields: { place: '南门 工地' } } });
    expect(get(ours.id)?.revision).toBe(3);
  });

  it('takes a posting off the screen when an edit leaves it without the legal minimum', () => {
    const { publish, tell, get } = station();
    const ours = posting();
    publish(ours);
    tell({ kind: 'posting', key: 'x', content: { of: 'station', id: ours.id, base: 1, fields: { conditions: null } } });
    expect(get(ours.id)).toMatchObject({ state: 'pending', content: { conditions: null } });
  });

  it('brings what an employer sent from a phone to be reviewed, once', () => {
    const { tell, find } = station();
    const id = '0193582c-0000-7000-8000-0000000000aa';
    const content = { ...fact.content, contactPhone: null, validThroughMs: null, verifiedAtMs: now };
    const sent = { kind: 'submission', key: id, content: { id, content, phone: '13900002608', atMs: now } };
    tell(sent);
    tell(sent);
    expect(find('phone', id)).toMatchObject({ state: 'pending', content: { contactPhone: '13900002608', verifiedAtMs: null } });
  });

  it('keeps the rest as it came, later in the place of earlier', () => {
    const { tell, copies } = station();
    const trust = (count: number) => ({ kind: 'trust', content: { reports: [{ kind: 'locked', count, lastMs: now }] } });
    tell(trust(1), { kind: 'notice', key: 'n1', content: { title: '招聘会' } }, { kind: 'notice', key: 'n2', content: { title: '义诊' } });
    tell(trust(2), { kind: 'notice', key: 'n1', content: null });
    expect([copies('trust').map(({ content }) => content), copies('notice').map(({ key }) => key)]).toEqual([[trust(2).content], ['n2']]);
  });

  it('passes over what it does not understand, tells it, and takes the rest', () => {
    const { tell, faults, copies } = station();
    tell(
      { kind: 'lottery', key: 'a', content: {} },
      { kind: 'hire', key: 'b', content: { id: 'b', generation: 0 } },
      fromHub({ content: { ...fact.content, validThroughMs: now - 1 } }),
      { kind: 'trust', content: { reports: [] } },
    );
    expect([faults().sort(), copies('trust').length]).toEqual([
      [
        ['hire', 'b', 'id'],
        ['lottery', 'a', 'unknown_kind'],
        ['posting', fact.id, 'expired'],
      ],
      1,
    ]);
  });
});
