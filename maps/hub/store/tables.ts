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
  enrolment_code: EnrolmentCodeTable;
  enrolment_try: EnrolmentTryTable;
  link: LinkTable;
  card_key: CardKeyTable;
  station_posting: StationPostingTable;
  station_day: StationDayTable;
  station_door: StationDoorTable;
  revoked_card: RevokedCardTable;
  inbox_item: InboxItemTable;
  inbox_mark: InboxMarkTable;
  submission: SubmissionTable;
  hire: HireTable;
  city_item: CityItemTable;
}

interface HubStateTable {
  id: number;
  revision: number;
  next_number: number;
  ledger: string;
  inbox_revision: number;
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

interface EnrolmentCodeTable {
  code_hash: string;
  number: number | null;
  name: string;
  expires_at_ms: number;
  spent_at_ms: number | null;
  made_by: string;
}

interface EnrolmentTryTable {
  address_hash: string;
  at_ms: number;
}

interface LinkTable {
  number: number;
  /** Base64url of 32 bytes. */
  link_key: string;
  state: 'active' | 'revoked';
  /** 0: enrolled, nothing sent yet. */
  epoch: number;
  next: number;
  enrolled_at_ms: number;
  heard_at_ms: number;
  confirmed_at_ms: number | null;
  /** The revision of the inbox up to which the station says that it has read. */
  inbox_read: number;
}

interface CardKeyTable {
  number: number;
  generation: number;
  public_key: string;
  created_at_ms: number;
}

interface StationPostingTable {
  number: number;
  id: string;
  state: string;
  revision: number;
  updated_at_ms: number;
  /** The whole fact as JSON. */
  data: string;
  /** Last moment at which workers are shown it; 0 while it is filled, paused or closed. */
  until_ms: number;
  /** From then on it is stale; 0: never verified. */
  stale_at_ms: number;
}

export interface StationDayTable {
  number: number;
  day: string;
  visits: number;
  visitors: number;
  registrations: number;
  cards: number;
  postings: number;
  wanted: number;
  referrals: number;
  matches: number;
  matched: number;
  stale: number;
  shown: number;
  touched: number;
  /** JSON: purpose → visits. */
  purposes: string;
}

interface StationDoorTable {
  number: number;
  data: string;
}

interface RevokedCardTable {
  number: number;
  generation: number;
  serial: number;
  until: string;
}

interface InboxItemTable {
  scope: string;
  kind: string;
  key: string;
  revision: number;
  content: string | null;
}

interface InboxMarkTable {
  revision: number;
  mark: string;
}

interface SubmissionTable {
  id: string;
  number: number;
  at_ms: number;
  address_party: string;
  phone_party: string;
  state: 'waiting' | 'read' | 'unread';
}

interface HireTable {
  id: string;
  number: number;
  generation: number;
  serial: number;
  at_ms: number;
  address_party: string;
}

interface CityItemTable {
  id: string;
  kind: 'posting' | 'notice';
  /** JSON: the words of a place, from the province. */
  scope: string;
  state: 'standing' | 'closed' | 'taken-back' | 'over';
  /** JSON: PostingContent, NoticeContent. */
  content: string;
  revision: number;
  /** JSON. */
  field_revisions: string;
  /** Last moment at which stations are told of it; 0: no more. */
  until_ms: number;
  updated_at_ms: number;
}
