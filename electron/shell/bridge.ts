/**
 * What the page may ask of the host: a heartbeat and the wipe at the end of a session. Nothing else has a channel, and a
 * message counts only from the main frame of yizhan://kiosk.
 */
import type * as Electron from 'electron';
import { z } from 'zod';
import { endSessionChannel, heartbeatChannel } from './channels.ts';
import { kioskOrigin } from './scheme.ts';

const heartbeatSchema = z.object({ showsContent: z.boolean() });

export interface BridgeOptions {
  readonly onHeartbeat: (showsContent: boolean) => void;
  readonly onSessionEnd: () => Promise<void>;
  readonly onRefused: (channel: string) => void;
}

export function openBridge({ ipcMain }: Pick<typeof Electron, 'ipcMain'>, options: BridgeOptions): void {
  ipcMain.on(heartbeatChannel, (event, page: unknown) => {
    const heartbeat = heartbeatSchema.safeParse(page);
    if (!isFromKioskPage(event.senderFrame) || !heartbeat.success) return options.onRefused(heartbeatChannel);
    options.onHeartbeat(heartbeat.data.showsContent);
  });
  ipcMain.handle(endSessionChannel, async (event) => {
    if (!isFromKioskPage(event.senderFrame)) {
      options.onRefused(endSessionChannel);
      throw new Error('refused');
    }
    await options.onSessionEnd();
  });
}

/** A frame that navigated away since it spoke is null: its word no longer counts. */
function isFromKioskPage(frame: Pick<Electron.WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === kioskOrigin;
}
