/** The lists in localStorage, as base64. A browser that refuses to store (private windows, full) still checks cards online. */
import type { ListName, ListStore } from './lists.ts';

const keyOf = (name: ListName) => `list:${name}`;

export function browserListStore(storage: () => Storage): ListStore {
  return {
    read(name) {
      try {
        const text = storage().getItem(keyOf(name));
        return text === null ? null : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      } catch {
        return null;
      }
    },
    write(name, bytes) {
      try {
        storage().setItem(keyOf(name), btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
      } catch {
        // nothing to do about it: the next visit asks the network again
      }
    },
  };
}
