/** Whether the desk stands in somebody's own browser: the station's own screen lets nothing be downloaded and opens no print dialog. */
export const elsewhere = !['127.0.0.1', 'localhost', 'kiosk'].includes(globalThis.location.hostname);
