/** Frozen once it has landed: a change is a new migration. */
export const reports = {
  version: 70,
  name: 'reports',
  sql: `
-- The local hour of a visit (UTC+8), so that an index can hold it.
ALTER TABLE visit ADD COLUMN hour INTEGER GENERATED ALWAYS AS ((at_ms / 3600000 + 8) % 24) VIRTUAL;
-- Visits by day, purpose and hour: counted in the order of the index, nothing is sorted.
CREATE INDEX visit_by_hour ON visit (work_day, purpose, hour);
-- Postings by the moment of their publication, with what is counted of them.
CREATE INDEX posting_published ON posting (published_at_ms, trade, employer, headcount) WHERE published_at_ms IS NOT NULL;
-- Referrals and agreements by day, trade and employer.
DROP INDEX IF EXISTS match_by_referral;
DROP INDEX IF EXISTS match_by_agreement;
CREATE INDEX match_by_referral ON work_match (referred_day, trade, employer);
CREATE INDEX match_by_agreement ON work_match (agreed_day, trade, employer, worker_id) WHERE agreed_day IS NOT NULL;
-- The same by employer and trade first: what counts long ranges without sorting them.
CREATE INDEX posting_of_work ON posting (employer, trade, published_at_ms, headcount) WHERE published_at_ms IS NOT NULL;
CREATE INDEX referral_of_work ON work_match (employer, trade, referred_day) WHERE referred_day IS NOT NULL;
CREATE INDEX hire_of_work ON work_match (employer, trade, agreed_day) WHERE agreed_day IS NOT NULL;
-- Corrections by when they were made: none is older than the visit it corrects.
CREATE INDEX correction_by_time ON visit_correction (at_ms, visit_id);
-- On which days a worker came to an agreement.
CREATE INDEX match_hired ON work_match (worker_id, agreed_day) WHERE agreed_day IS NOT NULL;
-- What was shown on a day.
CREATE INDEX reach_by_day ON posting_reach (work_day);
`,
} as const;
