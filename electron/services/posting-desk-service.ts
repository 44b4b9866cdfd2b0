/** Everything about postings at the staff desk, put together. */
import type { PostingsDesk } from '../../shared/api/desk/postings.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import type { WritableDb } from '../db/database.ts';
import { postingDeskReader } from '../db/posting-desk-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { Drives } from './drives.ts';
import type { NewId } from './id.ts';
import { importOperations } from './import-service.ts';
import { postingDay } from './posting-day.ts';
import { postingDeskCommands } from './posting-desk-commands.ts';
import { postingDeskQueries, postingViews } from './posting-desk-queries.ts';
import { postingExport } from './posting-export.ts';
import { postingJudge } from './posting-judge.ts';

export interface PostingDeskPorts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly settings: () => StationSettings;
  readonly postings: Pick<PostingReader, 'get'>;
  readonly drives: Drives;
}

export function postingDeskOperations({ db, clock, newId, audit, settings, postings, drives }: PostingDeskPorts): PostingsDesk {
  const desk = postingDeskReader(db);
  const judge = postingJudge(desk, settings, clock);
  const views = postingViews(db, postings, judge, clock);
  const parts = { db, clock, newId, audit, judge, views };
  return {
    ...postingDeskQueries(desk, views, judge, clock),
    ...postingDeskCommands(parts),
    ...postingDay(parts, desk),
    ...importOperations(parts, desk, settings, drives),
    ...postingExport(parts, desk, drives),
  };
}
