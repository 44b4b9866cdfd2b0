import { v7 } from 'uuid';

/** Makes ids: UUIDv7, ordered by time, unique across stations, on every row that may leave the station. */
export type NewId = () => string;
export const newId: NewId = () => v7();
