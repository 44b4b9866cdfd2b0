/**
 * Runs sandboxed in the page's process, so it is bundled as CommonJS and may import nothing but `electron` and constants.
 * It hands over two functions and never `ipcRenderer` itself.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { KioskHost } from '../shared/api/kiosk-host.ts';
import { endSessionChannel, heartbeatChannel } from './shell/channels.ts';

const host: KioskHost = {
  kind: 'electron',
  heartbeat: (page) => ipcRenderer.send(heartbeatChannel, { showsContent: page.showsContent === true }),
  endSession: async () => {
    await ipcRenderer.invoke(endSessionChannel);
  },
};

contextBridge.exposeInMainWorld('yizhanHost', host);
