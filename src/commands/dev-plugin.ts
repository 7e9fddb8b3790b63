import type { Plugin, ViteDevServer } from 'vite'
import type { Service } from '../lib/server/service.ts'

/**
 * `npm run dev`: attaches the live parts to Vite's own server on our own paths; its hot-reload socket is untouched.
 * hooks.server.ts `init` builds the service at the first request and leaves it on one global slot; importing the
 * module here would make a second one. After an edit under src/lib/server it is closed and everything starts anew.
 */
export function perchInDevelopment(): Plugin {
  return {
    name: 'perch-in-development',
    apply: 'serve',
    configureServer(server) {
      server.httpServer?.once('listening', () => void attachOnceBuilt(server))
    },
    async hotUpdate({ file, server }) {
      if (!file.includes('/src/lib/server/') || file.endsWith('.test.ts')) return
      await slot().service?.close()
      delete slot().service
      await server.restart()
    },
  }
}

function slot(): { service?: Service } {
  const all = globalThis as unknown as Record<symbol, { service?: Service } | undefined>
  return (all[Symbol.for('perch')] ??= {})
}

/** Asks for the health page once, so that the service exists before the first socket knocks. */
async function attachOnceBuilt(server: ViteDevServer): Promise<void> {
  const at = server.httpServer?.address()
  if (!at || typeof at !== 'object' || !server.httpServer) return
  await fetch(`http://localhost:${String(at.port)}/healthz`).catch(() => undefined)
  slot().service?.attach(server.httpServer as never, { others: 'leave' })
  slot().service?.announce(at)
}
