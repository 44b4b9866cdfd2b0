/** What surrounds the services in a host: the printer they print on, the door on the LAN, the station's own restart. */
import type { LanView } from '../../shared/api/desk/care.ts';

export interface LanPort {
  view(): Omit<LanView, 'on'>;
  /** Listens, and goes on trying while it cannot. @throws AppError lan_port_taken */
  open(): Promise<void>;
  shut(): Promise<void>;
}

export interface HostPorts {
  /** Prints on the printer of this line from now on; null: the one that the station was started with. @throws AppError printer_invalid */
  setPrinter(line: string | null): void;
  readonly lan: LanPort;
  /** Closes the station and opens it anew, a little later. */
  reopen(): void;
}

/** Services with nothing around them: tools and benches. */
export const noHost: HostPorts = {
  setPrinter: () => {},
  lan: {
    view: () => ({ addresses: [], fingerprint: null, validThroughMs: null, trouble: null }),
    open: async () => {},
    shut: async () => {},
  },
  reopen: () => {},
};
