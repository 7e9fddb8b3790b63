import type { Plugin, ViteDevServer } from 'vite'
import type { Service } from '../lib/server/service.ts'
import { badWeather, Network } from './network.ts'

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
  await openBadNetwork(at.port)
}

/** `--network=bad`: the same on another port, as somebody on a poor connection meets it. */
async function openBadNetwork(port: number): Promise<void> {
  if (process.env.PERCH_NETWORK !== 'bad') return
  network?.stop()
  network = await Network.before(port, badWeather, 'localhost')
  console.log(`On a slow and lossy network: http://localhost:${String(network.port)}`)
}

let network: Network | undefined
