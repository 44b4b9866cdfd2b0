/** The operators' page: words, the way to the hub, screens. */
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { queries } from './api/queries.ts';
import { App } from './app.tsx';
import { startMessages } from './messages.ts';

await startMessages();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries()}>
        <Router base="/desk">
          <App />
        </Router>
      </QueryClientProvider>
    </StrictMode>,
  );
}
