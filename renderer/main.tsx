/** The kiosk page's entry. */
import '@fontsource-variable/noto-sans-sc/wght.css';
import './theme/kiosk.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { guardKeys } from './session/key-guard.ts';

guardKeys(window);

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
