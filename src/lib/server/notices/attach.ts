import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import { noticesPath } from '../../wire/notices.ts'
import type { Hello, Here, Notice, View } from '../../wire/notices.ts'
import { ScreenSockets } from './sockets.ts'

interface FromServer {
  hello: (hello: Hello) => void
  notice: (notice: Notice) => void
  here: (here: Here[]) => void
  view: (view: View) => void
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
  const before = listening(server)
  const live: Live = new Server(server, {
    path: noticesPath,
    destroyUpgrade: false,
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    wsEngine: ScreenSockets,
    maxHttpBufferSize: largest,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, answer) => {
      answer(null, sameOrigin(request))
    },
  })
  const after = listening(server)
  return { live, detach: () => restore(server, before, after) }
}

const kinds = ['request', 'upgrade'] as const
type Listeners = Record<(typeof kinds)[number], ReturnType<HttpServer['listeners']>>

function listening(server: HttpServer): Listeners {
  return { request: server.listeners('request'), upgrade: server.listeners('upgrade') }
}

/** Takes away what Socket.IO added and puts back what it took; what others added since stays. */
function restore(server: HttpServer, before: Listeners, after: Listeners): void {
  for (const kind of kinds) {
    const [had, has] = [before[kind], after[kind]]
    for (const listener of has) if (!had.includes(listener)) server.off(kind, listener as () => void)
    for (const listener of had) if (!has.includes(listener)) server.on(kind, listener as () => void)
  }
}
