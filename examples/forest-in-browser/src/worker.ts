import { forestJobs } from '@usina/core/forest';
import { serveJobs, webPort } from '@usina/core/jobs';

// grows trees when the page asks for them
serveJobs(webPort(globalThis), { load: async ({ id }) => forestJobs[id] });
