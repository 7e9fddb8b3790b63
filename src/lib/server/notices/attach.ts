import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import { noticesPath } from '../../wire/notices.ts'
import type { Hello, Here, Notice } from '../../wire/notices.ts'

interface FromServer {
  hello: (hello: Hello) => void
  notice: (notice: Notice) => void
  here: (here: Here[]) => void
  ended: (code: number) => void
}
/** What screens send is not to be trusted: everything is unknown until it is read. */
type FromScreen = Record<string, (...sent: unknown[]) => void>
export type Live = Server<FromScreen, FromServer>
export type Screen = Socket<FromScreen, FromServer>

/** The largest message a screen may send, in bytes. */
const largest = 64 * 1024

/**
 * Socket.IO on the one port: websockets only, our own path only, same origin only. `detach` takes away the listeners
 * it added, so that the next one (development re-attaches on edits) does not answer twice.
 */
export function attachLive(
  server: HttpServer,
  sameOrigin: (request: IncomingMessage) => boolean,
): { live: Live; detach: () => void } {
  const [requests, upgrades] = [server.listeners('request'), server.listeners('upgrade')]
  const live: Live = new Server(server, {
    path: noticesPath,
    destroyUpgrade: false,
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: largest,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, answer) => {
      answer(null, sameOrigin(request))
    },
  })
  return { live, detach: () => restore(server, { request: requests, upgrade: upgrades }) }
}

type Listeners = ReturnType<HttpServer['listeners']>

function restore(server: HttpServer, before: { request: Listeners; upgrade: Listeners }): void {
  for (const event of ['request', 'upgrade'] as const) {
    const now = server.listeners(event)
    for (const listener of now)
      if (!before[event].includes(listener)) server.off(event, listener as () => void)
    for (const listener of before[event])
      if (!now.includes(listener)) server.on(event, listener as () => void)
  }
}
