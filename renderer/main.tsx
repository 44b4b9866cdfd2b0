/** The kiosk page's entry. */
import '@fontsource-variable/noto-sans-sc/wght.css';
import './theme/kiosk.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { LanDesk } from './lan-desk.tsx';
import { guardKeys } from './session/key-guard.ts';

guardKeys(window);

const root = document.getElementById('root');
// The station serves this page at /desk to the LAN only, and there nothing but the desk.
if (root) createRoot(root).render(globalThis.location.pathname === '/desk' ? <LanDesk /> : <App />);
