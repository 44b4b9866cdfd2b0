/**
 * Work on whole database files, done beside the station: none of it may hold up the screen. Implemented by electron/care/thread.ts.
 */

/** What a backup says of itself. */
export interface BackupFacts {
  readonly schema: number;
  /** Null in a database from before stations had one. */
  readonly identity: string | null;
  readonly station: string;
  /** Whether everything in it is made up. */
  readonly demo: boolean;
  /** When it was begun; without a note of its own, its newest visit. */
  readonly madeAtMs: number;
  readonly counts: { readonly workers: number; readonly visits: number; readonly postings: number; readonly matches: number };
  /** Keys that it has seen in use, or whose public half it holds. */
  readonly keys: readonly {
    readonly station: number;
    readonly generation: number;
    /** Null where only the use was seen. */
    readonly publicKey: Uint8Array | null;
    readonly createdAtMs: number;
  }[];
  /** The reading keys under the recovery code of then. */
  readonly wrap: { readonly sealed: Uint8Array; readonly tag: Uint8Array } | null;
  /** One sealed content of each column that holds such: who opens them all has its reading keys. */
  readonly samples: readonly Uint8Array[];
}

export interface DatabaseCopies {
  /**
   * A copy of the station's database as it stands at this moment: checked, on the disk, and then under its name. Answers its bytes.
   * @throws AppError disk_full, database_corrupt, data_*: nothing stands under the name
   */
  copy(to: string): Promise<number>;

  /** Whether the whole database is sound. */
  check(): Promise<boolean>;

  /** @throws AppError restore_damaged, restore_foreign, restore_from_future */
  inspect(file: string): Promise<BackupFacts>;

  /**
   * A copy of a backup, brought to this program's schema and made ready to be opened as the station: the hub is to be told everything
   * again, the desk over the LAN is shut. @throws as inspect, disk_full
   */
  stage(file: string, to: string): Promise<void>;

  close(): void;
}
