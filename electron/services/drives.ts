/**
 * Drives (U 盘) as services see them: what the host lists, files on them by a path within, never a path of the machine. The locked
 * kiosk has no file dialogs, so this is the only way in and out for files. Implemented by electron/drives/drive-list.ts.
 *
 * Every method may refuse with `drive_gone`: the drive is not there, or was pulled half-way. What was being written is then not on
 * it under its name; what was being read is not answered in part.
 */

export interface Drive {
  /** 16 hex digits, the same for as long as the drive stays plugged in. */
  readonly id: string;
  /** Its label, or its model, or where it is mounted: what staff know it by. */
  readonly name: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

export interface DriveFile {
  /** Within the drive, parts parted by `/`; what `read` and `stream` take. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** A new file: nothing stands under its name before `finish` has answered, and then all of it, brought to the drive. */
export interface DriveWriter {
  /** @throws drive_gone, drive_full, drive_read_only: what was written is removed, as far as the drive still lets us */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Answers the path it got: an existing file is never overwritten, `a.csv` becomes `a (2).csv`. @throws as write */
  finish(): Promise<{ readonly path: string; readonly sizeBytes: number }>;
  /** Gives up; nothing stays on the drive. Never throws. */
  abandon(): Promise<void>;
}

export interface Drives {
  /** Drives that can be pulled, and what the operator mounted; never the machine's own disk. Empty when none is there. */
  list(): Promise<readonly Drive[]>;

  /** Files with one of the endings (`csv`, without the dot, whatever their case) in the root and one folder below, newest first, at most 500. */
  files(driveId: string, extensions: readonly string[]): Promise<readonly DriveFile[]>;

  /**
   * The whole file. @throws drive_file_refused (a path that leads out of the drive, also through a link), drive_file_missing,
   * drive_file_too_large (details: mostBytes)
   */
  read(driveId: string, path: string, mostBytes?: number): Promise<Uint8Array>;

  /** The same in pieces, for files that memory should not hold; refuses before the first piece. */
  stream(driveId: string, path: string): AsyncIterable<Uint8Array>;

  /** A new file in the root. @throws drive_file_refused (a name with a path in it, or one that a FAT drive cannot hold) */
  create(driveId: string, name: string): Promise<DriveWriter>;
}
