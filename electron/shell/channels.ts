/** The two messages of the bridge (shared/api/kiosk-host.ts). */
export const heartbeatChannel = 'heartbeat';
export const endSessionChannel = 'end-session';
