/**
 * Whether the desk stands in somebody's own browser, over the LAN: the station's own screen lets nothing be downloaded and opens no print
 * dialog. Only the LAN is served over TLS.
 */
export const elsewhere = globalThis.location.protocol === 'https:';
