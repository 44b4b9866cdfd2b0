/** The tables as Kysely sees them: the same on SQLite and on PostgreSQL. Made by migrations/. */
export interface Tables {
  hub_state: HubStateTable;
  station: StationTable;
  station_source: StationSourceTable;
  station_token: StationTokenTable;
  live: LiveTable;
  report: ReportTable;
  address_key: AddressKeyTable;
  operator: OperatorTable;
  session: SessionTable;
  sign_in_try: SignInTryTable;
  audit: AuditTable;
}

interface HubStateTable {
  id: number;
  revision: number;
  next_number: number;
}

export interface StationTable {
  number: number;
  state: 'listed' | 'withdrawn' | 'merged';
  merged_into: number | null;
  name: string;
  province: string;
  city: string;
  county: string;
  lat: number;
  lng: number;
  search_key: string;
  /** The whole ListedStation as JSON. */
  data: string;
  /** JSON array of EditableField. */
  edited: string;
  revision: number;
  updated_at_ms: number;
}

interface StationSourceTable {
  source_name: string;
  source_id: string;
  number: number;
}

interface StationTokenTable {
  number: number;
  token_hash: string;
}

interface LiveTable {
  number: number;
  available: number | null;
  slots: number | null;
  faulty: number | null;
  jobs: number | null;
  at_ms: number;
}

interface ReportTable {
  id: string;
  number: number;
  kind: 'open' | 'locked' | 'moved' | 'never-existed' | 'broken';
  amenity: string | null;
  address_hash: string;
  party: string;
  at_ms: number;
  decision: 'accepted' | 'dismissed' | null;
  decided_at_ms: number | null;
  undone_at_ms: number | null;
  undo_hash: string;
}

interface AddressKeyTable {
  day: string;
  key: string;
}

interface OperatorTable {
  name: string;
  name_key: string;
  role: 'look' | 'edit' | 'administer';
  salt: string;
  hash: string;
  must_change: number;
  created_at_ms: number;
}

interface SessionTable {
  token_hash: string;
  name_key: string;
  last_seen_ms: number;
}

interface SignInTryTable {
  name_key: string;
  failures: number;
  last_ms: number;
}

interface AuditTable {
  id: string;
  at_ms: number;
  actor: string;
  action: string;
  number: number | null;
  details: string;
}
